"""`manage.py evaluate`: how right extraction is on texts with known facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workers.evaluation import GoldError, GoldText, TextScore, read_gold, score_text
from workers.evaluation.floor import floor
from workers.evaluation.report import as_json, construction_table, error_list, reliability_table, slot_table
from workers.extraction import extract
from workers.extraction.facts import to_json
from workers.nlp import ModelPackError, parse

BATCH = 8


class Command(BaseCommand):
    help = "Score extraction against gold texts: a file, or a directory of *.json files."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", type=Path)
        parser.add_argument("--by-slot", action="store_true", help="also the slots that explain the others")
        parser.add_argument("--by-construction", action="store_true", help="also the scores per construction tag")
        parser.add_argument("--errors", action="store_true", help="also what was expected and what came, per text")
        parser.add_argument("--json", action="store_true", help="figures and errors as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scores, floors = self._scores(read_gold(options["path"]))
        except (GoldError, ModelPackError) as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(scores), ensure_ascii=False, indent=2))
            return
        sections = [slot_table(scores, floors, every_slot=options["by_slot"])]
        sections += [reliability_table(scores)] if options["by_slot"] else []
        sections += [construction_table(scores)] if options["by_construction"] else []
        sections += [error_list(scores)] if options["errors"] else []
        self.stdout.write("\n\n".join("\n".join(section) for section in sections))

    def _scores(self, texts: list[GoldText]) -> tuple[list[TextScore], list[TextScore]]:
        scores, floors = [], []
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            for gold, doc in zip(batch, parse([gold.text for gold in batch]), strict=True):
                scores.append(score_text(gold, to_json(extract(doc, gold.published))))
                floors.append(score_text(gold, floor(doc)))
        return scores, floors
