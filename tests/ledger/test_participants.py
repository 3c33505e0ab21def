"""Who is who across texts: nobody is merged by a guess."""

from __future__ import annotations

from typing import Any

import pytest

from events.models import Participant
from ledger.telling import meeting, person, queued, tell, words
from workers.extraction.facts import ParticipantFact

HOST = person("Семён Сидоров")
ORLOV = person("Иван Орлов", country="Россия", country_code="RU")

SAME = {  # a mention in another text than Ivan Orlov's of Russia; is it him?
    "the same name": (person("Иван Орлов"), True),
    "the same name and state": (ORLOV, True),
    "the same name of another state": (person("Иван Орлов", country="Болгария", country_code="BG"), False),
    "the surname alone": (person("Орлов"), True),
    "the surname alone of another state": (person("Орлов", country_code="BG"), False),
    "another given name": (person("Пётр Орлов"), False),
    "with a patronymic": (person("Иван Орлов", patronymic="Ильич"), True),
}


def tell_of(owner: Any, text: str, *people: ParticipantFact) -> None:
    tell(queued(owner, text), meeting(*people))


def names() -> list[str]:
    return sorted(Participant.objects.exclude(surname="Сидоров").values_list("name", flat=True))


@pytest.mark.parametrize(("said", "same"), SAME.values(), ids=SAME.keys())
def test_a_second_mention_is_the_first_person_only_if_nothing_contradicts(owner: Any, said: Any, same: bool) -> None:
    tell_of(owner, "раз", ORLOV, HOST)
    tell_of(owner, "два", said, HOST)
    assert (len(names()) == 1) is same


def test_a_surname_with_two_bearers_attaches_to_neither(owner: Any) -> None:
    tell_of(owner, "раз", ORLOV, HOST)
    tell_of(owner, "два", person("Пётр Орлов"), HOST)
    tell_of(owner, "три", person("Орлов"), HOST)
    assert names() == ["Иван Орлов", "Орлов", "Пётр Орлов"]


def test_different_patronymics_are_different_people(owner: Any) -> None:
    tell_of(owner, "раз", person("Иван Орлов", patronymic="Ильич"), HOST)
    tell_of(owner, "два", person("Иван Орлов", patronymic="Петрович"), HOST)
    assert names() == ["Иван Орлов", "Иван Орлов"]


def test_later_texts_complete_a_person_and_the_latest_role_stands(owner: Any) -> None:
    tell_of(owner, "раз", person("Иван Орлов", role="посол"), HOST)
    tell_of(
        owner,
        "два",
        person("Иван Орлов", role="министр", organisation="МИД", country="Россия", country_code="RU"),
        HOST,
    )
    known = Participant.objects.get(surname="Орлов")
    assert (known.role, known.organisation, known.country_code) == ("министр", "МИД", "RU")


def test_people_known_by_post_only_belong_to_their_text(owner: Any) -> None:
    minister = ParticipantFact("person", None, role="министр", country="Грузия", country_code="GE")
    tell_of(owner, "раз", minister, HOST)
    tell_of(owner, "два", minister, HOST)
    assert Participant.objects.filter(name="", role="министр").count() == 2


def test_a_country_is_one_across_texts(owner: Any) -> None:
    country = ParticipantFact("country", "Грузия", country="Грузия", country_code="GE")
    tell_of(owner, "раз", country, HOST)
    tell_of(owner, "два", country, HOST)
    assert Participant.objects.filter(type="country").count() == 1


def test_aliases_are_the_forms_of_the_name_as_written(owner: Any) -> None:
    text = "Министр Иван Орлов прибыл. Встреча с Орловым прошла. Орлова ждут, министра тоже."
    forms = ["Иван Орлов", "Орловым", "Орлова", "министра"]
    orlov = person("Иван Орлов", evidence=tuple(words(text, form, "name") for form in forms))
    tell_of(owner, text, orlov, HOST)
    found = Participant.objects.get(surname="Орлов").aliases.values_list("text", flat=True)
    assert sorted(found) == ["Иван Орлов", "Орлова", "Орловым"]
