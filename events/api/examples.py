"""Examples and longer explanations for the API's documentation; examples.json holds a real document and its meeting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from events.api.shapes import DocumentShape

MEETINGS = """Newest first; meetings without a date come last. All filters combine.

`date_from` and `date_to` ask for meetings that overlap the days between them, both included: a meeting known to have been
«in March 2021» is found by any day of that month. A meeting without a date fits no such filter.
`participant` takes an id or a name; given twice it asks for meetings of both together.
`place_…` is where the meeting was, `participant_country…` whom its participants represent."""

LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, description="Address of the document.", response=[200, 202]
)
REAL: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("examples.json").read_text("utf-8"))
SENT = ("text", "external_id", "source", "url", "published")
QUEUED = {
    **{name: value for name, value in REAL["document"].items() if name not in ("text", "result")},
    "status": "queued",
    "attempts": 0,
    "processed": None,
}


def _answer(name: str, value: dict[str, Any], status: int = 200) -> OpenApiExample:
    return OpenApiExample(name, value, response_only=True, status_codes=[str(status)])


SUBMISSION = [
    OpenApiExample("A text", {name: REAL["document"][name] for name in SENT}, request_only=True),
    _answer("Accepted", QUEUED, 202),
    _answer("Sent before", {**QUEUED, "status": "done", "attempts": 1, "processed": REAL["document"]["processed"]}),
]
DOCUMENT = [
    _answer("Done", REAL["document"]),
    _answer(
        "Failed",
        {
            **REAL["document"],
            "status": "failed",
            "error": {
                "code": "language_not_supported",
                "detail": "The text is not Russian. Submit Russian texts only.",
            },
            "text": "The ministers met.",
            "characters": 18,
            "result": None,
        },
    ),
]
MEETING = [_answer("A meeting", REAL["meeting"])]


def accepted(description: str) -> OpenApiResponse:
    return OpenApiResponse(DocumentShape, description)
