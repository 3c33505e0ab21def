"""The facts that one text yields: the contract between extraction and the ledger.

Offsets are characters of the text as submitted, end exclusive. A value the text does not give is None.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["in_person", "phone", "video", "multilateral", "visit"]
Status = Literal["held", "planned", "possible", "cancelled", "denied"]
Precision = Literal["day", "month", "year", "yearless", "unknown"]
DateSource = Literal["text", "dateline", "published", "weekday"]
PlaceSource = Literal["text", "dateline"]
ParticipantType = Literal["person", "group", "organisation", "country"]
Side = Literal["host", "guest", "mediator"]
StatementKind = Literal["direct", "indirect"]
PostStatus = Literal["current", "former", "acting", "future"]
Context = Literal[
    "military", "diplomatic", "economic", "energy", "trade", "transport", "territorial", "peace_process", "sanctions",
    "security", "terrorism", "migration", "humanitarian", "health", "education", "culture", "sport", "science",
    "environment", "agriculture", "elections", "legal", "media", "technology", "space", "tourism", "religion", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that gave the value of `field`, and the name of the rule that read them."""

    field: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """Day or range of days. `text` is the expression as written, `time` is "HH:MM"."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    source: DateSource | None = None
    text: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """`country_code` is ISO 3166-1 alpha-2; names are short Russian nominatives."""

    city: str | None = None
    country: str | None = None
    country_code: str | None = None
    venue: str | None = None
    source: PlaceSource | None = None


@dataclass(frozen=True, slots=True)
class ParticipantFact:
    type: ParticipantType
    name: str | None
    given: str | None = None
    patronymic: str | None = None
    surname: str | None = None
    role: str | None = None
    rank: str | None = None
    organisation: str | None = None
    country: str | None = None
    country_code: str | None = None
    side: Side | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFact:
    label: str
    context: Context
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFact:
    """`start` and `end` delimit the content (`text`) as written."""

    speaker: str | None
    verb: str | None
    kind: StatementKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trigger:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """`evidence` covers the fields kind, status, date, place and the repeated mentions of the trigger."""

    kind: Kind
    status: Status
    confidence: float
    date: When
    place: Where
    participants: tuple[ParticipantFact, ...]
    topics: tuple[TopicFact, ...]
    statements: tuple[StatementFact, ...]
    trigger: Trigger
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post that the text states for a named person."""

    name: str
    role: str
    organisation: str | None = None
    country: str | None = None
    country_code: str | None = None
    status: PostStatus = "current"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one text yields."""

    meetings: tuple[MeetingFact, ...] = ()
    posts: tuple[PostFact, ...] = ()


def to_json(value: Any) -> Any:
    """Facts (or any part of them) as JSON-ready dicts and lists; dates become ISO strings."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
