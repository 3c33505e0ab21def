"""Scenarios: a few texts and how a careful reader sorts their reports into meetings and their mentions into participants.

In a text, `{words}(label)` is a report of the meeting of that label and `[words](label)` a mention of that participant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "gold" / "ledger"
MARK = re.compile(r"([\[{])([^\]}]+)[\]}]\(([^)]+)\)")
KINDS = {"[": "participant", "{": "report"}


@dataclass(frozen=True)
class Mark:
    """Words of a document that mean a meeting or a participant."""

    kind: str
    document: str
    start: int
    end: int
    label: str
    words: str


@dataclass(frozen=True)
class Scenario:
    name: str
    about: str
    documents: tuple[Mapping[str, Any], ...]
    marks: tuple[Mark, ...]
    parents: Mapping[str, str]
    conflicts: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Pair:
    """Two marks, whether they are one, and whether the ledger says so (None: a mark is not in the ledger)."""

    first: Mark
    second: Mark
    one: bool
    found: bool | None

    @property
    def right(self) -> bool:
        return self.found is self.one


def load(path: Path) -> Scenario:
    told = json.loads(path.read_text("utf-8"))
    documents, marks = [], []
    for document in told["documents"]:
        text, found = read_marks(document["text"], document["id"])
        documents.append({**document, "text": text})
        marks += found
    extra = (told.get("parents", {}), told.get("conflicts", {}))
    return Scenario(path.stem, told["about"], tuple(documents), tuple(marks), *extra)


def read_marks(text: str, document: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks with offsets into it."""
    plain, last, marks = "", 0, []
    for found in MARK.finditer(text):
        plain += text[last : found.start()]
        bracket, words, label = found.groups()
        marks.append(Mark(KINDS[bracket], document, len(plain), len(plain) + len(words), label, words))
        plain += words
        last = found.end()
    return plain + text[last:], marks


def pairs(scenario: Scenario, exported: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """Every pair of reports and every pair of mentions of different documents, judged by an export of the ledger."""
    places = {mark: placed(mark, exported) for mark in scenario.marks}
    for first, second in combinations(scenario.marks, 2):
        if first.kind == second.kind and first.document != second.document:
            known = places[first] and places[second]
            found = bool(places[first] & places[second]) if known else None
            yield Pair(first, second, first.label == second.label, found)


def placed(mark: Mark, exported: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The ids of the records that the marked words belong to."""
    return frozenset(_meetings(mark, exported) if mark.kind == "report" else _participants(mark, exported))


def _meetings(mark: Mark, exported: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for meeting in exported:
        for report in meeting["reports"]:
            spans = [
                report["trigger"],
                *(item for item in report["evidence"] if item["field"] in ("trigger", "mention")),
            ]
            if report["document"] == mark.document and any(_overlap(mark, span) for span in spans):
                yield meeting["id"]


def _participants(mark: Mark, exported: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for meeting in exported:
        for report in meeting["reports"]:
            for said in report["participants"] if report["document"] == mark.document else ():
                if any(_overlap(mark, item) for item in said["evidence"] if item["field"] in ("name", "role")):
                    yield said["id"]


def _overlap(mark: Mark, span: Mapping[str, Any]) -> bool:
    return bool(span["start"] < mark.end and mark.start < span["end"])


def share(judged: Sequence[Pair]) -> float:
    return sum(pair.right for pair in judged) / len(judged) if judged else 1.0
