"""Countries, cities and seats: look-ups of words in any case form, from lexicon/countries.tsv, cities.tsv and halls.tsv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from workers.doc import Sentence, Token
from workers.extraction.inflection import forms
from workers.extraction.lexicon import rows

Value = TypeVar("Value")
Key = tuple[str, ...]
ADJECTIVE_ENDINGS = tuple("ого ому ими ий ый ой ая яя ую ое ие ые их ых им ым ом ей".split())
DECLENSIONS = {"а": "ы е у ой и", "ь": "я ю ем е и", "й": "я ю ем е"}
SHORT_NAMES = {
    "Петербург": "Санкт-Петербург",
    "Алма-Ата": "Алматы",
    "Нур-Султан": "Астана",
    "Франкфурт": "Франкфурт-на-Майне",
}
# Written like common words or names; only with an unmistakable sign are they places.
UNSAFE_CITIES = frozenset(
    {"владимир", "орел", "киров", "артем", "пушкин", "королев", "мирный", "свободный", "бор", "клин", "плес"}
)


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


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A match with its first and last token in the sentence."""

    value: Value
    first: int
    last: int


def country_at(sentence: Sentence, index: int) -> Found[Country] | None:
    """The longest name of a country that starts at the token, in any case form."""
    return _longest(sentence, index, _country_forms())


def city_at(sentence: Sentence, index: int) -> Found[City] | None:
    """The longest name of a city that starts at the token; words of a person's name are none."""
    entity = sentence.entity_at.get(index)
    if entity is not None and entity.type == "PERSON":
        return None
    found = _longest(sentence, index, _city_forms())
    if found and found.first == found.last and sentence.tokens[index].lower in _unsafe_forms():
        return found if entity is not None and entity.type == "CITY" else None
    return found


def hall_at(sentence: Sentence, index: int) -> Found[Hall] | None:
    return _longest(sentence, index, _hall_forms())


def country_adjective(token: Token) -> Country | None:
    """«российский», «южнокорейского»."""
    return _adjectives().get(_adjective_stem(token.lower)) if token.upos not in {"VERB", "ADV"} else None


def country_pair(token: Token) -> tuple[Country, ...]:
    """«российско-турецкие»: both countries, in order."""
    first, hyphen, second = token.lower.rpartition("-")
    other = _adjectives().get(_adjective_stem(second))
    stem = first.removesuffix("о")
    one = (_adjectives().get(stem) or _adjectives().get(stem + "ск")) if hyphen else None
    return (one, other) if one and other else ()


def city_adjective(token: Token) -> City | None:
    """«московский», «бакинский»: of capitals and of cities whose adjective is regular."""
    return _city_adjectives().get(_adjective_stem(token.lower)) if token.upos == "ADJ" else None


def capital_of(country: Country) -> City | None:
    return City(country.capital, country) if country.capital else None


def country_by_name(name: str) -> Country | None:
    return _countries().get(name)


def country_by_code(code: str) -> Country | None:
    return next((country for country in _countries().values() if country.code == code), None)


def _longest(sentence: Sentence, index: int, entries: dict[str, dict[Key, Value]]) -> Found[Value] | None:
    if index >= len(sentence.tokens) or not sentence.tokens[index].is_capitalised:
        return None
    candidates = entries.get(sentence.tokens[index].lower, {})
    best: Found[Value] | None = None
    for key, value in candidates.items():
        words = tuple(token.lower for token in sentence.tokens[index : index + len(key)])
        if words == key and (best is None or len(key) > best.last - best.first + 1):
            best = Found(value, index, index + len(key) - 1)
    return best


def _indexed(entries: Iterable[tuple[str, Value]]) -> dict[str, dict[Key, Value]]:
    """First word -> all words of a form -> value; earlier entries win."""
    index: dict[str, dict[Key, Value]] = {}
    for name, value in entries:
        for form in _all_forms(name):
            key = tuple(form.split())
            index.setdefault(key[0], {}).setdefault(key, value)
    return index


def _all_forms(name: str) -> frozenset[str]:
    """Case forms; of words that the dictionary does not know («Эр-Рияде») by analogy, the last part declining."""
    found = forms(name) | {_folded(name)}
    is_new = len(found) == 1 and " " not in name and not name.lower().endswith(("и", "о", "у", "е", "э"))
    return found | _declined(_folded(name)) if is_new or "-" in name else found


def _declined(word: str) -> frozenset[str]:
    """Case forms by the last letter alone."""
    stem, endings = (word, "а у ом е") if word[-1] not in "аьй" else (word[:-1], DECLENSIONS[word[-1]])
    return frozenset(stem + ending for ending in endings.split()) if word[-1] not in "иоуеэяы" else frozenset()


def city_named(words: str) -> City | None:
    """The city of these words, in any case form and lettering: «НЬЮ-ЙОРК»."""
    key = tuple(_folded(words).split())
    return _city_forms().get(key[0], {}).get(key) if key else None


def _folded(name: str) -> str:
    return name.lower().replace("ё", "е")


@cache
def _countries() -> dict[str, Country]:
    return {row[0]: Country(row[0], row[1], row[2]) for row in rows("countries.tsv")}


@cache
def _country_forms() -> dict[str, dict[Key, Country]]:
    names = [(row[0], *row[4].split(";")) for row in rows("countries.tsv")]
    return _indexed((name, _countries()[group[0]]) for group in names for name in group if name)


@cache
def _cities() -> tuple[City, ...]:
    capitals = [City(country.capital, country) for country in _countries().values() if country.capital]
    named = [
        City(SHORT_NAMES.get(name, name), country_by_code(row[0]))
        for row in sorted(rows("cities.tsv"), key=lambda row: row[0] != "?")
        for name in row[1].split(";")
    ]
    return (*capitals, *named)


@cache
def _city_forms() -> dict[str, dict[Key, City]]:
    known = {city.name: city for city in reversed(_cities())}
    short = [(name, known[full]) for name, full in SHORT_NAMES.items()]
    return _indexed([*((city.name, city) for city in _cities()), *short])


@cache
def _unsafe_forms() -> frozenset[str]:
    return frozenset(form for name in UNSAFE_CITIES for form in (name, *forms(name.capitalize())))


@cache
def _hall_forms() -> dict[str, dict[Key, Hall]]:
    cities = {city.name: city for city in reversed(_cities())}
    halls = []
    for name, city, code, _ in rows("halls.tsv"):
        country = country_by_code(code)
        if country is not None:
            halls.append((name, Hall(name, cities.get(city), country)))
    return _indexed(halls)


def _adjective_stem(word: str) -> str:
    return next((word.removesuffix(ending) for ending in ADJECTIVE_ENDINGS if word.endswith(ending)), word)


@cache
def _adjectives() -> dict[str, Country]:
    return {
        _adjective_stem(_folded(adjective)): _countries()[row[0]]
        for row in rows("countries.tsv")
        for adjective in row[3].split(";")
        if adjective
    }


@cache
def _city_adjectives() -> dict[str, City]:
    """Regular ones: the stem of the city with «-ск-», «-инск-», «-овск-»."""
    cities = {city.name: city for city in reversed(_cities())}
    found = {_adjective_stem(adjective): cities[name] for adjective, name, _ in rows("city_adjectives.tsv")}
    for city in _cities():
        stem = _folded(city.name).rstrip("аеиоуыьй")
        for suffix in ("ск", "инск", "овск"):
            found.setdefault(stem + suffix, city)
    return found
