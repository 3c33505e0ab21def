"""`manage.py evaluate`: how right extraction is on texts with known facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from workers.doc import Doc
from workers.evaluation import GoldError, GoldText, nerel, read_gold, score_text
from workers.evaluation.fact_mapping import system_facts
from workers.evaluation.fact_scoring import FactScore, fact_table, score_facts
from workers.evaluation.factrueval import FactText, read_factrueval
from workers.evaluation.floor import floor
from workers.evaluation.nerel import NerelText, read_nerel, score_nerel
from workers.evaluation.reference import Part, as_text, changes, figures
from workers.evaluation.report import (
    as_json,
    cause_table,
    construction_table,
    error_list,
    reliability_table,
    slot_table,
)
from workers.evaluation.scoring import ALL_SLOTS, MAIN_SLOTS
from workers.extraction import extract
from workers.extraction.facts import to_json
from workers.nlp import ModelPackError, parse

BATCH = 8
HALVES = ("dev", "heldout")
Text = TypeVar("Text", GoldText, FactText, NerelText)


class Command(BaseCommand):
    help = "Score extraction against texts with known facts: a gold file or a directory of them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", type=Path)
        parser.add_argument("--by-slot", action="store_true", help="also the slots that explain the others")
        parser.add_argument("--by-construction", action="store_true", help="also the scores per construction tag")
        parser.add_argument(
            "--errors", action="store_true", help="also what was expected and what came, per text and by cause"
        )
        parser.add_argument("--json", action="store_true", help="figures and errors as JSON")
        parser.add_argument(
            "--freeze",
            metavar="FILE",
            type=Path,
            help="write the scores of PATH/dev and PATH/heldout there and print what changed",
        )
        parser.add_argument(
            "--format",
            choices=["gold", "factrueval", "nerel"],
            default="gold",
            help="factrueval, nerel: PATH is a directory of factRuEval-2016 (Meeting and Occupation facts are scored) "
            "or of NEREL (meeting events with people, days and places; posts)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sections = self._sections(options)
        except (GoldError, ModelPackError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write("\n\n".join("\n".join(section) for section in sections))

    def _sections(self, options: dict[str, Any]) -> list[list[str]]:
        if options["freeze"]:
            return [self._freeze(options["path"], options["freeze"])]
        formats = {"gold": self._gold, "factrueval": self._facts, "nerel": self._nerel}
        return formats[options["format"]](options)

    def _gold(self, options: dict[str, Any]) -> list[list[str]]:
        part = self._scored(options["path"])
        if options["json"]:
            return [[json.dumps(as_json(part.scores), ensure_ascii=False, indent=2)]]
        sections = [slot_table(part.scores, part.floors, ALL_SLOTS if options["by_slot"] else MAIN_SLOTS)]
        sections += (
            [reliability_table([said for score in part.scores for said in score.confidences])]
            if options["by_slot"]
            else []
        )
        sections += [construction_table(part.scores)] if options["by_construction"] else []
        return sections + ([error_list(part.scores), cause_table(part.scores)] if options["errors"] else [])

    def _scored(self, path: Path) -> Part:
        golds = read_gold(path)
        part = Part(golds, [], [])
        for gold, doc in self._parsed(golds):
            part.scores.append(score_text(gold, to_json(extract(doc, gold.published, date.today()))))
            part.floors.append(score_text(gold, floor(doc)))
        return part

    def _freeze(self, path: Path, file: Path) -> list[str]:
        """The figures of both halves below `path`, and what they were before; never a word of the texts."""
        before = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        now = {half: figures(self._scored(path / half)) for half in HALVES}
        file.write_text(as_text(now), encoding="utf-8")
        return changes(before, now)

    def _facts(self, options: dict[str, Any]) -> list[list[str]]:
        scores: dict[str, FactScore] = {}
        for text, doc in self._parsed(read_factrueval(options["path"])):
            score_facts(text, system_facts(text.text, to_json(extract(doc, None, date.today()))), scores)
        if options["json"]:
            figures = {kind: asdict(score.sums) | {"misses": score.misses} for kind, score in scores.items()}
            return [[json.dumps(figures, ensure_ascii=False, indent=2)]]
        errors = [f"{kind} {miss}" for kind, score in scores.items() for miss in score.misses]
        return [fact_table(scores), *([errors] if options["errors"] else [])]

    def _nerel(self, options: dict[str, Any]) -> list[list[str]]:
        scores = [
            score_nerel(text, to_json(extract(doc, nerel.SOME_DAY, date.today())))
            for text, doc in self._parsed(read_nerel(options["path"]))
        ]
        if options["json"]:
            return [[json.dumps(as_json(scores, nerel.SLOTS), ensure_ascii=False, indent=2)]]
        return [slot_table(scores, slots=nerel.SLOTS), *([error_list(scores)] if options["errors"] else [])]

    def _parsed(self, texts: list[Text]) -> Iterator[tuple[Text, Doc]]:
        """Texts with their parses; progress goes to stderr where that is a terminal."""
        for first in tqdm(range(0, len(texts), BATCH), disable=None, unit="batch"):
            batch = texts[first : first + BATCH]
            yield from zip(batch, parse([text.text for text in batch]), strict=True)
