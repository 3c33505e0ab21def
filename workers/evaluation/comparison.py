"""When two values are the same, and how alike two records are."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from workers.evaluation.gold import Record, variants

QUOTES = re.compile("[«»„“”‟\"'’‘]")
DASHES = re.compile("[‐‑‒–—―]")
SPACES = re.compile(r"\s+")
WORDS = re.compile(r"[\w-]+")
TOPIC_OVERLAP = 2 / 3
STATEMENT_OVERLAP = 3 / 4
# Marks of a former, acting or future holder, which a post keeps in its status.
POST_MARKS = re.compile(r"^(бывш\w+ |экс-|и\. ?о\. |врио |исполняющ\w+ обязанности |временно )+")


def fold(value: str) -> str:
    """Spelling differences that are no errors: «ё», kinds of quotes, dashes and spaces."""
    value = value.replace("ё", "е").replace("Ё", "Е")
    return SPACES.sub(" ", DASHES.sub("-", QUOTES.sub("", value))).strip()


def key(value: Any) -> Any:
    """A value as it is compared: folded, in lower case."""
    return fold(value).lower() if isinstance(value, str) else value


def same(gold: Any, got: Any) -> bool:
    """Equal to one of the right values, upper and lower case alike."""
    return any(key(value) == key(got) for value in variants(gold))


def same_name(gold: Any, got: Any) -> bool:
    """As `same`, but «НАДИМ РАЗА» is not «Надим Раза»; «Делегация Чехии» is «делегация Чехии»."""
    return any(_name_key(value) == _name_key(got) for value in variants(gold))


def _name_key(value: str | None) -> str | None:
    folded = fold(value) if value else None
    return folded and folded[0].lower() + folded[1:]


def same_post(gold: Any, got: Any) -> bool:
    """As `same`, whatever stands for «former» and «acting», which is the post's status."""
    return any(POST_MARKS.sub("", key(value) or "") == POST_MARKS.sub("", key(got) or "") for value in variants(gold))


def word_overlap(gold: str, got: str) -> float:
    """Words in common, as a share of the longer label."""
    gold_words, got_words = Counter(WORDS.findall(key(gold))), Counter(WORDS.findall(key(got)))
    longer = max(gold_words.total(), got_words.total())
    return (gold_words & got_words).total() / longer if longer else 0.0


def span_overlap(gold: Record, got: Record) -> float:
    """Characters in common, as a share of the longer span."""
    common: int = min(gold["end"], got["end"]) - max(gold["start"], got["start"])
    longer: int = max(gold["end"] - gold["start"], got["end"] - got["start"], 1)
    return max(common, 0) / longer


def alike_words(one: str, other: str) -> bool:
    """The same word, perhaps in another case: «Раза», «Разой»; «Лукинский», «Лукинского»."""
    shorter = min(len(one), len(other))
    stem = max(3, shorter - 2)
    return one == other or (shorter > 2 and one[:stem] == other[:stem])


def stem_overlap(gold: str, got: str) -> float:
    """As `word_overlap` with cases ignored, as a share of the shorter phrase."""
    gold_words, got_words = WORDS.findall(key(gold)), WORDS.findall(key(got))
    common = sum(any(alike_words(word, other) for other in got_words) for word in gold_words)
    return min(common / min(len(gold_words), len(got_words)), 1.0) if gold_words and got_words else 0.0


def meeting_likeness(gold: Record, got: Record) -> float:
    """0 where the trigger stands in no mention of the meeting; else grows with participants and date in common."""
    spans = [gold["trigger"], *gold["mentions"]]
    overlap = max(span_overlap(span, got["trigger"]) for span in spans)
    if not overlap:
        return 0.0
    likeness = [max((participant_likeness(g, p) for p in got["participants"]), default=0) for g in gold["participants"]]
    together = sum(value > 0 for value in likeness) / max(len(likeness), len(got["participants"]), 1)
    return 1 + 2 * together + same(gold["date"].get("start"), got["date"].get("start")) + overlap / 4


def participant_likeness(gold: Record, got: Record) -> float:
    """0 for different participants; a name in another case or less full is still the same one."""
    names = [name for name in variants(gold.get("name")) if name]
    agreeing = [same(gold.get(field), got.get(field)) for field in ("role", "country") if got.get(field)]
    if names and got.get("name"):
        likeness = max(_name_likeness(gold, name, got) for name in names)
        return likeness + sum(agreeing) / 10 if likeness else 0.0
    if names or got.get("name"):
        return 0.5 * (len(agreeing) == 2 and all(agreeing))
    roles = [role for role in variants(gold.get("role")) if role]
    alike = max((stem_overlap(role, got["role"]) for role in roles if got.get("role")), default=0.0)
    return alike + sum(agreeing) / 10 if alike else 0.0


def _name_likeness(gold: Record, name: str, got: Record) -> float:
    if same_name(name, got["name"]):
        return 3.0
    if gold["type"] == "person":
        surname = gold.get("surname") or name.split()[-1]
        alike = any(alike_words(key(surname), word) for word in key(got["name"]).split())
        return (1 + stem_overlap(name, got["name"])) * alike
    overlap = stem_overlap(name, got["name"])
    same_state = gold["type"] == got["type"] == "country" and same(gold.get("country"), got.get("country"))
    return 1 + overlap if overlap >= 0.5 or same_state else 0.0


def topic_likeness(gold: Record, got: Record) -> float:
    overlap = max(word_overlap(label, got["label"]) for label in variants(gold["label"]))
    return overlap if overlap >= TOPIC_OVERLAP - 1e-9 else 0.0


def statement_likeness(gold: Record, got: Record) -> float:
    overlap = span_overlap(gold, got)
    right = same_name(gold.get("speaker"), got.get("speaker"))
    return overlap if right and overlap >= STATEMENT_OVERLAP else 0.0


def post_likeness(gold: Record, got: Record) -> float:
    right = same_name(gold["name"], got["name"]) and same_post(gold["role"], got["role"])
    alike = sum(same(gold.get(field), got.get(field)) for field in ("organisation", "country", "status"))
    return (1 + alike) * right
