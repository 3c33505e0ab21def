"""The gold texts keep their own rules: spans, days, names and countries fit together."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from workers.evaluation.gold import GoldText, read_gold, variants
from workers.evaluation.scoring import score_text

GOLD = Path(__file__).parent.parent / "gold"
FOLDERS = ("dev", "heldout")  # the scenarios of the ledger have a form of their own
TEXTS = {f"{path.parent.name}/{path.stem}": path for name in FOLDERS for path in sorted(GOLD.glob(f"{name}/*.json"))}
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен")

REGNAL_NUMBER = re.compile(r" [IVX]+$")
# A quotation begins after a mark, or goes on after the author's words.
QUOTATION_STARTS = ("«", "„", "“", '"', "&laquo;", "— ", "- ", "– ")

every_text = pytest.mark.parametrize("path", TEXTS.values(), ids=list(TEXTS))


def described(gold: GoldText) -> list[dict[str, Any]]:
    """Every object that has a country: places, participants, posts."""
    people = [participant for meeting in gold.meetings for participant in meeting["participants"]]
    return [*[meeting["place"] for meeting in gold.meetings], *people, *gold.posts]


@every_text
def test_spans_are_words_of_the_text(path: Path) -> None:
    (gold,) = read_gold(path)
    spans = [span for meeting in gold.meetings for span in (meeting["trigger"], *meeting["mentions"])]
    spans += [statement for meeting in gold.meetings for statement in meeting["statements"]]
    assert [gold.text[span["start"] : span["end"]] for span in spans] == [span["text"] for span in spans]


@every_text
def test_trigger_is_the_first_mention_and_mentions_do_not_overlap(path: Path) -> None:
    """But for words that name several meetings together («провёл две встречи»)."""
    (gold,) = read_gold(path)
    starts = Counter(span["start"] for meeting in gold.meetings for span in (meeting["trigger"], *meeting["mentions"]))
    for meeting in gold.meetings:
        spans = sorted((span["start"], span["end"]) for span in (meeting["trigger"], *meeting["mentions"]))
        own = [start for start, _ in spans if starts[start] == 1]
        assert meeting["trigger"]["start"] <= min(own, default=spans[0][0])
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@every_text
def test_days_fit_precision_and_weekday(path: Path) -> None:
    (gold,) = read_gold(path)
    for when in (meeting["date"] for meeting in gold.meetings):
        for text in variants(when.get("text")):
            assert text is None or text in gold.text
        if variants(when.get("start"))[0] is None:
            assert when["precision"] in ("yearless", "unknown")
            continue
        start, end = (date.fromisoformat(variants(when[side])[0]) for side in ("start", "end"))
        assert start <= end
        if when["precision"] == "month":
            assert start.day == 1 and (end + timedelta(days=1)).day == 1 and start.month == end.month
        named = [day for day, word in enumerate(WEEKDAYS) if word in (variants(when["text"])[0] or "").lower()]
        assert start != end or not named or named == [start.weekday()]


@every_text
def test_statements_are_stripped_content(path: Path) -> None:
    (gold,) = read_gold(path)
    for statement in (statement for meeting in gold.meetings for statement in meeting["statements"]):
        words = statement["text"]
        assert words == words.strip() and words[0] not in "«“„" and words[-1] not in ".,", words
        assert not words.startswith("что ") or statement["kind"] == "direct"
        before = gold.text[: statement["start"]]
        assert statement["kind"] == "indirect" or before.endswith(QUOTATION_STARTS), words


@every_text
def test_names_are_made_of_their_parts(path: Path) -> None:
    (gold,) = read_gold(path)
    for person in (p for meeting in gold.meetings for p in meeting["participants"] if p["type"] == "person"):
        parts = [person.get(part) for part in ("given", "patronymic", "surname")]
        if person.get("name"):
            together = Counter(" ".join(part for part in parts if part).replace(".", ". ").split())
            name = REGNAL_NUMBER.sub("", variants(person["name"])[0])
            assert together == Counter(name.replace(".", ". ").split())
        else:
            assert person.get("role") and not any(parts)


@every_text
def test_names_are_words_of_the_text(path: Path) -> None:
    """Every word of a name stands in the text, but for the ending."""
    (gold,) = read_gold(path)
    text = gold.text.lower().replace("ё", "е")
    people = [participant for meeting in gold.meetings for participant in meeting["participants"]]
    for record in (*people, *gold.posts):
        for word in re.findall(r"\w+", (variants(record.get("name"))[0] or "").lower().replace("ё", "е")):
            assert word[: max(1, len(word) - 3)] in text, word


def test_a_country_has_one_code() -> None:
    pairs = {
        (variants(record.get("country"))[0], variants(record.get("country_code"))[0])
        for path in TEXTS.values()
        for gold in read_gold(path)
        for record in described(gold)
    }
    countries, codes = zip(*pairs, strict=True)
    assert len(set(countries)) == len(pairs) == len(set(codes))


@every_text
def test_posts_of_participants_are_posts_of_the_text(path: Path) -> None:
    (gold,) = read_gold(path)
    holders = {variants(post["name"])[0] for post in gold.posts}
    people = [participant for meeting in gold.meetings for participant in meeting["participants"]]
    named = {variants(p["name"])[0] for p in people if p["type"] == "person" and p.get("name")}
    without = {variants(p.get("name"))[0] for p in people if None in variants(p.get("role"))}
    assert named - without <= holders


def preferred(value: Any) -> Any:
    """The first of the right values, at every depth below lists of records."""
    if isinstance(value, dict):
        return {key: preferred(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        records = not value or isinstance(value[0], dict)
        return [preferred(item) for item in value] if records else value[0]
    return value


@every_text
def test_the_gold_itself_is_a_perfect_answer(path: Path) -> None:
    (gold,) = read_gold(path)
    score = score_text(gold, preferred({"meetings": gold.meetings, "posts": gold.posts}))
    assert score.misses == []


@every_text
def test_tag_tells_whether_there_is_a_meeting(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["construction"].startswith("no_meeting_") == (not record["meetings"])


def test_there_are_enough_texts() -> None:
    constructions = [read_gold(path)[0].construction for path in TEXTS.values() if path.parent.name == "dev"]
    assert len(constructions) >= 55
    assert sum(tag.startswith("no_meeting_") for tag in constructions) >= 17
