"""Participants are found by name as people write it."""

from __future__ import annotations

from typing import Any

import pytest

from events.models import Participant
from events.names import latin
from ledger.telling import meeting, person, queued, tell

HOST = person("Иван Буба")
FOUND = [  # name in the ledger, what is asked for
    ("Фёдор Горячёв", "Фёдор Горячёв"),
    ("Фёдор Горячёв", "Федор Горячев"),
    ("Фёдор Горячёв", "горячева"),
    ("Фёдор Горячёв", "ГОРЯЧЁВУ"),
    ("Фёдор Горячёв", "с Фёдором Горячёвым"[2:]),
    ("Фёдор Горячёв", "Горячев Федор"),
    ("Фёдор Горячёв", "Goryachev"),
    ("Фёдор Горячёв", "Goriachev"),
    ("Мария Захарова", "Мария Захарова"),
    ("Мария Захарова", "Захаровой"),
    ("Мария Захарова", "Марии"),
    ("Мария Захарова", "Марию Захарову"),
    ("Мария Захарова", "Zakharova"),
    ("Мария Захарова", "Zaharova"),
    ("Андрей Белецкий", "Белецкого"),
    ("Андрей Белецкий", "Beletsky"),
    ("Андрей Белецкий", "Beletskiy"),
    ("Юлия Щукина", "Щукиной"),
    ("Юлия Щукина", "Yulia Shchukina"),
    ("Хикмет Гаджиев", "Гаджиеву"),
    ("Николай Козлов", "Николай"),
    ("Николай Козлов", "Николаем Козловым"),
    ("Дмитрий Козлов", "Дмитрия"),
    ("Алексей Козлов", "Алексею"),
    ("Илья Козлов", "Ильи Козлова"),
    ("Ильхам Алиев", "İlham Əliyev"),
    ("Джеймс Чейз", "Чейзом"),
    ("Анна-Лена Гросс", "Анной-Леной"),
]
NOT_FOUND = [
    ("Марк Захаров", "Мария Захарова"),
    ("Никодим Козлов", "Николай Козлов"),
    ("Мария Захарова", "Захарченко"),
    ("Мария Захарова", "Иван Захаров Петров"),
    ("Пётр Белый", "Белоусов"),
    ("Мария Захарова", "!!!"),
    ("Мария Захарова", "12"),
]


@pytest.mark.parametrize(("name", "query"), FOUND, ids=[f"{query} → {name}" for name, query in FOUND])
def test_a_name_is_found(owner: Any, name: str, query: str) -> None:
    tell(queued(owner, "раз"), meeting(person(name), HOST))
    assert [found.name for found in Participant.objects.named(query)] == [name]


@pytest.mark.parametrize(("name", "query"), NOT_FOUND, ids=[f"{query} ≠ {name}" for name, query in NOT_FOUND])
def test_another_name_is_not_found(owner: Any, name: str, query: str) -> None:
    tell(queued(owner, "раз"), meeting(person(name), HOST))
    assert not Participant.objects.named(query).exists()


PASSPORTS = [
    ("Фёдор Горячёв", "Fedor Goriachev"),
    ("Юлия Щукина", "Iuliia Shchukina"),
    ("Анна-Лена Гросс", "Anna-Lena Gross"),
    ("подъезд", "podieezd"),
]


@pytest.mark.parametrize(("name", "spelled"), PASSPORTS, ids=[name for name, _ in PASSPORTS])
def test_latin_letters_are_those_of_the_passport(name: str, spelled: str) -> None:
    assert latin(name) == spelled
