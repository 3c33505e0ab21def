"""What time expressions mean before a reference day is known, and the days they come to once it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workers.extraction.clock import UNKNOWN, YEARLESS, Clock, Relation, Tense, one_day, shifted, stretch
from workers.extraction.facts import When

NEAR = 30  # days by which a day may lie on the wrong side of the reference day for its tense
WINTER = 12  # the season that begins in one year and ends in the next
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with year and weekday (0 = Monday) where they are given.

    `away` counts years from the reference year («3 марта прошлого года»: -1).
    """

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    away: int | None = None

    def when(self, clock: Clock) -> When:
        year, inferred = self._year(clock)
        day = self.on(year)
        if day is None:
            return YEARLESS
        return When(day, day, "day", "weekday" if inferred else "text")

    def on(self, year: int | None) -> date | None:
        """The day in a year; None where the year is unknown or has no such day."""
        if year is None or not 1 <= self.day <= calendar.monthrange(year, self.month)[1]:
            return None
        return date(year, self.month, self.day)

    def _year(self, clock: Clock) -> tuple[int | None, bool]:
        """The year, and whether it came from the weekday alone."""
        if self.year is not None:
            return self.year, False
        if clock.reference is None:
            return year_by_weekday(self, clock.today), True
        if self.away is not None:
            return clock.reference.year + self.away, False
        return nearest_year(self, clock.reference, clock.tense), False


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another."""

    first: Day
    last: Day

    def when(self, clock: Clock) -> When:
        last = self.last.when(clock)
        if last.start is None:
            return last
        first = self.first.on(self.first.year or last.start.year)
        if first is not None and first > last.start:
            first = self.first.on(last.start.year - 1)
        return replace(last, start=first) if first else last


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """«15-го числа»; `away` counts months («прошлого месяца»: -1)."""

    day: int
    away: int | None = None

    def when(self, clock: Clock) -> When:
        if clock.reference is None:
            return UNKNOWN
        ahead = self.day - clock.reference.day
        away = self.away
        if away is None:
            away = -1 if clock.tense == "past" and ahead > 0 else 1 if clock.tense == "future" and ahead < 0 else 0
        year, month = shifted(clock.reference, away)
        return Day(self.day, month, year).when(clock)


@dataclass(frozen=True, slots=True)
class Months:
    """One or several months of a year: «в мае», «летом», «в первом квартале». `away` counts years."""

    first: int
    last: int
    year: int | None = None
    away: int | None = None

    def when(self, clock: Clock) -> When:
        year = self.year
        if year is None:
            if clock.reference is None:
                return UNKNOWN
            away = self.away if self.away is not None else self._away(clock.reference, clock.tense)
            year = clock.reference.year + away
        elif self.first == WINTER and self.last < WINTER:
            year -= 1
        return stretch(year, self.first, self.last, "month")

    def _away(self, reference: date, tense: Tense) -> int:
        """Years to the nearest such months that the tense allows."""
        ahead = self.first - reference.month
        if self.last < self.first and reference.month <= self.last:
            return -1 if tense != "future" else 0
        if (tense == "past" and ahead > 0) or (tense is None and ahead > 6):
            return -1
        behind = self.last - reference.month if self.last >= self.first else ahead
        return 1 if (tense == "future" and behind < 0) or (tense is None and behind < -6) else 0


@dataclass(frozen=True, slots=True)
class MonthAway:
    """«в прошлом месяце», «два месяца назад»."""

    months: int

    def when(self, clock: Clock) -> When:
        if clock.reference is None:
            return UNKNOWN
        year, month = shifted(clock.reference, self.months)
        return stretch(year, month, month, "month")


@dataclass(frozen=True, slots=True)
class Years:
    """From one year to another; without them, `away` years from the reference year."""

    first: int | None = None
    last: int | None = None
    away: int = 0

    def when(self, clock: Clock) -> When:
        if self.first is not None:
            last = self.last or self.first
            return When(date(self.first, 1, 1), date(last, 12, 31), "year", "text")
        if clock.reference is None:
            return UNKNOWN
        return stretch(clock.reference.year + self.away, 1, 12, "year")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday; `planned` («на среду») looks ahead where the tense is unknown."""

    weekday: int
    relation: Relation = None
    planned: bool = False

    def when(self, clock: Clock) -> When:
        if clock.reference is None:
            return UNKNOWN
        ahead = (self.weekday - clock.reference.weekday()) % 7
        return one_day(clock.reference + timedelta(days=self._days(ahead, clock)))

    def _days(self, ahead: int, clock: Clock) -> int:
        assert clock.reference is not None
        if self.relation == "next":
            return ahead + (7 if self.weekday > clock.reference.weekday() else 0) if ahead else 7
        if self.relation == "last":
            return ahead - 7
        if self.relation == "this" and clock.tense is None:
            return self.weekday - clock.reference.weekday()
        forward = clock.tense == "future" or (clock.tense is None and self.planned)
        return ahead if forward or ahead == 0 else ahead - 7


@dataclass(frozen=True, slots=True)
class Weekdays:
    """«с понедельника по среду»."""

    first: int
    last: int

    def when(self, clock: Clock) -> When:
        last = Weekday(self.last).when(clock)
        if last.start is None:
            return last
        return replace(last, start=last.start - timedelta(days=(self.last - self.first) % 7))


@dataclass(frozen=True, slots=True)
class Week:
    """The week so many weeks from the reference day's; `first` and `last` weekday of it."""

    weeks: int
    first: int = MONDAY
    last: int = SUNDAY

    def when(self, clock: Clock) -> When:
        if clock.reference is None:
            return UNKNOWN
        monday = clock.reference - timedelta(days=clock.reference.weekday()) + timedelta(weeks=self.weeks)
        return When(monday + timedelta(days=self.first), monday + timedelta(days=self.last), "day", "text")


@dataclass(frozen=True, slots=True)
class Weekend:
    relation: Relation = None

    def when(self, clock: Clock) -> When:
        if clock.reference is None:
            return UNKNOWN
        on_it = clock.reference.weekday() >= SATURDAY
        past = self.relation == "last" or (self.relation is None and clock.tense == "past")
        weeks = -1 if past and (not on_it or self.relation == "last") else 0
        weeks += 1 if self.relation == "next" and on_it else 0
        return Week(weeks, SATURDAY, SUNDAY).when(clock)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days from the reference day; `narrative` («через два дня») counts from the story's day in the past."""

    days: int
    narrative: bool = False

    def when(self, clock: Clock) -> When:
        if clock.reference is None or (self.narrative and clock.tense == "past"):
            return UNKNOWN
        return one_day(clock.reference + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """So many days from a day that the text has named before: «в тот же день» (0), «днем ранее» (-1); None: not countable."""

    days: int | None

    def when(self, clock: Clock) -> When:
        return UNKNOWN

    def after(self, antecedent: date) -> When:
        """The days once that day is known."""
        return UNKNOWN if self.days is None else one_day(antecedent + timedelta(days=self.days))


Value = (
    Day | Days | DayOfMonth | Months | MonthAway | Years | Weekday | Weekdays | Week | Weekend | Offset | Anaphor
)  # fmt: skip


def nearest_year(value: Day, reference: date, tense: Tense) -> int:
    """The year of the reference day, moved by one where the tense, the distance or the weekday says so."""
    year = reference.year + _years_moved(value, reference, tense)
    fitting = [year + away for away in (0, -1, 1) if _fits(value, year + away)]
    return fitting[0] if fitting else year


def _years_moved(value: Day, reference: date, tense: Tense) -> int:
    same = value.on(reference.year)
    if same is None:
        return 0
    ahead = (same - reference).days
    if tense == "past" and ahead > NEAR:
        return -1
    if tense == "future" and ahead < -NEAR:
        return 1
    return 0 if tense is not None or abs(ahead) <= 200 else (1 if ahead < 0 else -1)


def _fits(value: Day, year: int) -> bool:
    day = value.on(year)
    return day is not None and (value.weekday is None or day.weekday() == value.weekday)


def year_by_weekday(value: Day, today: date | None) -> int | None:
    """The latest past year in which the day fell on the weekday."""
    if value.weekday is None or today is None:
        return None
    for year in range(today.year, today.year - 29, -1):
        day = value.on(year)
        if day is not None and day <= today and day.weekday() == value.weekday:
            return year
    return None
