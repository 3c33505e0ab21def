"""The training files: gold and silver trees, lemmas, token boundaries and entities, written into the work directory."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from workers.training import boundaries, conllu, entities
from workers.training.augment import Pool, Substitution, renamed
from workers.training.conllu import Sentence
from workers.training.names import NamePool
from workers.training.places import PlacePool
from workers.training.sources import Sources
from workers.training.teacher import Teacher, models

SEED = 20261128
SUBSTITUTED_COPIES = 2
LOWERED_SHARE = 0.04
LONGEST, SHORTEST = 90, 3


def prepare(data: Path, work: Path) -> None:
    """Write every training file; six minutes on one core, most of it the teacher's."""
    sources = Sources(data)
    choice = random.Random(SEED)
    gold, choosing = sources.gold()
    teacher = Teacher(gold)
    tagged = [sentence for text in sources.nerel("train") for sentence in entities.sentences(text)]
    raw = [sentence for text in sources.factrueval() for sentence in entities.sentences(text)]
    silver = _annotated(teacher, [*tagged, *raw], "silver trees")
    persons = {"PERSON": NamePool(models() / "dict" / "last.txt", SEED)}
    renamed_copies = [copy for sentence in silver if (copy := renamed(sentence, persons, choice)) is not None]
    substitution = Substitution([*gold, *silver])
    substituted = _annotated(
        teacher,
        [substitution.applied(sentence, choice) for _ in range(SUBSTITUTED_COPIES) for sentence in silver],
        "substituted words",
    )
    lowered = [conllu.lowered(s) for s in [*gold, *silver] if choice.random() < LOWERED_SHARE]
    conllu.write(work / "gold.conllu", _shuffled(gold, choice))
    conllu.write(work / "choosing.conllu", choosing)
    conllu.write(work / "silver.conllu", _shuffled([*silver, *renamed_copies, *substituted, *lowered], choice))
    conllu.write(work / "lemmas.conllu", _distinct([*gold, *silver, *renamed_copies, *lowered]))
    for name in ("lenta", "gsd", "taiga"):
        conllu.write(work / f"score-{name}.conllu", conllu.read(sources.scoring(name)))
    _entities(sources, tagged, silver, persons, work)
    boundaries.write(work, sources, gold, choosing)


def _annotated(teacher: Teacher, sentences: list[Sentence], what: str) -> list[Sentence]:
    fitting = [sentence for sentence in sentences if SHORTEST <= len(sentence) <= LONGEST]
    return list(tqdm(teacher.annotated(fitting), total=len(fitting), desc=what, disable=None))


def _shuffled(sentences: list[Sentence], choice: random.Random) -> list[Sentence]:
    return choice.sample(sentences, len(sentences))


def _distinct(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Each (form, part of speech, lemma) once, in sentences of one word: what the lemmatizer learns from."""
    seen = set()
    for word in (word for sentence in sentences for word in sentence):
        key = word.form, word.upos, word.lemma
        if key not in seen:
            seen.add(key)
            yield (replace(word, head=0, deprel="root", glued=False),)


def _entities(
    sources: Sources, tagged: list[Sentence], silver: list[Sentence], persons: Mapping[str, Pool], work: Path
) -> None:
    """Entities as annotated, with other names (two copies), and a few in lower case."""
    choice = random.Random(SEED)
    places = PlacePool()
    pools = {**persons, "COUNTRY": places, "CITY": places}
    copies = [copy for sentence in silver * 2 if (copy := renamed(sentence, pools, choice)) is not None]
    lowered = [conllu.lowered(sentence) for sentence in tagged if choice.random() < LOWERED_SHARE]
    entities.as_json(work / "ner-train.json", [s for s in [*tagged, *copies, *lowered] if s])
    dev = [sentence for text in sources.nerel("dev") for sentence in entities.sentences(text)]
    entities.as_json(work / "ner-dev.json", [s for s in dev if s])
