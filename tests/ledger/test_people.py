"""Who is who, pair by pair and group by group: pure, with the reasons in words."""

from __future__ import annotations

import random
import uuid
from datetime import date, timedelta

import pytest

from events.resolution.given_names import agree, agree_surnames, gender
from events.resolution.people import Guise, compare, sort_out
from events.resolution.posts import post_of
from events.resolution.spelling import near_spelling, skeleton

DAY = date(2024, 3, 5)


def guise(name: str, role: str = "", country: str = "", days: int = 0, **values: str) -> Guise:
    *given, surname = name.split()
    seen = DAY + timedelta(days)
    pk = uuid.uuid5(uuid.NAMESPACE_OID, f"{name}|{role}|{country}|{days}|{values}")
    return Guise(pk, name, " ".join(given), values.get("patronymic", ""), surname, role, values.get("organisation", ""),
                 country, seen, seen)  # fmt: skip


SPELLINGS = [
    ("Хасан", "Гасан", True), ("Мухаммед", "Мохаммад", True), ("Хусейнов", "Гусейнов", True), ("Мирзиёев", "Мирзияев", True),
    ("аль-Сабах", "Сабах", True), ("Нетаньяху", "Нетаниягу", True), ("Уильямс", "Вильямс", True), ("Эрдоган", "Ердоган", True),
    ("Хасан", "Хусейн", False), ("Петров", "Петраков", False), ("Иванов", "Ивашов", False), ("Игорь", "Егор", False),
    ("Мария", "Марина", False), ("Виктор", "Виктория", False), ("Ковач", "Ковачич", False), ("Ким", "Кин", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), SPELLINGS, ids=[f"{one} {other}" for one, other, _ in SPELLINGS])
def test_spellings(one: str, other: str, same: bool) -> None:
    assert near_spelling(one, other) is same
    assert skeleton(one) == skeleton(other) or not same or {one, other} & {"Мухаммед"}


AGREEMENTS = [
    ("Тигран", "Тигран", "exact"), ("Тигран", "Т.", "initial"), ("Т. С.", "Тигран Суренович", "initial"), ("Олег", "И.", "other"),
    ("Реджеп Тайип", "Тайип", "near"), ("Мохаммад Хасан", "Мухаммед Гасан", "near"), ("Пётр", "Петр", "exact"),
    ("", "Пётр", "open"), ("Пётр", "Павел", "other"), ("Хасан", "Г.", "initial"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), AGREEMENTS)
def test_given_names(one: str, other: str, expected: str) -> None:
    assert agree(one, other) == agree(other, one) == expected


def test_surnames_of_a_man_and_his_wife_agree_and_tell_the_gender() -> None:
    assert agree_surnames("Орлов", "Орлова") == "near"
    assert (gender("", "", "Орлова"), gender("Анна", "", "Орлова"), gender("", "", "Орлов")) == ("f", "f", "m")
    assert gender("Иван", "", "Шевченко") == ""


POSTS = [
    ("глава", "МИД", "RU", "министр иностранных дел||RU"),
    ("министр иностранных дел", "", "RU", "министр иностранных дел||RU"),
    ("премьер", "", "IL", "премьер-министр||IL"),
    ("посол", "", "US", ""),
    ("заместитель министра обороны", "", "KZ", ""),
    ("губернатор Вологодской области", "", "", "губернатор вологодской области||"),
    ("министр", "", "GE", ""),
    ("бывший президент", "", "FR", "президент||FR"),
]


@pytest.mark.parametrize(("role", "organisation", "country", "key"), POSTS, ids=[case[0] for case in POSTS])
def test_posts_have_one_wording_and_a_key_where_one_person_holds_them(
    role: str, organisation: str, country: str, key: str
) -> None:
    assert post_of(role, organisation, country).key == key


PAIRS = [
    (guise("Иван Орлов"), guise("Иван Орлов"), "same"),
    (guise("Сергей Соколов", "губернатор Самарской области"), guise("Сергей Соколов", "дирижёр"), "different"),
    (guise("Алексей Морозов", "мэр Твери"), guise("Алексей Морозов", "мэр Пскова"), "different"),
    (guise("Иван Марков", "министр культуры", "RS"), guise("Иван Марков", "министр спорта", "BG"), "different"),
    (guise("Рахимов", "заместитель министра", "TJ"), guise("Фаррух Рахимов", "министр обороны", "TJ"), "different"),
    (
        guise("Фаррух Рахимов", "заместитель министра", "TJ", -900),
        guise("Фаррух Рахимов", "министр обороны", "TJ"),
        "same",
    ),
    (guise("Андрей Кройтору", "министр экономики", "MD", -1200), guise("Андрей Кройтору", "президент", "MD"), "same"),
    (guise("О. Бондарь"), guise("Игорь Бондарь"), "different"),
    (guise("Хасан Резаи", "министр обороны", "IR"), guise("Гасан Резаи", "министр обороны", "IR"), "same"),
    (guise("Леван Гогуа", "президент", "GE"), guise("Нино Гогуа", "супруга президента"), "different"),
    (guise("Иван Орлов", patronymic="Ильич"), guise("Иван Орлов", patronymic="Петрович"), "different"),
]


@pytest.mark.parametrize(
    ("one", "other", "answer"), PAIRS, ids=[f"{a.name} {a.role} {b.name} {b.role}" for a, b, _ in PAIRS]
)
def test_pairs_have_a_verdict_with_reasons_in_words(one: Guise, other: Guise, answer: str) -> None:
    found = compare(one, other)
    assert (found.answer, compare(other, one).answer) == (answer, answer), found.words
    assert found.words.startswith(f"{answer} (") and found.reasons


def groups(*guises: Guise) -> set[frozenset[str]]:
    names = {each.id: f"{each.name} {each.role}".strip() for each in guises}
    return {frozenset(names[pk] for pk in group) for group in sort_out(guises).groups}


def test_a_surname_with_two_bearers_attaches_to_neither_and_waits_for_review() -> None:
    guises = [guise("Стоян Петков", "посол", "BG"), guise("Георгий Петков", "министр финансов", "BG"), guise("Петков")]
    found = sort_out(guises)
    assert len(found.groups) == 3
    assert {pair & {guises[2].id} for pair in found.doubts} == {frozenset([guises[2].id])}


def test_a_surname_with_a_post_attaches_to_the_bearer_in_that_post() -> None:
    goran, milan = (
        guise("Горан Йович", "министр транспорта", "RS"),
        guise("Милан Йович", "министр здравоохранения", "RS"),
    )
    said = guise("Йович", "министр транспорта", "RS", 3)
    found = sort_out([goran, milan, said])
    assert frozenset([goran.id, said.id]) in found.groups
    assert found.why[said.id][0] == goran.id


def test_judgements_join_what_features_part_and_part_what_they_join() -> None:
    serb, bulgarian, again = (
        guise("Иван Марков", "", "RS"),
        guise("Иван Марков", "", "BG"),
        guise("Иван Марков", "посол", "RS"),
    )
    pair = frozenset([serb.id, bulgarian.id])
    assert sort_out([serb, bulgarian, again], same=[pair]).groups == [frozenset([serb.id, bulgarian.id, again.id])]
    parted = sort_out([serb, again], different=[frozenset([serb.id, again.id])])
    assert len(parted.groups) == 2


def test_the_order_of_guises_does_not_matter() -> None:
    guises = [
        guise("Иван Орлов", "посол", "RU"), guise("И. Орлов"), guise("Орлов", "посол", "RU"), guise("Пётр Орлов", "тренер"),
        guise("Орлов"), guise("П. Орлов", "тренер"), guise("Иван Орлов", "министр", "BG"), guise("Ольга Орлова"),
    ]  # fmt: skip
    expected = groups(*guises)
    for seed in range(20):
        random.Random(seed).shuffle(guises)
        assert groups(*guises) == expected
