"""Fetch Stanza's own Russian packages, for use with STANZA_PACKAGE=default."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workers import nlp


class Command(BaseCommand):
    help = "Downloads Stanza's own Russian packages into STANZA_MODELS (default: DATA_DIR/stanza). Needs the network."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--package", default=os.environ.get("STANZA_PACKAGE") or "default")

    def handle(self, *args: Any, **options: Any) -> None:
        target = os.environ.get("STANZA_MODELS") or str(settings.DATA_DIR / "stanza")
        try:
            nlp.download(target, options["package"])
        except nlp.ModelPackError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Fetched. Start the service with STANZA_MODELS={target} STANZA_PACKAGE={options['package']}")
