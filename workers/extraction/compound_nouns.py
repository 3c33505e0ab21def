"""Nominatives of hyphenated nouns and of native names of bodies, where a part of the word declines by itself."""

from __future__ import annotations

from workers.doc import Token
from workers.extraction.agreement import NOUNS, Analysis, case_of, inflected, nominatives, parses_as, recased
from workers.extraction.lexicon import words


def own_form(token: Token, demanded: str | None) -> str | None:
    """«Сбербанка-Волга» → «Сбербанк-Волга», «Кенеша» → «Кенеш»; `demanded` is the case that the post demands."""
    first, hyphen, last = token.text.partition("-")
    if demanded == "gent" and hyphen and last[:1].isupper() and nominatives(last.lower(), NOUNS):
        found = [parse for parse in parses_as(first.lower(), NOUNS) if case_of(parse) == "gent" and "sing" in parse.tag]
        if found and not nominatives(first.lower(), NOUNS):
            return recased(first, inflected(found[0], "nomn", "sing", None)) + hyphen + last
    known = any(parse.is_known for parse in parses_as(token.lower, NOUNS))
    native = token.is_capitalised and not known and token.lower[:-1] in words("organisations.tsv")
    return token.text[:-1] if native else None


def with_first_part(token: Token, form: str, analysis: Analysis) -> str:
    """«католикосом-патриархом» → «католикос-патриарх»: the first noun declines with the second."""
    first, hyphen, _ = token.text.rpartition("-")
    own = [parse for parse in parses_as(first.lower(), NOUNS) if case_of(parse) == analysis.case] if hyphen else []
    if not own or not own[0].is_known or nominatives(first.lower(), NOUNS):
        return form
    return recased(first, inflected(own[0], "nomn", "sing", None)) + hyphen + form.rpartition("-")[2]
