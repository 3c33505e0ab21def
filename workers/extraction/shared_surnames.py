"""«братья Алишер и Шохрух Мирзаевы», «Владимир и Елена Петровы»: one surname in the plural for several given names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.doc import Token
from workers.extraction.mentions import Mention
from workers.extraction.morphology import parses

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
# Stems of the surname, endings of its plural, endings of its singular by case: masculine, feminine.
PARADIGMS: list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = [
    (
        ("ов", "ев", "ин", "ын"),
        ("ыми", "ых", "ым", "ы"),
        ("", "а", "у", "а", "ым", "е"),
        ("а", "ой", "ой", "у", "ой", "ой"),
    ),
    (
        ("ск", "цк"),
        ("ими", "их", "им", "ие"),
        ("ий", "ого", "ому", "ого", "им", "ом"),
        ("ая", "ой", "ой", "ую", "ой", "ой"),
    ),
]


def with_shared_surnames(mentions: Sequence[Mention]) -> list[Mention]:
    """Gives each of the coordinated given names the surname that stands once, in the singular."""
    found = list(mentions)
    for last in range(1, len(found)):
        first = last
        while first > 0 and _continues(found[first - 1], found[first]):
            first -= 1
        if first == last or len(found[last].name) < 2 or _singular(found[last].name[-1], "Nom", "Masc") is None:
            continue
        surname = found[last].name[-1]
        for index in range(first, last + 1):
            found[index] = _with_surname(found[index], surname, found[last].case)
    return found


def _continues(left: Mention, right: Mention) -> bool:
    """A given name alone, joined to the next person by «и» or a comma."""
    if left.type != "person" or right.type != "person" or len(left.name) != 1 or left.sentence != right.sentence:
        return False
    return bool(right.name) and right.name[0].index == left.name[-1].index + 2


def _with_surname(mention: Mention, surname: Token, case: str | None) -> Mention:
    given = mention.name[:1]
    gender = "Fem" if _is_feminine(given[0]) else "Masc"
    case = case if case in CASES else "Nom"
    text = _singular(surname, case, gender) or surname.text
    feats = {**surname.feats, "Case": case, "Number": "Sing", "Gender": gender}
    return replace(mention, name=(*given, replace(surname, text=text, feats=feats)))


def _is_feminine(given: Token) -> bool:
    names = [parse.tag.gender for parse in parses(given.lower) if "Name" in parse.tag]
    return bool(names) and names[0] == "femn"


def _singular(surname: Token, case: str, gender: str) -> str | None:
    """The surname in the singular; None where the form is no plural of a surname that declines so."""
    for stems, plurals, masculine, feminine in PARADIGMS:
        for plural in plurals:
            stem = surname.text.removesuffix(plural)
            if stem != surname.text and stem.endswith(stems):
                return stem + (feminine if gender == "Fem" else masculine)[CASES.index(case)]
    return None
