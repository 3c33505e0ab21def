"""Pages by key: each page asks for the rows after the last one seen, so no page counts or skips rows.

Rows written or deleted meanwhile neither repeat nor hide others. A cursor is signed, and good only for the list and the
order that gave it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import F, Model, OrderBy, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from events.api.errors import FieldFault, fault, invalid_query

DEFAULT_LIMIT, MAX_LIMIT = 50, 200
CURSOR, LIMIT, ORDERING = "cursor", "limit", "ordering"
PARAMETERS = (CURSOR, LIMIT, ORDERING)


@dataclass(frozen=True, slots=True)
class Key:
    """A column to order by; rows without a value come last. The last key of an ordering is unique."""

    column: str
    descending: bool = False
    nullable: bool = False

    def order(self, backwards: bool) -> OrderBy:
        return OrderBy(
            F(self.column),
            descending=self.descending != backwards,
            nulls_last=True if self.nullable and not backwards else None,
            nulls_first=True if self.nullable and backwards else None,
        )

    def beyond(self, value: Any, backwards: bool) -> Q | None:
        """Rows further on than `value`, None if there can be none."""
        if value is None:
            return Q(**{f"{self.column}__isnull": False}) if backwards else None
        lookup = "lt" if self.descending != backwards else "gt"
        further = Q(**{f"{self.column}__{lookup}": value})
        return further | Q(**{f"{self.column}__isnull": True}) if self.nullable and not backwards else further

    def same(self, value: Any) -> Q:
        return Q(**({f"{self.column}__isnull": True} if value is None else {self.column: value}))


Ordering = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The values of an ordering's keys in the row where the page begins, and the way it goes from there."""

    values: Sequence[Any]
    backwards: bool

    def restrict(self, ordering: Ordering) -> Q:
        found = Q(pk__in=())
        shared = Q()
        for key, value in zip(ordering, self.values, strict=True):
            further = key.beyond(value, self.backwards)
            found = found if further is None else found | (shared & further)
            shared &= key.same(value)
        return found


class KeysetPagination(BasePagination):
    """`limit` and `cursor` for views that declare `orderings` (name -> keys, the first the default)."""

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.request = request
        self.name, self.ordering = _ordering(request, view)
        self.salt = f"cursor:{queryset.model._meta.label}:{self.name}"
        limit = _limit(request)
        self.cursor = self._cursor()
        rows = list(self._rows(queryset)[: limit + 1])
        self.more, self.page = len(rows) > limit, rows[:limit]
        if self.cursor is not None and self.cursor.backwards:
            self.page.reverse()
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def _rows(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        backwards = self.cursor is not None and self.cursor.backwards
        found = queryset if self.cursor is None else queryset.filter(self.cursor.restrict(self.ordering))
        return found.order_by(*(key.order(backwards) for key in self.ordering))

    def _cursor(self) -> Cursor | None:
        given = self.request.query_params.get(CURSOR)
        if given is None:
            return None
        try:
            backwards, values = signing.loads(given, salt=self.salt)
        except (signing.BadSignature, ValueError):
            raise invalid_query(FieldFault(CURSOR, fault("invalid_cursor"))) from None
        return Cursor(values, backwards)

    def _next(self) -> str | None:
        came_back = self.cursor is not None and self.cursor.backwards
        return self._link(self.page[-1], False) if self.page and (self.more or came_back) else None

    def _previous(self) -> str | None:
        if self.cursor is None or not self.page or (self.cursor.backwards and not self.more):
            return None
        return self._link(self.page[0], True)

    def _link(self, row: Model, backwards: bool) -> str:
        values = [_plain(getattr(row, key.column)) for key in self.ordering]
        cursor = signing.dumps([backwards, values], salt=self.salt)
        return replace_query_param(self.request.build_absolute_uri(), CURSOR, cursor)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "example": "https://example.org/api/v1/meetings/?cursor=abc",
        }
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "Address of the next page, null on the last one."},
                "previous": {**link, "description": "Address of the page before, null on the first one."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        limits = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        names = list(view.orderings)
        return [
            _parameter(LIMIT, "Rows on a page.", limits),
            _parameter(CURSOR, "Given out by `next` and `previous`; opaque.", {"type": "string"}),
            _parameter(ORDERING, "Order of the list.", {"type": "string", "enum": names, "default": names[0]}),
        ]


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def _ordering(request: Request, view: Any) -> tuple[str, Ordering]:
    orderings: dict[str, Ordering] = view.orderings
    name = request.query_params.get(ORDERING, next(iter(orderings)))
    if name not in orderings:
        allowed = ", ".join(orderings)
        raise invalid_query(FieldFault(ORDERING, fault("invalid_choice", f"The value must be one of: {allowed}.")))
    return name, orderings[name]


def _limit(request: Request) -> int:
    given = request.query_params.get(LIMIT, str(DEFAULT_LIMIT))
    if not re.fullmatch(r"[0-9]{1,4}", given) or not 1 <= int(given) <= MAX_LIMIT:
        raise invalid_query(
            FieldFault(LIMIT, fault("invalid_number", f"The value must be a whole number from 1 to {MAX_LIMIT}."))
        )
    return int(given)
