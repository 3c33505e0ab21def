"""The scenarios of tests/gold/ledger read by the bundled pack: which pairs of reports and of mentions the ledger joins.

`pytest tests/ledger/test_scenarios.py -s` prints every figure and every wrong pair.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from events import queue, store
from events.models import Meeting
from events.representation import meeting_json
from events.submission import Submission, submit
from ledger.scenarios import FOLDER, Pair, Scenario, load, pairs, share
from workers import nlp
from workers.extraction import extract

pytestmark = [pytest.mark.django_db, pytest.mark.pack]
LEAST_RIGHT = {"report": 0.95, "participant": 0.97}
TODAY = date(2025, 1, 1)


class RolledBack(Exception):
    """Each scenario starts with an empty ledger."""


def ledger_of(owner: Any, scenario: Scenario) -> list[dict[str, Any]]:
    exported: list[dict[str, Any]] = []
    try:
        with transaction.atomic():
            for told in scenario.documents:
                published = date.fromisoformat(told["published"])
                sent = Submission(told["text"], told["id"], told["source"], published=published)
                document, _ = submit(owner, sent, ring_bell=False)
                lease = queue.claim()
                [parsed] = nlp.parse([document.text])
                facts = extract(parsed, published, TODAY)
                assert store.replace_reports(document, facts, lease.token, "test")
            exported = [meeting_json(row) for row in Meeting.objects.with_details()]
            raise RolledBack
    except RolledBack:
        return exported


def shown(pair: Pair) -> str:
    said = "missing" if pair.found is None else "joined" if pair.found else "parted"
    return f"{pair.first.kind} {said}: {pair.first.document} {pair.first.words!r} / {pair.second.document} {pair.second.words!r}"


def test_pairs_of_reports_and_mentions(owner: Any) -> None:
    """Of the pairs that were extracted at all; nobody is joined with somebody else."""
    judged: dict[str, list[Pair]] = {"report": [], "participant": []}
    for path in sorted(FOLDER.glob("*.json")):
        scenario = load(path)
        for pair in pairs(scenario, ledger_of(owner, scenario)):
            judged[pair.first.kind].append(pair)
            if not pair.right:
                sys.stdout.write(f"{scenario.name}: {shown(pair)}\n")
    for kind, found in judged.items():
        extracted = [pair for pair in found if pair.found is not None]
        sys.stdout.write(
            f"{kind} pairs right: {share(found):.3f} of {len(found)}, {share(extracted):.3f} of {len(extracted)} extracted\n"
        )
        assert share(extracted) >= LEAST_RIGHT[kind]
        assert not [shown(pair) for pair in extracted if pair.found and not pair.one]
