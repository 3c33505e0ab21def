"""Where a participant is at home: the country stated, that of the region or city of the post, or no country at all."""

from __future__ import annotations

import re
from functools import cache

from workers.extraction.facts import ParticipantFact
from workers.extraction.gazetteer import city_named
from workers.extraction.lexicon import rows

NOWHERE = "international"
SUBREGION = ("губернатор", "врио губернатора", "мэр", "вице-мэр", "аким", "глава", "врио главы", "премьер-министр")


def home_of(fact: ParticipantFact) -> str | None:
    """Country name; NOWHERE for bodies of several states; None where the text tells nothing."""
    if fact.country:
        return fact.country
    if is_international(fact.organisation or "") or is_international(fact.name or "" if fact.type != "person" else ""):
        return NOWHERE
    city = home_city(fact)
    found = city_named(city) if city else None
    return found.country.name if found and found.country else None


def home_city(fact: ParticipantFact) -> str | None:
    """The city or the region's chief town that belongs to the post: «мэр Казани», «губернатор Вологодской области»."""
    role = fact.role or ""
    if not role.startswith(SUBREGION):
        return None
    for word in re.findall(r"[\w-]+", role)[1:]:
        if town := _chief_town(word.lower().replace("ё", "е")):
            return town
        if word[0].isupper() and (city := city_named(word)):
            return city.name
    return None


@cache
def _chief_town(word: str) -> str | None:
    fitting = [(row[0], row[1]) for row in rows("russian_regions.tsv") if word.startswith(row[0])]
    return max(fitting, key=lambda row: len(row[0]))[1] if fitting else None


@cache
def is_international(name: str) -> bool:
    """«МАГАТЭ», «Всемирный банк»: whole words for abbreviations, stems for what declines."""
    found = [word.lower().replace("ё", "е") for word in re.findall(r"[\w-]+", name)]
    return any(
        all(any(_fits(word, stem) for word in found) for stem in row[0].split())
        for row in rows("international_bodies.tsv")
    )


def _fits(word: str, stem: str) -> bool:
    return word == stem if len(stem) <= 5 else word.startswith(stem)
