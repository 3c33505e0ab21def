"""When and where: the day and the place that a text gives each meeting, in the sentence and around it."""

from __future__ import annotations

from datetime import date

import pytest
from parsing import parsed

from workers.extraction import extract
from workers.extraction.facts import MeetingFact

THURSDAY = date(2024, 5, 16)  # the day of publication

# Text, then for each meeting: day, city, country, venue («-»: not given).
CASES = [
    # The adjunct stands behind a name, which takes none.
    (
        "Министр Олег Громов встретился с представителями компании «Тристан» в Мурманске.",
        "- | Мурманск | Россия | -",
    ),
    (
        "Президент Кении Уильям Отиено и премьер Танзании Касим Мвиньи встретились в среду в Найроби.",
        "2024-05-15 | Найроби | Кения | -",
    ),
    # The schedule of the meeting.
    (
        "Переговоры министра Олега Громова с послом Чили Хуаном Ривасом, назначенные на 20 мая, отменены.",
        "2024-05-20 | - | - | -",
    ),
    # A sentence about the meeting that a pronoun means.
    (
        "Министр Олег Громов проведет встречу с послом Чили Хуаном Ривасом. Она состоится в пятницу в отеле «Весна».",
        "2024-05-17 | - | - | отель «Весна»",
    ),
    # Days told before.
    (
        "Президент Чили Хуан Ривас прибыл 13 мая в Осло. В тот же день его принял король Норвегии Олаф.",
        "2024-05-13 | Осло | Норвегия | -",
    ),
    (
        "Министры Олег Громов и Иван Шилов 14 мая подписали в Минске договор. Перед церемонией они провели переговоры.",
        "2024-05-14 | Минск | Белоруссия | -",
    ),
    (
        "Утром 14 мая губернатор Олег Громов принял посла Чили Хуана Риваса. "
        "Затем он побеседовал с послом Кении Уильямом Отиено.",
        "2024-05-14 | - | - | -; 2024-05-14 | - | - | -",
    ),
    # Capitals by paraphrase, regions, towns that no list has.
    ("Министр Олег Громов встретился с послом Чили Хуаном Ривасом в столице Турции.", "- | Анкара | Турция | -"),
    ("Министр Олег Громов встретился с послом Чили Хуаном Ривасом в столице Татарстана.", "- | Казань | Россия | -"),
    ("Министр Олег Громов встретился с послом Чили Хуаном Ривасом в Приморье.", "- | - | Россия | -"),
    ("Министр Олег Громов встретился с послом Чили Хуаном Ривасом в Баварии.", "- | - | Германия | -"),
    ("Министр Олег Громов встретился с фермерами в селе Кривая Балка.", "- | Кривая Балка | - | -"),
    ("Министр Олег Громов встретился с фермерами в Красноярском крае.", "- | - | Россия | -"),
    # Near a city is not in it.
    ("Министр Олег Громов встретился с послом Чили Хуаном Ривасом под Парижем.", "- | - | Франция | -"),
    # Venues.
    (
        "Президент Чили Хуан Ривас принял в своей резиденции посла Кении Уильяма Отиено.",
        "- | - | - | резиденция",
    ),
    (
        "Летчик Олег Громов встретился с школьниками в Южном лицее Саратова.",
        "- | Саратов | Россия | Южный лицей",
    ),
    (
        "Директор завода Олег Громов встретился с мэром Иваном Шиловым в нижегородском клубе «Маяк».",
        "- | Нижний Новгород | Россия | клуб «Маяк»",
    ),
    # A time of day in another sentence; a duration is none.
    (
        "Премьер Кении Уильям Отиено завтра созвонится с премьером Чили Хуаном Ривасом. Разговор намечен на 11:00.",
        "2024-05-17 11:00 | - | - | -",
    ),
    (
        "Министр Олег Громов принял во вторник посла Чили Хуана Риваса. Беседа длилась около двух часов.",
        "2024-05-14 | - | - | -",
    ),
    # The place of the matter is not the meeting's.
    (
        "Компании «Бхарат» и «Тениз» ведут переговоры о совместном предприятии в Темиртау.",
        "- | - | - | -",
    ),
]


def scene(meeting: MeetingFact) -> str:
    """«2024-05-14 11:00 | Минск | Белоруссия | Дворец Независимости»."""
    when, place = meeting.date, meeting.place
    days = "-" if when.start is None else str(when.start) if when.start == when.end else f"{when.start}..{when.end}"
    day = f"{days} {when.time}" if when.time else days
    return " | ".join([day, place.city or "-", place.country or "-", place.venue or "-"])


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_each_meeting_has_the_day_and_place_the_text_gives_it(text: str, expected: str) -> None:
    assert "; ".join(map(scene, extract(parsed(text), THURSDAY).meetings)) == expected
