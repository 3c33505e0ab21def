"""Who said what: direct and reported speech with its speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workers.doc import Doc
from workers.extraction.content_clauses import content_clause
from workers.extraction.continued_statements import continued, remarked
from workers.extraction.quoted_statements import author_before, author_behind, inserted_author, naming
from workers.extraction.reported_statements import according_to, as_said, colon, said_behind
from workers.extraction.speech import StatementSpan, Text

__all__ = ["RULES", "StatementSpan", "find_statements"]


def find_statements(doc: Doc) -> tuple[StatementSpan, ...]:
    """All statements in the order of the text; none inside another, and the earlier rule wins."""
    text = Text(doc)
    found: list[StatementSpan] = []
    for rule in RULES:
        for span in rule(text):
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


RULES: list[Callable[[Text], Iterator[StatementSpan]]] = [
    inserted_author, author_behind, author_before, continued, remarked, content_clause,
    according_to, as_said, said_behind, colon, naming,
]  # fmt: skip
