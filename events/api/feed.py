"""The feed of changes: everything that happened to participants and meetings after a cursor, in order, without an end."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.endpoint import Endpoint
from events.api.errors import FieldFault, fault, invalid_query
from events.api.queries import check_query
from events.api.shapes import Shape
from events.models import Change, Participation, Report
from events.models.judgements import ChangeKind, Subject

DEFAULT_LIMIT, MAX_LIMIT = 200, 1000


class ChangeShape(Shape):
    """What happened to a record. A merged or deleted one is gone; its id never comes back."""

    cursor = serializers.IntegerField()
    record = serializers.ChoiceField(choices=Subject.values)
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ChangeKind.values)
    fields = serializers.ListField(child=serializers.CharField(), help_text="Those updated.")  # type: ignore[assignment]
    survivor = serializers.UUIDField(allow_null=True, help_text="The record it was merged into.")
    at = serializers.DateTimeField()


class ChangePage(Shape):
    """Ask again with `since` = `cursor`; an empty list means that nothing happened since."""

    cursor = serializers.IntegerField()
    more = serializers.BooleanField()
    results = ChangeShape(many=True)


class Changes(Endpoint):
    """Everything created, updated, merged and deleted since a cursor, in the order in which it became visible."""

    @extend_schema(
        summary="Changes since a cursor",
        responses=ChangePage,
        tags=["changes"],
        operation_id="changes_list",
        parameters=[
            OpenApiParameter(
                "since", OpenApiTypes.INT, description="The cursor of the last answer; from the start without."
            ),
            OpenApiParameter("limit", OpenApiTypes.INT, description=f"Rows of an answer, at most {MAX_LIMIT}."),
        ],
    )
    def get(self, request: Request) -> Response:
        since, limit = _number(request, "since", 0, 0, 2**62), _number(request, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
        rows = list(_visible(request.user).filter(pk__gt=since).order_by("pk")[: limit + 1])
        page = rows[:limit]
        cursor = page[-1].pk if page else since
        return Response({"cursor": cursor, "more": len(rows) > limit, "results": [_shown(row) for row in page]})

    def _check_query(self, request: Request) -> None:
        check_query(request._request, {"since", "limit"}, set())


def _number(request: Request, name: str, default: int, low: int, high: int) -> int:
    given = request.query_params.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,19}", given) or not low <= int(given) <= high:
        raise invalid_query(
            FieldFault(name, fault("invalid_number", f"The value must be a whole number from {low} on."))
        )
    return int(given)


def _visible(user: Any) -> QuerySet[Change]:
    """Changes of records that the user's documents tell of; of those that are gone, by whose documents told of them."""
    if user.is_staff:
        return Change.objects.all()
    told = Report.objects.filter(meeting=OuterRef("record_id"), document__owner=user)
    said = Participation.objects.filter(participant=OuterRef("record_id"), report__document__owner=user)
    ours = Change.owners.through.objects.filter(change=OuterRef("pk"), user=user)
    return Change.objects.filter(
        Q(Exists(told), record="meeting") | Q(Exists(said), record="participant") | Q(Exists(ours))
    )


def _shown(row: Change) -> dict[str, Any]:
    return {
        "cursor": row.pk,
        "record": row.record,
        "id": str(row.record_id),
        "kind": row.kind,
        "fields": row.fields,
        "survivor": str(row.survivor_id) if row.survivor_id else None,
        "at": row.at.isoformat(),
    }
