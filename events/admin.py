"""The records in the Django admin: search, filters, the text with its evidence, re-extraction."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest
from django.utils.safestring import SafeString

from events import queue
from events.highlighting import highlighted
from events.models import (
    Alias,
    Attendance,
    Change,
    Document,
    Doubt,
    Guise,
    Judgement,
    Meeting,
    Mention,
    Participant,
    Participation,
    Post,
    Report,
    StatedPost,
    Statement,
    Tombstone,
    Topic,
)
from events.submission import ring


class ReadOnly:
    """What extraction wrote is looked at, not edited."""

    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReportInline(ReadOnly, admin.TabularInline[Report, Any]):
    model = Report
    fields = ("meeting", "trigger_text", "kind", "status", "date_start", "city", "country", "confidence")
    show_change_link = True


class StatedPostInline(ReadOnly, admin.TabularInline[StatedPost, Document]):
    model = StatedPost
    fields = ("name", "role", "organisation", "country", "status")


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin[Document]):
    list_display = ("__str__", "status", "source", "published", "meetings", "owner", "created", "error_code")
    list_filter = ("status", "source", "error_code")
    search_fields = ("title", "external_id", "text")
    date_hierarchy = "created"
    list_select_related = ("owner",)
    fields = (
        ("status", "attempts", "processed", "pipeline_version"), ("error_code", "error_detail"),
        ("owner", "external_id", "source", "url"), ("title", "published", "created"), "evidence",
    )  # fmt: skip
    inlines = (ReportInline, StatedPostInline)
    actions = ("re_extract",)

    class Media:
        css = {"all": ("events/evidence.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        documents = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "events_document_changelist":
            return documents.defer("text").annotate(report_count=Count("reports"), beginning=Left("text", 60))
        return documents.prefetch_related(
            "reports__participations", "reports__mentions", "reports__statements", "stated_posts"
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Document | None = None) -> list[str]:
        return [name for group in self.fields for name in ([group] if isinstance(group, str) else group)]

    @admin.display(ordering="report_count")
    def meetings(self, document: Document) -> int:
        return int(getattr(document, "report_count", 0))

    @admin.display(description="text")
    def evidence(self, document: Document) -> SafeString:
        return highlighted(document)

    @admin.action(description="Extract again")
    def re_extract(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        count = queue.requeue(documents.values_list("pk", flat=True))
        ring()
        self.message_user(request, f"{count} documents are queued again.", messages.SUCCESS)


class AttendanceInline(admin.TabularInline[Attendance, Meeting]):
    model = Attendance
    extra = 0
    fields = ("participant", "role", "rank", "organisation", "country", "side")
    autocomplete_fields = ("participant",)


class MeetingReportInline(ReadOnly, admin.TabularInline[Report, Meeting]):
    model = Report
    fields = ("document", "trigger_text", "kind", "status", "date_text", "city", "confidence")
    show_change_link = True


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin[Meeting]):
    list_display = ("__str__", "who", "date_start", "city", "country", "kind", "status", "confidence", "review")
    list_filter = ("kind", "status", "review", "date_precision", "country")
    search_fields = ("slug", "city", "country", "attendances__participant__name", "attendances__participant__latin")
    date_hierarchy = "date_start"
    readonly_fields = ("slug", "support", "created", "updated")
    inlines = (AttendanceInline, MeetingReportInline)
    raw_id_fields = ("parent",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        return super().get_queryset(request).prefetch_related("attendances__participant")

    @admin.display(description="participants")
    def who(self, meeting: Meeting) -> str:
        return ", ".join(row.participant.label for row in meeting.attendances.all())


class ParticipationInline(ReadOnly, admin.TabularInline[Participation, Any]):
    model = Participation
    fields = ("participant", "name", "role", "rank", "organisation", "country", "side")


class MentionInline(ReadOnly, admin.TabularInline[Mention, Any]):
    model = Mention
    fields = ("label", "context")


class StatementInline(ReadOnly, admin.TabularInline[Statement, Report]):
    model = Statement
    fields = ("speaker", "verb", "kind", "text")


@admin.register(Report)
class ReportAdmin(ReadOnly, admin.ModelAdmin[Report]):
    list_display = ("__str__", "document", "meeting", "date_start", "city", "confidence")
    list_filter = ("kind", "status")
    list_select_related = ("document", "meeting")
    search_fields = ("trigger_text", "city", "country")
    date_hierarchy = "date_start"
    inlines = (ParticipationInline, MentionInline, StatementInline)


class AliasInline(ReadOnly, admin.TabularInline[Alias, Participant]):
    model = Alias
    fields = ("text", "count")


class PostInline(ReadOnly, admin.TabularInline[Post, Participant]):
    model = Post
    fields = ("role", "organisation", "country", "first_seen", "last_seen")


class GuiseInline(ReadOnly, admin.TabularInline[Guise, Participant]):
    model = Guise
    fields = ("name", "role", "organisation", "country", "tenure", "first_seen", "last_seen", "mentions", "reason")
    readonly_fields = ("reason",)

    @admin.display(description="why it is this participant")
    def reason(self, guise: Guise) -> str:
        return str(guise.why.get("words", ""))


@admin.register(Participant)
class ParticipantAdmin(admin.ModelAdmin[Participant]):
    list_display = ("label", "type", "role", "organisation", "country", "latin")
    list_filter = ("type", "country")
    search_fields = ("name", "latin", "aliases__text")
    readonly_fields = ("key", "created", "updated")
    inlines = (PostInline, AliasInline, GuiseInline)


@admin.register(Topic)
class TopicAdmin(ReadOnly, admin.ModelAdmin[Topic]):
    list_display = ("label", "context")
    list_filter = ("context",)
    search_fields = ("label",)


@admin.register(Judgement)
class JudgementAdmin(admin.ModelAdmin[Judgement]):
    list_display = ("subject", "subject_id", "decision", "field", "made_by", "made", "undone")
    list_filter = ("decision", "subject")
    date_hierarchy = "made"
    readonly_fields = ("made",)


@admin.register(Doubt)
class DoubtAdmin(ReadOnly, admin.ModelAdmin[Doubt]):
    list_display = ("subject", "first", "second", "score", "found")
    list_filter = ("subject",)
    date_hierarchy = "found"


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin[Change]):
    list_display = ("id", "record", "record_id", "kind", "fields", "survivor_id", "at")
    list_filter = ("record", "kind")
    date_hierarchy = "at"


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnly, admin.ModelAdmin[Tombstone]):
    list_display = ("record", "record_id", "survivor_id", "buried")
    list_filter = ("record",)
    date_hierarchy = "buried"
