"""`manage.py calibrate`: fits the weights of the confidence on gold texts, and shows how true it is on others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workers.evaluation import GoldError, read_gold
from workers.evaluation.calibration import Sample, as_lexicon, fit, samples
from workers.evaluation.report import reliability_table
from workers.extraction import extract, lexicon
from workers.extraction.confidence import share
from workers.nlp import ModelPackError, parse

WEIGHTS = lexicon.DIRECTORY / "confidence.tsv"


class Command(BaseCommand):
    help = "Fit the weights of the confidence on gold texts; print how true it was and is, here and on other texts."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", type=Path, help="gold texts that the weights are fitted on")
        parser.add_argument("--check", metavar="PATH", type=Path, help="gold texts that are only scored")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            fitted = self._samples(options["path"])
            checked = self._samples(options["check"]) if options["check"] else []
        except (GoldError, ModelPackError) as error:
            raise CommandError(str(error), returncode=2) from error
        weights = fit(fitted)
        WEIGHTS.write_text(as_lexicon(weights, WEIGHTS.read_text(encoding="utf-8")), encoding="utf-8")
        for sign, weight in weights.items():
            self.stdout.write(f"{sign:<20}{weight:>6.2f}")
        for name, found in (("fitted on", fitted), ("checked on", checked)):
            for when, said in (("before", [(s.said, s.right) for s in found]), ("now", _said(found, weights))):
                self.stdout.write(f"\n{name} {len(found)} records, {when}")
                self.stdout.write("\n".join(reliability_table(said)))

    def _samples(self, path: Path) -> list[Sample]:
        found: list[Sample] = []
        for gold in read_gold(path):
            (doc,) = parse([gold.text])
            found += samples(gold, extract(doc, gold.published, date.today()))
        return found


def _said(found: Sequence[Sample], weights: dict[str, float]) -> list[tuple[float, bool]]:
    return [(share(sum(weights[sign] for sign in sample.signs)), sample.right) for sample in found]
