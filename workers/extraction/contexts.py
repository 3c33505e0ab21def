"""The context of a topic: the one for which the stems of its words weigh most."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import cast

from workers.extraction.facts import Context
from workers.extraction.lexicon import rows

_WORD = re.compile(r"[а-яa-z]+(?:-[а-яa-z]+)*")
EARLY_WORDS = 3
EARLY_BONUS = 1.25


@lru_cache(maxsize=10_000)
def context_of(label: str) -> Context:
    """The context that most words of the label speak for; earlier words count a little more; «other» if none speaks."""
    scores: dict[str, float] = defaultdict(float)
    for position, word in enumerate(_WORD.findall(label.lower().replace("ё", "е"))):
        for part in {word, *word.split("-")}:
            if found := _entry(part):
                context, weight = found
                scores[context] += weight * (EARLY_BONUS if position < EARLY_WORDS else 1)
    best = max(scores, key=lambda context: scores[context], default="other")
    return cast(Context, best if scores.get(best) else "other")


@lru_cache(maxsize=10_000)
def _entry(word: str) -> tuple[str, float] | None:
    """The longest stem that begins the word."""
    stems = [row for row in rows("context_stems.tsv") if word.startswith(row[0])]
    longest = max(stems, key=lambda row: len(row[0]), default=None)
    return (longest[1], float(longest[2])) if longest else None
