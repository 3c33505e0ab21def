"""Query strings: every parameter is known, given once, encodable and not empty - none is ignored silently."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, QueryDict

from events.api.errors import FieldFault, fault, invalid_query
from events.api.validation import LINE_RULES, first_fault

LONGEST_VALUE = 500


def check_query(request: HttpRequest, known: Collection[str], repeatable: Collection[str]) -> None:
    """Raise a problem that names every parameter at fault."""
    _check_encoding(request)
    found = [*_names(request.GET, known, repeatable), *_values(request.GET)]
    if found:
        raise invalid_query(*found)


def _check_encoding(request: HttpRequest) -> None:
    """Django would replace what is not UTF-8 and search for something else than was asked."""
    try:
        unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
    except UnicodeError:
        raise invalid_query(FieldFault("query string", fault("invalid_encoding"))) from None


def _names(query: QueryDict, known: Collection[str], repeatable: Collection[str]) -> Iterator[FieldFault]:
    for name, values in query.lists():
        if name not in known:
            allowed = ", ".join(sorted(known)) or "none"
            yield FieldFault(name, fault("unknown_parameter", f"There is no such parameter; known: {allowed}."))
        elif len(values) > 1 and name not in repeatable:
            yield FieldFault(name, fault("repeated_parameter"))


def _values(query: QueryDict) -> Iterator[FieldFault]:
    for name, values in query.lists():
        for value in values:
            if found := first_fault(value, LINE_RULES):
                yield FieldFault(name, found)
            elif len(value) > LONGEST_VALUE:
                yield FieldFault(name, fault("too_long", f"At most {LONGEST_VALUE} characters are allowed."))
