"""What the words around a report say of its place among others: a move to another day, one more meeting, a visit's part."""

from __future__ import annotations

import re

from events.names import fold
from events.resolution.lexicon import groups

MOVED = re.compile(
    r"перенес|перенос|отложен|откладыва|сдвин|сдвига|новая дата|новую дату|другой день|другую дату|вместо"
)
AGAIN = re.compile(
    r"\b(вновь|снова|повторн\w+|второй раз|очередн\w+|ещё одн\w+|еще одн\w+|вторая встреча|вторую встречу)\b"
)
BREAK = re.compile(r"(?<=[.!?…])\s+(?=[«\"А-ЯЁA-Z])")
ENDING = re.compile("(?<=[а-я]{4})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ием|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию"
                    "|ии|ом|ем|ам|ям|ых|их|ую|юю|[аеиоуыюяьй])$")  # fmt: skip
SHORT = 4
FLAGS = {"moved": MOVED, "again": AGAIN}


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around these words."""
    begin = max((found.end() for found in BREAK.finditer(text, 0, start)), default=0)
    stop = next((found.start() for found in BREAK.finditer(text, end)), len(text))
    return text[begin:stop]


def flags(text: str, start: int, end: int) -> str:
    """The names of the flags that the sentence raises, each between spaces."""
    said = fold(sentence(text, start, end))
    return "".join(f" {name}" for name, words in FLAGS.items() if words.search(said))


def stems(phrases: list[str]) -> frozenset[str]:
    """The words of topics without their case endings; short words say little."""
    words = (word for phrase in phrases for word in re.findall(r"\w+", fold(phrase)))
    return frozenset(ENDING.sub("", word) for word in words if len(word) >= SHORT)


def city_of(name: str) -> str:
    """A city under its usual name."""
    folded = fold(name)
    return groups("city_spellings.tsv").get(folded, folded)
