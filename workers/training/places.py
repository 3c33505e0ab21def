"""Countries and cities in any case, from the extraction's own lexicon: put in the place of those of the corpus."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from workers.training.conllu import Word
from workers.training.names import PYMORPHY_CASES

_LEXICON = Path(__file__).parent.parent / "extraction" / "lexicon"
_FILES = {"B-COUNTRY": "countries.tsv", "B-CITY": "cities.tsv"}


class PlacePool:
    """The one-word countries and cities that the dictionary declines."""

    def __init__(self) -> None:
        self._morphology = MorphAnalyzer()
        self._names = {tag: _one_word_names(_LEXICON / file) for tag, file in _FILES.items()}

    def instead_of(self, place: tuple[Word, ...], choice: random.Random) -> tuple[Word, ...] | None:
        """Another country for a country, another city for a city, in the same case; None where that is not shown."""
        [word, *rest] = place
        case = word.feature("Case")
        if rest or word.entity not in self._names or word.upos != "PROPN" or case not in PYMORPHY_CASES:
            return None
        for _ in range(5):
            name = choice.choice(self._names[word.entity])
            form = self._form(name, case)
            if form is not None:
                return (replace(word, form=form, lemma=name),)
        return None

    @lru_cache(maxsize=50_000)  # noqa: B019 - one pool lives as long as the step
    def _form(self, name: str, case: str) -> str | None:
        for parse in self._morphology.parse(name):
            if {"Geox", "nomn"} <= set(parse.tag.grammemes):
                form = parse.inflect({PYMORPHY_CASES[case]})
                return form.word.capitalize() if form else None
        return None


def _one_word_names(path: Path) -> list[str]:
    rows = (line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return sorted({name for name in rows if name.isalpha() and name.istitle()})
