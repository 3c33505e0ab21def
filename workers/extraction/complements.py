"""How far a post reaches: the complements behind its noun, one rule for each kind."""

from __future__ import annotations

from collections.abc import Callable

from workers.doc import Token
from workers.extraction.gazetteer import country_at
from workers.extraction.post_reader import COMPLEMENT_TAGS, SETTLEMENTS, Reader
from workers.extraction.post_words import (
    CHURCH_POSTS,
    SEE_ENDINGS,
    is_organisation_head,
    is_rank,
    organisation_forms,
)
from workers.extraction.prepositional_complements import coordinated, prepositional, quoted, stands_in


def _country(reader: Reader, position: int) -> int | None:
    if position in reader.names:
        return None
    found = country_at(reader.sentence, position)
    if found is None:
        return None
    reader.country_end = found.last
    return found.last + 1


def _genitive(reader: Reader, position: int) -> int | None:
    token = reader.tokens[position]
    if reader.stops(position) or token.upos not in COMPLEMENT_TAGS or position - 1 == reader.country_end:
        return None
    if _is_object(reader, token) and token.lower != "обязанности":
        return None
    if (token.upos == "VERB" and token.case is None) or _is_missed_name(reader, token) or _follows_see(reader, token):
        return None
    return position + 1 if _is_genitive(reader, token) else None


def _is_object(reader: Reader, token: Token) -> bool:
    """«министр [посла] принял»; a body right behind the post is its complement all the same: «командующий [ВВС]»."""
    governed = token.relation == "obj" and reader.tokens[token.head].upos == "VERB"
    return governed and not (token.index == reader.head + 1 and token.is_capitalised and is_organisation_head(token))


def _native_body(reader: Reader, position: int) -> int | None:
    """«торага [Жогорку Кенеша]», «спикер Милли Меджлиса»: a foreign word before the noun of the body."""
    if position + 1 >= len(reader.tokens) or position in reader.names or position + 1 in reader.names:
        return None
    token, following = reader.tokens[position], reader.tokens[position + 1]
    native = token.upos == "PROPN" and token.is_capitalised and following.is_capitalised
    return position + 2 if native and following.lower in organisation_forms() else None


def _follows_see(reader: Reader, token: Token) -> bool:
    """«митрополита Волоколамского [Никодима]»: the name behind the see."""
    head, before = reader.tokens[reader.head], reader.tokens[token.index - 1]
    is_see = before.index > reader.head and before.lower.endswith(SEE_ENDINGS) and before.is_capitalised
    return head.base in CHURCH_POSTS and is_see and token.upos == "PROPN"


def _is_missed_name(reader: Reader, token: Token) -> bool:
    """A living proper noun outside any other entity: a name that the tagger missed."""
    return (
        token.upos == "PROPN" and token.feats.get("Animacy") == "Anim" and token.index not in reader.sentence.entity_at
    )


def _named_body(reader: Reader, position: int) -> int | None:
    """The rest of an organisation's name, prepositions and all: «Движения [против нелегальной иммиграции]»."""
    entity = reader.sentence.entity_at.get(position)
    if entity is None or entity.type != "ORGANIZATION" or not reader.head < entity.first < position:
        return None
    inside = range(position, entity.last + 1)
    stop = next((i for i in inside if i in reader.names or is_rank(reader.tokens[i])), entity.last + 1)
    return stop if stop > position else None


def _named_place(reader: Reader, position: int) -> int | None:
    """«села Верхняя Тойма», «города Сочи»: the name behind the common noun, in whatever case."""
    before, token = reader.tokens[position - 1], reader.tokens[position]
    names = token.is_capitalised and position not in reader.names and token.upos in {"PROPN", "ADJ", "NOUN"}
    if not names or position == reader.head + 1:
        return None
    return position + 1 if before.base in SETTLEMENTS or (before.is_capitalised and before.upos == "ADJ") else None


def _bodies(reader: Reader, position: int) -> int | None:
    """«главы Минфина Аргентины и МВФ»: further bodies of a plural head."""
    if reader.tokens[reader.head].number != "Plur" or reader.tokens[position].text != "и":
        return None
    following = reader.tokens[position + 1] if position + 1 < len(reader.tokens) else None
    is_body = following is not None and following.is_capitalised and is_organisation_head(following)
    return position + 2 if is_body else None


def _is_genitive(reader: Reader, token: Token) -> bool:
    if token.case == "Ins" and _governs_instrumental(reader.tokens[reader.head]):
        return True
    if stands_in(token, {"Gen"}) or (is_organisation_head(token) and token.is_capitalised):
        return True
    return _continues_entity(reader, token)


def _governs_instrumental(token: Token) -> bool:
    """«командующий флотом», «управляющий делами», «заведующая кафедрой»."""
    return token.lower.startswith(("командующ", "управляющ", "заведующ", "управделами"))


def _continues_entity(reader: Reader, token: Token) -> bool:
    entity = reader.sentence.entity_at.get(token.index)
    return entity is not None and entity.type in {"ORGANIZATION", "PROFESSION"} and entity.first < token.index


def _foreign(reader: Reader, position: int) -> int | None:
    """Latin names and numbers of organisations: «главы Siemens», «школы № 5»."""
    token = reader.tokens[position]
    if token.upos == "X" or (token.text[:1].isascii() and token.text[:1].isalpha()):
        return position + 1
    return position + 2 if token.text == "№" and position + 1 < len(reader.tokens) else None


def _parenthesis(reader: Reader, position: int) -> int | None:
    """«агентства по атомной энергии (МАГАТЭ) Рафаэлем Гросси»: skipped when the phrase goes on behind it."""
    if reader.tokens[position].text != "(":
        return None
    close = next(
        (i for i in range(position + 1, min(position + 5, len(reader.tokens))) if reader.tokens[i].text == ")"), None
    )
    if close is None or any(i in reader.names for i in range(position, close)):
        return None
    follows = close + 1 < len(reader.tokens) and (close + 1 in reader.names or reader.tokens[close + 1].case == "Gen")
    return close + 1 if follows else None


def _see(reader: Reader, position: int) -> int | None:
    """An agreeing capitalised adjective right behind the post: «патриарх Антиохийский», «митрополит Волоколамский»."""
    token, head = reader.tokens[position], reader.tokens[reader.head]
    follows = position == reader.head + 1 and position not in reader.names
    agrees = token.upos in {"ADJ", "PROPN"} and token.case == head.case and token.lower.endswith(SEE_ENDINGS)
    if not (follows and agrees and token.is_capitalised and head.base in CHURCH_POSTS):
        return None
    further = reader.tokens[position + 1 : position + 3]  # «митрополит Ставропольский и Невинномысский»
    joined = len(further) == 2 and further[0].lower == "и" and further[1].lower.endswith(SEE_ENDINGS)
    return position + 3 if joined and further[1].is_capitalised else position + 1


def _countries(reader: Reader, position: int) -> int | None:
    """«президенты России и Турции», «главы МИД России, Турции и Ирана»: further countries of a plural head."""
    if not reader.may_be_plural or reader.tokens[position].lower not in {"и", ","}:
        return None
    if position + 1 >= len(reader.tokens) or position + 1 in reader.names:
        return None
    found = country_at(reader.sentence, position + 1)
    return None if found is None else found.last + 1


COMPLEMENTS: list[Callable[[Reader, int], int | None]] = [
    _see, _native_body, _country, _countries, _bodies, _named_place, quoted, prepositional, coordinated, _parenthesis,
    _genitive, _foreign, _named_body,
]  # fmt: skip


def right_edge(reader: Reader) -> int:
    """The last token of the complement."""
    position = reader.head + 1
    while position < len(reader.tokens):
        step = next((found for rule in COMPLEMENTS if (found := rule(reader, position)) is not None), None)
        if step is None:
            break
        position = step
    return position - 1
