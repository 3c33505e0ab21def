"""Store and process texts in this process, without server, worker or broker."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from events import queue
from events.submission import ExternalIdTaken, Submission, submit
from workers.tasks import process_batch

FIELDS = {"id", "text", "published", "source", "url", "title"}
Line = tuple[int, Submission]


class Command(BaseCommand):
    help = "Stores and processes the texts of a JSONL file: one {id, text, published, source, url, title} a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", default="ingest", help="The user who owns the documents; made if missing.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner, _ = get_user_model().objects.get_or_create(username=options["owner"], defaults={"is_active": False})
        try:
            lines = options["file"].read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Cannot read {options['file']}: {error}") from error
        self.faults: list[str] = []
        stored = [self._store(owner, number, submission) for number, submission in self._read(lines)]
        self._process(stored.count(True))
        for fault in self.faults:
            self.stderr.write(fault)
        known = [new for new in stored if new is not None]
        self.stdout.write(f"{len(known)} texts in the ledger, {sum(known)} of them new.")
        if self.faults:
            raise CommandError(f"{len(self.faults)} lines were not stored.")

    def _read(self, lines: list[str]) -> Iterator[Line]:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield number, read_line(line)
                except ValueError as error:
                    self.faults.append(f"Line {number}: {error}")

    def _store(self, owner: Any, number: int, submission: Submission) -> bool | None:
        """Whether the text is new; None where it was not stored."""
        try:
            return submit(owner, submission, ring_bell=False)[1]
        except ExternalIdTaken:
            self.faults.append(f"Line {number}: id {submission.external_id!r} belongs to another text.")
            return None

    def _process(self, new: int) -> None:
        queue.sweep()
        with tqdm(total=new, unit="text", disable=None) as bar:
            while lease := queue.claim():
                bar.update(process_batch(lease))


def read_line(line: str) -> Submission:
    """One line as a submission; raises ValueError with a sentence that says what is wrong."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}).") from None
    if not isinstance(record, dict):
        raise ValueError("not a JSON object.")
    if unknown := record.keys() - FIELDS:
        raise ValueError(f"unknown field {min(unknown)!r}; known are {', '.join(sorted(FIELDS))}.")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise ValueError("`text` must be a string that is not empty and has no NUL.")
    if len(text) > settings.MAX_TEXT_CHARACTERS:
        raise ValueError(f"`text` is longer than {settings.MAX_TEXT_CHARACTERS} characters.")
    return Submission(
        text=text,
        external_id=str(record["id"]) if record.get("id") not in (None, "") else None,
        source=str(record.get("source") or ""),
        url=str(record.get("url") or ""),
        title=str(record.get("title") or ""),
        published=_day(record.get("published")),
    )


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"`published` must be a date such as 2021-03-03, not {value!r}.") from None
