"""What a pack gets right on the scoring files: boundaries, tags, lemmas, trees, entities, and how fast it is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import stanza
import torch

from workers.training import conllu, entities
from workers.training.conllu import Sentence
from workers.training.inventory import unified
from workers.training.sources import AnnotatedText, Sources

Scores: TypeAlias = dict[str, dict[str, float]]
TREES = ("upos", "feats", "lemma", "uas", "las")
SPEED_TEXTS = 30


def score(pack: Path, data: Path) -> Scores:
    """Per cent of right words for treebanks (gold tokens, predicted tags), F1 in per cent for boundaries and entities.

    Features and lemmas are compared in the one inventory, relations without subtypes.
    """
    torch.set_num_threads(1)
    sources = Sources(data)
    dev = sources.nerel("dev")
    words = _pipeline(pack, "tokenize,pos,lemma,depparse,ner", tokenize_pretokenized=True)
    scores: Scores = {
        name: _trees(words, list(conllu.read(sources.scoring(name)))) for name in ("lenta", "gsd", "taiga")
    }
    scores["entities"] = _entities(words, [s for text in dev for s in entities.sentences(text) if s])
    whole = _pipeline(pack, "tokenize,pos,lemma,depparse,ner")
    scores["boundaries"] = _boundaries(whole, dev)
    scores["speed"] = {"tokens_per_second": _speed(whole, dev[:SPEED_TEXTS])}
    return scores


def f1(right: int, found: int, wanted: int) -> float:
    return 200.0 * right / (found + wanted) if found + wanted else 0.0


def _pipeline(pack: Path, processors: str, **settings: Any) -> stanza.Pipeline:
    return stanza.Pipeline(
        "ru",
        dir=str(pack),
        package="news",
        processors=processors,
        download_method=None,
        verbose=False,
        use_gpu=False,
        depparse_batch_size=400,
        **settings,
    )


def _trees(pipeline: stanza.Pipeline, sentences: Sequence[Sentence]) -> dict[str, float]:
    document = pipeline([[word.form for word in sentence] for sentence in sentences])
    right: Counter[str] = Counter()
    total = 0
    for sentence, parsed in zip(sentences, document.sentences, strict=True):
        for gold, word in zip(unified(sentence), parsed.words, strict=True):
            total += 1
            right["upos"] += gold.upos == word.upos
            right["feats"] += "|".join(f"{k}={v}" for k, v in sorted(gold.feats)) == (word.feats or "")
            right["lemma"] += gold.lemma.lower().replace("ё", "е") == (word.lemma or "").lower().replace("ё", "е")
            right["uas"] += gold.head == word.head
            right["las"] += gold.head == word.head and _plain(gold.deprel) == _plain(word.deprel)
    return {name: 100.0 * right[name] / total for name in TREES} | {"tokens": float(total)}


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def _entities(pipeline: stanza.Pipeline, sentences: Sequence[Sentence]) -> dict[str, float]:
    """F1 per type and over all (`all`); an entity is right if its bounds and its type are."""
    document = pipeline([[word.form for word in sentence] for sentence in sentences])
    gold = {(number, *span) for number, s in enumerate(sentences) for span in spans([w.entity for w in s])}
    found = {
        (number, entity.tokens[0].id[0] - 1, entity.tokens[-1].id[0], entity.type)
        for number, sentence in enumerate(document.sentences)
        for entity in sentence.ents
    }
    types = sorted({span[3] for span in gold})
    scores = {kind: f1(*_counts(found, gold, kind)) for kind in types}
    return {"all": f1(len(found & gold), len(found), len(gold)), **scores}


def _counts(found: set[Any], gold: set[Any], kind: str) -> tuple[int, int, int]:
    found, gold = {s for s in found if s[3] == kind}, {s for s in gold if s[3] == kind}
    return len(found & gold), len(found), len(gold)


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first token, end, type) of every entity in a row of BIO tags."""
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def _boundaries(pipeline: stanza.Pipeline, texts: Sequence[AnnotatedText]) -> dict[str, float]:
    """F1 of tokens and sentences against razdel's, line by line as the texts stand."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in (line for text in texts for line in text.text.split("\n") if line.strip()):
        ours = [[token.text for token in s.tokens] for s in pipeline.process(line, processors="tokenize").sentences]
        theirs = [[word.form for word in s] for s in entities.sentences(line)]
        for name, size in (("tokens", _tokens), ("sentences", _sentences)):
            found, wanted = set(size(ours)), set(size(theirs))
            counts[name, "right"] += len(found & wanted)
            counts[name, "both"] += len(found) + len(wanted)
    return {n: 200.0 * counts[n, "right"] / counts[n, "both"] for n in ("tokens", "sentences")}


def _tokens(sentences: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Bounds of the tokens in characters, blanks not counted."""
    position = 0
    for word in (word for sentence in sentences for word in sentence):
        length = len("".join(word.split()))
        yield position, position + length
        position += length


def _sentences(sentences: Iterable[Sequence[str]]) -> Iterator[tuple[int, int]]:
    return _tokens(["".join(sentence)] for sentence in sentences)


def _speed(pipeline: stanza.Pipeline, texts: Sequence[AnnotatedText]) -> float:
    """Tokens a second, all processors, one text after the other, after one text to warm up."""
    pipeline(texts[0].text)
    started = time.perf_counter()
    tokens = sum(int(pipeline(text.text).num_tokens) for text in texts)
    return tokens / (time.perf_counter() - started)
