"""Joints of coordinated phrases: commas, conjunctions of several words, marks of lists, emphases and parentheses."""

from __future__ import annotations

from collections.abc import Sequence

from workers.doc import Token

SEPARATORS = frozenset({",", ";"})
CONJUNCTIONS = frozenset("и или а также плюс".split())
# Conjunctions of several words, longest first.
PHRASAL = tuple(
    tuple(phrase.split())
    for phrase in (
        "а помимо этого", "а помимо того", "а кроме того", "а кроме этого", "равно как и", "а равно и", "а вместе с тем",
        "и в том числе", "а затем и", "а затем", "а после", "а потом", "потом", "помимо этого", "кроме того", "кроме этого",
        "а заодно", "а заодно и", "заодно", "а еще", "и даже", "а следом", "наконец", "так и", "как и", "но и", "и еще",
    )
)  # fmt: skip
EMPHASIS = (
    ("в", "том", "числе"), ("в", "частности"), ("в", "первую", "очередь"), ("прежде", "всего"), ("включая",),
    ("среди", "которых"), ("главным", "образом"), ("например",), ("особенно",),
)  # fmt: skip
# Emphases behind which the words are a topic beside the one before, not a part of it.
SEPARATE = frozenset({("в", "том", "числе"), ("в", "частности"), ("включая",), ("среди", "которых")})
DASHES = frozenset("—–-")
LONGEST_ENUMERATOR = 2


def is_joint(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    return (
        token.text in SEPARATORS
        or token.lower in CONJUNCTIONS
        or phrasal(tokens, position) > 0
        or enumerator(tokens, position) > 0
    )


def behind_joint(tokens: Sequence[Token], position: int) -> int:
    """The position behind «,», «и», «а также», «а кроме того», «; 2)»."""
    while position < len(tokens) and is_joint(tokens, position):
        position += phrasal(tokens, position) or enumerator(tokens, position) or 1
    return position


def phrasal(tokens: Sequence[Token], position: int) -> int:
    """The number of words of a conjunction of several words that begins here."""
    upcoming = tuple(token.lower for token in tokens[position : position + 4])
    return max((len(words) for words in PHRASAL if upcoming[: len(words)] == words), default=0)


def enumerator(tokens: Sequence[Token], position: int) -> int:
    """«1)», «б)», «2.» at the start or behind a mark: the number of tokens of a list mark."""
    pair = tokens[position : position + 2]
    if len(pair) < 2 or pair[1].text not in {")", "."}:
        return 0
    mark = pair[0].text
    short = len(mark) <= LONGEST_ENUMERATOR and (mark.isdigit() or (len(mark) == 1 and mark.islower()))
    opens = position == 0 or tokens[position - 1].text in {":", ";", ",", "."}
    return 2 if short and opens else 0


def emphasis_at(tokens: Sequence[Token], position: int) -> tuple[str, ...] | None:
    """«в том числе», «прежде всего»."""
    upcoming = tuple(token.lower for token in tokens[position : position + 3])
    return next((words for words in EMPHASIS if upcoming[: len(words)] == words), None)


def behind_parenthesis(tokens: Sequence[Token], position: int) -> int | None:
    """The position behind «(…)» that opens here; None if it is not closed."""
    closing = (token.index for token in tokens[position + 1 :] if token.text == ")")
    last = next(closing, None)
    return None if last is None else last + 1
