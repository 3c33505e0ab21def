"""READINGS: what the words after a preposition of place mean - a city, a country, a venue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.facts import PlaceSource
from workers.extraction.gazetteer import (
    City,
    Country,
    capital_of,
    city_adjective,
    city_at,
    country_adjective,
    country_at,
    hall_at,
)
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import words
from workers.extraction.offices import CLOSING_QUOTES, OPENING_QUOTES, is_office_head
from workers.extraction.regions import region_adjective, region_at
from workers.extraction.triggers import NOUN_TAGS

NEARBY = frozenset({"под", "близ", "возле", "около"})
SETTLEMENTS = frozenset("город поселок село деревня станица аул хутор городок местечко".split())
GENERIC = SETTLEMENTS | frozenset("столица республика область край район штат провинция округ курорт".split())
GATHERINGS = frozenset("форум саммит конференция выставка переговоры встреча совещание сессия процесс конгресс".split())
NAMED_ONLY = frozenset("центр база станция порт предприятие хозяйство павильон полигон зал академия".split())
LONGEST_QUOTATION = 9  # tokens


@dataclass(frozen=True)
class Place:
    """A place as the text gives it; the rule names how it was read."""

    city: City | None
    country: Country | None
    venue: str | None
    start: int
    end: int
    rule: str
    source: PlaceSource = "text"


@dataclass(frozen=True)
class Spot:
    """A candidate: the preposition's index and the first token after it; `strong`: it surely belongs to the meeting."""

    sentence: Sentence
    preposition: int
    position: int
    text: str
    strong: bool = False

    @property
    def token(self) -> Token:
        return self.sentence.tokens[self.position]

    @property
    def is_near(self) -> bool:
        """«под Парижем»: not in the city."""
        return self.sentence.tokens[self.preposition].lower in NEARBY

    def place(self, city: City | None, country: Country | None, tokens: Sequence[Token], rule: str) -> Place:
        return Place(None if self.is_near else city, country, None, tokens[0].start, tokens[-1].end, rule)


def of_capital(spot: Spot) -> Place | None:
    """«в столице Турции», «в азербайджанской столице», «в столице Татарстана»."""
    tokens = spot.sentence.tokens
    noun = next((token for token in tokens[spot.position : spot.position + 3] if token.base == "столица"), None)
    if noun is None:
        return None
    if noun.index + 1 < len(tokens):
        country, region = country_at(spot.sentence, noun.index + 1), region_at(spot.sentence, noun.index + 1)
        if region and region.value.capital:
            stretch = tokens[spot.position : region.last + 1]
            return spot.place(region.value.capital, region.value.country, stretch, "of_capital")
        if country:
            stretch = tokens[spot.position : country.last + 1]
            return spot.place(capital_of(country.value), country.value, stretch, "of_capital")
    return _capital_by_adjective(spot, tokens[spot.position : noun.index + 1])


def _capital_by_adjective(spot: Spot, stretch: tuple[Token, ...]) -> Place | None:
    for token in stretch[:-1]:
        if country := country_adjective(token):
            return spot.place(capital_of(country), country, stretch, "of_capital")
        if (region := region_adjective(token)) and region.capital:
            return spot.place(region.capital, region.country, stretch, "of_capital")
    return None


def of_hall(spot: Spot) -> Place | None:
    """«в Кремле», «в Акорде», «в резиденции «Загульба»»."""
    tokens = spot.sentence.tokens
    for index in range(spot.position, min(spot.position + 4, len(tokens))):
        if (found := hall_at(spot.sentence, index)) and all(map(_introduces_hall, tokens[spot.position : index])):
            stretch = tokens[spot.position : found.last + 1]
            if (
                index > spot.position
                and tokens[found.last + 1 : found.last + 2]
                and tokens[index - 1].text in OPENING_QUOTES
            ):
                stretch = tokens[spot.position : found.last + 2]
            venue = nominative(stretch, spot.text) if index > spot.position else found.value.name
            return Place(found.value.city, found.value.country, venue, stretch[0].start, stretch[-1].end, "of_hall")
    return None


def _introduces_hall(token: Token) -> bool:
    """«резиденции «», «президентском дворце»."""
    return token.upos in {"ADJ", "DET"} or token.text in OPENING_QUOTES or token.base in words("venues.tsv")


def of_city(spot: Spot) -> Place | None:
    """«в Баку», «в городе Сочи», «в турецком Стамбуле»."""
    position = _after_fillers(spot)
    found = city_at(spot.sentence, position) if position < len(spot.sentence.tokens) else None
    if found is None or region_at(spot.sentence, position):
        return None
    stretch = spot.sentence.tokens[found.first : found.last + 1]
    return spot.place(found.value, found.value.country, stretch, "of_city")


def _after_fillers(spot: Spot) -> int:
    position = spot.position
    while position < len(spot.sentence.tokens) and _is_filler(spot.sentence.tokens[position]):
        position += 1
    return position


def _is_filler(token: Token) -> bool:
    return (
        token.base in GENERIC
        or (token.upos == "ADJ" and (country_adjective(token) is not None or not token.is_capitalised))
        or token.text == "г."
    )


def of_unlisted_town(spot: Spot) -> Place | None:
    """«в селе Верхняя Тойма», «в подмосковном Чернове»: a settlement by the words before it or by its tag."""
    tokens, position = spot.sentence.tokens, _after_fillers(spot)
    if position >= len(tokens) or not tokens[position].is_capitalised or _is_listed(spot.sentence, position):
        return None
    entity = spot.sentence.entity_at.get(position)
    tagged = entity is not None and entity.type == "CITY" and entity.first == position
    fillers = tokens[spot.position : position]
    country = next((c for token in fillers if (c := _country_of_adjective(token))), None) or _country_of_regions(spot)
    if not tagged and not any(token.base in SETTLEMENTS or token.text == "г." for token in fillers):
        return None
    last = entity.last if entity is not None and tagged else _last_capitalised(tokens, position)
    stretch = tokens[position : last + 1]
    name = spot.text[stretch[0].start : stretch[-1].end] if _is_nominative(stretch) else nominative(stretch, spot.text)
    return spot.place(City(name, country), country, stretch, "of_unlisted_town")


def _is_listed(sentence: Sentence, position: int) -> bool:
    is_venue = sentence.tokens[position].base in words("venues.tsv")
    return is_venue or any(find(sentence, position) for find in (city_at, region_at, country_at, hall_at))


def _country_of_regions(spot: Spot) -> Country | None:
    """«глава Саратовской области побеседовал в селе Березовка»: the country of the regions named beside it."""
    found = (region_at(spot.sentence, token.index) for token in spot.sentence.tokens if token.is_capitalised)
    countries = {region.value.country for region in found if region}
    return countries.pop() if len(countries) == 1 else None


def _country_of_adjective(token: Token) -> Country | None:
    region = region_adjective(token)
    return country_adjective(token) or (region.country if region else None)


def _last_capitalised(tokens: Sequence[Token], position: int) -> int:
    following = next((t.index for t in tokens[position:] if not t.is_capitalised), len(tokens))
    return max(position, following - 1)


def _is_nominative(stretch: Sequence[Token]) -> bool:
    """«в селе Верхняя Тойма»: the name stands in the nominative after its common noun."""
    return all(token.case in {"Nom", None} for token in stretch)


def of_city_adjective(spot: Spot) -> Place | None:
    """«в тбилисской студии», «в московском офисе»: the city of the adjective."""
    adjective = spot.token
    city = city_adjective(adjective)
    following = spot.sentence.tokens[spot.position + 1 : spot.position + 2]
    if city is None or not following or following[0].base not in words("venues.tsv") | GATHERINGS:
        return None
    return spot.place(city, city.country, (adjective, following[0]), "of_city_adjective")


def of_region(spot: Spot) -> Place | None:
    """«в Татарстане», «в Московской области», «в Баварии»: the country of the region."""
    position = _after_fillers(spot)
    found = region_at(spot.sentence, position) if position < len(spot.sentence.tokens) else None
    if found is None or found.value.country is None:
        return None
    return spot.place(None, found.value.country, spot.sentence.tokens[found.first : found.last + 1], "of_region")


def of_country(spot: Spot) -> Place | None:
    found = country_at(spot.sentence, spot.position)
    if found is None:
        return None
    return spot.place(None, found.value, spot.sentence.tokens[found.first : found.last + 1], "of_country")


def of_venue(spot: Spot) -> Place | None:
    """«в резиденции «Загульба»», «в Доме правительства», «в Гагаринском лицее Саратова»."""
    tokens = spot.sentence.tokens
    head = next((token for token in tokens[spot.position : spot.position + 4] if token.upos in NOUN_TAGS), None)
    if (
        head is None
        or head.base not in words("venues.tsv")
        or any(t.upos not in {"ADJ", "DET"} for t in tokens[spot.position : head.index])
    ):
        return None
    last, city = _venue_end(spot.sentence, head)
    stretch = tuple(_described(tokens[spot.position : head.index])) + tokens[head.index : last + 1]
    bare = last == head.index and not any(token.is_capitalised for token in stretch)
    if bare and (not spot.strong or head.base in NAMED_ONLY):
        return None
    city = city or next((c for token in tokens[spot.position : head.index] if (c := city_adjective(token))), None)
    name = nominative(stretch, spot.text)
    return Place(city, city.country if city else None, name, stretch[0].start, stretch[-1].end, "of_venue")


def _described(modifiers: Sequence[Token]) -> list[Token]:
    """Without «своей» and, unless it is a name («Московский дворец»), the adjective of the city."""
    kept = [token for token in modifiers if token.upos != "DET"]
    return [token for token in kept if token.is_capitalised or not (city_adjective(token) or country_adjective(token))]


def _names_venue(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at.get(token.index)
    if is_office_head(token) or (entity is not None and entity.type in {"PERSON", "DATE", "CITY"}):
        return False
    return (token.case == "Gen" and token.upos in {"NOUN", "ADJ", "PROPN"}) or (
        token.is_capitalised and token.upos == "PROPN"
    )


def _venue_end(sentence: Sentence, head: Token) -> tuple[int, City | None]:
    """The last token of the venue's name, and the city in the genitive behind it."""
    tokens, last = sentence.tokens, head.index
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if found := city_at(sentence, token.index):
            return last, found.value
        if token.text in OPENING_QUOTES:
            quoted = tokens[last + 2 : last + LONGEST_QUOTATION]
            close = next((t.index for t in quoted if t.text in CLOSING_QUOTES), None)
            if close is None:
                break
            last = close
        elif _names_venue(sentence, token):
            last += 1
        else:
            break
    return last, None


READINGS: list[Callable[[Spot], Place | None]] = [
    of_capital,
    of_hall,
    of_city,
    of_unlisted_town,
    of_city_adjective,
    of_region,
    of_country,
    of_venue,
]
