"""Plural posts of several regions, cities or parties: «губернаторы Курганской и Тюменской областей», «мэры Казани и Измира»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workers.doc import Token
from workers.extraction.gazetteer import names_city
from workers.extraction.morphology import parses
from workers.extraction.name_spans import CITY_POSTS
from workers.extraction.offices import CLOSING_QUOTES, OPENING_QUOTES, Office

LONGEST_COMPLEMENT = 16
REGION_NOUNS = frozenset("область край район округ республика губерния штат провинция".split())


def regional_shares(office: Office) -> list[Office]:
    """One office for each region of a plural post, else none."""
    tokens, position = office.sentence.tokens, office.head + 1
    adjectives: list[Token] = []
    while position < len(tokens) and _is_part(tokens[position]):
        if tokens[position].upos == "ADJ":
            adjectives.append(tokens[position])
        position += 1
    if position >= len(tokens) or len(adjectives) < 2 or tokens[position].base not in REGION_NOUNS:
        return []
    noun = _singular_genitive(tokens[position])
    head = office.token
    return [replace(office, last=position, role=(head, adjective, noun), organisation=()) for adjective in adjectives]


def city_shares(office: Office) -> list[Office]:
    """«мэры [Казани] и [Измира]»: one office for each city."""
    tokens, position = office.sentence.tokens, office.head + 1
    cities: list[Token] = []
    while position < len(tokens) and names_city(office.sentence, position):
        cities.append(tokens[position])
        joined = position + 2 < len(tokens) and tokens[position + 1].lower in {"и", ","}
        if not joined or not names_city(office.sentence, position + 2):
            break
        position += 2
    if len(cities) < 2 or not office.token.base.startswith(CITY_POSTS):
        return []
    return [replace(office, last=position, role=(office.token, city), organisation=()) for city in cities]


def quoted_shares(office: Office) -> list[Office]:
    """«лидеры партий [«Обновление»] и [«Правда»]»: one office for each name in quotation marks."""
    tokens = office.sentence.tokens
    spans, position = [], office.head + 1
    while position < min(len(tokens), office.head + LONGEST_COMPLEMENT):
        if tokens[position].text in OPENING_QUOTES:
            close = next((t.index for t in tokens[position + 1 :] if t.text in CLOSING_QUOTES), None)
            if close is None:
                break
            spans.append((position, close))
            position = close + 1
            continue
        if spans and tokens[position].text not in {"и", ","}:
            break
        position += 1
    if len(spans) < 2 or any(token.upos in {"VERB", "PUNCT"} for token in tokens[office.head + 1 : spans[0][0]]):
        return []
    last = spans[-1][1]
    return [replace(office, last=last, role=(office.token,), organisation=tokens[a : b + 1]) for a, b in spans]


def _is_part(token: Token) -> bool:
    return token.text in {",", "и"} or (token.upos == "ADJ" and token.case == "Gen")


def _singular_genitive(noun: Token) -> Token:
    """«областей» → «области»."""
    forms = (parse.inflect({"sing", "gent"}) for parse in parses(noun.lower) if parse.tag.POS == "NOUN")
    word = next((form.word for form in forms if form), noun.text)
    return replace(noun, text=word, lemma=noun.lemma, feats={**noun.feats, "Case": "Gen", "Number": "Sing"})


SHARES: list[Callable[[Office], list[Office]]] = [regional_shares, city_shares, quoted_shares]


def shares_of(office: Office) -> list[Office]:
    """What a plural post is divided into by the first rule that finds several."""
    return next((found for rule in SHARES if (found := rule(office))), []) if office.is_plural else []
