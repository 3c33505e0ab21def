"""Names of persons: parts, nominatives, and which two names may be one person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workers.doc import Token
from workers.extraction.lexicon import rows
from workers.extraction.names import PersonName, compatible, merge, person_name, split_parts

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


def by_case(table: str) -> list[list[str]]:
    """The rows of a table of names: the six cases, then the gender."""
    lines = (Path(__file__).parent / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


BY_CASE, OF_MORE_ORIGINS = by_case("names_by_case.tsv"), by_case("names_of_more_origins.tsv")
# What has to be right of each table, case by case.
FLOORS = [
    *((BY_CASE, *floor) for floor in zip(CASES, (0.99, 0.97, 0.97, 0.97, 0.98, 0.85), strict=True)),
    *((OF_MORE_ORIGINS, *floor) for floor in zip(CASES, (0.99, 0.97, 0.94, 0.96, 0.97, 0.82), strict=True)),
]


def tokens(name: str, case: str | None = None, number: str | None = None) -> list[Token]:
    """The words and stops of a name, as the tokeniser cuts them, with the tagger's opinion on all of them."""
    feats = {key: value for key, value in (("Case", case), ("Number", number)) if value}
    found = re.finditer(r"[\w’'-]+|\.", name)
    return [Token(i, m.group(), m.start(), m.end(), m.group(), "PROPN", feats) for i, m in enumerate(found)]


def nominative(name: str, case: str | None = None, gender: str | None = None, attested: tuple[str, ...] = ()) -> str:
    return person_name(tokens(name), case, gender, attested).full


@pytest.mark.parametrize(
    ("written", "case", "expected"),
    [
        ("Надимом Разой", "Ins", "Надим Раза"),
        ("Никола Пашиняна", "Gen", "Никол Пашинян"),
        ("Ангелой Меркель", "Ins", "Ангела Меркель"),
        ("Анналеной Бербок", "Ins", "Анналена Бербок"),
        ("Джорджей Мелони", "Ins", "Джорджа Мелони"),
        ("Джо Байденом", "Ins", "Джо Байден"),
        ("Ивановой", "Ins", "Иванова"),
        ("Лаврова", "Gen", "Лавров"),
        ("Лаврова", "Nom", "Лаврова"),
        ("Лулой да Силвой", "Ins", "Лула да Силва"),
        ("Урсулой фон дер Ляйен", "Ins", "Урсула фон дер Ляйен"),
        ("Мухаммедом бен Салманом аль Саудом", "Ins", "Мухаммед бен Салман аль Сауд"),
        ("Абдель Фаттахом ас-Сиси", "Ins", "Абдель Фаттах ас-Сиси"),
        ("Ильхама Гейдар оглы Алиева", "Gen", "Ильхам Гейдар оглы Алиев"),
        ("Салтыковым-Щедриным", "Ins", "Салтыков-Щедрин"),
        ("Грандо-Массе", "Ins", "Грандо-Массе"),
        ("Павлом Зайцем", "Ins", "Павел Заяц"),
        ("Львом Толстым", "Ins", "Лев Толстой"),
        ("Шавкатом Мирзиёевым", "Ins", "Шавкат Мирзиёев"),
        ("Касым-Жомартом Токаевым", "Ins", "Касым-Жомарт Токаев"),
        ("Жан-Клода Юнкера", "Gen", "Жан-Клод Юнкер"),
        ("Жоао Лоуренсу", "Gen", "Жоао Лоуренсу"),
        ("Григория VIII", "Gen", "Григорий VIII"),
        ("С.Лавровым", "Ins", "С. Лавров"),
        ("И. И. Ивановым", "Ins", "И. И. Иванов"),
        ("Иванову Ивану Ивановичу", "Dat", "Иван Иванович Иванов"),
        ("Ким Чен Ыном", "Ins", "Ким Чен Ын"),
        ("Нгуен Суан Фуком", "Ins", "Нгуен Суан Фук"),
        ("Ли Сяньлуном", "Ins", "Ли Сяньлун"),
        ("Пак Кын Хе", "Ins", "Пак Кын Хе"),
        ("Людмилой Черных", "Ins", "Людмила Черных"),
        ("МакКейном", "Ins", "МакКейн"),
        ("британской Захаровой", "Ins", "Захарова"),
    ],
    ids=lambda value: str(value),
)
def test_a_name_comes_out_in_the_nominative(written: str, case: str, expected: str) -> None:
    assert nominative(written, case) == expected


@pytest.mark.parametrize(("names", "case", "floor"), FLOORS, ids=[f"{len(row[0])}-{row[1]}" for row in FLOORS])
def test_names_of_every_origin_are_right_in_each_case(names: list[list[str]], case: str, floor: float) -> None:
    """The locative of a man's surname in -а («Дуде») looks like that of a consonant; without another mention it is a guess."""
    column = CASES.index(case)
    wrong = [row[column] for row in names if nominative(row[column], case) != row[0]]
    assert 1 - len(wrong) / len(names) >= floor, wrong


@pytest.mark.parametrize(("names", "floor"), [(BY_CASE, 0.94), (OF_MORE_ORIGINS, 0.91)], ids=["first", "more"])
def test_names_are_mostly_right_where_nothing_demands_a_case(names: list[list[str]], floor: float) -> None:
    wrong = [form for row in names for form in row[:6] if nominative(form) != row[0]]
    assert 1 - len(wrong) / (6 * len(names)) >= floor, wrong


@pytest.mark.parametrize(
    ("written", "attested", "expected"),
    [
        ("Дуде", "дуда", "Дуда"),
        ("Кучме", "кучма", "Кучма"),
        ("Яровой", "яровая", "Яровая"),
        ("Сибиги", "сибига", "Сибига"),
        ("Лаврова", "лаврова", "Лаврова"),
    ],
)
def test_a_nominative_seen_elsewhere_outranks_a_guess(written: str, attested: str, expected: str) -> None:
    assert nominative(written, attested=(attested,)) == expected


@pytest.mark.parametrize(
    ("written", "case", "gender", "expected"),
    [
        ("Александра Иванова", "Nom", "Fem", "Александра Иванова"),
        ("Александра Иванова", "Gen", None, "Александр Иванов"),
        ("Захарова", None, "Fem", "Захарова"),
        ("Захарова", "Gen", "Masc", "Захаров"),
    ],
)
def test_case_and_gender_of_the_context_decide(written: str, case: str, gender: str | None, expected: str) -> None:
    assert nominative(written, case, gender) == expected


def test_a_family_is_named_by_the_surname_of_one() -> None:
    assert person_name(tokens("Ивановых", "Gen", "Plur"), "Gen").surname == "Иванов"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Иван Иванович Иванов", "given patronymic surname"),
        ("Иванов Иван Иванович", "surname given patronymic"),
        ("Иван Иванович", "given patronymic"),
        ("Слободан Милошевич", "given surname"),
        ("Иванов Иван", "surname given"),
        ("Надим Раза", "given surname"),
        ("И. И. Иванов", "given patronymic surname"),
        ("Иванов И. И.", "surname given patronymic"),
        ("Реджеп Тайип Эрдоган", "given given surname"),
        ("Ким Чен Ын", "surname given given"),
        ("Андрес Мануэль Лопес Обрадор", "given given surname surname"),
        ("Мухаммед бен Салман аль Сауд", "given given given surname surname"),
        ("Ильхам Гейдар оглы Алиев", "given patronymic patronymic surname"),
        ("Григорий VIII", "given regnal"),
        ("Лавров", "surname"),
        ("Кирилл", "given"),
    ],
    ids=lambda value: str(value),
)
def test_the_parts_of_a_name(written: str, parts: str) -> None:
    assert " ".join(split_parts(tokens(written)).labels) == parts


@pytest.mark.parametrize(
    ("written", "case", "gender"),
    [("Ангелой", "Ins", "f"), ("Меркель", "Ins", "f"), ("Сергеем Лавровым", "Ins", "m"), ("Ли", "Ins", None)],
)
def test_gender_is_given_where_the_name_shows_it(written: str, case: str, gender: str | None) -> None:
    assert person_name(tokens(written), case).gender == gender


def name(text: str) -> PersonName:
    return person_name(tokens(text, "Nom"), "Nom")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Сергей Лавров", "Лавров", True),
        ("Сергей Лавров", "С. Лавров", True),
        ("Сергей Лавров", "Сергей Викторович Лавров", True),
        ("С. В. Лавров", "Сергей Викторович Лавров", True),
        ("Андрес Мануэль Лопес Обрадор", "Обрадор", True),
        ("Мухаммед аль Сауд", "Сауд", True),
        ("Сергей Лавров", "Михаил Лавров", False),
        ("Сергей Лавров", "М. Лавров", False),
        ("Сергей Лавров", "Лаврова", False),
        ("Сергей Лавров", "Сергей Шойгу", False),
        ("Сергей Викторович Лавров", "Сергей Петрович Лавров", False),
        ("Фёдор Алексеев", "Федор Алексеев", True),
    ],
)
def test_whether_two_names_may_be_one_person(one: str, other: str, same: bool) -> None:
    assert compatible(name(one), name(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "full"),
    [
        ("С. Лавров", "Сергей Лавров", "Сергей Лавров"),
        ("Лавров", "Сергей Викторович Лавров", "Сергей Викторович Лавров"),
        ("Андрес Мануэль Лопес Обрадор", "Обрадор", "Андрес Мануэль Лопес Обрадор"),
    ],
)
def test_two_mentions_give_the_fullest_name(one: str, other: str, full: str) -> None:
    assert merge(name(one), name(other)).full == full
    assert merge(name(other), name(one)).full == full


def test_every_listed_given_name_is_known_by_its_example() -> None:
    genders = {"m": "Masc", "f": "Fem"}
    listed = [(row[0], row[1][0], row[3]) for row in rows("given_names.tsv")]
    wrong = [
        example
        for given, gender, example in listed
        if person_name(tokens(f"{example} Берлускони"), "Ins", genders[gender]).given != given
    ]
    assert not wrong


@pytest.mark.parametrize("file", ["asian_surnames.tsv", "indeclinable_surnames.tsv", "name_particles.tsv"])
def test_every_listed_surname_and_particle_keeps_its_form(file: str) -> None:
    wrong = [row[-1] for row in rows(file) if nominative(row[-1], "Nom") != row[-1]]
    assert not wrong


def test_every_pair_of_given_names_keeps_men_and_women_apart() -> None:
    wrong = [
        man
        for man, usual, woman in rows("paired_given_names.tsv")
        if person_name(tokens(f"{woman} Лаврова"), "Gen").given != man
        or ("f" in usual and person_name(tokens(f"{woman} Лаврова"), "Nom").given != woman)
    ]
    assert not wrong
