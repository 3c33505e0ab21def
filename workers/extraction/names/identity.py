"""The name of a person in its parts, and whether two names may belong to one person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Gender = Literal["m", "f"]
INITIAL = re.compile(r"^[А-ЯЁA-Z][а-яё]?[а-яё]?\.(-?[А-ЯЁA-Z][а-яё]?\.)?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts in the nominative. `surname_first` marks Chinese, Korean and Vietnamese names; `regnal` is «VIII»."""

    given: str | None = None
    patronymic: str | None = None
    surname: str | None = None
    gender: Gender | None = None
    surname_first: bool = False
    regnal: str | None = None

    @property
    def full(self) -> str:
        usual = (self.given, self.patronymic, self.regnal, self.surname)
        parts = (self.surname, self.given) if self.surname_first else usual
        return " ".join(part for part in parts if part)


def compatible(a: PersonName, b: PersonName) -> bool:
    """Whether the two names could belong to one person."""
    if a.gender and b.gender and a.gender != b.gender:
        return False
    a, b = _as_surname(a, b), _as_surname(b, a)
    return all(agree(a, b) for agree in AGREEMENTS) and any(_shared(a, b))


def merge(a: PersonName, b: PersonName) -> PersonName:
    """The fullest name that the two compatible names give together; where both have a part, the longer or earlier one."""
    a, b = _as_surname(a, b), _as_surname(b, a)
    given, patronymic = _fuller(a.given, b.given), _fuller(a.patronymic, b.patronymic)
    return PersonName(
        given=given,
        patronymic=None if is_initial(patronymic) and not is_initial(given) else patronymic,
        surname=_fuller(a.surname, b.surname),
        gender=a.gender or b.gender,
        surname_first=a.surname_first or b.surname_first,
        regnal=a.regnal or b.regnal,
    )


def fold(word: str) -> str:
    """Lower case, «ё» as «е», hyphens and spaces alike."""
    return word.lower().replace("ё", "е").replace("-", " ")


def is_initial(word: str | None) -> bool:
    return word is not None and INITIAL.match(word.split(" ")[0]) is not None


def _as_surname(lone: PersonName, other: PersonName) -> PersonName:
    """A single word taken for a given name is the surname if it is the other's: «Сауд» of «Мухаммед аль Сауд»."""
    if lone.surname or lone.patronymic or not lone.given or not other.surname:
        return lone
    is_surname = fold(other.surname).split()[-1] == fold(lone.given)
    return replace(lone, given=None, surname=lone.given) if is_surname else lone


def _given_agree(a: PersonName, b: PersonName) -> bool:
    return _words_agree(a.given, b.given)


def _patronymics_agree(a: PersonName, b: PersonName) -> bool:
    return _words_agree(a.patronymic, b.patronymic)


def _surnames_agree(a: PersonName, b: PersonName) -> bool:
    """Equal, or one the end or the beginning of the other: «Сауд» and «аль Сауд», «Обрадор» and «Лопес Обрадор»."""
    if not a.surname or not b.surname:
        return True
    one, other = sorted((fold(a.surname).split(), fold(b.surname).split()), key=len)
    return other[-len(one) :] == one or (other[: len(one)] == one and len(other) > 1)


def _regnal_agree(a: PersonName, b: PersonName) -> bool:
    return a.regnal == b.regnal or None in (a.regnal, b.regnal)


AGREEMENTS = (_given_agree, _patronymics_agree, _surnames_agree, _regnal_agree)


def _words_agree(a: str | None, b: str | None) -> bool:
    """No contradiction: one is missing, an initial of the other, or a part of it («Джордж» and «Джордж Уокер»)."""
    if not a or not b:
        return True
    if is_initial(a) or is_initial(b):
        return _stripped(a).startswith(_stripped(b)) or _stripped(b).startswith(_stripped(a))
    one, other = sorted((fold(a).split(), fold(b).split()), key=len)
    return other[: len(one)] == one or other[-len(one) :] == one


def _stripped(part: str) -> str:
    return fold(part.split(" ")[0]).partition(".")[0]


def _shared(a: PersonName, b: PersonName) -> tuple[bool, ...]:
    """Parts that both have; a given name identifies only where a surname is missing."""
    surnames = bool(a.surname and b.surname)
    return surnames, bool(a.given and b.given and not (a.surname and b.surname))


def _fuller(a: str | None, b: str | None) -> str | None:
    if not a or not b:
        return a or b
    if is_initial(a) != is_initial(b):
        return b if is_initial(a) else a
    return b if len(b.split()) > len(a.split()) else a
