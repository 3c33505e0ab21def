"""What people decide: judgements on participants and meetings, and the open questions that wait for one."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events import judging
from events.api import visibility
from events.api.errors import ApiProblem, FieldFault, fault, invalid_body
from events.api.filters import DoubtFilter, JudgementFilter
from events.api.pagination import Key
from events.api.serializers import JudgementInput
from events.api.shapes import Given, Shape
from events.api.views import BY_ID, Records
from events.judging import Decision, NotJudgeable
from events.models import Doubt, Guise, Judgement, Participation, Report
from events.models.judgements import ChangeKind, Subject


class JudgementShape(serializers.ModelSerializer[Judgement]):
    """A person's decision, who made it and when; an undone one is kept."""

    made_by = serializers.CharField(source="made_by.username")
    field = Given()
    reason = Given()
    value = serializers.DictField(child=serializers.CharField(), allow_null=True)

    class Meta:
        model = Judgement
        fields = (
            "id", "decision", "subject", "subject_id", "other_id", "field", "value", "reason", "made_by", "made", "undone",
        )  # fmt: skip


class EffectShape(Shape):
    """What a judgement would do to a record."""

    record = serializers.ChoiceField(choices=Subject.values)
    id = serializers.UUIDField(allow_null=True, help_text="Null for a record that would be created.")
    kind = serializers.ChoiceField(choices=ChangeKind.values)
    into = serializers.UUIDField(allow_null=True, help_text="The record that it would be merged into.")
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]


class PreviewShape(Shape):
    effects = EffectShape(many=True)


@extend_schema_view(
    list=extend_schema(summary="Judgements, latest first"), retrieve=extend_schema(summary="A judgement")
)
class Judgements(Records):
    """People's decisions: applied on every run, undone one by one."""

    queryset = Judgement.objects.none()
    filterset_class = JudgementFilter
    serializer_class = JudgementShape
    orderings = {"-made": (BY_ID,), "made": (Key("id"),)}

    def get_queryset(self) -> QuerySet[Judgement]:
        mine = Judgement.objects.select_related("made_by")
        return mine if self.request.user.is_staff else mine.filter(made_by=self.request.user.pk)

    @extend_schema(
        summary="Judge", request=JudgementInput, responses={201: JudgementShape},
        description="Applied at once, on every later run, and after texts are read anew.",
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        decided = self._decided(request)
        try:
            judgement = judging.judge(request.user, decided)
        except NotJudgeable as error:
            raise _refused(error) from None
        return Response(self.represent(judgement), 201)

    @extend_schema(
        summary="What a judgement would do", request=JudgementInput, responses={200: PreviewShape},
        description="The records that it would merge, create and change; nothing is written.",
    )  # fmt: skip
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        try:
            return Response({"effects": judging.preview(request.user, self._decided(request))})
        except NotJudgeable as error:
            raise _refused(error) from None

    @extend_schema(summary="Undo a judgement", request=None, responses={200: JudgementShape})
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: Any = None) -> Response:
        return Response(self.represent(judging.undo(self.get_object())))

    def _decided(self, request: Request) -> Decision:
        given = JudgementInput.read(request.data)
        decided = Decision(**{**given, "parts": tuple(given.get("parts", ()))})
        for record in (decided.subject_id, decided.other_id):
            if record is not None and not _seen(request.user, decided.subject, record):
                raise ApiProblem("not_found", f"There is no {decided.subject} {record} among those you see.")
        return decided


def _seen(user: Any, subject: str, record: Any) -> bool:
    rows = visibility.meetings(user) if subject == "meeting" else visibility.participants(user)
    return bool(rows.filter(pk=record).exists())


def _refused(error: NotJudgeable) -> ApiProblem:
    return invalid_body(FieldFault("decision", fault("invalid_choice", str(error))))


class SideShape(Shape):
    """One of two records that may be one, by the words that raise the question."""

    record_id = serializers.UUIDField(allow_null=True)
    part_id = serializers.UUIDField(help_text="The guise or report compared.")
    label = serializers.CharField()  # type: ignore[assignment]


class DoubtShape(Shape):
    """Two records that may be one: nothing is merged until somebody decides."""

    id = serializers.IntegerField()
    subject = serializers.ChoiceField(choices=Subject.values)
    score = serializers.FloatField()
    words = serializers.CharField()
    first = SideShape()
    second = SideShape()


@extend_schema_view(list=extend_schema(summary="Open questions"), retrieve=extend_schema(summary="An open question"))
class Doubts(Records):
    """Pairs of participants or meetings that may be one and wait for a judgement."""

    queryset = Doubt.objects.none()
    filterset_class = DoubtFilter
    serializer_class = DoubtShape
    lookup_value_converter = "int"
    orderings = {"-found": (BY_ID,), "found": (Key("id"),)}

    def get_queryset(self) -> QuerySet[Doubt]:
        return Doubt.objects.all() if self.request.user.is_staff else Doubt.objects.filter(_both(self.request.user))

    def represent(self, row: Doubt) -> dict[str, Any]:
        side = _person if row.subject == "participant" else _meeting
        return {
            "id": row.pk,
            "subject": row.subject,
            "score": row.score,
            "words": row.why.get("words", ""),
            "first": side(row.first),
            "second": side(row.second),
        }


def _both(user: Any) -> Q:
    condition = Q()
    for side in ("first", "second"):
        said = Participation.objects.filter(guise=OuterRef(side), report__document__owner=user)
        told = Report.objects.filter(pk=OuterRef(side), document__owner=user)
        condition &= Q(Exists(said), subject="participant") | Q(Exists(told), subject="meeting")
    return condition


def _person(part: Any) -> dict[str, Any]:
    guise = Guise.objects.filter(pk=part).first()
    post = " ".join(each for each in (guise.role, guise.organisation, guise.country) if each) if guise else ""
    label = ", ".join(each for each in (guise.name if guise else "", post) if each)
    return {"record_id": str(guise.participant_id) if guise else None, "part_id": str(part), "label": label or "gone"}


def _meeting(part: Any) -> dict[str, Any]:
    report = Report.objects.select_related("document").filter(pk=part).first()
    label = f"{report}, {report.date_start or report.document.published}" if report else "gone"
    return {"record_id": str(report.meeting_id) if report else None, "part_id": str(part), "label": label}
