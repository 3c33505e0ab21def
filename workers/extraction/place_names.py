"""Geographical names in a sentence, and their case forms: the dictionary's where it knows the word, and the ending's.

More forms than a name really has do little harm: they are keys for look-ups, never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Generic, TypeVar

from workers.doc import Sentence
from workers.extraction.declension import forms
from workers.extraction.morphology import parses

Value = TypeVar("Value")
LONGEST_NAME = 8  # tokens
TAGS = frozenset({"CITY", "COUNTRY"})
VELARS_AND_SIBILANTS = "гкхжчшщ"
VOWELS = "аеиоуыэюя"
SIBILANTS = "жчшщц"
ENDINGS = {
    "я": ["и", "е", "ю", "ей"],
    "ь": ["и", "ью", "я", "ю", "ем", "е"],
    "й": ["я", "ю", "ем", "е"],
    "ы": ["", "ов", "ам", "ами", "ах", "ых", "ым", "ыми"],
}
CONSONANTS = "бвгджзклмнпрстфхцчшщ"
ADJECTIVAL = re.compile(r"(?:[сц]к|н|х)(?:ий|ой|ая|ое|ие)$|ый$|ые$")
ADJECTIVE_ENDINGS = "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ей ую юю ых их ыми ими".split()
DECLINING_FIRST = frozenset({"на", "при"})  # «Ростове-на-Дону», «Брдо-при-Краню»
# Endings after which only the dictionary knows the other forms: «Орел - Орла», «Афины - Афин», «Тверь - Твери».
IRREGULAR = re.compile(r"(?:[её].|ок|[ьыий]|[оиыь]е|[ая]я|ова|тво)$")
LONG = 3  # in names of so many words the phrase inflector declines the head


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A match with its first and last token in the sentence."""

    value: Value
    first: int
    last: int


class Names(Generic[Value]):
    """Names in all their case forms; earlier entries win."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._forms: dict[str, Value] = {}
        self._abbreviations: frozenset[str] = frozenset()
        for name, value in entries:
            for form in name_forms(name):
                self._forms.setdefault(form, value)
            if name.isupper():
                self._abbreviations |= {folded(name)}
        self._openings = frozenset(form[:2] for form in self._forms)

    def at(self, sentence: Sentence, index: int) -> Found[Value] | None:
        """The longest name that starts at the token, which must have a capital letter or a place's tag."""
        if index >= len(sentence.tokens) or sentence.tokens[index].lower[:2] not in self._openings:
            return None
        token, entity = sentence.tokens[index], sentence.entity_at.get(index)
        tagged = entity is not None and entity.type in TAGS
        if not token.is_capitalised and not tagged:
            return None
        best: Found[Value] | None = None
        for last, words_so_far in _growing(sentence, index):
            value = self._forms.get(words_so_far)
            if value is not None and (words_so_far not in self._abbreviations or token.text.isupper() or tagged):
                best = Found(value, index, last)
        return best


def _growing(sentence: Sentence, index: int) -> Iterator[tuple[int, str]]:
    """The stretches of tokens that start at `index`, shortest first: last token and folded words."""
    text, end = "", sentence.tokens[index].start
    for token in sentence.tokens[index : index + LONGEST_NAME]:
        text += (" " if token.start > end else "") + token.lower
        end = token.end
        yield token.index, folded(text)


def folded(name: str) -> str:
    """Lower case, «ё» as «е», one kind of apostrophe, no spaces around hyphens: the spelling of all keys."""
    return re.sub(r" ?[-–—‑] ?", "-", name.lower().replace("ё", "е").replace("’", "'"))


@cache
def name_forms(name: str) -> frozenset[str]:
    """All case forms of a name given in the nominative, folded; abbreviations have one."""
    key = folded(name)
    words = key.split()
    if name.isupper():
        return frozenset({key})
    if len(words) >= LONG:
        heads = {folded(form).rpartition(" ")[0] for form in forms(key)}
        return frozenset(f"{head} {last}" for head, last in product(heads, word_forms(words[-1])))
    parts = (_compound(word) if "-" in word else word_forms(word) for word in words)
    return frozenset(" ".join(chosen) for chosen in product(*parts))


def _compound(word: str) -> set[str]:
    """«Нью-Йорке», «Комсомольске-на-Амуре», «Гусе-Хрустальном», «Гвинее-Бисау»."""
    first, *rest = word.split("-")
    if rest[0] in DECLINING_FIRST:
        return {"-".join([form, *rest]) for form in word_forms(first)}
    lasts = word_forms(rest[-1])
    both = len(rest) == 1 and (ADJECTIVAL.search(rest[0]) or len(lasts) == 1)
    ahead = word_forms(first) if both else {"-".join([first, *rest[:-1]])}
    return {f"{one}-{other}" for one in ahead for other in lasts}


@cache
def word_forms(word: str) -> frozenset[str]:
    """Forms of one word: its dictionary paradigm, as a place if it has one, and that of its ending."""
    analyses = parses(word) if IRREGULAR.search(word) else ()
    known = [p for p in analyses if p.is_known and p.tag.POS in {"NOUN", "ADJF"} and "nomn" in p.tag]
    places = [parse for parse in known if "Geox" in parse.tag]
    found = {
        form.word.replace("ё", "е")
        for parse in places or known
        for form in parse.lexeme
        if form.tag.POS in {"NOUN", "ADJF"} and "Supr" not in form.tag and "V-oy" not in form.tag
    }
    return frozenset({word, *found, *_by_ending(word)})


def _by_ending(word: str) -> set[str]:
    stem, last = word[:-1], word[-1]
    found = {word[:-2] + ending for ending in ADJECTIVE_ENDINGS} if ADJECTIVAL.search(word) else set()
    if last == "а" and stem[-1:] in VOWELS:
        endings = []
    elif last == "а":
        endings = ["и" if stem[-1:] in VELARS_AND_SIBILANTS else "ы", "е", "у", "ой", "ей"]
    elif last in CONSONANTS:
        stem, endings = word, ["а", "у", "е", "ом", *(["ем"] if last in SIBILANTS else [])]
    elif last == "о":
        endings = ["а", "у", "ом", "е"] if word.endswith(("ово", "ево", "ино", "ыно")) else []
    else:
        endings = ENDINGS.get(last, [])
    return found | {stem + ending for ending in endings}
