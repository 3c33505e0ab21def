"""Which nominatives a name word may come from: one candidate for every paradigm and case whose ending fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pymorphy3

from workers.extraction.lexicon import rows, table, words
from workers.extraction.morphology import parses

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
PARTS = {"g": "given", "p": "patronymic", "s": "surname"}
DICTIONARY_TAGS = {"given": ("Name",), "patronymic": ("Patr",), "surname": ("Surn",)}
NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"})
GENDER_TAGS = {"masc": "m", "femn": "f"}
SHORTEST_STEM = 2
INDECLINABLE = 2.0
BOTH = frozenset({"m", "f"})


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How one kind of name word declines. `gender` is m, f, or p for surnames in the plural."""

    part: str
    gender: str
    stem: re.Pattern[str]
    base: str
    endings: tuple[tuple[str, ...], ...]
    weight: float

    def nominative(self, form: str, case: str) -> str | None:
        """The dictionary form behind the (lower-case) form, or None if the paradigm does not yield it in this case."""
        for ending in self.endings[CASES.index(case)]:
            stem = form[: len(form) - len(ending)] if form.endswith(ending) else ""
            if self._is_long_enough(stem) and self.stem.search(stem):
                return stem + self.base
        return None

    def _is_long_enough(self, stem: str) -> bool:
        """«Са» is no form of «С»; paradigms of one word («Лев») name their stem in full."""
        return len(stem) >= SHORTEST_STEM or (bool(stem) and self.stem.pattern.startswith("^"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible nominative of a word; `declined` is False where the paradigm has no endings."""

    nominative: str
    weight: float
    declined: bool


@lru_cache(maxsize=1)
def paradigms() -> tuple[Paradigm, ...]:
    return tuple(_paradigm(row) for row in rows("name_paradigms.tsv"))


@lru_cache(maxsize=50_000)
def candidates(part: str, form: str, case: str, gender: str) -> tuple[Candidate, ...]:
    """All nominatives of the form, read in this case and gender; the form itself comes first where it is one."""
    low = form.lower()
    if _is_indeclinable(part, low, gender):
        return (Candidate(low, INDECLINABLE, False),)
    found: dict[str, Candidate] = {}
    for paradigm in paradigms():
        if paradigm.part != part or paradigm.gender != gender:
            continue
        nominative = paradigm.nominative(low, case)
        if nominative is None or (nominative in found and found[nominative].weight >= paradigm.weight):
            continue
        found[nominative] = Candidate(nominative, paradigm.weight, any(paradigm.endings[1]))
    return tuple(found.values())


@lru_cache(maxsize=50_000)
def known_genders(part: str, nominative: str) -> frozenset[str]:
    """The genders for which the word is a known nominative of this part: our lexicon first, then pymorphy3's dictionary."""
    key = nominative.lower().replace("ё", "е")
    if part == "given" and key in table("given_names.tsv"):
        return frozenset(table("given_names.tsv")[key][0])
    return _listed(part, key) - (_unusual(key) if part == "given" and key else frozenset())


def _listed(part: str, key: str) -> frozenset[str]:
    return frozenset(gender for parse in parses(key) for gender in _dictionary_genders(parse, part))


@lru_cache(maxsize=50_000)
def is_known_given(form: str) -> bool:
    """Whether the form, in any case, is a given name that the lexicon or the dictionary has."""
    return any(
        gender in known_genders("given", candidate.nominative)
        for gender in BOTH
        for case in CASES
        for candidate in candidates("given", form, case, gender)
    )


@lru_cache(maxsize=50_000)
def is_common_word(nominative: str, gender: str) -> bool:
    """Whether the dictionary has the word as a noun or, in this gender, an adjective: «заяц», «вишня», «белая»."""
    nominatives = (
        parse.tag
        for parse in parses(nominative)
        if parse.is_known and parse.tag.case == "nomn" and parse.tag.number == "sing"
    )
    plain = (tag for tag in nominatives if not NAME_TAGS & tag.grammemes)
    return any(tag.POS == "NOUN" or (tag.POS == "ADJF" and GENDER_TAGS.get(tag.gender) == gender) for tag in plain)


@lru_cache(maxsize=50_000)
def is_known_surname(form: str) -> bool:
    return any(parse.is_known and "Surn" in parse.tag for parse in parses(form.lower()))


def _is_indeclinable(part: str, low: str, gender: str) -> bool:
    key = low.replace("ё", "е")
    if part == "given":
        entry = table("given_names.tsv").get(key, ("", ""))
        return gender in entry[0] and entry[1] == "0"
    return part == "surname" and key in words("indeclinable_surnames.tsv")


def _unusual(key: str) -> frozenset[str]:
    """The gender for which the dictionary has the name, but hardly any news («Алин», «Романа», «Игор»)."""
    pairs = table("paired_given_names.tsv")
    man = next((man for man in (key[:-1], key[:-1] + "й", key[:-1] + "ь") if man in pairs), None)
    if man is not None and key[-1] in "ая":
        return frozenset("f") if pairs[man][0] == "m" else frozenset()
    if "m" in _listed("given", key + "ь"):
        return frozenset("m")
    woman = key[:-1] + "я" if key[-1] in "йь" else key + "а"
    return frozenset("m") if key not in pairs and "f" in _listed("given", woman) else frozenset()


def _dictionary_genders(parse: pymorphy3.analyzer.Parse, part: str) -> frozenset[str]:
    """Only what the dictionary lists counts; its guesses for unknown words do not."""
    tag = parse.tag
    if not parse.is_known or not any(wanted in tag for wanted in DICTIONARY_TAGS[part]):
        return frozenset()
    if tag.number == "plur" or not (tag.case == "nomn" or "Fixd" in tag):
        return frozenset()
    return frozenset({GENDER_TAGS[tag.gender]}) if tag.gender in GENDER_TAGS else BOTH


def _paradigm(row: tuple[str, ...]) -> Paradigm:
    part, gender, stem, base, *endings, weight = row[:-1]
    return Paradigm(
        part=PARTS[part],
        gender=gender,
        stem=re.compile(stem),
        base=base.strip("-"),
        endings=tuple(tuple(ending.strip("-") for ending in variants.split("/")) for variants in endings),
        weight=float(weight),
    )
