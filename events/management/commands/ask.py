"""Questions to the ledger from the command line, every answer with the sentences that give it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from events import questions
from events.models import Attendance, Meeting, Participant

NEWEST = F("date_start").desc(nulls_last=True)


class Command(BaseCommand):
    help = (
        "Answers: meetings (of one or several together), met (who met all of them), last (of two states), role (meetings "
        "of somebody in a post held then), unreported, first-since, gaps."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", choices=sorted(QUESTIONS))
        parser.add_argument("names", nargs="*", help="Names or ids; country codes with «last».")
        parser.add_argument("--within-days", type=int, help="met: the meetings lie at most so far apart.")
        parser.add_argument("--role", default="", help="role: the post held then.")
        parser.add_argument(
            "--since", type=date.fromisoformat, help="first-since: the day; unreported: announced until it."
        )
        parser.add_argument("--min-days", type=int, default=0, help="gaps: leave out shorter ones.")

    def handle(self, *args: Any, **options: Any) -> None:
        least = LEAST.get(options["question"], 1)
        if len(options["names"]) < least:
            raise CommandError(f"«{options['question']}» needs at least {least} names.")
        if options["question"] in {"first-since", "unreported"} and not options["since"]:
            raise CommandError(f"«{options['question']}» needs --since YYYY-MM-DD.")
        QUESTIONS[options["question"]](self, options)

    def _meetings(self, options: dict[str, Any]) -> None:
        self._tell(questions.together(Meeting.objects.all(), options["names"]).order_by(NEWEST, "-pk"))

    def _met(self, options: dict[str, Any]) -> None:
        found = questions.met_all(Meeting.objects.all(), options["names"], options["within_days"])
        people = Participant.objects.in_bulk(list(found))
        for pk in sorted(found, key=lambda pk: people[pk].label):
            self.stdout.write(people[pk].label)
            self._tell(found[pk])

    def _last(self, options: dict[str, Any]) -> None:
        codes = [code.upper() for code in options["names"]]
        rows = questions.states(questions.held(Meeting.objects.all()), codes)
        self._tell(rows.order_by(NEWEST, "-pk")[:1])

    def _role(self, options: dict[str, Any]) -> None:
        present = Attendance.objects.filter(participant__in=questions.who(options["names"][0]))
        in_post = questions.in_post(present, options["role"]) if options["role"] else present
        self._tell(Meeting.objects.filter(pk__in=in_post.values("meeting")).order_by(NEWEST, "-pk"))

    def _unreported(self, options: dict[str, Any]) -> None:
        rows = questions.together(questions.never_reported(Meeting.objects.all(), options["since"]), options["names"])
        self._tell(rows.order_by(NEWEST, "-pk"))

    def _first_since(self, options: dict[str, Any]) -> None:
        after, before = questions.first_since(Meeting.objects.all(), options["names"], options["since"])
        self._tell([meeting for meeting in (after, before) if meeting])

    def _gaps(self, options: dict[str, Any]) -> None:
        for gap in questions.gaps(Meeting.objects.all(), options["names"], options["min_days"]):
            self.stdout.write(f"{gap.days} days")
            self._tell([gap.before, gap.after])

    def _tell(self, meetings: Any) -> None:
        for meeting in meetings:
            present = ", ".join(row.participant.label for row in meeting.attendances.select_related("participant"))
            self.stdout.write(f"{meeting} {present} [{meeting.pk}]")
            for told in questions.quotation(meeting):
                self.stdout.write(f"    {told['document']}, {told['published'] or 'undated'}: {told['text']}")


QUESTIONS: dict[str, Callable[[Command, dict[str, Any]], None]] = {
    "meetings": Command._meetings,
    "met": Command._met,
    "last": Command._last,
    "role": Command._role,
    "unreported": Command._unreported,
    "first-since": Command._first_since,
    "gaps": Command._gaps,
}
LEAST = {"met": 2, "unreported": 0, "last": 1}
