"""What a submitted string may hold. Each rule names the fault it finds; a value passes when no rule speaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from events.api.problems import FAULT_BY_CODE, Fault

Rule = Callable[[str], Fault | None]

ORDINARY_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
BINARY_SHARE = 0.05
FIRST_YEAR, LAST_YEAR = 1800, 2199
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def nul_character(value: str) -> Fault | None:
    return FAULT_BY_CODE["nul_character"] if "\0" in value else None


def lone_surrogate(value: str) -> Fault | None:
    """Half a surrogate pair can be neither stored nor sent back: no encoding has it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return FAULT_BY_CODE["lone_surrogate"]
    return None


def blank(value: str) -> Fault | None:
    """Spaces, line ends, zero-width and control characters alone say nothing."""
    visible = any(character.isprintable() and not character.isspace() for character in value)
    return None if visible else FAULT_BY_CODE["blank"]


def binary(value: str) -> Fault | None:
    """A stray control character is a slip of the editor; one in twenty is a file that is no text."""
    strange = sum(map(_is_strange, value))
    return FAULT_BY_CODE["binary"] if strange > max(1, len(value) * BINARY_SHARE) else None


def unprintable(value: str) -> Fault | None:
    return None if value.isprintable() else FAULT_BY_CODE["unprintable"]


def _is_strange(character: str) -> bool:
    if character.isprintable() or character in ORDINARY_CONTROLS:
        return character == "\ufffd"
    return unicodedata.category(character) in ("Cc", "Cn", "Co")


def first_fault(value: str, rules: Iterable[Rule]) -> Fault | None:
    return next((fault for rule in rules if (fault := rule(value)) is not None), None)


def read_date(value: str) -> date | Fault:
    """An ISO date (YYYY-MM-DD, ASCII digits), or what is wrong with it."""
    if not ISO_DATE.fullmatch(value):
        return FAULT_BY_CODE["invalid_date"]
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return FAULT_BY_CODE["invalid_date"]
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else FAULT_BY_CODE["date_out_of_range"]


ENCODABLE: tuple[Rule, ...] = (nul_character, lone_surrogate)
TEXT_RULES: tuple[Rule, ...] = (*ENCODABLE, blank, binary)
LINE_RULES: tuple[Rule, ...] = (*ENCODABLE, blank)
IDENTIFIER_RULES: tuple[Rule, ...] = (*ENCODABLE, blank, unprintable)
