"""Single words of a noun phrase by the dictionary: their parses, which of them agree, and their other forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.analyzer import Parse

from workers.extraction.morphology import parses

VARIANT_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
NOUNS = frozenset({"NOUN"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """The case, number and gender in which a head stands, by one parse of the dictionary."""

    parse: Parse
    case: str
    number: str
    gender: str | None

    def agrees(self, other: Parse) -> bool:
        """Whether an adjective's parse has this case, number and (in the singular) gender; animacy counts in the accusative."""
        tag = other.tag
        if case_of(other) != self.case or tag.number != self.number:
            return False
        return self.number == "plur" or self.gender is None or tag.gender in (self.gender, None)


@lru_cache(maxsize=50_000)
def _cached_parses(word: str, classes: frozenset[str]) -> tuple[Parse, ...]:
    found = [parse for parse in parses(word) if parse.tag.POS in classes and case_of(parse) and "Fixd" not in parse.tag]
    known = [parse for parse in found if parse.is_known]
    return tuple(known or found)


def parses_as(word: str, classes: frozenset[str]) -> list[Parse]:
    return list(_cached_parses(word, classes))


def nominatives(word: str, classes: frozenset[str]) -> list[Parse]:
    return [parse for parse in parses_as(word, classes) if case_of(parse) == "nomn"]


def case_of(parse: Parse) -> str | None:
    case = parse.tag.case
    return VARIANT_CASES.get(case, case) if case else None


def analysis_of(parse: Parse) -> Analysis:
    return Analysis(parse, case_of(parse) or "nomn", parse.tag.number or "sing", parse.tag.gender)


def agreeing(word: str, analysis: Analysis) -> list[Parse]:
    return [parse for parse in parses_as(word, ADJECTIVES) if analysis.agrees(parse)]


def has_singular(analysis: Analysis) -> bool:
    return analysis.number == "sing" or analysis.parse.inflect({"sing", "nomn"}) is not None


def inflected(parse: Parse, case: str, number: str, gender: str | None) -> str:
    """The form of the parse's own lexeme; adjectives also take the gender. Of «высший» and «высочайший» the one it is of."""
    wanted = {case, number}
    if parse.tag.POS in ADJECTIVES and number == "sing" and gender:
        wanted.add(gender)
    regular = parse.inflect(wanted) or parse.inflect({case})
    if regular is None or "Supr" not in parse.tag:
        return str(regular.word if regular else parse.word)
    superlatives = [form.word for form in parse.lexeme if wanted | {"Supr"} <= form.tag.grammemes]
    return next((word for word in superlatives if word.startswith(parse.word[:-3])), str(regular.word))


def recased(form: str, word: str) -> str:
    """The word with the capitals of the form, and with «ё» only where the form has it."""
    if "ё" not in form.lower():
        word = word.replace("ё", "е")
    if len(form) > 1 and form.isupper():
        return word.upper()
    capitals = [i for i, letter in enumerate(form[: len(word)]) if letter.isupper()]
    return "".join(letter.upper() if i in capitals else letter for i, letter in enumerate(word))


def numerals(word: str) -> list[tuple[str | None, str]]:
    """The nominatives of a cardinal number, each with its gender («два» masculine, «две» feminine, «пять» none)."""
    found = [parse.lexeme for parse in parses(word) if parse.tag.POS == "NUMR" and parse.is_known][:1]
    return [(form.tag.gender, form.word) for lexeme in found for form in lexeme if form.tag.case == "nomn"]


def fixed_gender(word: str) -> str:
    """Of a noun with one form: the dictionary's («Минобороны» neuter), else masculine."""
    fixed = [parse.tag.gender for parse in parses(word) if "Fixd" in parse.tag and parse.is_known]
    return str(fixed[0]) if fixed and fixed[0] else "masc"
