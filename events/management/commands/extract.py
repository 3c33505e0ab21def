"""`manage.py extract`: texts to facts on the command line, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workers.doc import Doc
from workers.extraction import extract
from workers.extraction.card import card
from workers.extraction.edges import edge_of
from workers.extraction.facts import Facts, to_json
from workers.nlp import ModelPackError, parse

BATCH = 8


class Command(BaseCommand):
    help = "Extract meetings and posts from texts; nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="text files; - (default) is stdin")
        parser.add_argument("--published", metavar="DATE", help="day of publication, such as 2024-03-12")
        parser.add_argument(
            "--explain", action="store_true", help="with each value the words, the rule and the edge of the parse"
        )
        parser.add_argument(
            "--format", choices=["json", "card", "jsonl"], default="json",
            help="jsonl also reads one {id, text, published} a line",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        published = _day(options["published"], "--published") if options["published"] else None
        try:
            if options["format"] == "jsonl":
                self._lines(options["files"], published, options["explain"])
            else:
                self._texts(options, published)
        except ModelPackError as error:
            raise CommandError(str(error), returncode=2) from error

    def _texts(self, options: dict[str, Any], published: date | None) -> None:
        texts = [_read(file) for file in options["files"]]
        for text in texts:
            doc = parse([text])[0]
            facts = extract(doc, published, date.today())
            if options["format"] == "card":
                self.stdout.write(_cards(facts, doc if options["explain"] else None))
            else:
                record = to_json(facts)
                self.stdout.write(_json(explained(record, doc) if options["explain"] else record, indent=2))

    def _lines(self, files: list[str], published: date | None, explain: bool) -> None:
        """One line out per line in, in their order; a bad line ends the run before anything is out."""
        records = list(_records(files))
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
            docs = parse([record["text"] for record in batch])
            for record, doc in zip(batch, docs, strict=True):
                facts = to_json(extract(doc, record["published"] or published, date.today()))
                facts = explained(facts, doc) if explain else facts
                self.stdout.write(_json({"id": record["id"], **facts}))


def explained(value: Any, doc: Doc) -> Any:
    """JSON facts with the words of the text and the edge of the parse added to each piece of evidence."""
    if isinstance(value, list):
        return [explained(item, doc) for item in value]
    if not isinstance(value, dict):
        return value
    reason = _reason(value, doc) if "rule" in value else {}
    return {key: explained(item, doc) for key, item in value.items()} | reason


def _reason(evidence: dict[str, Any], doc: Doc) -> dict[str, Any]:
    edge = edge_of(doc, evidence["start"], evidence["end"])
    words = {"words": doc.text[evidence["start"] : evidence["end"]]}
    return words | ({"edge": asdict(edge)} if edge else {})


def _cards(facts: Facts, doc: Doc | None) -> str:
    return "\n\n".join(card(meeting, doc) for meeting in facts.meetings) or "Встреч в тексте нет."


def _json(record: Any, indent: int | None = None) -> str:
    return json.dumps(record, ensure_ascii=False, indent=indent)


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not UTF-8 text.", returncode=2) from error


def _records(files: list[str]) -> Iterator[dict[str, Any]]:
    for file in files:
        for number, line in enumerate(_read(file).split("\n"), start=1):
            if line.strip():
                yield _record(line, f"line {number} of {'standard input' if file == '-' else file}")


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CommandError(f"{where} is not JSON: {error}.", returncode=2) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise CommandError(f"{where} is not an object with a text.", returncode=2)
    published = record.get("published")
    return {
        "id": record.get("id"),
        "text": record["text"],
        "published": _day(published, f"published in {where}") if published else None,
    }


def _day(value: Any, what: str) -> date:
    """A date, or the date of a date and time, in ISO form."""
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError) as error:
        raise CommandError(f"{what} is no date: {value!r}; write it as 2024-03-12.", returncode=2) from error
