"""What a document says is stored whole, and said again it replaces what was said before."""

from __future__ import annotations

from typing import Any

import pytest

from events import queue, store
from events.models import (
    Attendance,
    Meeting,
    Participant,
    Participation,
    Report,
    StatedPost,
    Statement,
    Tombstone,
    Topic,
)
from events.representation import meeting_json, result_json
from ledger.telling import TALKS, meeting, person, queued, talks, tell, tell_again
from workers.extraction.facts import Facts, to_json

IVANOV, PETROV, SIDOROV = person("Иван Иванов"), person("Пётр Петров"), person("Семён Сидоров")
RECORDS = (Meeting, Participant, Attendance, Report, Participation, Statement, StatedPost, Topic)


def ids() -> dict[str, set[Any]]:
    """Of the records whose ids users keep, and how many there are of all."""
    kept = {model.__name__: set(model.objects.values_list("pk", flat=True)) for model in (Meeting, Participant, Topic)}
    return kept | {f"{model.__name__}s": {model.objects.count()} for model in RECORDS}


def without_ids(result: dict[str, Any]) -> dict[str, Any]:
    for told in result["meetings"]:
        for participant in told["participants"]:
            del participant["id"]
    return result


def test_facts_come_back_as_they_were_said_and_participants_have_ids(owner: Any) -> None:
    facts = talks()
    document = tell(queued(owner, TALKS), *facts.meetings, posts=facts.posts)
    result = result_json(document)
    [told] = result["meetings"]
    assert {p["id"] for p in told["participants"]} == {
        str(pk) for pk in Participant.objects.values_list("pk", flat=True)
    }
    assert without_ids(result) == to_json(facts)


def test_all_evidence_gives_the_words_of_the_text(owner: Any) -> None:
    facts = talks()
    document = tell(queued(owner, TALKS), *facts.meetings, posts=facts.posts)
    [told] = result_json(document)["meetings"]
    quoted = {item["field"]: TALKS[item["start"] : item["end"]] for item in told["evidence"]}
    assert quoted == {"kind": "встретился", "place": "в Астане"}
    [said] = told["statements"]
    assert TALKS[said["start"] : said["end"]] == said["text"] == "Мы довольны"


def test_the_speaker_of_a_statement_is_the_participant(owner: Any) -> None:
    tell(queued(owner, TALKS), *talks().meetings)
    assert Statement.objects.get().participant == Participant.objects.get(surname="Сагитов")


def test_the_reconciled_meeting_has_the_values_of_its_only_report(owner: Any) -> None:
    tell(queued(owner, TALKS, external_id="kz-1"), *talks().meetings)
    told = meeting_json(Meeting.objects.get())
    assert told["date"] == {
        "start": "2024-03-05", "end": "2024-03-05", "precision": "day", "source": "text",
        "text": "5 марта 2024 года", "time": "11:30",
    }  # fmt: skip
    assert (told["place"]["city"], told["place"]["venue"]) == ("Астана", "Дом правительства")
    assert [(p["name"], p["side"]) for p in told["participants"]] == [
        ("Ерлан Сагитов", "host"),
        ("Нина Лозовая", "guest"),
    ]
    assert told["reports"][0]["document"] == "kz-1"
    assert told["slug"].startswith("2024-03-05-sagitov-lozovaia-astana-")


def test_a_text_without_meetings_is_done_and_empty(owner: Any) -> None:
    document = tell(queued(owner, "Снег растаял."))
    assert (document.status, result_json(document)) == ("done", {"meetings": [], "posts": []})


def test_writing_twice_keeps_ids_and_counts(owner: Any) -> None:
    facts = talks()
    document = tell(queued(owner, TALKS), *facts.meetings, posts=facts.posts)
    before = ids()
    queue.requeue([document.pk])
    assert store.replace_reports(document, facts, queue.claim().token, "test")
    assert ids() == before
    assert not Tombstone.objects.exists()


def test_a_meeting_keeps_its_id_when_its_day_and_a_name_are_read_anew(owner: Any) -> None:
    document = tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05"))
    [before] = Meeting.objects.all()
    tell_again(document, meeting(IVANOV, SIDOROV, day="2024-03-06", city="Баку"))
    [after] = Meeting.objects.all()
    assert (after.pk, after.slug) == (before.pk, before.slug)
    assert (after.date_start.isoformat(), after.city) == ("2024-03-06", "Баку")


def test_two_meetings_of_one_text_stay_two(owner: Any) -> None:
    same = [meeting(IVANOV, PETROV, day="2024-03-05") for _ in range(2)]
    tell(queued(owner, "раз"), *same)
    assert Meeting.objects.count() == 2


JOINS = {  # what a second text says of Ivanov's and Petrov's meeting of 5 March, and whether that is the same meeting
    "the same people on the same day": (meeting(IVANOV, PETROV, day="2024-03-05"), True),
    "a third person as well": (meeting(IVANOV, PETROV, SIDOROV, day="2024-03-05"), True),
    "the same city": (meeting(IVANOV, PETROV, day="2024-03-05", city="Баку"), True),
    "a multilateral meeting": (meeting(IVANOV, PETROV, day="2024-03-05", kind="multilateral"), True),
    "the same people on another day": (meeting(IVANOV, PETROV, day="2024-03-06"), False),
    "the same people on no day": (meeting(IVANOV, PETROV), False),
    "one of the two only": (meeting(IVANOV, SIDOROV, day="2024-03-05"), False),
    "another city": (meeting(IVANOV, PETROV, day="2024-03-05", city="Астана"), False),
    "a call": (meeting(IVANOV, PETROV, day="2024-03-05", kind="phone"), False),
}


@pytest.mark.parametrize(("told", "joins"), JOINS.values(), ids=JOINS.keys())
def test_another_text_joins_the_meeting_only_if_nothing_contradicts(owner: Any, told: Any, joins: bool) -> None:
    tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05", city="Баку"))
    tell(queued(owner, "два"), told)
    assert (Meeting.objects.count() == 1) is joins
    assert Report.objects.count() == 2


def test_a_joined_meeting_has_everybody_and_the_fuller_values(owner: Any) -> None:
    tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05", confidence=0.4))
    minister = person("Пётр Петров", role="министр", country="Грузия", country_code="GE")
    tell(queued(owner, "два"), meeting(IVANOV, minister, SIDOROV, day="2024-03-05", city="Баку", confidence=0.8))
    joined = Meeting.objects.get()
    seats = {row.participant.name: row.role for row in joined.attendances.all()}
    assert seats == {"Иван Иванов": "", "Пётр Петров": "министр", "Семён Сидоров": ""}
    assert (joined.city, joined.confidence) == ("Баку", 0.8)


def test_what_nothing_tells_of_any_more_leaves_a_tombstone(owner: Any) -> None:
    document = tell(queued(owner, "раз"), meeting(IVANOV, PETROV))
    gone = {Meeting.objects.get().pk, *Participant.objects.values_list("pk", flat=True)}
    tell_again(document)
    assert not Meeting.objects.exists() and not Participant.objects.exists()
    assert set(Tombstone.objects.values_list("record_id", flat=True)) == gone
    assert sorted(Tombstone.objects.values_list("record", flat=True)) == ["meeting", "participant", "participant"]


def test_a_deleted_text_takes_only_what_it_alone_told_of(owner: Any) -> None:
    first = tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05"))
    tell(queued(owner, "два"), meeting(IVANOV, SIDOROV, day="2024-03-06"))
    store.forget_document(first)
    assert list(Participant.objects.values_list("name", flat=True)) == ["Иван Иванов", "Семён Сидоров"]
    assert Meeting.objects.get().date_start.isoformat() == "2024-03-06"
    assert Tombstone.objects.count() == 2


def test_a_text_leaves_a_shared_meeting_with_what_the_other_text_says(owner: Any) -> None:
    tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05"))
    fuller = tell(queued(owner, "два"), meeting(IVANOV, PETROV, SIDOROV, day="2024-03-05", city="Баку"))
    store.forget_document(fuller)
    left = Meeting.objects.get()
    assert (left.city, left.attendances.count(), left.reports.count()) == ("", 2, 1)


LOCKS = {  # locked field, what a person wrote there
    "place": {"city": "Гянджа"},
    "kind": {"kind": "video"},
    "status": {"status": "cancelled"},
    "venue": {"venue": "Дворец"},
}


@pytest.mark.parametrize(("field", "values"), LOCKS.items(), ids=LOCKS.keys())
def test_locked_fields_stay(owner: Any, field: str, values: dict[str, str]) -> None:
    document = tell(queued(owner, "раз"), meeting(IVANOV, PETROV, day="2024-03-05", city="Баку"))
    Meeting.objects.update(locked_fields=[field], **values)
    tell_again(document, meeting(IVANOV, PETROV, day="2024-03-07", city="Шуша"))
    row = Meeting.objects.get()
    assert {name: getattr(row, name) for name in values} == values
    assert row.date_start.isoformat() == "2024-03-07"
    assert (row.city == "Шуша") is (field != "place")


def test_one_wording_is_one_topic(owner: Any) -> None:
    topics = talks().meetings[0].topics
    tell(queued(owner, TALKS), meeting(IVANOV, PETROV, topics=topics))
    tell(queued(owner, TALKS + " Снег растаял."), meeting(IVANOV, SIDOROV, topics=topics))
    assert (Topic.objects.count(), Topic.objects.get().mentions.count()) == (1, 2)


def test_a_refused_row_leaves_nothing_behind(owner: Any) -> None:
    document = queued(owner, "раз")
    lease = queue.claim()
    with pytest.raises(Exception, match="report_confidence_is_share"):
        store.replace_reports(document, Facts((meeting(IVANOV, PETROV, confidence=7.0),)), lease.token, "test")
    document.refresh_from_db()
    assert (document.status, Participant.objects.count(), Meeting.objects.count()) == ("processing", 0, 0)
