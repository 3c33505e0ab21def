"""Words that head posts, ranks and organisations, whatever form they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workers.doc import Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import forms

OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”"'
# Heads whose complement may be somebody else's post.
DEPUTIES = (
    "зам", "помощник", "советник", "представитель", "спецпредставитель", "полпред", "кандидат", "член", "секретарь",
    "посланник", "спецпосланник", "супруга", "супруг", "жена", "вдова", "сын", "дочь", "брат", "сестра", "руководитель",
    "референт", "пресс-секретарь", "аппарат", "врио", "исполняющий",
)  # fmt: skip
CHURCH_POSTS = frozenset("патриарх митрополит архиепископ епископ папа кардинал католикос экзарх".split())
SEE_ENDINGS = ("кий", "кого", "кому", "ким", "ком", "ный", "ного", "ному", "ным", "ном")


def is_post(token: Token) -> bool:
    """Whether the token is a noun that heads a post («экс-министр», «замминистра» as well)."""
    if token.upos in {"NOUN", "PROPN"}:
        return any(form in _post_forms() for form in _forms(token))
    return token.upos in {"VERB", "ADJ"} and token.lower in _substantive_forms()


@cache
def _post_forms() -> frozenset[str]:
    return frozenset(form for post in words("posts.tsv") for form in (*forms(post), post))


@cache
def _substantive_forms() -> frozenset[str]:
    """Participles that name posts and are hardly used otherwise: «поверенный», «командующий»."""
    return frozenset(
        form for post in words("posts.tsv") if post.endswith(("енный", "ующий", "яющий")) for form in forms(post)
    )


def is_office_head(token: Token) -> bool:
    return is_post(token) or (token.upos in {"NOUN", "PROPN"} and token.base in words("address_nouns.tsv"))


def is_rank(token: Token) -> bool:
    return token.base in words("ranks.tsv") or token.lower in words("ranks.tsv")


def is_organisation_head(token: Token) -> bool:
    """«министерство», «МИД», «Минобороны»."""
    if token.base in words("organisations.tsv"):
        return True
    return is_abbreviation(token) or (token.lower.startswith("мин") and token.is_capitalised and len(token.text) > 5)


def is_abbreviation(token: Token) -> bool:
    letters = [character for character in token.text if character.isalpha()]
    return 2 <= len(letters) <= 8 and all(letter.isupper() for letter in letters) and token.upos not in {"NUM", "PUNCT"}


def _forms(token: Token) -> Iterator[str]:
    yield token.lower
    yield from (
        part for part in (token.lower.rpartition("-")[2], token.lower.removeprefix("экс-")) if part != token.lower
    )
