"""The shapes of what the API answers. Those of extracted facts are read off the facts themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from events.models import Alias, Document, Meeting, Participant, Post, Topic
from events.models.fields import MeetingStatus
from events.representation import result_json
from events.resolution.reconciliation import FIELDS
from workers.extraction.facts import (
    Evidence,
    MeetingFact,
    ParticipantFact,
    PostFact,
    TopicFact,
    Trigger,
)

Shape = serializers.Serializer[Any]
AnyField = serializers.Field[Any, Any, Any, Any]

PLAIN: dict[type, Callable[..., AnyField]] = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
    date: serializers.DateField,
}


@cache
def shape_of(fact: type) -> type[Shape]:
    """The serializer that describes a frozen dataclass as `to_json` writes it."""
    members = {name: field_of(hint) for name, hint in get_type_hints(fact).items()}
    return type(fact.__name__, (serializers.Serializer,), {**members, "__doc__": _written_doc(fact)})


def _written_doc(fact: type) -> str | None:
    """The docstring, unless it is the signature that dataclasses write where there is none."""
    doc = fact.__doc__ or ""
    return None if doc.startswith(f"{fact.__name__}(") else doc


def field_of(hint: Any, **options: Any) -> AnyField:
    """The serializer field of a type hint: scalars, literals, dataclasses, tuples of these, and None beside them."""
    arguments = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return field_of(next(each for each in arguments if each is not NoneType), allow_null=True)
    if get_origin(hint) is Literal:
        return serializers.ChoiceField(choices=arguments, **options)
    if get_origin(hint) is tuple:
        return many(arguments[0])
    return PLAIN[hint](**options) if hint in PLAIN else shape_of(hint)(**options)


def many(hint: Any) -> AnyField:
    if hint in PLAIN:
        return serializers.ListField(child=field_of(hint))
    return shape_of(hint)(many=True)


class Given(serializers.CharField):
    """A value that may not be known: stored as an empty string, answered as null."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, **options)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None


def changed(fact: type, name: str, doc: str, **members: AnyField | None) -> type[Shape]:
    """The shape of a fact under another name, with members added, replaced or (None) left out."""
    return type(name, (shape_of(fact),), {**members, "__doc__": doc})


ReportedParticipant = changed(
    ParticipantFact, "ReportedParticipant", "A participant as the text has it.", id=serializers.UUIDField()
)
ReportedMeeting = changed(
    MeetingFact, "ReportedMeeting", "One meeting as one text tells it.", participants=ReportedParticipant(many=True)
)


class Result(Shape):
    """What was found in the text: the shape that `manage.py extract` writes, with the ledger ids of participants."""

    meetings = ReportedMeeting(many=True)
    posts = shape_of(PostFact)(many=True)


class Failure(Shape):
    """Why a document failed."""

    code = serializers.CharField(help_text="Stable, such as language_not_supported or too_many_attempts.")
    detail = serializers.CharField(help_text="What happened and what to do, for people.")


class DocumentShape(serializers.ModelSerializer[Document]):
    """A submitted text: where it comes from and how far it is."""

    external_id = Given()
    source = Given()  # type: ignore[assignment]
    url = Given()
    title = Given()
    error = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id",
            "status",
            "error",
            "external_id",
            "source",
            "url",
            "title",
            "published",
            "characters",
            "attempts",
            "created",
            "processed",
        )

    @extend_schema_field(Failure(allow_null=True))
    def get_error(self, document: Document) -> dict[str, str] | None:
        if not document.error_code:
            return None
        return {"code": document.error_code, "detail": document.error_detail}


class DocumentDetail(DocumentShape):
    """The document with its text and, once its status is done, the result."""

    result = serializers.SerializerMethodField(help_text="Null until the status is done.")

    class Meta(DocumentShape.Meta):
        fields = (*DocumentShape.Meta.fields, "text", "result")

    @extend_schema_field(Result(allow_null=True))
    def get_result(self, document: Document) -> dict[str, Any] | None:
        return result_json(document) if document.status == Document.Status.DONE else None


class Mentioned(Shape):
    """A participant as one document names it."""

    id = serializers.UUIDField()
    name = serializers.CharField(allow_null=True)
    role = serializers.CharField(allow_null=True)
    evidence = shape_of(Evidence)(many=True)


class MeetingReport(Shape):
    """What one document says of the meeting, in short; the document has it in full."""

    id = serializers.UUIDField()
    document = serializers.CharField(help_text="The document's external_id, or its id if it has none.")
    document_id = serializers.UUIDField()
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    published = serializers.DateField(allow_null=True)
    status = serializers.ChoiceField(choices=MeetingStatus.values)
    trigger = shape_of(Trigger)()
    evidence = shape_of(Evidence)(many=True)
    why = serializers.CharField(allow_null=True, help_text="Why it is a report of this meeting, in words.")
    participants = Mentioned(many=True)


class OtherValue(Shape):
    """A value that a report gives and that does not stand."""

    report = serializers.UUIDField()
    value = serializers.CharField()


class FieldSupport(Shape):
    """The reports that support a field's value and those that disagree."""

    field = serializers.ChoiceField(choices=sorted(FIELDS))
    supporting = serializers.ListField(child=serializers.UUIDField())
    disagreeing = OtherValue(many=True)
    conflict = serializers.BooleanField(help_text="Sources disagree for good: see ?conflicts=.")
    locked = serializers.BooleanField(help_text="Set by a person.")


class HistoryEntry(Shape):
    """What a report said of status and day, in the order of publication."""

    published = serializers.DateField(allow_null=True)
    status = serializers.ChoiceField(choices=MeetingStatus.values)
    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)
    report = serializers.UUIDField()


Attendee = changed(
    ParticipantFact,
    "Attendee",
    "The `id` is the same in all documents.",
    id=serializers.UUIDField(),
    inferred=serializers.BooleanField(help_text="Known by the post only; who held it then was inferred."),
    evidence=None,
)
Subject = changed(TopicFact, "Subject", "What was discussed.", evidence=None)
MeetingShape = changed(
    MeetingFact,
    "Meeting",
    "The meeting reconciled over all reports of it.",
    id=serializers.UUIDField(),
    slug=serializers.SlugField(),
    review=serializers.ChoiceField(choices=Meeting.Review.values),
    participants=Attendee(many=True),
    topics=Subject(many=True),
    support=FieldSupport(many=True),
    conflicts=serializers.ListField(child=serializers.ChoiceField(choices=sorted(FIELDS))),
    history=HistoryEntry(many=True),
    parent=serializers.UUIDField(allow_null=True, help_text="The visit it is part of."),
    parts=serializers.ListField(child=serializers.UUIDField(), help_text="The meetings of this visit."),
    reports=MeetingReport(many=True),
    trigger=None,
    evidence=None,
)


class AliasShape(serializers.ModelSerializer[Alias]):
    """A form of the name as texts have it."""

    class Meta:
        model = Alias
        fields = ("text", "count")


class PostShape(serializers.ModelSerializer[Post]):
    """A post held, from the first day it was seen to the last."""

    organisation = Given()
    country = Given()
    country_code = Given()

    class Meta:
        model = Post
        fields = ("role", "organisation", "country", "country_code", "first_seen", "last_seen")


class ParticipantShape(serializers.ModelSerializer[Participant]):
    """Somebody who takes part in meetings, across documents."""

    name = Given()
    given = Given()
    patronymic = Given()
    surname = Given()
    latin = Given()
    role = Given()
    organisation = Given()
    country = Given()
    country_code = Given()
    aliases = AliasShape(many=True)
    posts = PostShape(many=True)
    meetings = serializers.SerializerMethodField(help_text="Address of the list of this participant's meetings.")

    class Meta:
        model = Participant
        fields = (
            "id",
            "type",
            "name",
            "given",
            "patronymic",
            "surname",
            "latin",
            "role",
            "organisation",
            "country",
            "country_code",
            "aliases",
            "posts",
            "meetings",
        )

    def get_meetings(self, participant: Participant) -> str:
        return f"{reverse('meeting-list', request=self.context['request'])}?participant={participant.pk}"


class TopicShape(serializers.ModelSerializer[Topic]):
    """A subject of talks, across documents."""

    meetings = serializers.SerializerMethodField(help_text="Address of the list of meetings about it.")

    class Meta:
        model = Topic
        fields = ("id", "label", "context", "meetings")

    def get_meetings(self, topic: Topic) -> str:
        return f"{reverse('meeting-list', request=self.context['request'])}?topic={topic.pk}"
