"""Silver annotation: natasha's news models (slovnet, MIT) tag and parse raw sentences; lemmas come from pymorphy3.

Nothing is downloaded: models and word vectors come inside the Python package natasha.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from navec import Navec
from pymorphy3 import MorphAnalyzer
from slovnet import Morph, Syntax

from workers.training import conllu
from workers.training.conllu import Feats, Sentence, Word
from workers.training.inventory import unified

BATCH = 64
# Universal parts of speech -> OpenCorpora's, the likeliest first.
_PARTS = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN"),
    "ADV": ("ADVB", "COMP"),
    "NUM": ("NUMR",),
    "PRON": ("NPRO",),
}
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}


def models() -> Path:
    """Where the installed natasha keeps its models and vectors."""
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise RuntimeError("natasha is missing: pip install -r workers/training/requirements.txt")
    return Path(spec.origin).parent / "data"


@lru_cache(maxsize=1)
def vectors() -> Navec:
    return Navec.load(models() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")


class Teacher:
    """Annotates sentences. `gold` gives the lemmas of the words it has, so that silver and gold agree."""

    def __init__(self, gold: Iterable[Sentence]) -> None:
        seen: dict[tuple[str, str], Counter[str]] = {}
        for word in (word for sentence in gold for word in sentence):
            seen.setdefault((word.form.lower(), word.upos), Counter())[word.lemma] += 1
        self._lemmas = {known: lemmas.most_common(1)[0][0] for known, lemmas in seen.items()}
        self._morphology = MorphAnalyzer()

    def annotated(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences with tags, trees and lemmas; those whose tree is broken are left out."""
        bare = [sentence for sentence in sentences if sentence]
        words = [[word.form for word in sentence] for sentence in bare]
        parses = zip(bare, self._morph.map(words), self._syntax.map(words), strict=True)
        for sentence, tagged, tree in parses:
            full = unified(tuple(self._word(*each) for each in zip(sentence, tagged.tokens, tree.tokens, strict=True)))
            if conllu.is_tree(full):
                yield full

    @cached_property
    def _morph(self) -> Any:
        model = Morph.load(models() / "model" / "slovnet_morph_news_v1.tar", batch_size=BATCH)
        return model.navec(vectors())

    @cached_property
    def _syntax(self) -> Any:
        model = Syntax.load(models() / "model" / "slovnet_syntax_news_v1.tar", batch_size=BATCH)
        return model.navec(vectors())

    def _word(self, word: Word, tagged: Any, node: Any) -> Word:
        feats = tuple(sorted(tagged.feats.items()))
        word = replace(word, upos=tagged.pos, feats=feats, head=int(node.head_id), deprel=node.rel)
        return replace(word, lemma=self._lemma(word))

    def _lemma(self, word: Word) -> str:
        known = self._lemmas.get((word.form.lower(), word.upos))
        if known is not None:
            return known
        lemma = self._normal_form(word.form, word.upos, word.feats)
        return lemma.capitalize() if word.upos == "PROPN" and word.form[:1].isupper() else lemma

    @lru_cache(maxsize=200_000)  # noqa: B019 - one teacher lives as long as the step
    def _normal_form(self, form: str, upos: str, feats: Feats) -> str:
        if upos not in _PARTS or not form.isalpha():
            return form.lower()
        parses = self._morphology.parse(form)
        return str(max(parses, key=lambda parse: _agreement(parse, upos, dict(feats))).normal_form)


def _agreement(parse: Any, upos: str, feats: dict[str, str]) -> float:
    """How well a reading of pymorphy3's fits the tag; its own score decides between equals."""
    tag = parse.tag
    fits: float = 4.0 * (tag.POS in _PARTS[upos])
    fits += _CASES.get(feats.get("Case", "")) == tag.case
    fits += _NUMBERS.get(feats.get("Number", "")) == tag.number
    fits += _GENDERS.get(feats.get("Gender", "")) == tag.gender
    fits += upos == "PROPN" and any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox"))
    return fits + float(parse.score)
