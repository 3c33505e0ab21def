"""Which part of a post's complement names a body: «председатель [комитета Госдумы по обороне]»."""

from __future__ import annotations

from workers.doc import Sentence, Token
from workers.extraction.gazetteer import city_at, country_adjective
from workers.extraction.lexicon import rows
from workers.extraction.morphology import is_place_word
from workers.extraction.post_words import (
    CHURCH_POSTS,
    OPENING_QUOTES,
    is_office_head,
    is_organisation_head,
    is_post,
    organisation_forms,
)

REGION_NOUNS = frozenset("область край район округ республика город село поселок деревня провинция штат регион".split())
# Heads whose complement is where they rule or serve.
TERRITORIAL = tuple(
    "глав губернатор вице-губернатор мэр вице-мэр аким хоким раис посол консул генконсул президент премьер король королев"
    " князь эмир султан император министр спикер лидер вожд житель прокурор староста атаман бургомистр епископ митрополит"
    " замминистр чемпион представител координатор сенатор депутат врио герцог герой граф принц".split()
)
# Organisations whose field follows with «по»: «комитет Госдумы по обороне».
FIELD_BODIES = frozenset(
    {
        "комитет",
        "комиссия",
        "департамент",
        "управление",
        "агентство",
        "служба",
        "комиссариат",
        "центр",
        "институт",
        "совет",
        "бюро",
        "фонд",
        "группа",
        "рабочая",
        "дикастерия",
        "отдел",
        "секретариат",
        "подкомитет",
        "госкомитет",
        "палата",
        "ассоциация",
        "общество",
        "инспекция",
        "прокуратура",
        "следком",
    }
)


def _is_native(rest: tuple[Token, ...], start: int) -> bool:
    """«[Жогорку] Кенеш», «[Милли] Меджлис»: a foreign word of the body's name."""
    before, body = rest[start - 1], rest[start]
    return (
        before.upos == "PROPN" and before.is_capitalised and body.is_capitalised and body.lower in organisation_forms()
    )


def organisation_of(sentence: Sentence, rest: tuple[Token, ...]) -> tuple[Token, ...]:
    """The stretch of the complement that names a body, with the adjectives before it and what follows it."""
    start = next((i for i, token in enumerate(rest) if opens_organisation(sentence, token)), None)
    if start is None and rest and _is_named_body(sentence, rest):
        return rest
    if start is None or _is_field(rest[:start]):
        return ()
    while start > 0 and (rest[start - 1].upos in {"ADJ", "VERB", "NUM"} or _is_native(rest, start)):
        start -= 1
    stretch = rest[start:]
    opened = sentence.tokens[next(t.index for t in stretch if opens_organisation(sentence, t))]
    field_at = next((i for i, token in enumerate(stretch) if token.lower in {"по", "при"}), None)
    if field_at is not None and opened.base not in FIELD_BODIES and not _is_regional(stretch[field_at:]):
        stretch = stretch[:field_at]
    return tuple(token for token in stretch if token.text not in "()")


def _is_named_body(sentence: Sentence, rest: tuple[Token, ...]) -> bool:
    """«солистка [Новой оперы]», «защитник [Арсенала]»: a capitalised complement of a post that no territory has."""
    head = sentence.tokens[rest[0].index - 1]
    if (
        not rest[0].is_capitalised
        or not is_post(head)
        or head.base.startswith(TERRITORIAL)
        or head.base in CHURCH_POSTS
    ):
        return False
    if any(token.base in REGION_NOUNS or is_place_word(token.lower) or token.upos == "ADP" for token in rest):
        return False
    return city_at(sentence, rest[0].index) is None and not country_adjective(rest[0])


def board_length(rest: tuple[Token, ...]) -> int:
    """How many words reach to a board that belongs to the role: «заместитель [председателя правления] Сбербанка»."""
    lowered = tuple(token.lower for token in rest)
    boards = [tuple(row[0].split()) for row in rows("governing_bodies.tsv")]
    for start in range(len(rest)):
        if found := [len(board) for board in boards if lowered[start : start + len(board)] == board]:
            return start + max(found)
        if not is_office_head(rest[start]):
            return 0
    return 0


def _is_field(before: tuple[Token, ...]) -> bool:
    """«по вопросам [ШОС]»: the body is what the post is about; «по маркетингу [компании …]» it is where."""
    at = next((i for i, token in enumerate(before) if token.lower == "по"), None)
    return at is not None and (len(before) - at < 2 or before[-1].base in {"вопрос", "дело", "проблема"})


def _is_regional(field: tuple[Token, ...]) -> bool:
    """«УМВД [по Томской области]»: where a branch works belongs to its name."""
    if len(field) > 1 and field[1].is_capitalised and is_place_word(field[1].lower):
        return True
    return any(token.base in {"область", "край", "район", "округ", "республика", "город"} for token in field)


def opens_organisation(sentence: Sentence, token: Token) -> bool:
    if is_organisation_head(token) or token.text in OPENING_QUOTES or token.upos == "X":
        return True
    entity = sentence.entity_at.get(token.index)
    return (
        entity is not None
        and entity.type == "ORGANIZATION"
        and not is_office_head(token)
        and token.upos in {"NOUN", "PROPN"}
        and token.is_capitalised
    )
