"""Names of many origins in any case: what the name-aware augmentation puts in the place of the names of the corpus."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from workers.training.conllu import Word

_GIVEN = Path(__file__).parent.parent / "extraction" / "lexicon" / "given_names.tsv"
PYMORPHY_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = {"Masc": "masc", "Fem": "femn"}
# Endings of names that the dictionary lacks, in the order Nom Gen Dat Acc Ins Loc.
_ORDER = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_HARD = ("", "а", "у", "а", "ом", "е")
_SIBILANT = ("", "а", "у", "а", "ем", "е")
_SOFT = ("ь", "я", "ю", "я", "ем", "е")
_SHORT_I = ("й", "я", "ю", "я", "ем", "е")
_IN_A = ("а", "ы", "е", "у", "ой", "е")
_IN_A_VELAR = ("а", "и", "е", "у", "ой", "е")
_IN_YA = ("я", "и", "е", "ю", "ей", "е")
SURNAMES = 20_000


class NamePool:
    """Given names of the lexicon and the dictionary, surnames of a list, a seeded sample of it."""

    def __init__(self, surnames: Path, seed: int) -> None:
        self._morphology = MorphAnalyzer()
        self._given = self._given_names()
        listed = [line.strip() for line in surnames.read_text(encoding="utf-8").splitlines()]
        fitting = [name for name in listed if 4 <= len(name) <= 14 and name.isalpha()]
        self._surnames = random.Random(seed).sample(fitting, min(SURNAMES, len(fitting)))

    def instead_of(self, name: tuple[Word, ...], choice: random.Random) -> tuple[Word, ...] | None:
        """Another person's name in the case and gender of `name`; None where its words do not show them."""
        gender, case = name[0].feature("Gender"), name[0].feature("Case")
        regular = all(word.upos == "PROPN" and word.form.istitle() and word.form.isalpha() for word in name)
        if not regular or gender not in _GENDERS or case not in PYMORPHY_CASES or len(name) > 3:
            return None
        surname = self._surname(gender, case, choice)
        if surname is None:
            return None
        if len(name) == 1:
            return (self._word(name[0], surname),)
        given = choice.choice(self._given[gender])
        first = self._word(name[0], (given, declined(given, gender, case)))
        return (first, *name[1:-1], self._word(name[-1], surname))

    @staticmethod
    def _word(word: Word, name: tuple[str, str]) -> Word:
        nominative, form = name
        return replace(word, form=form, lemma=nominative)

    def _surname(self, gender: str, case: str, choice: random.Random) -> tuple[str, str] | None:
        """A surname (nominative, in the case wanted), after at most ten tries."""
        for _ in range(10):
            forms = self._forms(choice.choice(self._surnames), gender, case)
            if forms is not None:
                return forms
        return None

    @lru_cache(maxsize=100_000)  # noqa: B019 - one pool lives as long as the step
    def _forms(self, surname: str, gender: str, case: str) -> tuple[str, str] | None:
        wanted = {_GENDERS[gender], "sing"}
        for parse in self._morphology.parse(surname):
            if "Surn" in parse.tag and "nomn" in parse.tag:
                nominative = parse.inflect({*wanted, "nomn"})
                form = parse.inflect({*wanted, PYMORPHY_CASES[case]})
                if nominative and form:
                    return nominative.word.capitalize(), form.word.capitalize()
        return None

    def _given_names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {"Masc": [], "Fem": []}
        for name, genders in _lexicon():
            for letter, gender in (("m", "Masc"), ("f", "Fem")):
                if letter in genders:
                    names[gender].append(name)
        for name, gender in self._dictionary_names():
            names[gender].append(name)
        return {gender: sorted(set(found)) for gender, found in names.items()}

    def _dictionary_names(self) -> Iterator[tuple[str, str]]:
        """The given names of pymorphy3's dictionary with their gender."""
        for word, tag, *_ in self._morphology.dictionary.iter_known_words(""):
            marks = tag.grammemes
            if {"Name", "nomn", "sing"} <= marks and not {"Infr", "Erro"} & marks:
                yield word.capitalize(), "Fem" if "femn" in marks else "Masc"


def declined(name: str, gender: str, case: str) -> str:
    """A given name in a case by its ending alone: right for names of any origin that decline, others stay."""
    at = _ORDER.index(case)
    if name.endswith("а"):
        endings = _IN_A_VELAR if name[-2] in "гкхжшщч" else _IN_A
        return name[:-1] + endings[at]
    if name.endswith("ия"):
        return name[:-1] + ("я", "и", "и", "ю", "ей", "и")[at]
    if name.endswith("я"):
        return name[:-1] + _IN_YA[at]
    if gender == "Fem" and name.endswith("ь"):
        return name[:-1] + ("ь", "и", "и", "ь", "ью", "и")[at]
    if gender == "Fem" or name[-1] in "еёиоуыэю":
        return name
    if name.endswith("ь"):
        return name[:-1] + _SOFT[at]
    if name.endswith("й"):
        endings = (*_SHORT_I[:5], "и") if name.endswith("ий") else _SHORT_I
        return name[:-1] + endings[at]
    return name + (_SIBILANT if name[-1] in "жшщчц" else _HARD)[at]


def _lexicon() -> Iterator[tuple[str, str]]:
    for line in _GIVEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, genders, *_ = line.split("\t")
            yield name, genders
