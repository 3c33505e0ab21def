"""The endpoints: documents go in and come back with what was found; meetings, participants and topics are read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from events.api import visibility
from events.api.endpoint import Endpoint
from events.api.errors import ApiProblem, FieldFault, MovedTo, fault
from events.api.examples import DOCUMENT, LOCATION, MEETING, MEETINGS, SUBMISSION, accepted
from events.api.filters import DocumentFilter, MeetingFilter, ParticipantFilter, TopicFilter
from events.api.pagination import Key, KeysetPagination, Ordering
from events.api.parameters import StrictFilterBackend
from events.api.serializers import DocumentInput
from events.api.shapes import DocumentDetail, DocumentShape, MeetingShape, ParticipantShape, TopicShape
from events.models import Document, Meeting, Participant, Tombstone, Topic
from events.representation import meeting_json
from events.submission import ExternalIdTaken, Submission, submit

BY_ID = Key("id", descending=True)
NEWEST: dict[str, Ordering] = {"-created": (BY_ID,), "created": (Key("id"),)}


class Records(mixins.ListModelMixin, mixins.RetrieveModelMixin, Endpoint, viewsets.GenericViewSet[Any]):
    """Lists and single records, as JSON that `represent` makes of a row."""

    pagination_class = KeysetPagination
    filter_backends = (StrictFilterBackend,)
    lookup_value_converter = "uuid"
    orderings: dict[str, Ordering] = NEWEST

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response([self.represent(row) for row in page or ()])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.represent(self.get_object()))

    def represent(self, row: Any) -> Any:
        return self.get_serializer(row).data

    def get_object(self) -> Any:
        """The record, or a redirection to the one it was merged into."""
        try:
            return super().get_object()
        except Http404:
            survivor = _survivor(self.kwargs[self.lookup_field])
            if survivor is None or not self.get_queryset().filter(pk=survivor).exists():
                raise
            raise MovedTo(reverse(f"{self.basename}-detail", args=[survivor], request=self.request)) from None

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filters choose from lists; a single record is found by its id alone."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset


def _survivor(record: UUID) -> UUID | None:
    """The record that this one lives on in, through all mergers."""
    found: UUID | None = None
    while stone := Tombstone.objects.filter(record_id=found or record).first():
        if stone.survivor_id is None:
            return None
        found = stone.survivor_id
    return found


@extend_schema_view(list=extend_schema(summary="Your documents"))
class Documents(Records):
    """Texts submitted, their status, and what was found in them."""

    queryset = Document.objects.none()
    filterset_class = DocumentFilter
    serializer_class = DocumentShape

    def get_queryset(self) -> QuerySet[Document]:
        found = visibility.documents(self.request.user)
        return found.defer("text") if self.action == "list" else found.with_result()

    def get_serializer_class(self) -> type[DocumentShape]:
        return DocumentShape if self.action == "list" else DocumentDetail

    @extend_schema(
        summary="A document and its result",
        description="Poll this address until `status` is `done`, `failed` or `dead`.",
        responses=DocumentDetail,
        examples=DOCUMENT,
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Submit a text",
        description="Answers at once; the text is read afterwards. The same text again gives the same document.",
        request=DocumentInput,
        responses={202: accepted("Accepted, to be read."), 200: accepted("You have sent this text before.")},
        examples=SUBMISSION,
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        document, is_new = _submitted(request.user, Submission(**DocumentInput.read(request.data)))
        location = reverse("document-detail", args=[document.pk], request=request)
        return Response(DocumentShape(document).data, 202 if is_new else 200, headers={"Location": location})


def _submitted(owner: Any, submission: Submission) -> tuple[Document, bool]:
    try:
        return submit(owner, submission)
    except ExternalIdTaken as taken:
        error = FieldFault("external_id", fault("belongs_to_another_text"))
        raise ApiProblem("external_id_conflict", errors=[error], document=str(taken.document.pk)) from None


@extend_schema_view(
    list=extend_schema(summary="Meetings", description=MEETINGS, examples=MEETING),
    retrieve=extend_schema(summary="A meeting", examples=MEETING),
)
class Meetings(Records):
    """Meetings reconciled over all documents that tell of them."""

    queryset = Meeting.objects.none()
    filterset_class = MeetingFilter
    serializer_class = MeetingShape
    orderings = {
        "-date": (Key("date_start", descending=True, nullable=True), BY_ID),
        "date": (Key("date_start", nullable=True), Key("id")),
        **NEWEST,
    }

    def get_queryset(self) -> QuerySet[Meeting]:
        return visibility.meetings(self.request.user)

    def represent(self, row: Meeting) -> dict[str, Any]:
        return meeting_json(row)


@extend_schema_view(list=extend_schema(summary="Participants"), retrieve=extend_schema(summary="A participant"))
class Participants(Records):
    """Persons, groups, organisations and countries that take part in meetings, across documents."""

    queryset = Participant.objects.none()
    filterset_class = ParticipantFilter
    serializer_class = ParticipantShape
    orderings = {"name": (Key("name"), Key("id")), "-name": (Key("name", descending=True), BY_ID)}

    def get_queryset(self) -> QuerySet[Participant]:
        return visibility.participants(self.request.user)


@extend_schema_view(list=extend_schema(summary="Topics"), retrieve=extend_schema(summary="A topic"))
class Topics(Records):
    """What meetings were about, across documents."""

    queryset = Topic.objects.none()
    filterset_class = TopicFilter
    serializer_class = TopicShape
    orderings = {"label": (Key("label"), Key("id")), "-label": (Key("label", descending=True), BY_ID)}

    def get_queryset(self) -> QuerySet[Topic]:
        return visibility.topics(self.request.user)
