"""Which posts may stand for one another: «глава МИД» and «министр иностранных дел», «глава государства» and «президент»."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from workers.doc import Token
from workers.extraction.lexicon import rows
from workers.extraction.ministries import heads_ministry
from workers.extraction.offices import DEPUTIES, Office

ANY_CHIEF = "*"
CHIEFS = (
    "министр",
    "глав",
    "руководител",
    "председател",
    "директор",
    "гендиректор",
    "секретар",
    "начальник",
    "президент",
    "ректор",
    "прокурор",
    "лидер",
    "генпрокурор",
    "генсек",
    "командующ",
)


def words_of(office: Office) -> tuple[str, ...]:
    """Lower-cased forms of the whole office, countries left out."""
    stretch = office.sentence.tokens[office.first : office.last + 1]
    tokens: Iterable[Token] = [token for token in stretch if token not in office.country_tokens]
    return tuple(form for token in tokens for form in {token.lower, token.base})


@cache
def _matches(words: tuple[str, ...], pattern: str) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in pattern.split("+"))


def post_class(office: Office) -> str | None:
    """The class of an office, None for deputies and for posts without synonyms."""
    words = words_of(office)
    if office.token.base.startswith(DEPUTIES) and "секретар" not in office.token.base:
        return None
    if any(word.startswith(("зам", "вице-", "помощник", "советник", "экс-", "пресс-")) for word in words):
        return None
    if words[:1] and office.token.base == "глава" and _names_region(office):
        return "governor"
    specific = [row for row in rows("post_classes.tsv") if _matches(words, row[1]) and _is_of_head(office, row[1])]
    return max(specific, key=lambda row: row[1].count("+"))[0] if specific else None


def _is_of_head(office: Office, pattern: str) -> bool:
    """«пресс-секретарь президента» is no president: a word of the pattern must be the post's own noun."""
    forms = (office.token.lower, office.token.base, office.token.base.removeprefix("экс-"))
    return any(form.startswith(stem) for form in forms for stem in pattern.split("+"))


def _names_region(office: Office) -> bool:
    """«глава Башкирии»: a capitalised complement that is no organisation."""
    complement = [token for token in office.role if token.index > office.head]
    return bool(complement) and not office.organisation and complement[-1].upos == "PROPN"


def referred_classes(office: Office) -> frozenset[str]:
    """Classes that a reference without name may mean; empty when the office is no known reference."""
    words = words_of(office)
    return frozenset(name for row in rows("references.tsv") if _matches(words, row[0]) for name in row[1].split(","))


def _has_stem(office: Office, referred: frozenset[str]) -> bool:
    """Classes written «~stem» mean any post with a word of that stem."""
    stems = tuple(name[1:] for name in referred if name.startswith("~"))
    return bool(stems) and any(word.startswith(stems) for word in words_of(office))


def is_chief(office: Office) -> bool:
    return office.token.base.startswith(CHIEFS)


def may_mean(reference: Office, office: Office) -> bool:
    """Whether an unnamed `reference` («министр», «глава ведомства») may point at the holder of `office`."""
    if _countries_differ(reference, office):
        return False
    if referred := referred_classes(reference):
        return (
            post_class(office) in referred
            or (ANY_CHIEF in referred and is_chief(office))
            or _has_stem(office, referred)
        )
    kind = post_class(reference)
    if kind is not None and kind == post_class(office):
        return True
    if heads_ministry(reference, office) or heads_ministry(office, reference):
        return True
    return same_head(reference, office) and _is_shorter(reference, office)


def same_head(one: Office, other: Office) -> bool:
    return one.token.base.removeprefix("экс-") == other.token.base.removeprefix("экс-")


def _countries_differ(one: Office, other: Office) -> bool:
    return bool(one.countries and other.countries) and one.countries[0] != other.countries[0]


def _is_shorter(reference: Office, office: Office) -> bool:
    """Every content word of the reference occurs in the office: «министр» - «министр обороны»."""
    known = set(words_of(office))
    content = [token for token in (*reference.role, *reference.organisation) if token.upos in {"NOUN", "PROPN", "ADJ"}]
    return all(token.base in known or token.lower in known for token in content)
