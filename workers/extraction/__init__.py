"""Meetings, participants, topics, statements and posts out of one parsed text: the pipeline in reading order.

Pure: no Django, Celery, Stanza, clock, network or settings.
"""

from __future__ import annotations

from datetime import date

from workers.doc import Doc
from workers.extraction.facts import Facts

PIPELINE_VERSION = "1"


def extract(doc: Doc, published: date | None = None) -> Facts:
    """Everything that `doc` says of meetings and posts; `published` is the reference day where no dateline gives one."""
    return Facts()
