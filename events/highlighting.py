"""A document's text as HTML with its evidence marked; everything that comes from the text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import Document

FIELDS = (
    "trigger",
    "name",
    "role",
    "rank",
    "organisation",
    "country",
    "date",
    "place",
    "status",
    "kind",
    "topic",
    "statement",
)


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch of the text that gave a value; shorter ones lie above longer ones."""

    length: int
    start: int
    end: int
    field: str
    rule: str


def marks_of(document: Document) -> list[Mark]:
    """All evidence of a document; expects Document.objects.with_result()."""
    items: list[dict[str, Any]] = []
    for report in document.reports.all():
        items += report.evidence
        items += [item for row in report.participations.all() for item in row.evidence]
        items += [{**item, "field": "topic"} for row in report.mentions.all() for item in row.evidence]
    items += [item for post in document.stated_posts.all() for item in post.evidence]
    marks = {Mark(i["end"] - i["start"], i["start"], i["end"], i["field"], i["rule"]) for i in items}
    return sorted(mark for mark in marks if mark.field in FIELDS)


def highlighted(document: Document) -> SafeString:
    """The legend and the text."""
    legend = format_html_join("", '<li><mark class="evidence {}">{}</mark></li>', ((name, name) for name in FIELDS))
    pieces = format_html_join("", "{}", ((piece,) for piece in _pieces(document.text, marks_of(document))))
    return format_html(
        '<ul class="evidence-legend">{}</ul><div class="evidence-text" lang="ru">{}</div>', legend, pieces
    )


def _pieces(text: str, marks: list[Mark]) -> Iterator[SafeString | str]:
    """Stretches of the text between the edges of marks, each under its shortest mark."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    for start, end in pairwise(edges):
        mark = next((mark for mark in marks if mark.start <= start and end <= mark.end), None)
        stretch = text[start:end]
        if mark is None:
            yield stretch
        else:
            yield format_html(
                '<mark class="evidence {}" title="{}: {}">{}</mark>', mark.field, mark.field, mark.rule, stretch
            )
