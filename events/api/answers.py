"""Answers to questions that are no list of records: gaps between meetings, and the first one since a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events import questions
from events.api import visibility
from events.api.endpoint import Endpoint
from events.api.errors import FieldFault, fault, invalid_query
from events.api.problems import Fault
from events.api.queries import check_query
from events.api.shapes import MeetingShape, Shape
from events.api.validation import read_date
from events.models import Meeting
from events.representation import meeting_json

MOST = 200
WHO = OpenApiParameter(
    "participant", OpenApiTypes.STR, many=True, required=True, description="Id or name; repeated: all of them together."
)


class GapShape(Shape):
    """Two meetings in a row, and the days without one between them."""

    days = serializers.IntegerField()
    before = MeetingShape()
    after = MeetingShape()


class GapsShape(Shape):
    results = GapShape(many=True)


class FirstShape(Shape):
    """The first meeting from the day on and the last one before it, each with its reports as evidence."""

    meeting = MeetingShape(allow_null=True)
    before = MeetingShape(allow_null=True)


class Question(Endpoint):
    """Asked of the meetings that the user's documents tell of."""

    known: frozenset[str] = frozenset()

    def _check_query(self, request: Request) -> None:
        check_query(request._request, self.known, {"participant"})
        if not request.query_params.getlist("participant"):
            raise invalid_query(FieldFault("participant", fault("required")))


class Gaps(Question):
    known = frozenset({"participant", "min_days"})

    @extend_schema(
        summary="Gaps between meetings",
        description="Of one participant, or of several together; the longest first, at most 200.",
        operation_id="gaps_list",
        responses=GapsShape,
        tags=["questions"],
        parameters=[WHO, OpenApiParameter("min_days", OpenApiTypes.INT, description="Leave out shorter gaps.")],
    )
    def get(self, request: Request) -> Response:
        names = request.query_params.getlist("participant")
        given = request.query_params.get("min_days", "0")
        if not re.fullmatch(r"[0-9]{1,6}", given):
            raise invalid_query(FieldFault("min_days", fault("invalid_number")))
        found = questions.gaps(visibility.meetings(request.user), names, int(given))[:MOST]
        rows = [
            {"days": gap.days, "before": meeting_json(gap.before), "after": meeting_json(gap.after)} for gap in found
        ]
        return Response({"results": rows})


class FirstSince(Question):
    known = frozenset({"participant", "since"})

    @extend_schema(
        summary="The first meeting since a day",
        operation_id="first_since",
        responses=FirstShape,
        tags=["questions"],
        parameters=[WHO, OpenApiParameter("since", OpenApiTypes.DATE, required=True)],
    )
    def get(self, request: Request) -> Response:
        names = request.query_params.getlist("participant")
        after, before = questions.first_since(visibility.meetings(request.user), names, _day(request))
        return Response({"meeting": _shown(after), "before": _shown(before)})


def _day(request: Request) -> date:
    found = read_date(request.query_params.get("since", ""))
    if isinstance(found, Fault):
        raise invalid_query(FieldFault("since", found))
    return found


def _shown(meeting: Meeting | None) -> dict[str, Any] | None:
    return meeting_json(meeting) if meeting else None
