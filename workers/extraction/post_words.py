"""Words that head posts, ranks and organisations, whatever form they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from workers.doc import Token
from workers.extraction.gazetteer import country_demonym
from workers.extraction.lexicon import words
from workers.extraction.morphology import forms, is_living_noun, lemmas

OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”“"'
# Heads whose complement may be somebody else's post.
DEPUTIES = (
    "зам", "помощник", "советник", "представитель", "спецпредставитель", "полпред", "кандидат", "член", "секретарь",
    "посланник", "спецпосланник", "супруга", "супруг", "жена", "вдова", "сын", "дочь", "брат", "сестра", "руководитель",
    "референт", "пресс-секретарь", "предшественник", "преемник", "аппарат", "врио", "исполняющий",
)  # fmt: skip
STATE_POSTS = tuple(
    "президент премьер вице-премьер министр вице-министр замминистр замглав посол постпред спецпосланник спикер вице-спикер"
    " депутат сенатор канцлер госсекретар генконсул консул глав заместител вице-мэр".split()
)
CHURCH_TITLES = frozenset({"абба", "авва", "владыка"})
CHURCH_POSTS = frozenset("патриарх митрополит архиепископ епископ папа кардинал католикос экзарх".split())
LAST_PARTS = frozenset(
    "фонд банк центр завод клуб театр музей институт университет академия компания корпорация холдинг концерн комбинат"
    " комитет комиссия департамент агентство ассоциация федерация больница школа студия собрание палата биржа фабрика"
    " колледж служба управление инспекция".split()
)
DEMONYM_ENDINGS = ("анин", "янин", "анка", "янка")
SEE_ENDINGS = ("кий", "кого", "кому", "ким", "ком", "ный", "ного", "ному", "ным", "ном")


def is_post(token: Token) -> bool:
    """Whether the token is a noun that heads a post («экс-министр», «замминистра» as well)."""
    if token.upos in {"NOUN", "PROPN"}:
        return any(form in _post_forms() for form in _forms(token)) and not _is_other_noun(token)
    return token.upos in {"VERB", "ADJ"} and token.lower in _substantive_forms()


def _is_other_noun(token: Token) -> bool:
    """«внешней политики»: a form that «политик» has as well, of another word by the tagger."""
    return (
        token.base not in words("posts.tsv")
        and token.base in lemmas(token.lower)
        and (token.base != token.lower or token.gender == "Fem")
    )


@cache
def _post_forms() -> frozenset[str]:
    return frozenset(form for post in words("posts.tsv") for form in (*forms(post), post))


@cache
def _substantive_forms() -> frozenset[str]:
    """Participles that name posts and are hardly used otherwise: «поверенный», «командующий»."""
    return frozenset(
        form
        for post in words("posts.tsv")
        if post.endswith(("енный", "ующий", "яющий", "ающий"))
        for form in forms(post)
    )


def is_office_head(token: Token) -> bool:
    return is_post(token) or (token.upos in {"NOUN", "PROPN"} and token.base in words("address_nouns.tsv"))


def is_occupation(token: Token) -> bool:
    """«кларнетист», «бортпроводница»: a common noun for a living being that says what somebody does; beside a name only."""
    if token.upos != "NOUN" or (token.is_capitalised and token.index > 0) or country_demonym(token):
        return False
    if token.base in words("people.tsv") or token.base.endswith(DEMONYM_ENDINGS):
        return False
    return is_living_noun(token.lower)


def is_kin(token: Token) -> bool:
    """«супруга», «брат»: whose relative somebody is, no post."""
    return token.base in words("kin.tsv")


def is_state_post(token: Token) -> bool:
    """«министр», «вице-премьер», «посол»: a post that a state gives."""
    return token.base.removeprefix("экс-").startswith(STATE_POSTS)


def is_rank(token: Token) -> bool:
    return token.base in words("ranks.tsv") or token.lower in words("ranks.tsv")


def is_organisation_head(token: Token) -> bool:
    """«министерство», «МИД», «Минобороны»."""
    if token.base in words("organisations.tsv") or (token.upos == "NOUN" and token.lower in organisation_forms()):
        return True
    if token.upos == "NOUN" and is_compound_body(token.lower):
        return True
    return is_abbreviation(token) or _is_ministry(token)


def _is_ministry(token: Token) -> bool:
    """«Минобрнауки»; «Министра» is none."""
    return token.lower.startswith("мин") and token.is_capitalised and len(token.text) > 5 and not is_post(token)


@cache
def organisation_forms() -> frozenset[str]:
    return frozenset(form for body in words("organisations.tsv") for form in forms(body))


@lru_cache(maxsize=50_000)
def is_compound_body(form: str) -> bool:
    """«инвестфонда», «медуниверситета», «пресс-центром»: a word that ends in a noun for bodies."""
    return any(form.endswith(body) and len(form) > len(body) + 2 for body in _last_parts())


@cache
def _last_parts() -> frozenset[str]:
    bodies = (body for body in words("organisations.tsv") if body in LAST_PARTS)
    return frozenset(form for body in bodies for form in forms(body) if len(form) >= len(body) - 1)


def is_abbreviation(token: Token) -> bool:
    letters = [character for character in token.text if character.isalpha()]
    return 2 <= len(letters) <= 8 and all(letter.isupper() for letter in letters) and token.upos not in {"NUM", "PUNCT"}


def _forms(token: Token) -> Iterator[str]:
    yield token.lower
    parts = (token.lower.rpartition("-")[2], token.lower.partition("-")[0], token.lower.removeprefix("экс-"))
    yield from (part for part in parts if part != token.lower)
