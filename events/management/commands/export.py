"""The ledger, one meeting a line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from events.models import Meeting
from events.representation import meeting_json


class Command(BaseCommand):
    help = "Writes the ledger to standard output: one reconciled meeting a line, with its reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        for meeting in Meeting.objects.with_details().order_by("pk").iterator(chunk_size=500):
            self.stdout.write(json.dumps(meeting_json(meeting), ensure_ascii=False))
