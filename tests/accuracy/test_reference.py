"""No version is worse than the frozen figures: our gold is parsed with the bundled pack and scored slot by slot.

After a change that is meant to move the figures, `make reference` writes them anew and prints what moved.
"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from workers.evaluation.gold import read_gold
from workers.evaluation.reference import fingerprint, slot_drops

GOLD = Path(__file__).parent.parent / "gold"
REFERENCE = json.loads((GOLD / "reference.json").read_text(encoding="utf-8"))
SLOTS = [(part, slot) for part, figures in REFERENCE.items() for slot in figures["slots"]]

pytestmark = [pytest.mark.pack, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The figures of this version."""
    file = tmp_path_factory.mktemp("figures") / "now.json"
    call_command("evaluate", str(GOLD), freeze=file, stdout=StringIO())
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", REFERENCE)
def test_the_frozen_figures_are_of_this_gold(part: str) -> None:
    message = "the gold has changed since its figures were frozen: run `make reference` and read the differences"
    assert fingerprint(read_gold(GOLD / part)) == REFERENCE[part]["gold"], message


@pytest.mark.parametrize("part, slot", SLOTS, ids=[f"{part}-{slot}" for part, slot in SLOTS])
def test_no_slot_falls_below_its_figure_or_to_the_naive_floor(now: dict[str, Any], part: str, slot: str) -> None:
    assert list(slot_drops(REFERENCE[part], now[part], slot)) == []


@pytest.mark.parametrize("part", REFERENCE)
def test_no_more_texts_without_a_meeting_give_one(now: dict[str, Any], part: str) -> None:
    allowed = REFERENCE[part]["of these giving one"] + 1
    assert now[part]["of these giving one"] <= allowed
