"""What time expressions mean before a reference day is known, and the days they come to once it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from workers.extraction.facts import When

Tense = Literal["past", "future"] | None
Relation = Literal["last", "this", "next"] | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with year and weekday (0 = Monday) where they are given."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    year: int | None = None
    relation: Relation = None


@dataclass(frozen=True, slots=True)
class Year:
    year: int | None = None
    relation: Relation = None


@dataclass(frozen=True, slots=True)
class Months:
    """Several months of a year: a season, a quarter."""

    first: int
    last: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    weekday: int
    relation: Relation = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days from the reference day."""

    days: int


@dataclass(frozen=True, slots=True)
class Week:
    """The week so many weeks from the reference day's; `first` and `last` weekday of it."""

    weeks: int
    first: int = 0
    last: int = 6


Value = Day | Days | Month | Year | Months | Weekday | Offset | Week


@dataclass(frozen=True, slots=True)
class Clock:
    """What the reading of a value depends on. `today` bounds years inferred from a weekday."""

    reference: date | None
    tense: Tense = None
    today: date | None = None


def when_of(value: Value, clock: Clock) -> When:
    """The days of a value as far as they can be known; without `text`."""
    if isinstance(value, Day):
        return _day(value, clock)
    if isinstance(value, Days):
        return _days(value, clock)
    if isinstance(value, Month | Months | Year):
        return _long(value, clock)
    return _relative(value, clock)


def _day(value: Day, clock: Clock) -> When:
    inferred = False
    year = value.year
    if year is None and clock.reference is not None:
        year = nearest_year(value, clock.reference, clock.tense)
    elif year is None:
        year, inferred = year_by_weekday(value, clock.today), True
    day = _date(year, value.month, value.day) if year else None
    if day is None:
        return When(precision="yearless", source="text")
    return When(day, day, "day", "weekday" if inferred else "text")


def _days(value: Days, clock: Clock) -> When:
    last = _day(value.last, clock)
    if last.start is None:
        return last
    first = _date(value.first.year or last.start.year, value.first.month, value.first.day)
    if first is not None and first > last.start:
        first = _date(last.start.year - 1, value.first.month, value.first.day)
    return replace(last, start=first) if first else last


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


def nearest_year(value: Day, reference: date, tense: Tense) -> int:
    """The year of the reference day, moved by one where the tense or the distance says so."""
    same = _date(reference.year, value.month, value.day)
    if same is None:
        return reference.year
    ahead = (same - reference).days
    if tense == "past" and ahead > 7:
        return reference.year - 1
    if tense == "future" and ahead < -7:
        return reference.year + 1
    if tense is None and abs(ahead) > 200:
        return reference.year + (1 if ahead < 0 else -1)
    return reference.year


def year_by_weekday(value: Day, today: date | None) -> int | None:
    """The latest past year in which the day fell on the weekday."""
    if value.weekday is None or today is None:
        return None
    for year in range(today.year, today.year - 29, -1):
        day = _date(year, value.month, value.day)
        if day is not None and day <= today and day.weekday() == value.weekday:
            return year
    return None


def _long(value: Month | Months | Year, clock: Clock) -> When:
    year = value.year
    if year is None:
        if clock.reference is None:
            return When(source="text")
        year = _implied_year(value, clock.reference, clock.tense)
    if isinstance(value, Month):
        return _stretch(year, value.month, value.month, "month")
    if isinstance(value, Months):
        return _stretch(year, value.first, value.last, "month")
    return _stretch(year, 1, 12, "year")


def _implied_year(value: Month | Months | Year, reference: date, tense: Tense) -> int:
    if isinstance(value, Year) or (isinstance(value, Month) and value.relation):
        return reference.year + {"last": -1, "next": 1}.get(value.relation or "", 0)
    month = value.month if isinstance(value, Month) else value.first
    if tense == "past" and month > reference.month:
        return reference.year - 1
    return reference.year + 1 if tense == "future" and month < reference.month else reference.year


def _stretch(year: int, first: int, last: int, precision: Literal["month", "year"]) -> When:
    # Winter runs over the end of the year.
    last_year = year if last >= first else year + 1
    end = date(last_year, last, calendar.monthrange(last_year, last)[1])
    return When(date(year, first, 1), end, precision, "text")


def _relative(value: Weekday | Offset | Week, clock: Clock) -> When:
    if clock.reference is None:
        return When(source="text")
    if isinstance(value, Offset):
        day = clock.reference + timedelta(days=value.days)
        return When(day, day, "day", "text")
    if isinstance(value, Week):
        monday = clock.reference - timedelta(days=clock.reference.weekday()) + timedelta(weeks=value.weeks)
        return When(monday + timedelta(days=value.first), monday + timedelta(days=value.last), "day", "text")
    day = _weekday(value, clock.reference, clock.tense)
    return When(day, day, "day", "text")


def _weekday(value: Weekday, reference: date, tense: Tense) -> date:
    """The latest such day up to the reference day, or the next one."""
    ahead = (value.weekday - reference.weekday()) % 7
    if value.relation == "next" or (tense == "future" and value.relation is None):
        return reference + timedelta(days=ahead or (7 if value.relation == "next" else 0))
    behind = (reference.weekday() - value.weekday) % 7
    return reference - timedelta(days=behind or (7 if value.relation == "last" else 0))
