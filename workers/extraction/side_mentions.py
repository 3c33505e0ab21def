"""Countries, capitals and organisations that may stand for their people."""

from __future__ import annotations

from workers.doc import Entity, Sentence, Token
from workers.extraction.gazetteer import capital_of, city_at, country_adjective, country_at
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.offices import CLOSING_QUOTES, OPENING_QUOTES, is_office_head, is_organisation_head

STATE_BODIES = frozenset({"правительство", "парламент", "кабинет", "минобороны", "минфин"})


def side_at(sentence: Sentence, position: int) -> list[Mention]:
    """Countries and organisations that may stand for their people."""
    if found := country_at(sentence, position):
        tokens = sentence.tokens[found.first : found.last + 1]
        return [
            Mention(
                sentence.index,
                found.first,
                found.last,
                tokens[0],
                "country",
                country=found.value,
                country_tokens=tuple(tokens),
            )
        ]
    if capital := _capital(sentence, position):
        return [capital]
    if sentence.tokens[position].base in STATE_BODIES and country_at(sentence, position + 1):
        return [_body(sentence, position, position + 1)]
    entity = sentence.entity_at.get(position)
    if entity is None or entity.type != "ORGANIZATION" or position != _body_start(sentence, entity):
        return []
    if any(_is_delegation(token) for token in sentence.tokens[entity.first : entity.last + 1]):
        return []
    if any(is_office_head(token) and token.case != "Gen" for token in sentence.tokens[entity.first : entity.last + 1]):
        return []
    return [_body(sentence, position, entity.last)]


def _is_delegation(token: Token) -> bool:
    """«[Парламентская делегация] Монголии»: a group of people, whatever the tagger makes of it."""
    entry = table("groups.tsv").get(token.base)
    return entry is not None and entry[0] == "any" and not token.text.isupper()


def _capital(sentence: Sentence, position: int) -> Mention | None:
    """«Москва и Анкара обсудили», «между Москвой и Анкарой»: a capital that may stand for its state."""
    found = city_at(sentence, position)
    if found is None or found.value.country is None or capital_of(found.value.country) != found.value:
        return None
    before = sentence.tokens[position - 1] if position else None
    if before is not None and before.upos == "ADP" and before.lower not in {"между", "с", "со"}:
        return None
    head = sentence.tokens[found.first]
    return Mention(sentence.index, found.first, found.last, head, "country", country=found.value.country)


def _body_start(sentence: Sentence, entity: Entity) -> int:
    """Behind a preposition that the tagger took in: «консультации между [Минобороны России]»."""
    stretch = sentence.tokens[entity.first : min(entity.last, entity.first + 3)]
    preposition = next((token for token in stretch if token.lower in {"между", "с", "со"}), None)
    return preposition.index + 1 if preposition else entity.first


def _body(sentence: Sentence, first: int, last: int) -> Mention:
    """An organisation with quotation marks, generic noun and adjectives: «индийская корпорация «Бхарат Стил»»."""
    if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text in CLOSING_QUOTES:
        last += 1
    head = _entity_head(sentence, first, last)
    if first > 0 and sentence.tokens[first - 1].text in OPENING_QUOTES:
        first -= 1
        if first > 0 and sentence.tokens[first - 1].upos == "NOUN" and is_organisation_head(sentence.tokens[first - 1]):
            first -= 1
            head = sentence.tokens[first]
    while first > 0 and sentence.tokens[first - 1].upos == "ADJ" and sentence.tokens[first - 1].case == head.case:
        first -= 1
    named = next((f for i in range(first, last + 1) if (f := country_at(sentence, i))), None)
    if named is not None:
        words = tuple(sentence.tokens[named.first : named.last + 1])
        return Mention(sentence.index, first, last, head, "organisation", country=named.value, country_tokens=words)
    adjective = next((token for token in sentence.tokens[first : last + 1] if country_adjective(token)), None)
    country = country_adjective(adjective) if adjective else None
    tokens = (adjective,) if adjective else ()
    return Mention(sentence.index, first, last, head, "organisation", country=country, country_tokens=tokens)


def _entity_head(sentence: Sentence, first: int, last: int) -> Token:
    stretch = sentence.tokens[first : last + 1]
    return next((token for token in stretch if not first <= token.head <= last), stretch[0])
