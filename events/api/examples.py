"""Examples and longer explanations for the API's documentation."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from events.api.shapes import DocumentShape

ID = "019ab3f0-5c1e-7b52-8f0e-2d9b6a4c7e11"

MEETINGS = """Newest first; meetings without a date come last. All filters combine.

`date_from` and `date_to` ask for meetings that overlap the days between them, both included: a meeting known to have been
«in March 2021» is found by any day of that month. A meeting without a date fits no such filter.
`participant` takes an id or a name; given twice it asks for meetings of both together.
`place_…` is where the meeting was, `participant_country…` whom its participants represent."""

LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, description="Address of the document.", response=[200, 202]
)

SUBMITTED = OpenApiExample(
    "A text",
    request_only=True,
    value={
        "text": "Министр обороны Ирана Амир Хатами 3 марта принял в Тегеране посла Армении Арташеса Туманяна.",
        "external_id": "wire-2021-0303-17",
        "source": "Вестник",
        "url": "https://example.org/news/17",
        "published": "2021-03-03",
    },
)
ACCEPTED = OpenApiExample(
    "Accepted",
    response_only=True,
    status_codes=["202"],
    value={
        "id": ID,
        "status": "queued",
        "error": None,
        "external_id": "wire-2021-0303-17",
        "source": "Вестник",
        "url": "https://example.org/news/17",
        "title": None,
        "published": "2021-03-03",
        "characters": 93,
        "attempts": 0,
        "created": "2026-01-15T09:30:00.000000Z",
        "processed": None,
    },
)
KNOWN = OpenApiExample(
    "Sent before",
    response_only=True,
    status_codes=["200"],
    value={**ACCEPTED.value, "status": "done", "attempts": 1, "processed": "2026-01-15T09:30:01.200000Z"},
)
DOCUMENT_EXAMPLES = [SUBMITTED, ACCEPTED, KNOWN]


def accepted(description: str) -> OpenApiResponse:
    return OpenApiResponse(DocumentShape, description)
