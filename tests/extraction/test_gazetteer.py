"""Countries, cities and seats are found in any case form, and words that only look like them are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from workers.doc import Entity, Sentence, Token
from workers.extraction.gazetteer import (
    capital_of,
    city_adjective,
    city_at,
    city_named,
    country_adjective,
    country_at,
    country_by_code,
    country_by_name,
    country_demonym,
    country_pair,
    hall_at,
)
from workers.extraction.lexicon import rows
from workers.extraction.place_names import Found
from workers.extraction.regions import region_adjective, region_at

WORD = re.compile(r"\w+(?:[-‑]\w+)*|[^\w\s]")


def sentence(text: str, upos: str = "X") -> Sentence:
    """Words and punctuation; a stretch in square brackets is an entity: «[CITY Орел]»."""
    entities: list[Entity] = []
    tokens: list[Token] = []
    kind, first = "", 0
    for match in re.finditer(r"\[(?P<kind>[A-Z]+) |\]|" + WORD.pattern, text):
        if match["kind"]:
            kind, first = match["kind"], len(tokens)
        elif match.group() == "]":
            entities.append(Entity(first, len(tokens) - 1, kind))
        else:
            tokens.append(Token(len(tokens), match.group(), match.start(), match.end(), match.group(), upos))
    return Sentence(0, tuple(tokens), tuple(entities))


def word(text: str) -> Token:
    return Token(0, text, 0, len(text), text, "ADJ")


def names(find: Callable[[Sentence, int], Found[Any] | None], text: str) -> str:
    """What is found, left to right, none inside another."""
    parsed = sentence(text)
    found, index = [], 0
    while index < len(parsed.tokens):
        match = find(parsed, index)
        found += [match.value.name] if match else []
        index = match.last + 1 if match else index + 1
    return "; ".join(found)


COUNTRIES = [
    ("президент РФ", "Россия"),
    ("МИД КНР и КНДР", "Китай; КНДР"),
    ("делегация Исламской Республики Пакистан", "Пакистан"),
    ("Министерство обороны Исламской Республики Иран", "Иран"),
    ("госсекретарь Соединенных Штатов Америки", "США"),
    ("с Соединёнными Штатами", "США"),
    ("в Объединенных Арабских Эмиратах", "ОАЭ"),
    ("с Республикой Корея", "Южная Корея"),
    ("лидер Северной Кореи", "КНДР"),
    ("Корейской Народно-Демократической Республики", "КНДР"),
    ("король Саудовской Аравии", "Саудовская Аравия"),
    ("Королевства Саудовская Аравия", "Саудовская Аравия"),
    ("власти Кыргызстана", "Киргизия"),
    ("премьер Киргизской Республики", "Киргизия"),
    ("президент Беларуси", "Белоруссия"),
    ("с Республикой Беларусь", "Белоруссия"),
    ("президент Молдовы", "Молдавия"),
    ("посол Туркмении", "Туркменистан"),
    ("Сенат Чешской Республики", "Чехия"),
    ("канцлер ФРГ", "Германия"),
    ("в Федеративной Республике Германия", "Германия"),
    ("премьер Британии", "Великобритания"),
    ("Соединенного Королевства", "Великобритания"),
    ("премьер Нидерландов", "Нидерланды"),
    ("королевой Голландии", "Нидерланды"),
    ("Боснией и Герцеговиной", "Босния и Герцеговина"),
    ("власти Республики Сербской", "Босния и Герцеговина"),
    ("с Северной Македонией", "Северная Македония"),
    ("президент Косова", "Косово"),
    ("президент ДРК", "ДР Конго"),
    ("в Демократической Республике Конго", "ДР Конго"),
    ("лидер Конго", "Конго"),
    ("Папуа - Новой Гвинеей", "Папуа - Новая Гвинея"),
    ("Папуа-Новой Гвинеи", "Папуа - Новая Гвинея"),
    ("Гвинеи-Бисау", "Гвинея-Бисау"),
    ("Экваториальной Гвинеей", "Экваториальная Гвинея"),
    ("глава МИД Кот-д'Ивуара", "Кот-д'Ивуар"),
    ("глава МИД Кот-д’Ивуара", "Кот-д'Ивуар"),
    ("президентом Шри-Ланки", "Шри-Ланка"),
    ("Тринидадом и Тобаго", "Тринидад и Тобаго"),
    ("Маршалловых Островов", "Маршалловы Острова"),
    ("Южного Судана", "Южный Судан"),
    ("с Суданом", "Судан"),
    ("в ЮАР", "ЮАР"),
    ("Южно-Африканской Республики", "ЮАР"),
    ("с Тайванем", "Тайвань"),
    ("президент Абхазии", "Абхазия"),
    ("с Республикой Аргентина", "Аргентина"),
    ("короля Королевства Тонга", "Тонга"),
    ("[PERSON Доминика Раба] и [PERSON Ливии Турко]", ""),
    ("Самое важное", ""),
    ("Республики Южная Осетия", "Южная Осетия"),
    ("между Арменией, Азербайджаном и Грузией", "Армения; Азербайджан; Грузия"),
    ("ПРЕЗИДЕНТ ТУРЦИИ", "Турция"),
    ("президентом Перу", "Перу"),
    ("[COUNTRY Перу] подписала договор", "Перу"),
    ("делегация Того", "Того"),
    ("президентом Чада", "Чад"),
    ("Святым Престолом", "Ватикан"),
    ("президентом Вьетнама", "Вьетнам"),
    ("главой МИД Мьянмы", "Мьянма"),
    ("премьер Шотландии", "Великобритания"),
    ("Президенты [COUNTRY россии] и [COUNTRY сша] встретились", "Россия; США"),
    ("стран Латинской Америки", ""),
    ("Северного Кипра", ""),
    ("Того же мнения министр", ""),
    ("того же дня", ""),
    ("Перу Толстого принадлежит роман", ""),
    ("[PERSON Перу] Толстого принадлежит роман", ""),
    ("писал пером и перу", ""),
    ("чада и домочадцы", ""),
    ("телеканал «Россия»", ""),
    ("Ра был богом, а Рк - нет", ""),
    ("грузия и грузин", ""),
]


@pytest.mark.parametrize(("text", "expected"), COUNTRIES, ids=[text for text, _ in COUNTRIES])
def test_countries(text: str, expected: str) -> None:
    assert names(country_at, text) == expected


CITIES = [
    ("прибыл в Баку", "Баку"),
    ("в Нью-Йорке и Женеве", "Нью-Йорк; Женева"),
    ("В НЬЮ-ЙОРКЕ", "Нью-Йорк"),
    ("под Нижним Новгородом", "Нижний Новгород"),
    ("в Великом Новгороде", "Великий Новгород"),
    ("в Ростове-на-Дону", "Ростов-на-Дону"),
    ("в Комсомольске-на-Амуре", "Комсомольск-на-Амуре"),
    ("во Франкфурте-на-Майне", "Франкфурт-на-Майне"),
    ("в Гусе-Хрустальном", "Гусь-Хрустальный"),
    ("в Петропавловске-Камчатском", "Петропавловск-Камчатский"),
    ("в Набережных Челнах", "Набережные Челны"),
    ("из Набережных Челнов", "Набережные Челны"),
    ("в Великих Луках", "Великие Луки"),
    ("в Минводах", "Минеральные Воды"),
    ("с Эр-Риядом", "Эр-Рияд"),
    ("в Шарм-эш-Шейхе", "Шарм-эш-Шейх"),
    ("в Санкт-Петербурге", "Санкт-Петербург"),
    ("в Петербурге", "Санкт-Петербург"),
    ("в Улан-Баторе", "Улан-Батор"),
    ("в Улан-Удэ", "Улан-Удэ"),
    ("в Афинах", "Афины"),
    ("из Чебоксар", "Чебоксары"),
    ("в Мытищах", "Мытищи"),
    ("в Кёльне", "Кёльн"),
    ("в Кельне", "Кёльн"),
    ("в Твери", "Тверь"),
    ("в Ельце", "Елец"),
    ("в Торжке", "Торжок"),
    ("в Красной Поляне", "Красная Поляна"),
    ("в Грозном", "Грозный"),
    ("в Давосе", "Давос"),
    ("в Гааге", "Гаага"),
    ("в Тэджоне", "Тэджон"),
    ("в Рио-де-Жанейро", "Рио-де-Жанейро"),
    ("в Сингапуре", "Сингапур"),
    ("в Орле", "Орел"),
    ("во Владимире", "Владимир"),
    ("город Мирный", "Мирный"),
    ("в городе Владимире", "Владимир"),
    ("завод в [CITY Королеве]", "Королев"),
    ("власти [CITY Туниса]", "Тунис"),
    ("[CITY Рига] примет саммит", "Рига"),
    ("Минск, Москва и Киев", "Минск; Москва; Киев"),
    ("в Тунисе", ""),
    ("в Алжире и Панаме", ""),
    ("во [PERSON Владимире Путине]", ""),
    ("[PERSON Москва] вышла на сцену", ""),
    ("с Владимиром", ""),
    ("Чехов написал пьесу", ""),
    ("клуб «Краснодар»", ""),
    ("баку и вода", ""),
    ("дели и умножай", ""),
    ("в министерстве иностранных Дел", ""),
    ("Новгорода нет", "Новгород"),
]


@pytest.mark.parametrize(("text", "expected"), CITIES, ids=[text for text, _ in CITIES])
def test_cities(text: str, expected: str) -> None:
    assert names(city_at, text) == expected


COUNTRIES_OF_CITIES = [
    ("Баку", "Азербайджан"),
    ("Стамбул", "Турция"),
    ("Женева", "Швейцария"),
    ("Дубай", "ОАЭ"),
    ("Гонконг", "Китай"),
    ("Сухум", "Абхазия"),
    ("Гранада", None),
    ("Валенсия", None),
    ("Александрия", None),
    ("Ялта", None),
    ("Джульфа", None),
]


@pytest.mark.parametrize(("name", "expected"), COUNTRIES_OF_CITIES, ids=[name for name, _ in COUNTRIES_OF_CITIES])
def test_a_city_has_a_country_unless_several_have_such_a_city(name: str, expected: str | None) -> None:
    city = city_named(name)
    assert city is not None
    assert (city.country.name if city.country else None) == expected


ADJECTIVES = [
    ("российским", "Россия"),
    ("южнокорейского", "Южная Корея"),
    ("эмиратская", "ОАЭ"),
    ("саудовские", "Саудовская Аравия"),
    ("кыргызской", "Киргизия"),
    ("британскую", "Великобритания"),
    ("английских", "Великобритания"),
    ("шри-ланкийский", "Шри-Ланка"),
    ("нигерийский", "Нигерия"),
    ("нигерский", "Нигер"),
    ("австрийский", "Австрия"),
    ("австралийский", "Австралия"),
    ("латиноамериканский", None),
    ("русский", None),
    ("советский", None),
    ("конголезский", "ДР Конго"),
]


@pytest.mark.parametrize(("text", "expected"), ADJECTIVES, ids=[text for text, _ in ADJECTIVES])
def test_adjectives_of_countries(text: str, expected: str | None) -> None:
    country = country_adjective(word(text))
    assert (country.name if country else None) == expected


PAIRS = [
    ("российско-турецкие", "Россия; Турция"),
    ("американо-китайского", "США; Китай"),
    ("франко-германской", "Франция; Германия"),
    ("армяно-азербайджанская", "Армения; Азербайджан"),
    ("индо-пакистанский", "Индия; Пакистан"),
    ("египто-израильских", "Египет; Израиль"),
    ("российско-белорусско-казахстанский", "Россия; Белоруссия; Казахстан"),
    ("саудовско-иранские", "Саудовская Аравия; Иран"),
    ("шри-ланкийский", ""),
    ("социально-экономический", ""),
    ("российско-африканский", ""),
    ("турецкий", ""),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS, ids=[text for text, _ in PAIRS])
def test_adjectives_of_several_countries(text: str, expected: str) -> None:
    assert "; ".join(country.name for country in country_pair(word(text))) == expected


CITY_ADJECTIVES = [
    ("московский", "Москва"),
    ("бакинскую", "Баку"),
    ("женевские", "Женева"),
    ("петербургского", "Санкт-Петербург"),
    ("нижегородской", "Нижний Новгород"),
    ("дамасский", "Дамаск"),
    ("неаполитанский", "Неаполь"),
    ("русский", None),
    ("портовый", None),
]


@pytest.mark.parametrize(("text", "expected"), CITY_ADJECTIVES, ids=[text for text, _ in CITY_ADJECTIVES])
def test_adjectives_of_cities(text: str, expected: str | None) -> None:
    city = city_adjective(word(text))
    assert (city.name if city else None) == expected


DEMONYMS = [("россияне", "Россия"), ("турками", "Турция"), ("британца", "Великобритания"), ("гости", None)]


@pytest.mark.parametrize(("text", "expected"), DEMONYMS, ids=[text for text, _ in DEMONYMS])
def test_demonyms(text: str, expected: str | None) -> None:
    country = country_demonym(word(text))
    assert (country.name if country else None) == expected


HALLS = [
    ("в Кремле", "Кремль", "Москва", "RU"),
    ("в Белом доме", "Белый дом", "Вашингтон", "US"),
    ("в Елисейском дворце", "Елисейский дворец", "Париж", "FR"),
    ("в Ново-Огареве", "Ново-Огарево", None, "RU"),
    ("в Акорде", "Акорда", "Астана", "KZ"),
    ("в резиденции «Бочаров ручей»", "Бочаров Ручей", "Сочи", "RU"),
    ("в резиденции «Загульба»", "Загульба", "Баку", "AZ"),
    ("на Даунинг-стрит", "Даунинг-стрит", "Лондон", "GB"),
    ("в Кэмп-Дэвиде", "Кэмп-Дэвид", None, "US"),
    ("во дворце Хофбург", "Хофбург", "Вена", "AT"),
]


@pytest.mark.parametrize(("text", "name", "city", "code"), HALLS, ids=[row[0] for row in HALLS])
def test_seats(text: str, name: str, city: str | None, code: str) -> None:
    parsed = sentence(text)
    halls = [found.value for token in parsed.tokens if (found := hall_at(parsed, token.index))]
    assert [(hall.name, hall.city.name if hall.city else None, hall.country.code) for hall in halls] == [
        (name, city, code)
    ]


def test_the_instrumental_of_a_city_is_told_from_an_adjective() -> None:
    assert city_at(sentence("в Томском университете", upos="ADJ"), 1) is None
    assert city_at(sentence("между Томском и Омском", upos="PROPN"), 1) is not None


def test_countries_have_capitals_and_codes() -> None:
    turkey = country_by_code("TR")
    assert turkey is not None and turkey == country_by_name("Турция")
    capital = capital_of(turkey)
    assert capital is not None and (capital.name, capital.country) == ("Анкара", turkey)
    nauru = country_by_name("Науру")
    assert nauru is not None and capital_of(nauru) is None


def test_every_country_is_found_in_its_example() -> None:
    assert [row for row in rows("countries.tsv") if names(country_at, row[-1]) != row[0]] == []


def test_every_other_name_of_a_country_is_found() -> None:
    missing = [
        name
        for row in rows("countries.tsv")
        for name in row[4].split(";")
        if name and names(country_at, f"власти {name}") != row[0]
    ]
    assert missing == []


def test_every_city_is_found_in_its_example() -> None:
    assert [row for row in rows("cities.tsv") if names(city_at, row[-1]) != row[0]] == []


def test_every_capital_is_a_city() -> None:
    assert [row[2] for row in rows("countries.tsv") if row[2] and city_named(row[2]) is None] == []


def test_homonyms_are_no_places_in_their_examples() -> None:
    assert [row for row in rows("homonyms.tsv") if names(city_at, row[1]) or names(country_at, row[1])] == []


def test_every_homonym_is_a_place() -> None:
    assert [row for row in rows("homonyms.tsv") if not (city_named(row[0]) or country_by_name(row[0]))] == []


def test_regions_are_no_countries() -> None:
    assert [row for row in rows("regions.tsv") if names(country_at, row[1])] == []


def test_every_region_is_found_in_its_example() -> None:
    found = {row[0]: names(region_at, row[-1]) for row in rows("provinces.tsv")}
    assert {row: name for row, name in found.items() if name != row.partition(";")[0]} == {}


def test_every_region_has_a_known_town_and_an_adjective_of_its_own() -> None:
    regions = rows("provinces.tsv")
    assert [row for row in regions if row[2] and city_named(row[2]) is None] == []
    assert [row for row in regions if row[3] and region_adjective(word(row[3])) is None] == []


def test_every_seat_is_found_in_its_example() -> None:
    assert [row for row in rows("halls.tsv") if row[0] not in names(hall_at, row[3])] == []


def test_every_adjective_names_its_place() -> None:
    of_cities = [row for row in rows("city_adjectives.tsv") if city_adjective(word(row[0])) != city_named(row[1])]
    of_two = [row for row in rows("combining_forms.tsv") if len(country_pair(word(row[2]))) != 2]
    assert (of_cities, of_two) == ([], [])
