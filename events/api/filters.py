"""What lists can be asked for. Filters combine: a row must fit all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters

from events import questions
from events.api import visibility
from events.api.errors import FieldFault, fault, invalid_query
from events.api.parameters import (
    COUNTRY_CODE,
    AnyOfFilter,
    CountFilter,
    CountryCodeFilter,
    DayFilter,
    EachOfFilter,
    IdFilter,
    ShareFilter,
)
from events.models import Attendance, Conflict, Document, Judgement, Meeting, Participant, Topic
from events.models.fields import Kind, MeetingStatus, ParticipantType
from events.models.judgements import Subject
from events.names import fold, query_keys
from events.resolution.meetings import predecessors
from events.resolution.reconciliation import FIELDS
from workers.extraction.facts import Context

CONTEXTS = Context.__args__  # type: ignore[attr-defined]
Meetings = QuerySet[Meeting]
# Case endings of nouns and adjectives, the longest that leaves three letters.
ENDING = re.compile(
    "(?<=[а-я]{3})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ием|ах|ях|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию|ии"
    "|ом|ем|ам|ям|ых|их|ую|юю|[аеиоуыюяьй])$"
)


class DocumentFilter(filters.FilterSet):
    status = AnyOfFilter(Document.Status.values, label="Any of these; may be repeated.")
    external_id = filters.CharFilter(label="The name you gave the document.", strip=False)


class MeetingFilter(filters.FilterSet):
    participant = EachOfFilter(
        method="attended",
        label="Id of a participant, or a name: any case form, «ё» or «е», Cyrillic or Latin, surname alone. "
        "Repeated: all of them took part together.",
    )
    date_from = DayFilter("date_end", "gte", label="Meetings whose days, months or years reach to this day or later.")
    date_to = DayFilter("date_start", "lte", label="Meetings whose days, months or years begin on this day or before.")
    place_city = filters.CharFilter(method="in_city", label="City of the meeting, any case form.")
    place_country = filters.CharFilter(method="in_country", label="Country of the meeting, any case form.")
    place_country_code = CountryCodeFilter("country_code", label="Country of the meeting, ISO 3166-1.")
    participant_country = filters.CharFilter(method="represented", label="Country that a participant represents.")
    participant_country_code = EachOfFilter(
        method="represented_code",
        label="Country that a participant represents, ISO 3166-1. Repeated: all of them were represented.",
    )
    role = filters.CharFilter(
        method="in_post",
        label="Post that a participant held then, of `participant` if given: «министр обороны», «глава МИД».",
    )
    conflicts = AnyOfFilter(
        sorted(FIELDS), method="in_conflict", label="Fields on which sources disagree for good: any of these."
    )
    unreported_by = DayFilter(
        method="never_reported",
        label="Announced for a day before this one, and no text says that it was held, moved or cancelled.",
    )
    parent = IdFilter("parent", label="The meetings that are part of this visit.")
    review = AnyOfFilter(Meeting.Review.values, label="Any of these; may be repeated.")
    topic = filters.CharFilter(
        method="about", label="Id of a topic, or words of one: any case form; all must occur in one topic."
    )
    topic_context = AnyOfFilter(CONTEXTS, method="in_context", label="Field of a topic: any of these; may be repeated.")
    kind = AnyOfFilter(Kind.values, label="Any of these; may be repeated.")
    status = AnyOfFilter(MeetingStatus.values, label="Any of these; may be repeated.")
    confidence_min = ShareFilter("confidence", "gte", label="Meetings at least this certain.")
    document = IdFilter(method="told_by", label="Meetings that this document reports, by its id.")

    def filter_queryset(self, queryset: Meetings) -> Meetings:
        first, last = (self.form.cleaned_data[name] for name in ("date_from", "date_to"))
        if first and last and last < first:
            raise invalid_query(FieldFault("date_to", fault("empty_range")))
        found: Meetings = super().filter_queryset(queryset)
        return found

    def attended(self, queryset: Meetings, name: str, values: Sequence[str]) -> Meetings:
        for value in values:
            queryset = queryset.filter(self._by_attendance(participant__in=_participants(value)))
        return queryset

    def in_city(self, queryset: Meetings, name: str, value: str) -> Meetings:
        return queryset.filter(city__in=_spellings(Meeting.objects.all(), "city", value))

    def in_country(self, queryset: Meetings, name: str, value: str) -> Meetings:
        return queryset.filter(country__in=_spellings(Meeting.objects.all(), "country", value))

    def represented(self, queryset: Meetings, name: str, value: str) -> Meetings:
        spellings = _spellings(Attendance.objects.all(), "country", value)
        return queryset.filter(self._by_attendance(country__in=spellings))

    def represented_code(self, queryset: Meetings, name: str, values: Sequence[str]) -> Meetings:
        for value in values:
            if not COUNTRY_CODE.fullmatch(value):
                detail = "The value must be a code of ISO 3166-1: two letters."
                raise invalid_query(FieldFault(name, fault("invalid_choice", detail)))
            queryset = queryset.filter(self._by_attendance(country_code=value.upper()))
        return queryset

    def in_post(self, queryset: Meetings, name: str, value: str) -> Meetings:
        present = visibility.attendances(self.request.user)
        for named in self.form.cleaned_data.get("participant") or ():
            present = present.filter(participant__in=_participants(named))
        held = questions.in_post(present, value).values("meeting")
        return queryset.filter(pk__in=held)

    def in_conflict(self, queryset: Meetings, name: str, values: Sequence[str]) -> Meetings:
        disputed = Conflict.objects.filter(meeting=OuterRef("pk"), field__in=values)
        return queryset.filter(Exists(disputed)) if values else queryset

    def never_reported(self, queryset: Meetings, name: str, value: date) -> Meetings:
        return queryset.filter(status__in=questions.AHEAD, date_end__lt=value)

    def about(self, queryset: Meetings, name: str, value: str) -> Meetings:
        return queryset.filter(self._by_mention(topic__in=_topics(value)))

    def in_context(self, queryset: Meetings, name: str, values: Sequence[str]) -> Meetings:
        return queryset.filter(self._by_mention(context__in=values)) if values else queryset

    def told_by(self, queryset: Meetings, name: str, value: UUID) -> Meetings:
        told = visibility.reports(self.request.user).filter(meeting=OuterRef("pk"), document=value)
        return queryset.filter(Exists(told))

    def _by_attendance(self, **conditions: Any) -> Exists:
        present = visibility.attendances(self.request.user)
        return Exists(present.filter(meeting=OuterRef("pk"), **conditions))

    def _by_mention(self, **conditions: Any) -> Exists:
        mentioned = visibility.mentions(self.request.user)
        return Exists(mentioned.filter(report__meeting=OuterRef("pk"), **conditions))


class ParticipantFilter(filters.FilterSet):
    search = filters.CharFilter(
        method="named", label="A name: any case form, «ё» or «е», Cyrillic or Latin, surname alone."
    )
    type = AnyOfFilter(ParticipantType.values, label="Any of these; may be repeated.")
    country_code = CountryCodeFilter(label="Country represented, ISO 3166-1.")

    met = EachOfFilter(
        method="who_met",
        label="Id or name: participants who met this one. Repeated: who met all of them; see within_days.",
    )
    within_days = CountFilter(
        method="unused", label="With `met` repeated: the meetings lie at most so many days apart."
    )

    def who_met(self, queryset: QuerySet[Participant], name: str, values: Sequence[str]) -> QuerySet[Participant]:
        if not values:
            return queryset
        seen = visibility.meetings(self.request.user)
        found = questions.met_all(seen.prefetch_related(None), values, self.form.cleaned_data.get("within_days"))
        return queryset.filter(pk__in=list(found))

    def unused(self, queryset: QuerySet[Participant], name: str, value: Any) -> QuerySet[Participant]:
        return queryset

    def named(self, queryset: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        return queryset.filter(pk__in=Participant.objects.named(value).values("pk"))


class JudgementFilter(filters.FilterSet):
    subject = AnyOfFilter(Subject.values, label="Any of these; may be repeated.")
    subject_id = IdFilter(method="about", label="The history of a record, and of those merged into it.")

    def about(self, queryset: QuerySet[Judgement], name: str, value: UUID) -> QuerySet[Judgement]:
        records = predecessors(value)
        return queryset.filter(Q(subject_id__in=records) | Q(other_id__in=records))


class DoubtFilter(filters.FilterSet):
    subject = AnyOfFilter(Subject.values, label="Any of these; may be repeated.")


class TopicFilter(filters.FilterSet):
    search = filters.CharFilter(method="about", label="Words of the topic, any case form; all must occur.")
    context = AnyOfFilter(CONTEXTS, label="Any of these; may be repeated.")

    def about(self, queryset: QuerySet[Topic], name: str, value: str) -> QuerySet[Topic]:
        return topics_about(queryset, value)


def _participants(value: str) -> QuerySet[Participant]:
    return questions.who(value)


def _topics(value: str) -> QuerySet[Topic]:
    try:
        return Topic.objects.filter(pk=UUID(value))
    except ValueError:
        return topics_about(Topic.objects.all(), value)


def _spellings(rows: QuerySet[Any], column: str, query: str) -> list[str]:
    """The values of a column that are the query in another case form or spelling; databases fold no Cyrillic."""
    wanted = query_keys(query)
    known = rows.order_by().values_list(column, flat=True).distinct()
    return [value for value in known if wanted and query_keys(value) == wanted]


def topics_about(topics: QuerySet[Topic], query: str) -> QuerySet[Topic]:
    """Topics with words that begin as each word of the query does, case endings aside."""
    words = re.findall(r"\w+", fold(query))
    for beginning in (ENDING.sub("", word) for word in words):
        topics = topics.filter(Q(key__startswith=beginning) | Q(key__contains=f" {beginning}"))
    return topics if words else topics.none()
