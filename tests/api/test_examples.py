"""The examples of the documentation are what the service gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from events.api.examples import REAL
from workers import nlp
from workers.extraction import extract
from workers.extraction.facts import to_json

WORTH_COMPARING = ("kind", "status", "date", "place", "trigger")


def heart(meeting: dict[str, Any]) -> list[Any]:
    """What a reader of the example looks at; offsets, rules and confidence may be refined."""
    people = [[row[name] for name in ("name", "role", "country", "side")] for row in meeting["participants"]]
    return [*(meeting[name] for name in WORTH_COMPARING), people, [row["label"] for row in meeting["topics"]]]


@pytest.mark.pack
def test_the_example_is_what_extraction_finds() -> None:
    document = REAL["document"]
    [doc] = nlp.parse([document["text"]])
    found = to_json(extract(doc, date.fromisoformat(document["published"])))
    assert [heart(meeting) for meeting in found["meetings"]] == [heart(each) for each in document["result"]["meetings"]]
    assert [row["name"] for row in found["posts"]] == [row["name"] for row in document["result"]["posts"]]


def test_its_offsets_point_at_its_words() -> None:
    text, [meeting] = REAL["document"]["text"], REAL["document"]["result"]["meetings"]
    trigger = meeting["trigger"]
    assert text[trigger["start"] : trigger["end"]] == trigger["text"] == "принял"
    words = {item["field"]: text[item["start"] : item["end"]] for item in meeting["participants"][1]["evidence"]}
    assert words == {"name": "Арташеса Туманяна", "role": "посла", "country": "Армении"}
