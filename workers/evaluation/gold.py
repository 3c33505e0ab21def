"""Gold texts from JSON files: the facts of a text in the shape of extraction's output, with spans located."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from workers.extraction.facts import (
    Context,
    DateSource,
    Kind,
    ParticipantType,
    PlaceSource,
    PostStatus,
    Precision,
    Side,
    StatementKind,
    Status,
)

Record = dict[str, Any]

KEYS = {"text", "published", "construction", "meetings", "posts"}
# Keys of each object that take any value, and those that take one of a type's values.
FREE = {
    "meeting": "optional trigger mentions date place participants topics statements",
    "date": "start end text time",
    "place": "city country country_code venue",
    "participant": "optional name given patronymic surname role rank organisation country country_code",
    "topic": "optional label",
    "statement": "optional speaker verb text start end nth",
    "post": "optional name role organisation country country_code",
}
CHOICES: dict[str, dict[str, Any]] = {
    "meeting": {"kind": Kind, "status": Status},
    "date": {"precision": Precision, "source": DateSource},
    "place": {"source": PlaceSource},
    "participant": {"type": ParticipantType, "side": Side},
    "topic": {"context": Context},
    "statement": {"kind": StatementKind},
    "post": {"status": PostStatus},
}
NULLABLE = {"source", "side"}


class GoldError(ValueError):
    """A gold file that cannot be read or breaks the rules of its shape; the message names file and place."""


@dataclass(frozen=True)
class GoldText:
    name: str
    text: str
    published: date | None
    construction: str
    meetings: tuple[Record, ...]
    posts: tuple[Record, ...]


def read_gold(path: Path) -> list[GoldText]:
    """The gold texts of a file or of all *.json files of a directory; raises GoldError."""
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"{path} holds no gold texts (*.json).")
    return [_read_file(file) for file in files]


def variants(value: Any) -> list[Any]:
    """The equally right values of a gold field."""
    return value if isinstance(value, list) else [value]


def _read_file(path: Path) -> GoldText:
    try:
        return gold_text(path.stem, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: {error}") from error


def gold_text(name: str, record: Record) -> GoldText:
    """One gold text out of its JSON object; raises ValueError."""
    if set(record) != KEYS:
        raise ValueError(f"the keys are {', '.join(sorted(record))}, not {', '.join(sorted(KEYS))}")
    text = record["text"]
    published = date.fromisoformat(record["published"]) if record["published"] else None
    meetings = tuple(_meeting(text, meeting, f"meeting {i}") for i, meeting in enumerate(record["meetings"], 1))
    posts = tuple(_shaped("post", post, f"post {i}") for i, post in enumerate(record["posts"], 1))
    return GoldText(name, text, published, record["construction"], meetings, posts)


def _meeting(text: str, meeting: Record, where: str) -> Record:
    _shaped("meeting", meeting, where)
    trigger = _span(text, meeting["trigger"], f"{where}, trigger")
    mentions = [_span(text, mention, f"{where}, mention") for mention in meeting.get("mentions", ())]
    return {
        "kind": meeting["kind"],
        "status": meeting["status"],
        "optional": meeting.get("optional"),
        "trigger": trigger,
        "mentions": mentions,
        "date": _date(meeting.get("date") or {}, where),
        "place": _shaped("place", meeting.get("place") or {}, f"{where}, place"),
        "participants": _list("participant", meeting.get("participants", ()), where),
        "topics": _list("topic", meeting.get("topics", ()), where),
        "statements": [
            {**statement, **_span(text, statement, f"{where}, statement")}
            for statement in _list("statement", meeting.get("statements", ()), where)
        ],
    }


def _list(shape: str, items: Any, where: str) -> list[Record]:
    return [_shaped(shape, item, f"{where}, {shape} {i}") for i, item in enumerate(items, 1)]


def _date(value: Record, where: str) -> Record:
    value = _shaped("date", {"precision": "unknown"} | value, f"{where}, date")
    for key in ("start", "end"):
        for day in variants(value.get(key)):
            if day is not None:
                date.fromisoformat(day)
    return value


def _shaped(shape: str, value: Record, where: str) -> Record:
    """The object, its keys and values checked."""
    unknown = set(value) - set(FREE[shape].split()) - set(CHOICES[shape])
    if unknown:
        raise ValueError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    for key, type_ in CHOICES[shape].items():
        allowed = (*get_args(type_), None) if key in NULLABLE else get_args(type_)
        wrong = [choice for choice in variants(value.get(key)) if choice not in allowed]
        if wrong:
            raise ValueError(f"{where}: {key} is {wrong[0]!r}, not one of {', '.join(get_args(type_))}")
    return value


def _span(text: str, value: Any, where: str) -> Record:
    """A span with its offsets, looked up where they are left out."""
    span: Record = {"text": value} if isinstance(value, str) else value
    words = span["text"]
    start = span["start"] if "start" in span else _nth(text, words, span.get("nth", 1))
    if start is None or text[start : start + len(words)] != words:
        raise ValueError(f"{where}: the text does not have «{words}» there")
    return {"text": words, "start": start, "end": start + len(words)}


def _nth(text: str, words: str, nth: int) -> int | None:
    starts = list(_occurrences(text, words))
    return starts[nth - 1] if 0 < nth <= len(starts) else None


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
