"""The context of a topic: the one for which the stems of its words weigh most; the text around helps where they say little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from workers.extraction.facts import Context
from workers.extraction.lexicon import rows

WORD = re.compile(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*")
EARLY_WORDS = 3
EARLY_BONUS = 1.25
# How much the text around counts beside a label, and from which share of its words it may decide alone.
SETTING_WEIGHT = 0.5
LEADING_SHARE = 0.3
NO_SETTING: Mapping[str, float] = MappingProxyType({})
# Words of any meeting, which say nothing of the field of a text.
OF_ALL_MEETINGS = frozenset({"diplomatic"})
# Stems of up to three letters take endings of two at most: «газ», «газом», no «газета».
SHORT_STEM = 3
LONGEST_ENDING = 2


def context_of(label: str, setting: Mapping[str, float] = NO_SETTING) -> Context:
    """The context that most words of the label speak for, earlier ones a little more; «other» if none speaks.

    `setting` is the share of each context in the words of the text, see `setting_of`.
    """
    scores = weights(label)
    for context, share in setting.items():
        if scores or share >= LEADING_SHARE:
            scores[context] += SETTING_WEIGHT * share
    best = max(scores, key=lambda context: scores[context], default="other")
    return cast(Context, best)


def setting_of(texts: Iterable[str]) -> dict[str, float]:
    """The share of each context in the words of a text."""
    totals: dict[str, float] = defaultdict(float)
    for text in texts:
        for context, weight in weights(text).items():
            if context not in OF_ALL_MEETINGS:
                totals[context] += weight
    whole = sum(totals.values())
    return {context: weight / whole for context, weight in totals.items()} if whole else {}


def weights(text: str) -> dict[str, float]:
    """Context -> weight of the words that speak for it."""
    words = tuple(WORD.findall(text.lower().replace("ё", "е")))
    found: dict[str, float] = defaultdict(float)
    position = 0
    while position < len(words):
        context, weight, length = _best(words[position : position + 3])
        if context:
            found[context] += weight * (EARLY_BONUS if position < EARLY_WORDS else 1)
        position += max(length, 1)
    return found


@lru_cache(maxsize=20_000)
def _best(words: tuple[str, ...]) -> tuple[str, float, int]:
    """Context, weight and number of words of the longest entry that begins here; of a compound, of any of its parts."""
    candidates = list(_entries(words))
    if not candidates and "-" in words[0]:
        candidates = [entry for part in words[0].split("-") for entry in _entries((part,))]
    return max(candidates, key=lambda entry: (entry[2], entry[3]), default=("", 0.0, 1, 0))[:3]


def _entries(words: tuple[str, ...]) -> Iterator[tuple[str, float, int, int]]:
    for stems, context, weight in _lexicon().get(words[0][:2], ()):
        if len(stems) <= len(words) and all(_begins(word, stem) for word, stem in zip(words, stems, strict=False)):
            yield context, weight, len(stems), len(stems[0])


def _begins(word: str, stem: str) -> bool:
    return word.startswith(stem) and (len(stem) > SHORT_STEM or len(word) - len(stem) <= LONGEST_ENDING)


@cache
def _lexicon() -> Mapping[str, tuple[tuple[tuple[str, ...], str, float], ...]]:
    """Entries by their first two letters."""
    index: dict[str, list[tuple[tuple[str, ...], str, float]]] = defaultdict(list)
    for stems, context, weight, _ in rows("context_stems.tsv"):
        index[stems[:2]].append((tuple(stems.split()), context, float(weight)))
    return {key: tuple(entries) for key, entries in index.items()}
