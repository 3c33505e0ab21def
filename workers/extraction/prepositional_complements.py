"""Complements of a post with prepositions, quotation marks and conjunctions: «по правам человека», «при ООН», «и торговли»."""

from __future__ import annotations

from workers.doc import Token
from workers.extraction.gazetteer import city_at, country_adjective, country_at
from workers.extraction.morphology import cases
from workers.extraction.post_reader import COMPLEMENT_TAGS, MAX_QUOTED, SETTLEMENTS, Reader
from workers.extraction.post_words import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    is_abbreviation,
    is_office_head,
    is_organisation_head,
)


def quoted(reader: Reader, position: int) -> int | None:
    if reader.tokens[position].text not in OPENING_QUOTES:
        return None
    limit = min(len(reader.tokens), position + MAX_QUOTED + 2)
    return next((i + 1 for i in range(position + 1, limit) if reader.tokens[i].text in CLOSING_QUOTES), None)


def prepositional(reader: Reader, position: int) -> int | None:
    """Prepositional complements: «по правам человека», «при ООН», «в делах», «в Грузии» of an envoy."""
    word = reader.tokens[position].lower
    following = position + 1
    if following >= len(reader.tokens) or following in reader.names:
        return None
    if word == "по" and reader.tokens[following].case in {"Dat", "Loc"}:
        return _phrase_end(reader, following, {"Dat", "Loc"})
    if word == "без" and reader.tokens[following].lower == "портфеля":
        return following + 1
    if word in {"при", "в", "во"} and (reader.is_envoy or reader.tokens[following].lower == "делах"):
        found = country_at(reader.sentence, following)
        return found.last + 1 if found else _phrase_end(reader, following, {"Loc", "Acc"})
    if word in {"в", "во", "на"} and _place_before_name(reader, following):
        return _phrase_end(reader, following, {"Loc"})
    if word in {"в", "во", "на"} and (end := _phrase_end(reader, following, {"Loc"})) > following:
        return end if end in reader.names else None  # «глава делегации [на переговорах] Саеб Эрекат»
    if word == "от" and reader.tokens[following].base in {"партия", "фракция", "округ", "блок"}:
        return quoted(reader, following + 1) or following + 1
    if word == "от" and (is_abbreviation(reader.tokens[following]) or quoted(reader, following)):
        return quoted(reader, following) or following + 1
    if word in {"в", "во", "на"} and _body_before_name(reader, following):
        return following + 1
    place = reader.tokens[following].is_capitalised or reader.tokens[following].base in SETTLEMENTS
    if word == "из" and place:
        return _phrase_end(reader, following, {"Gen"})
    if word == "от" and reader.tokens[following].base in SETTLEMENTS:
        return _phrase_end(reader, following, {"Gen"})
    if word in {"в", "на", "от"} and reader.is_envoy and reader.tokens[following].is_capitalised:
        return _phrase_end(reader, following, {"Loc", "Gen"})
    return _phrase_end(reader, following, {"Ins"}) if word in {"с", "со"} and _in_field(reader, position) else None


def _place_before_name(reader: Reader, position: int) -> bool:
    """«представительства ВОЗ [в Таджикистане] Виктором Ольсавски»: between the post and the name."""
    found = country_at(reader.sentence, position) or city_at(reader.sentence, position)
    return found is not None and found.last + 1 in reader.names


def _body_before_name(reader: Reader, position: int) -> bool:
    """«председатель фракции «Новые люди» [в Госдуме] Алексей Нечаев»."""
    token = reader.tokens[position]
    return token.is_capitalised and is_organisation_head(token) and position + 1 in reader.names


def _in_field(reader: Reader, position: int) -> bool:
    """«по связям с общественностью», «по взаимодействию с парламентом»."""
    before = reader.tokens[position - 1]
    return before.lower in {"связям", "взаимодействию", "работе", "сотрудничеству", "контактам", "отношениям", "борьбе"}


def _phrase_end(reader: Reader, position: int, wanted: set[str]) -> int:
    while position < len(reader.tokens):
        token = reader.tokens[position]
        joins = token.lower == "и" and coordinated(reader, position, wanted) is not None
        if not joins and (token.upos not in COMPLEMENT_TAGS or token.case not in wanted or reader.stops(position)):
            break
        position += 1
    return position


def coordinated(reader: Reader, position: int, wanted: set[str] | None = None) -> int | None:
    """«и», «,» between parts of one complement: «иностранных дел и торговли», «науки, образования и культуры»."""
    token = reader.tokens[position]
    if token.lower not in {"и", ","} or position + 1 >= len(reader.tokens) or position == reader.head + 1:
        return None
    following = reader.tokens[position + 1]
    if reader.stops(position + 1) or country_at(reader.sentence, position + 1) or country_adjective(following):
        return None
    if not stands_in(following, wanted or {"Gen"}) or following.upos not in {"NOUN", "ADJ"} or following.is_capitalised:
        return None
    if wanted is None and reader.tokens[position - 1].case != "Gen":
        return None
    before_post = any(
        is_office_head(reader.tokens[i]) for i in range(position + 1, min(position + 3, len(reader.tokens)))
    )
    if before_post or (token.text == "," and not _list_continues(reader, position + 1)):
        return None
    return position + 1


def stands_in(token: Token, wanted: set[str]) -> bool:
    """By the tagger, or by the dictionary where the tagger's case is impossible for the form or a conjunct's."""
    possible = cases(token.lower)
    doubtful = token.case not in possible or token.relation == "conj"
    return token.case in wanted or bool(doubtful and possible & wanted)


def _list_continues(reader: Reader, position: int) -> bool:
    """After a comma: genitives up to «и»."""
    for token in reader.tokens[position : position + 4]:
        if token.lower == "и":
            return True
        if token.case != "Gen" and token.text != ",":
            return False
    return False
