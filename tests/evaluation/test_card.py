"""A meeting reads as a card, from facts and from JSON alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workers.doc import from_conllu
from workers.extraction.card import card
from workers.extraction.facts import (
    Evidence,
    MeetingFact,
    ParticipantFact,
    StatementFact,
    TopicFact,
    Trigger,
    When,
    Where,
    to_json,
)

MEETING = MeetingFact(
    kind="in_person",
    status="held",
    confidence=0.93,
    date=When(date(2021, 3, 3), date(2021, 3, 3), "day", "text", "3 марта", "15:30"),
    place=Where("Баку", "Азербайджан", "AZ", None, "text"),
    participants=(
        ParticipantFact("person", "Раза", surname="Раза", rank="генерал", country="Пакистан", side="guest"),
        ParticipantFact(
            "person", "Гасанов", role="министр обороны", side="host", evidence=(Evidence("name", 0, 7, "by_subject"),)
        ),
    ),
    topics=(TopicFact("учения", "military"),),
    statements=(StatementFact("Гасанов", "сказать", "direct", "Мы рады", 0, 0),),
    trigger=Trigger("принял", 8, 14),
    evidence=(Evidence("date", 27, 34, "day_and_month"),),
)

CARD = """\
Встреча состоялась (уверенность 0,93)
  Когда: 3 марта 2021 года, 15:30
  Где: Баку, Азербайджан
  Принимает: Гасанов - министр обороны
  В гостях: Раза - генерал, Пакистан
  Темы:
    - учения [военное дело]
  Сказано:
    - Гасанов (сказать): «Мы рады»
  По слову: «принял»"""


@pytest.mark.parametrize("meeting", [MEETING, to_json(MEETING)], ids=["facts", "json"])
def test_card_of_a_meeting(meeting: Any) -> None:
    assert card(meeting) == CARD


PARSE = """\
1 Гасанов Гасанов PROPN _ _ 2 nsubj _ _
2 принял принять VERB _ _ 0 root _ _
3 Разу Раза PROPN _ _ 2 obj _ _
4 в в ADP _ _ 5 case _ _
5 Баку Баку PROPN _ _ 2 obl _ _
6 3 3 ADJ _ _ 2 obl _ _
7 марта март NOUN _ _ 6 flat _ SpaceAfter=No
8 . . PUNCT _ _ 2 punct _ _"""


@pytest.mark.parametrize(
    "line",
    [
        "    name <- «Гасанов» (by_subject; Гасанов ←nsubj— принял)",
        "    date <- «3 марта» (day_and_month; 3 ←obl— принял)",
        "      label <- «Разу» (by_verb; Разу ←obj— принял)",
        "      statement <- «принял» (direct; принял ←root)",
    ],
    ids=["participant", "date", "topic", "statement"],
)
def test_explained_card_gives_words_rule_and_edge_of_each_value(line: str) -> None:
    topic = TopicFact("учения", "military", (Evidence("label", 15, 19, "by_verb"),))
    said = StatementFact("Гасанов", "сказать", "direct", "принял", 8, 14)
    meeting = replace(MEETING, topics=(topic,), statements=(said,))
    assert line in card(meeting, from_conllu(PARSE)).splitlines()


@pytest.mark.parametrize(
    "when, line",
    [
        ({"start": "2021-05-05", "end": "2021-05-06", "precision": "day"}, "5 мая 2021 года - 6 мая 2021 года"),
        ({"start": "2021-05-01", "end": "2021-05-31", "precision": "month"}, "май 2021 года"),
        ({"start": "2019-01-01", "end": "2019-12-31", "precision": "year"}, "2019 год"),
        ({"start": None, "end": None, "precision": "yearless", "text": "14 августа"}, "14 августа"),
    ],
    ids=["range", "month", "year", "yearless"],
)
def test_day_line(when: dict[str, Any], line: str) -> None:
    assert f"  Когда: {line}" in card({**to_json(MEETING), "date": when}).splitlines()


def test_a_meeting_with_nothing_known_is_a_heading_and_its_word() -> None:
    bare = {**to_json(MEETING), "kind": "visit", "status": "cancelled", "date": {}, "place": {}}
    bare |= {"participants": [], "topics": [], "statements": []}
    assert card(bare) == "Визит отменён (уверенность 0,93)\n  По слову: «принял»"
