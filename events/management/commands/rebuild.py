"""Resolve the whole ledger anew from the stored reports, as after a change of its rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from events.models import Document
from events.store import rebuild


class Command(BaseCommand):
    help = (
        "Sorts all stored reports into meetings and participants again; no text is read anew, judgements are applied."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        documents = Document.objects.filter(status=Document.Status.DONE).order_by("pk")
        with tqdm(total=documents.count(), unit="text", disable=None) as bar:
            for document in documents.iterator(chunk_size=200):
                rebuild(document)
                bar.update()
