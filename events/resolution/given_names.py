"""How the given names, patronymics and surnames of two mentions agree, and whether they are a man's or a woman's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from events.names import fold
from events.resolution.spelling import masculine, near_spelling, same_spelling

Agreement = Literal["exact", "near", "initial", "open", "other"]
ORDER: tuple[Agreement, ...] = ("exact", "near", "initial", "open", "other")
INITIAL = re.compile(r"^[^\W\d_]{1,2}\.")
FEMININE = re.compile("(ова|ева|ёва|ина|ына|ская|цкая)$")
MASCULINE = re.compile("([^аеиоуыэюя](ов|ев|ёв|ин|ын)|ский|цкий)$")


def words(given: str) -> list[str]:
    """«Т. С.» and «Т.С.» are two initials, «Реджеп Тайип» two names."""
    return [word for word in re.split(r"[\s-]+|(?<=\.)(?=[^\s.])", given) if word]


def weakest(agreements: Sequence[Agreement]) -> Agreement:
    return max(agreements, key=ORDER.index, default="open")


@lru_cache(maxsize=200_000)
def agree(first: str, second: str) -> Agreement:
    """Of two given names or patronymics of one or several words."""
    if not first or not second:
        return "open"
    if same_spelling(first, second):
        return "exact"
    one, other = sorted((words(first), words(second)), key=len)
    return _in_order(one, other)


def _in_order(fewer: Sequence[str], more: Sequence[str]) -> Agreement:
    """Every word of the shorter name finds its own in the longer one, in the same order."""
    found: list[Agreement] = []
    place = 0
    for word in fewer:
        while place < len(more) and (match := _word(word, more[place])) == "other":
            place += 1
        if place == len(more):
            return "other"
        found.append(match)
        place += 1
    return weakest([*found, "near"] if len(fewer) < len(more) and "initial" not in found else found)


def _word(one: str, other: str) -> Agreement:
    if same_spelling(one, other):
        return "exact"
    if INITIAL.match(one) or INITIAL.match(other):
        short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
        return "initial" if fold(long).startswith(fold(short)) or _sounded(short, long) else "other"
    return "near" if near_spelling(one, other) else "other"


def _sounded(short: str, long: str) -> bool:
    """«Г. Рухани» and «Хасан Рухани», «Э. Макрон» and «Емануэль Макрон»."""
    return {fold(short)[:1], fold(long)[:1]} in ({"г", "х"}, {"е", "э"}, {"в", "у"})


@lru_cache(maxsize=200_000)
def agree_surnames(first: str, second: str) -> Agreement:
    if not first or not second:
        return "open"
    if same_spelling(first, second):
        return "exact"
    if same_spelling(first.split()[-1], second.split()[-1]) and 1 in {len(first.split()), len(second.split())}:
        return "near"
    one, other = masculine(first), masculine(second)
    return "near" if one == other or near_spelling(one, other) or _one_in_another_case(one, other) else "other"


def _one_in_another_case(one: str, other: str) -> bool:
    """«Сисават» and «Сисавата»: a foreign surname whose nominative was read wrongly somewhere."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and short[-1] not in "аеиоуыэюя" and long in {short + ending for ending in "ауеы"}


@lru_cache(maxsize=200_000)
def gender(given: str, patronymic: str, surname: str) -> str:
    """«m», «f» or «» where the forms do not tell."""
    if patronymic and not INITIAL.match(patronymic):
        return "f" if fold(patronymic).endswith(("на", "кызы", "гызы")) else "m"
    if FEMININE.search(fold(surname)):
        return "f" if not given or fold(given)[-1:] in "аяь." or INITIAL.match(given) else ""
    return "m" if MASCULINE.search(fold(surname)) else ""
