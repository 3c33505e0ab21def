"""Spellings of one name: «Хасан» and «Гасан», «Мирзиёев» and «Мирзияев», «аль-Сабах» and «Сабах».

Two words are one name spelled twice when few and small changes of sound lead from one to the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from events.names import fold
from events.resolution.lexicon import groups, table

ARTICLE = re.compile(r"^(?:аль|ал|ас|ар|ан|ад|аз|ат|аш|эль|эд|эс|эш|эр|эн|ль|д|де|бен|бин|ибн)[-’'`]")
VOWELS = frozenset("аеиоуыэюя")
MUTE = re.compile("[ьъ'’`.]")
# What costs little to change into another: sounds that transcriptions of one name differ by.
NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        ("гх ао ае оу еи иы ея еэ аэ ию уы ао оё яа ую юу эе йи иь", 0.25),
        ("ао еа иэ уо ва ву бв дт зс жш шщ сц кг кх жз чш тц фв", 0.5),
    )
    for pair in pairs.split()
}
INSERTED = {"й": 0.25, "х": 0.35, "г": 0.5, "и": 0.5, "е": 0.5, "у": 0.6}
ALLOWED, ALLOWED_SHARE = 0.85, 0.13


def bare(word: str) -> str:
    """A folded word without article and mute letters; doubled letters once."""
    plain = MUTE.sub("", ARTICLE.sub("", fold(word)))
    plain = re.sub("^у(?=[иэаое])", "в", plain).replace("дж", "ж").replace("ья", "ия").replace("йо", "е")
    return "".join(letter for letter, _ in groupby(plain))


def masculine(surname: str) -> str:
    """A surname with the ending that a man's would have: «Орлова» - «Орлов»."""
    folded = fold(surname)
    for ending, other in (
        ("ова", "ов"),
        ("ева", "ев"),
        ("ина", "ин"),
        ("ына", "ын"),
        ("ская", "ский"),
        ("цкая", "цкий"),
    ):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return folded.removesuffix(ending) + other
    return folded


@lru_cache(maxsize=100_000)
def skeleton(surname: str) -> str:
    """The consonants of a surname: alike in all its spellings, and in many another name."""
    last = masculine(surname).split()[-1] if surname.split() else ""
    sounds = bare(last).replace("г", "х").replace("ц", "с").replace("ж", "з").replace("ш", "с").replace("щ", "с")
    kept = "".join(letter for letter in sounds if letter not in VOWELS and letter not in "й-")
    kept = re.sub("(?<=.)х", "", kept)  # «Бхутто» and «Бутто»
    return "".join(letter for letter, _ in groupby(kept)) or sounds


@lru_cache(maxsize=200_000)
def same_spelling(first: str, second: str) -> bool:
    return bare(first) == bare(second)


@lru_cache(maxsize=200_000)
def near_spelling(first: str, second: str) -> bool:
    """One name in two spellings: by the list of given names, or by small changes of sound."""
    spellings = groups("name_spellings.tsv")
    one, other = fold(first), fold(second)
    if one in spellings and spellings.get(one) == spellings.get(other):
        return True
    if {one, other} <= table("native_names.tsv").keys():
        return False
    one, other = bare(first), bare(second)
    longest = max(len(one), len(other))
    return longest >= 4 and _distance(one, other) <= min(ALLOWED, ALLOWED_SHARE * longest)


def _distance(first: str, second: str) -> float:
    """What the cheapest way from one word to the other costs."""
    row = [0.0]
    for letter in second:
        row.append(row[-1] + _insertion(letter))
    for letter in first:
        above, row = row, [row[0] + _insertion(letter)]
        for number, other in enumerate(second):
            change = above[number] + (0.0 if letter == other else NEAR.get(frozenset((letter, other)), 1.0))
            row.append(min(change, above[number + 1] + _insertion(letter), row[number] + _insertion(other)))
    return row[-1]


def _insertion(letter: str) -> float:
    return INSERTED.get(letter, 1.0)
