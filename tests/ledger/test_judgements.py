"""People overrule the ledger: at once, on every later run, after texts are read anew, and it can be undone."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from events.judging import Decision, NotJudgeable, judge, preview, undo
from events.models import Change, Document, Judgement, Meeting, Participant, Report, Tombstone
from ledger.telling import meeting, person, queued, tell, tell_again

HOST = person("Лука Риц")
SERB = person("Иван Марков", country="Сербия", country_code="RS")
BULGARIAN = person("Иван Марков", country="Болгария", country_code="BG")


@pytest.fixture
def namesakes(owner: Any) -> tuple[Participant, Participant]:
    tell(queued(owner, "раз", external_id="a"), meeting(SERB, HOST, day="2024-03-05"))
    tell(queued(owner, "два", external_id="b"), meeting(BULGARIAN, HOST, day="2024-04-05"))
    return Participant.objects.get(country_code="RS"), Participant.objects.get(country_code="BG")


def bearers() -> int:
    return Participant.objects.filter(surname="Марков").count()


def same(first: Participant, second: Participant) -> Decision:
    return Decision("same", "participant", first.pk, second.pk)


def test_two_participants_judged_the_same_are_one_and_the_old_id_leads_to_it(owner: Any, namesakes: Any) -> None:
    judge(owner, same(*namesakes))
    assert bearers() == 1
    left = Participant.objects.get(surname="Марков")
    gone = next(each for each in namesakes if each.pk != left.pk)
    assert Tombstone.objects.get(record_id=gone.pk).survivor_id == left.pk
    assert left.participations.count() == 2
    assert Change.objects.get(record_id=gone.pk, kind="merged").survivor_id == left.pk


def test_it_holds_for_later_texts_and_when_texts_are_read_anew(owner: Any, namesakes: Any) -> None:
    judge(owner, same(*namesakes))
    tell(queued(owner, "три"), meeting(SERB, HOST, day="2024-05-05"))
    minister = person("Иван Марков", role="министр культуры", country="Болгария", country_code="BG")
    tell_again(Document.objects.get(external_id="b"), meeting(minister, HOST, day="2024-04-05"))
    assert bearers() == 1


def test_it_can_be_undone_and_stays_in_the_history(owner: Any, namesakes: Any) -> None:
    judgement = judge(owner, same(*namesakes))
    undo(judgement)
    assert bearers() == 2
    assert Judgement.objects.get().undone is not None


def test_a_preview_says_what_would_happen_and_does_nothing(owner: Any, namesakes: Any) -> None:
    effects = preview(owner, same(*namesakes))
    merged = [effect for effect in effects if effect["kind"] == "merged"]
    assert [effect["record"] for effect in merged] == ["participant"]
    assert merged[0]["into"] in {str(each.pk) for each in namesakes}
    assert bearers() == 2 and not Judgement.objects.exists() and not Tombstone.objects.exists()


def test_participants_judged_different_stay_apart(owner: Any) -> None:
    role = person("Иван Марков", role="министр культуры")
    tell(queued(owner, "раз"), meeting(person("Иван Марков"), HOST, day="2024-03-05"))
    tell(queued(owner, "два"), meeting(role, HOST, day="2024-04-05"))
    one = Participant.objects.get(surname="Марков")
    parts = tuple(one.guises.filter(role="").values_list("pk", flat=True))
    judge(owner, Decision("different", "participant", one.pk, parts=parts))
    assert bearers() == 2
    tell(queued(owner, "три"), meeting(role, HOST, day="2024-06-05"))
    assert bearers() == 2


def test_meetings_are_merged_split_and_restored(owner: Any) -> None:
    orlov = person("Иван Орлов")
    tell(queued(owner, "раз"), meeting(orlov, HOST, day="2024-03-05"))
    tell(queued(owner, "два"), meeting(orlov, HOST, day="2024-03-15"))
    first, second = Meeting.objects.order_by("date_start")
    merged = judge(owner, Decision("same", "meeting", first.pk, second.pk))
    assert (Meeting.objects.count(), Meeting.objects.get().reports.count()) == (1, 2)
    undo(merged)
    assert Meeting.objects.count() == 2
    tell(queued(owner, "три"), meeting(orlov, HOST, day="2024-03-15"))
    joined = Meeting.objects.get(date_start="2024-03-15")
    split = judge(owner, Decision("different", "meeting", joined.pk, parts=(joined.reports.first().pk,)))
    assert Meeting.objects.count() == 3
    for document in Document.objects.filter(text="три"):
        tell_again(document, meeting(orlov, HOST, day="2024-03-15", city="Ниш"))
    assert Meeting.objects.count() == 3
    undo(split)
    assert Meeting.objects.count() == 2


VALUES = {
    "date": ("2024-03-07", "date_start", "2024-03-07"),
    "place": ({"city": "Баку", "country": "Азербайджан", "country_code": "AZ"}, "city", "Баку"),
    "status": ("cancelled", "status", "cancelled"),
    "kind": ("video", "kind", "video"),
    "venue": ("Дворец", "venue", "Дворец"),
    "time": ("11:30", "date_time", "11:30"),
}


@pytest.mark.parametrize(("field", "case"), VALUES.items(), ids=VALUES.keys())
def test_a_value_set_by_a_person_stands_whatever_is_read(owner: Any, field: str, case: tuple[Any, str, str]) -> None:
    value, column, expected = case
    document = tell(queued(owner, "раз"), meeting(SERB, HOST, day="2024-03-05", city="Ниш"))
    judgement = judge(owner, Decision("value", "meeting", Meeting.objects.get().pk, field=field, value=value))
    assert str(getattr(Meeting.objects.get(), column)) == expected
    tell_again(document, meeting(SERB, HOST, day="2024-03-06", city="Шабац"))
    assert str(getattr(Meeting.objects.get(), column)) == expected
    undo(judgement)
    assert str(getattr(Meeting.objects.get(), column)) != expected


def test_a_verdict_on_a_meeting_is_kept_and_undone(owner: Any) -> None:
    document = tell(queued(owner, "раз"), meeting(SERB, HOST, day="2024-03-05"))
    judgement = judge(owner, Decision("rejected", "meeting", Meeting.objects.get().pk))
    tell_again(document, meeting(SERB, HOST, day="2024-03-05", city="Ниш"))
    assert Meeting.objects.get().review == "rejected"
    undo(judgement)
    assert Meeting.objects.get().review == "new"


REFUSED = [
    Decision("value", "meeting", uuid.uuid4(), field="date", value="завтра"),
    Decision("value", "meeting", uuid.uuid4(), field="colour", value="red"),
    Decision("value", "meeting", uuid.uuid4(), field="status", value="danced"),
    Decision("same", "meeting", uuid.uuid4(), uuid.uuid4()),
]


@pytest.mark.parametrize("decided", REFUSED)
def test_what_makes_no_sense_is_refused(owner: Any, decided: Decision) -> None:
    with pytest.raises(NotJudgeable):
        judge(owner, decided)
    assert not Judgement.objects.exists() and not Report.objects.exists()
