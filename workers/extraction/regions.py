"""Regions of countries: look-ups of words in any case form, from `provinces.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workers.doc import Sentence, Token
from workers.extraction.gazetteer import City, Country, adjective_stem, city_at, city_named, country_by_code
from workers.extraction.lexicon import rows
from workers.extraction.place_names import Found, Names, folded


@dataclass(frozen=True, slots=True)
class Region:
    """`country` is None where several have a region of the name; `capital` is the main town."""

    name: str
    country: Country | None
    capital: City | None


def region_at(sentence: Sentence, index: int) -> Found[Region] | None:
    """The longest name of a region that starts at the token, longer than a city's: «Красноярском крае»."""
    entity = sentence.entity_at.get(index)
    if entity is not None and entity.type == "PERSON":
        return None
    found, city = _regions().at(sentence, index), city_at(sentence, index)
    return None if found and city and city.last >= found.last else found


def region_adjective(token: Token) -> Region | None:
    """«подмосковный», «башкирской»."""
    return _adjectives().get(adjective_stem(token.lower)) if token.upos not in {"VERB", "ADV"} else None


@cache
def _regions() -> Names[Region]:
    return Names((name, _region(row)) for row in rows("provinces.tsv") for name in row[0].split(";"))


@cache
def _region(row: tuple[str, ...]) -> Region:
    names, code, capital, *_ = row
    return Region(names.partition(";")[0], country_by_code(code), city_named(capital) if capital else None)


@cache
def _adjectives() -> dict[str, Region]:
    return {adjective_stem(folded(row[3])): _region(row) for row in rows("provinces.tsv") if row[3]}
