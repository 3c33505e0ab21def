"""Countries, cities and seats: look-ups of words in any case form, from the lexicon files of these names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from workers.doc import Sentence, Token
from workers.extraction.lexicon import rows, words
from workers.extraction.morphology import cases, forms, parses
from workers.extraction.place_names import Found, Names, folded, name_forms, word_forms

Value = TypeVar("Value")
ADJECTIVE_ENDINGS = tuple("ого ому ими ий ый ой ая яя ую ое ие ые их ых им ым ом ей".split())
PLACE_TYPES = frozenset({"CITY", "COUNTRY", "LOCATION", "DISTRICT"})
STATES = "Республика Королевство Государство Княжество Султанат Эмират Содружество".split()
INTO = frozenset({"в", "во", "из", "под", "близ"})
CITY_STATES = frozenset({"Сингапур", "Монако", "Ватикан", "Сан-Марино", "Люксембург"})
TOWN = frozenset("город города городе городу городом г г.".split())
QUOTES = frozenset("«»“”„\"'")


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is ISO 3166-1 alpha-2, empty where there is none."""

    name: str
    code: str
    capital: str | None


@dataclass(frozen=True, slots=True)
class City:
    """`country` is None where several countries have a place of the name."""

    name: str
    country: Country | None


@dataclass(frozen=True, slots=True)
class Hall:
    """A seat known by its name: «Кремль», «Акорда»."""

    name: str
    city: City | None
    country: Country


def country_at(sentence: Sentence, index: int) -> Found[Country] | None:
    """The longest name of a country that starts at the token, in any case form; not a word of a longer name."""
    found = _countries().at(sentence, index) or _titled(sentence, index)
    if found is None or _is_quoted(sentence, found) or _inside_longer_name(sentence, index):
        return None
    if _entity_type(sentence, index) == "PERSON" and not leads_person(sentence, found):
        return None
    return None if _is_opening_word(sentence, found) else found


def leads_person(sentence: Sentence, found: Found[Country]) -> bool:
    """«министру [Мозамбика Карлушу Закариашу]»: a genitive that the tagger took into the name behind it."""
    entity = sentence.entity_at.get(found.first)
    if entity is None or entity.first != found.first or entity.last < found.last + 2:
        return False
    token = sentence.tokens[found.last]
    genitive = token.case == "Gen" or cases(token.lower) == {"Gen"}
    return genitive and token.lower != folded(found.value.name)


def _titled(sentence: Sentence, index: int) -> Found[Country] | None:
    """«Республики Аргентина», «Королевстве Тонга»."""
    title = sentence.tokens[index]
    found = _countries().at(sentence, index + 1) if title.is_capitalised and title.lower in _state_words() else None
    return Found(found.value, index, found.last) if found else None


def city_at(sentence: Sentence, index: int) -> Found[City] | None:
    """The longest name of a city that starts at the token; words of a person's or of a longer name are none."""
    if _entity_type(sentence, index) == "PERSON":
        return None
    found = _cities().at(sentence, index)
    if found is None or _is_quoted(sentence, found) or _inside_longer_name(sentence, index):
        return None
    if _is_adjective(sentence.tokens[found.last]):
        return None
    doubtful = _is_homonym(sentence, found) or _is_opening_word(sentence, found)
    if _shares_name_with_country(found.value):
        return found if _is_tagged_city(sentence, index) else None
    return None if doubtful and not _is_certain(sentence, index) else found


def hall_at(sentence: Sentence, index: int) -> Found[Hall] | None:
    """The seat whose name starts at the token."""
    return _halls().at(sentence, index)


def country_adjective(token: Token) -> Country | None:
    """«российский», «южнокорейского»."""
    return _adjectives().get(adjective_stem(token.lower)) if token.upos not in {"VERB", "ADV"} else None


def country_pair(token: Token) -> tuple[Country, ...]:
    """«российско-турецкие», «франко-германский»: the countries, in order; empty where one part is no country."""
    *firsts, last = token.lower.split("-")
    if not firsts or adjective_stem(token.lower) in _adjectives():
        return ()
    found = [*(_combining(first) for first in firsts), _adjectives().get(adjective_stem(last))]
    countries = tuple(country for country in found if country is not None)
    return countries if len(countries) == len(found) else ()


def country_demonym(token: Token) -> Country | None:
    """«россиянин», «турками»."""
    return _demonyms().get(token.lower)


def city_adjective(token: Token) -> City | None:
    """«московский», «бакинский»: of capitals and main cities."""
    return _city_adjectives().get(adjective_stem(token.lower)) if token.upos not in {"VERB", "ADV"} else None


def capital_of(country: Country) -> City | None:
    return City(country.capital, country) if country.capital else None


def country_by_name(name: str) -> Country | None:
    return _countries_by_name().get(name)


def country_by_code(code: str) -> Country | None:
    return _countries_by_code().get(code)


def names_city(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` has the form of a city's name, whatever the tagger says: «глава [Измира] Джемиль Тугай»."""
    found = _cities().at(sentence, index)
    return found is not None and found.first == found.last == index


def names_country(word: str) -> bool:
    """Whether the lower-cased form stands for a country in some case: «судану»."""
    return word in _country_forms()


@cache
def _country_forms() -> frozenset[str]:
    return frozenset(form for row in rows("countries.tsv") for form in forms(row[0]) if " " not in form)


def city_named(name: str) -> City | None:
    """The city of this name in the nominative, in any lettering: «НЬЮ-ЙОРК»."""
    return _cities_by_name().get(folded(name))


# What tells a place from another word.


def _entity_type(sentence: Sentence, index: int) -> str | None:
    entity = sentence.entity_at.get(index)
    return entity.type if entity else None


def _is_quoted(sentence: Sentence, found: Found[Value]) -> bool:
    """«Краснодар», «Россия»: a club, a broadcaster, a hotel."""
    tokens = sentence.tokens
    if found.first == 0 or found.last + 1 >= len(tokens):
        return False
    return tokens[found.first - 1].text in QUOTES and tokens[found.last + 1].text in QUOTES


def _inside_longer_name(sentence: Sentence, index: int) -> bool:
    """«Южного Судана», «Латинской Америке», «Нижнем Новгороде»: the second word is no name of its own."""
    for start in range(max(0, index - 2), index):
        for names in (_countries(), _cities(), _regions()):
            found: Found[object] | None = names.at(sentence, start)  # type: ignore[assignment]
            if found is not None and found.last >= index:
                return True
    return False


def _is_homonym(sentence: Sentence, found: Found[Value]) -> bool:
    return found.first == found.last and sentence.tokens[found.first].lower in _homonyms()


def _is_opening_word(sentence: Sentence, found: Found[Value]) -> bool:
    """«Того же мнения», «Перу Толстого принадлежит»: capital only because it opens the sentence, and tagged as no place."""
    token = sentence.tokens[found.first]
    if found.first != 0 or found.last != 0 or _entity_type(sentence, 0) in PLACE_TYPES or not token.text[1:].islower():
        return False
    known = [parse for parse in parses(token.lower) if parse.is_known]
    return token.lower in _homonyms() or (bool(known) and "Geox" not in known[0].tag)


def _is_adjective(token: Token) -> bool:
    """«в Томском университете»: the form of «Томск» in the instrumental, and of an adjective."""
    return token.upos == "ADJ" and token.lower.endswith(("ском", "цком"))


def _is_tagged_city(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[index - 1].lower if index else ""
    return _entity_type(sentence, index) == "CITY" or before in TOWN


def _is_certain(sentence: Sentence, index: int) -> bool:
    """«в Орле», «город Мирный», or tagged as a city."""
    kind = _entity_type(sentence, index)
    before = sentence.tokens[index - 1].lower if index else ""
    return _is_tagged_city(sentence, index) or kind == "LOCATION" or (kind is None and before in INTO)


def _shares_name_with_country(city: City) -> bool:
    """«в Тунисе», «в Панаме»: the country is meant unless the words say otherwise."""
    return city.name in _countries_by_name() and city.name not in CITY_STATES


# The lexicon, read once.


@cache
def _countries_by_name() -> dict[str, Country]:
    return {row[0]: Country(row[0], row[1], row[2] or None) for row in rows("countries.tsv")}


@cache
def _countries_by_code() -> dict[str, Country]:
    return {country.code: country for country in _countries_by_name().values() if country.code}


@cache
def _countries() -> Names[Country]:
    named = _countries_by_name()
    return Names((name, named[row[0]]) for row in rows("countries.tsv") for name in (row[0], *_listed(row[4])))


@cache
def _regions() -> Names[str]:
    return Names((row[0], row[0]) for row in rows("regions.tsv"))


def _city_names() -> Iterator[tuple[str, City]]:
    for country in _countries_by_name().values():
        if (capital := capital_of(country)) is not None:
            yield capital.name, capital
    for name, code, others, _ in rows("cities.tsv"):
        city = City(name, country_by_code(code))
        yield from ((spelling, city) for spelling in (name, *_listed(others)))


@cache
def _cities() -> Names[City]:
    return Names(_city_names())


@cache
def _cities_by_name() -> dict[str, City]:
    return {folded(name): city for name, city in reversed(tuple(_city_names()))}


@cache
def _halls() -> Names[Hall]:
    countries = _countries_by_code()
    return Names(
        (name, Hall(name, city_named(city) if city else None, countries[code]))
        for name, city, code, _ in rows("halls.tsv")
    )


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(form for name in words("homonyms.tsv") for form in name_forms(name))


@cache
def _state_words() -> frozenset[str]:
    return frozenset(form for word in STATES for form in word_forms(word.lower()))


def adjective_stem(word: str) -> str:
    return next((word.removesuffix(ending) for ending in ADJECTIVE_ENDINGS if word.endswith(ending)), word)


def _listed(column: str) -> list[str]:
    return [name for name in column.split(";") if name]


@cache
def _adjectives() -> dict[str, Country]:
    named = _countries_by_name()
    return {
        adjective_stem(folded(adjective)): named[row[0]]
        for row in rows("countries.tsv")
        for adjective in _listed(row[3])
    }


@cache
def _combining_forms() -> dict[str, Country]:
    return {first: country for first, name, _ in rows("combining_forms.tsv") if (country := country_by_name(name))}


def _combining(first: str) -> Country | None:
    """«российско», «американо», «франко»."""
    stem = first.removesuffix("о")
    return _combining_forms().get(first) or _adjectives().get(stem) or _adjectives().get(stem + "ск")


@cache
def _demonyms() -> dict[str, Country]:
    named = _countries_by_name()
    pairs = ((demonym, named[row[0]]) for row in rows("countries.tsv") for demonym in _listed(row[5]))
    return {form: country for demonym, country in pairs for form in forms(demonym)}


@cache
def _city_adjectives() -> dict[str, City]:
    pairs = ((adjective, city_named(name)) for adjective, name, _ in rows("city_adjectives.tsv"))
    return {adjective_stem(adjective): city for adjective, city in pairs if city is not None}
