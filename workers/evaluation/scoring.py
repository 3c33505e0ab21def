"""Scores of one text, slot by slot: counts and the list of what was expected and what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from workers.evaluation import causes
from workers.evaluation.causes import Around
from workers.evaluation.comparison import (
    key,
    meeting_likeness,
    participant_likeness,
    post_likeness,
    same,
    same_name,
    statement_likeness,
    topic_likeness,
)
from workers.evaluation.gold import GoldText, Record, variants
from workers.evaluation.matching import match

Same = Callable[[Any, Any], bool]
Likeness = Callable[[Record, Record], float]
Pair = tuple[Record | None, Record | None]


@dataclass
class Counts:
    """`tp`, `fp`, `fn` over stated values; `right` of `total` pairs agree, «unknown» on both sides included."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    right: int = 0
    total: int = 0

    def add(self, other: Counts) -> None:
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn
        self.right += other.right
        self.total += other.total

    @property
    def precision(self) -> float | None:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where nothing was expected and nothing came."""
        denominator = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / denominator if denominator else None


@dataclass(frozen=True)
class Miss:
    """One error: what gold has and what came, readable; None for what is missing or too much; and why, if known."""

    slot: str
    expected: str | None
    got: str | None
    cause: str = ""


@dataclass
class TextScore:
    name: str
    construction: str
    has_meeting: bool
    false_alarm: bool
    counts: dict[str, Counts] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def found(self, slot: str) -> None:
        self.counts.setdefault(slot, Counts()).add(Counts(tp=1, right=1, total=1))

    def missed(self, slot: str, expected: str | None, got: str | None, cause: str = "") -> None:
        """An error; a wrong value is both too much and missing."""
        counts = Counts(fp=got is not None, fn=expected is not None, total=1)
        self.counts.setdefault(slot, Counts()).add(counts)
        self.misses.append(Miss(slot, expected, got, cause))

    def agreed_unknown(self, slot: str) -> None:
        self.counts.setdefault(slot, Counts()).add(Counts(right=1, total=1))


@dataclass(frozen=True)
class Slot:
    """A value of a found record: its name in the table, how it is read and compared."""

    name: str
    read: Callable[[Record], Any]
    same: Same = same


def _field(name: str, *path: str, same_value: Same = same) -> Slot:
    def read(record: Record) -> Any:
        for step in path:
            record = record.get(step) or {}
        return record

    return Slot(name, read, same_value)


def _day(meeting: Record) -> list[Any]:
    """Start, end and precision as one value; no date at all is None."""
    return _joined(meeting["date"], ("start", "end", "precision"), {"precision": "unknown"})


def _place(meeting: Record) -> list[Any]:
    return _joined(meeting["place"], ("city", "country"), {})


def _joined(record: Record, names: Sequence[str], unknown: Record) -> list[Any]:
    """Combinations of the right values of several fields, in words."""
    combinations: list[tuple[Any, ...]] = [()]
    for name in names:
        combinations = [(*done, value) for done in combinations for value in variants(record.get(name))]
    nothing = tuple(unknown.get(name) for name in names)
    return [None if values == nothing else " ".join(str(value) for value in values) for values in combinations]


def _same_joined(gold: Any, got: Any) -> bool:
    return any(key(value) == key(got[0]) for value in gold)


MEETING_SLOTS = [
    Slot("date", _day, _same_joined),
    Slot("place", _place, _same_joined),
    _field("status", "status"),
    _field("kind", "kind"),
    _field("venue", "place", "venue"),
    _field("time", "date", "time"),
    _field("date source", "date", "source"),
    _field("place source", "place", "source"),
]
PARTICIPANT_SLOTS = [
    _field("name", "name", same_value=same_name),
    _field("role", "role"),
    _field("rank", "rank"),
    _field("organisation", "organisation"),
    _field("country", "country"),
    _field("side", "side"),
    _field("type", "type"),
    _field("given", "given", same_value=same_name),
    _field("patronymic", "patronymic", same_value=same_name),
    _field("surname", "surname", same_value=same_name),
]
TOPIC_SLOTS = [_field("context", "context")]
STATEMENT_SLOTS = [_field("statement kind", "kind"), _field("statement verb", "verb")]
POST_SLOTS = [
    _field("post organisation", "organisation"),
    _field("post country", "country"),
    _field("post status", "status"),
]


@dataclass(frozen=True)
class Listing:
    """A list of records: its key, how alike two of them are, the values compared in a pair, the cause of an error."""

    name: str
    likeness: Likeness
    values: Sequence[Slot]
    cause: Callable[[Record | None, Record | None, Around], str]


LISTS = [
    Listing("participants", participant_likeness, PARTICIPANT_SLOTS, causes.of_participant),
    Listing("topics", topic_likeness, TOPIC_SLOTS, causes.of_topic),
    Listing("statements", statement_likeness, STATEMENT_SLOTS, causes.of_statement),
]
POSTS = Listing("posts", post_likeness, POST_SLOTS, causes.of_post)

# The slots that the accuracy table promises; the others explain them.
MAIN_SLOTS = [
    "meeting", "participants", "name", "role", "rank", "organisation", "country", "side",
    "date", "place", "status", "kind", "topics", "context", "statements", "posts",
]  # fmt: skip
FOUND_ONLY = ["participants of found", "topics of found", "statements of found"]
ALL_SLOTS = [
    *MAIN_SLOTS,
    *FOUND_ONLY,
    *(
        slot.name
        for slots in (MEETING_SLOTS, PARTICIPANT_SLOTS, STATEMENT_SLOTS, POST_SLOTS)
        for slot in slots
        if slot.name not in MAIN_SLOTS
    ),
]


def score_text(gold: GoldText, got: Record) -> TextScore:
    """Compare what `manage.py extract` gives for a text with its gold."""
    score = TextScore(gold.name, gold.construction, bool(gold.meetings), not gold.meetings and bool(got["meetings"]))
    for expected, meeting in match(gold.meetings, got["meetings"], meeting_likeness):
        if expected and expected["optional"]:
            continue
        _score_meeting(score, expected, meeting, (gold, got))
    _score_list(score, POSTS, gold.posts, got["posts"], got)
    return score


def _score_meeting(score: TextScore, gold: Record | None, got: Record | None, text: tuple[GoldText, Record]) -> None:
    if gold and got:
        score.found("meeting")
        _score_values(score, MEETING_SLOTS, gold, got)
    else:
        cause = causes.of_missed_meeting(gold, text[1]) if gold else causes.of_extra_meeting(got or {}, text[0])
        score.missed("meeting", _described(gold), _described(got), cause)
    if got and got.get("confidence") is not None:
        score.confidences.append((got["confidence"], gold is not None))
    for listing in LISTS:
        expected, items = (gold or {}).get(listing.name, []), (got or {}).get(listing.name, [])
        if gold and got:
            pairs = _score_list(score, listing, expected, items, text[1])
            score.counts.setdefault(f"{listing.name} of found", Counts()).add(_count(pairs))
        else:
            _miss_all(score, listing, expected, items)


def _miss_all(score: TextScore, listing: Listing, expected: Sequence[Record], items: Sequence[Record]) -> None:
    """The records of a meeting that was missed, or of one too much."""
    for item in expected:
        if not item.get("optional"):
            score.missed(listing.name, describe(item), None, causes.MISSED_MEETING)
    for item in items:
        score.missed(listing.name, None, describe(item), causes.EXTRA_MEETING)


def _score_list(
    score: TextScore, listing: Listing, gold: Sequence[Record], got: Sequence[Record], output: Record
) -> list[Pair]:
    """Records found, missing and too much; gold marked optional counts in no way."""
    pairs = [(g, p) for g, p in match(gold, got, listing.likeness) if not (g and g.get("optional"))]
    around = Around(output, [g for g, p in pairs if g and not p], [p for g, p in pairs if p and not g])
    for expected, item in pairs:
        if expected and item:
            score.found(listing.name)
            _score_values(score, listing.values, expected, item)
        else:
            cause = listing.cause(expected, item, around)
            score.missed(listing.name, _described(expected), _described(item), cause)
    return pairs


def _count(pairs: Sequence[Pair]) -> Counts:
    return Counts(
        tp=sum(bool(gold and got) for gold, got in pairs),
        fp=sum(not gold for gold, _ in pairs),
        fn=sum(not got for _, got in pairs),
    )


def _score_values(score: TextScore, slots: Sequence[Slot], gold: Record, got: Record) -> None:
    for slot in slots:
        expected, value = slot.read(gold) or None, slot.read(got) or None
        first, given = _first(expected), _first(value)
        if not slot.same(expected, value):
            who = f"{describe(gold)}: " if "participants" not in gold else ""
            cause = causes.of_value(slot.name, gold, got, first, given)
            score.missed(slot.name, first and f"{who}{first}", given and f"{who}{given}", cause)
        elif given is None:
            score.agreed_unknown(slot.name)
        else:
            score.found(slot.name)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _described(record: Record | None) -> str | None:
    return None if record is None else describe(record)


def describe(record: Record) -> str:
    """A record in a few words, for the list of errors."""
    if "participants" in record:
        people = ", ".join(describe(participant) for participant in record["participants"])
        return f"«{record['trigger']['text']}» ({record['kind']}, {record['status']}: {people})"
    if "label" in record:
        return str(_first(record["label"]))
    if "verb" in record or "speaker" in record:
        return f"{_first(record.get('speaker'))}: «{record['text']}»"
    name, role = _first(record.get("name")), _first(record.get("role"))
    return f"{name} - {role}" if "status" in record else str(name or role)
