"""The ledger is a function of its documents: any order of arrival gives the same, and reading again changes nothing."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from events.models import Change, Document, Guise, Meeting, Participant, Participation, Report
from events.store import forget_document, rebuild
from ledger.telling import meeting, person, queued, tell, tell_again
from workers.extraction.facts import MeetingFact, ParticipantFact, When, Where

ORLOV = person("Иван Орлов", role="посол", country="Россия", country_code="RU")
SHORT = person("Орлов", role="посол")
BELY = person("Пётр Белый", role="министр обороны", country="Сербия", country_code="RS")
MINISTER = ParticipantFact("person", None, role="министр обороны", country="Сербия", country_code="RS")
INITIALS = ParticipantFact("person", "П. Белый", "П.", surname="Белый")
OTHER = person("Олег Белый", role="тренер")
STORY: dict[str, tuple[date, tuple[MeetingFact, ...]]] = {
    "план": (date(2024, 3, 1), (meeting(ORLOV, BELY, day="2024-03-12", city="Ниш", status="planned"),)),
    "перенос": (date(2024, 3, 10), (meeting(ORLOV, BELY, day="2024-03-14", city="Ниш", status="planned"),)),
    "встреча": (date(2024, 3, 14), (meeting(ORLOV, BELY, day="2024-03-14", city="Ниш"),)),
    "инициалы": (date(2024, 3, 15), (meeting(SHORT, INITIALS, day="2024-03-14"),)),
    "без имени": (date(2024, 3, 15), (meeting(ORLOV, MINISTER, day="2024-03-14", city="Ниш"),)),
    "другая": (date(2024, 3, 18), (meeting(ORLOV, BELY, day="2024-03-18", city="Ниш"),)),
    "тёзка": (date(2024, 3, 20), (meeting(OTHER, person("Лука Риц"), day="2024-03-20"),)),
    "месяц": (
        date(2024, 5, 1),
        (
            MeetingFact(
                **{
                    **{
                        name: getattr(meeting(ORLOV, OTHER), name)
                        for name in ("kind", "status", "confidence", "topics")
                    },
                    **{
                        name: getattr(meeting(ORLOV, OTHER), name) for name in ("statements", "trigger", "participants")
                    },
                    "date": When(date(2024, 3, 1), date(2024, 3, 31), "month", "text", "в марте"),
                    "place": Where(),
                }
            ),
        ),
    ),
}
MOVED = "Встреча посла перенесена с 12 на 14 марта."


def text_of(name: str) -> str:
    return MOVED if name == "перенос" else f"Встреча: {name}."


def tell_story(owner: Any, names: list[str]) -> None:
    for name in names:
        published, facts = STORY[name]
        tell(queued(owner, text_of(name), published=published, external_id=name), *facts)


def outcome() -> tuple[set[frozenset[str]], set[frozenset[tuple[str, int]]]]:
    """Which texts tell of one meeting, and which mentions are one participant."""
    meetings = {
        frozenset(report.document.external_id for report in row.reports.select_related("document"))
        for row in Meeting.objects.all()
    }
    people = {
        frozenset(row.participations.values_list("report__document__external_id", "position"))
        for row in Participant.objects.all()
    }
    return meetings, people


EXPECTED = {frozenset({"план", "перенос", "встреча", "инициалы", "без имени"}), frozenset({"другая"}), frozenset({"тёзка"}),
            frozenset({"месяц"})}  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_any_order_gives_the_same_ledger(owner: Any, seed: int) -> None:
    names = list(STORY)
    random.Random(seed).shuffle(names)
    tell_story(owner, names)
    meetings, people = outcome()
    assert meetings == EXPECTED
    assert (
        frozenset({("план", 1), ("перенос", 1), ("встреча", 1), ("инициалы", 1), ("без имени", 1), ("другая", 1)})
        in people
    )


def test_reading_again_and_rebuilding_change_nothing(owner: Any) -> None:
    tell_story(owner, list(STORY))
    before, ids = outcome(), set(Meeting.objects.values_list("pk", flat=True))
    seen = Change.objects.count()
    for document in Document.objects.all():
        tell_again(document, *STORY[document.external_id][1])
        rebuild(document)
    assert (outcome(), set(Meeting.objects.values_list("pk", flat=True))) == (before, ids)
    assert Change.objects.count() == seen


def test_rows_of_an_older_version_are_taken_up_by_a_rebuild(owner: Any) -> None:
    tell_story(owner, list(STORY))
    before = outcome()
    Participation.objects.update(guise=None, forms=[], since=None, until=None, seen=None)
    Guise.objects.all().delete()
    for document in Document.objects.all():
        rebuild(document)
    assert outcome() == before
    assert (
        not Participation.objects.filter(participant=None).exists()
        and not Participant.objects.filter(guises=None).exists()
    )


def test_a_text_taken_out_leaves_the_ledger_of_the_others(owner: Any) -> None:
    tell_story(owner, [name for name in STORY if name != "встреча"])
    expected = outcome()
    tell_story(owner, ["встреча"])
    forget_document(Document.objects.get(external_id="встреча"))
    assert outcome() == expected


def test_a_plan_a_move_and_the_meeting_are_one_record_with_its_history(owner: Any) -> None:
    tell_story(owner, ["план", "перенос", "встреча"])
    row = Meeting.objects.get()
    assert (row.status, str(row.date_start), row.conflicts.count()) == ("held", "2024-03-14", 0)
    assert Report.objects.exclude(why={}).count() == 3


def test_sources_that_disagree_for_good_are_a_conflict_with_the_value_of_most(owner: Any) -> None:
    for number, day in enumerate(("2024-03-14", "2024-03-14", "2024-03-15")):
        facts = meeting(ORLOV, BELY, day=day, city="Ниш", topics=())
        facts = MeetingFact(**{**_members(facts), "date": When(facts.date.start, facts.date.end, "day", "dateline")})
        tell(queued(owner, f"Встреча {number}", source=f"s{number}", published=date(2024, 3, 16)), facts)
    row = Meeting.objects.get()
    assert (str(row.date_start), [each.field for each in row.conflicts.all()]) == ("2024-03-14", ["date"])
    assert (len(row.support["date"]["for"]), len(row.support["date"]["against"])) == (2, 1)


def _members(facts: MeetingFact) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in MeetingFact.__dataclass_fields__}


def test_a_post_without_a_name_finds_its_person_by_the_seat(owner: Any) -> None:
    governor = person("Антон Левашов", role="губернатор Вологодской области")
    guest, short = person("Лука Риц", role="банкир"), ParticipantFact("person", "А. Левашов", "А.", surname="Левашов")
    unnamed = ParticipantFact("person", None, role="губернатор")
    for number, who in enumerate((governor, short, unnamed)):
        tell(queued(owner, f"Встреча {number}"), meeting(who, guest, day="2024-02-20", city="Вологда"))
    assert (Meeting.objects.count(), Participant.objects.count()) == (1, 2)


def test_a_visit_is_the_parent_of_the_meetings_under_it(owner: Any) -> None:
    visit = meeting(ORLOV, day="2024-03-14", kind="visit")
    tell(queued(owner, "раз"), MeetingFact(**{**_members(visit), "place": Where(None, "Сербия", "RS", None, "text")}))
    talks = meeting(ORLOV, BELY, day="2024-03-14")
    tell(queued(owner, "два"), MeetingFact(**{**_members(talks), "place": Where("Ниш", "Сербия", "RS", None, "text")}))
    assert Meeting.objects.get(kind="in_person").parent == Meeting.objects.get(kind="visit")


def test_a_post_without_a_name_is_its_holder_of_that_day(owner: Any) -> None:
    later = person("Мирко Лазич", role="министр обороны", country="Сербия", country_code="RS")
    tell(queued(owner, "раз"), meeting(BELY, ORLOV, day="2020-05-01"))
    tell(queued(owner, "два"), meeting(later, ORLOV, day="2023-05-01"))
    tell(queued(owner, "три"), meeting(MINISTER, person("Лука Риц"), day="2023-06-01"))
    held = Meeting.objects.get(date_start="2023-06-01").attendances.get(participant__surname="Лазич")
    assert held.inferred
