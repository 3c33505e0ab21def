"""The day and the tense that a time expression is read by, and what any calendar knows."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workers.extraction.facts import When

Tense = Literal["past", "future"] | None
Relation = Literal["last", "this", "next"] | None

UNKNOWN = When(source="text")
YEARLESS = When(precision="yearless", source="text")


@dataclass(frozen=True, slots=True)
class Clock:
    """What the reading of a value depends on. `today` bounds years inferred from a weekday."""

    reference: date | None
    tense: Tense = None
    today: date | None = None


def shifted(reference: date, months: int) -> tuple[int, int]:
    """Year and month so many months from the reference day's."""
    years, month = divmod(reference.month - 1 + months, 12)
    return reference.year + years, month + 1


def stretch(year: int, first: int, last: int, precision: Literal["month", "year"]) -> When:
    """From the first day of one month to the last of another, which may lie in the next year."""
    last_year = year if last >= first else year + 1
    end = date(last_year, last, calendar.monthrange(last_year, last)[1])
    return When(date(year, first, 1), end, precision, "text")


def one_day(day: date) -> When:
    return When(day, day, "day", "text")
