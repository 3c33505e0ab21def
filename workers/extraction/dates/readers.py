"""What the words that a pattern has matched mean: readers from a match to a value, None where it is none."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from workers.extraction.calendar_values import (
    Anaphor,
    Day,
    DayOfMonth,
    Days,
    MonthAway,
    Months,
    Offset,
    Value,
    Week,
    Weekday,
    Weekdays,
    Weekend,
    Years,
)
from workers.extraction.clock import Relation
from workers.extraction.dates.patterns import (
    CARDINALS,
    EVES,
    HOLIDAYS,
    LAST,
    MONTH_ADJECTIVES,
    MONTHS,
    NEAREST,
    NEXT,
    ORDINALS,
    QUARTERS,
    RELATIVE_DAYS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAY_ADJECTIVES,
    WEEKDAYS,
)

Match = re.Match[str]
NO_LEAP_YEAR = 2001
Reader = Callable[[Match], Value | None]


def given(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def month_number(word: str) -> int:
    word = word.removesuffix(".")
    return MONTHS.get(word) or SHORT_MONTHS[word]


def relation(which: str | None) -> Relation:
    """«прошлый»: last, «этот»: this, «следующий»: next, «ближайший» and nothing: None."""
    if which is None or re.match(NEAREST, which):
        return None
    return "last" if re.match(LAST, which) else "next" if re.match(NEXT, which) else "this"


def steps(which: str | None) -> int:
    return {"last": -1, "next": 1}.get(relation(which) or "", 0)


def year_of(match: Match, name: str = "year") -> int | None:
    year = given(match, name)
    return None if year is None else int(year) + (2000 if len(year) == 2 else 0)


def years_away(match: Match) -> int | None:
    if given(match, "own"):
        return 0
    away = given(match, "away")
    return None if away is None else steps(away)


def unit_of(match: Match) -> str:
    return given(match, "unit") or match["one_unit"]


def count_of(match: Match) -> int:
    word = given(match, "count")
    return 1 if word is None else int(word) if word.isdigit() else CARDINALS[word]


def day_month(match: Match) -> Value | None:
    named = given(match, "weekday") or given(match, "weekday_after") or given(match, "weekday_in_brackets")
    weekday = WEEKDAYS[named] if named else None
    month = given(match, "month") or ""
    number = int(month) if month.isdigit() else month_number(month)
    value = Day(day_number(match["day"]), number, year_of(match), weekday, years_away(match))
    return value if is_day(value) else None


def day_number(word: str) -> int:
    return int(word) if word.isdigit() else ORDINALS[word]


def end_of_month(match: Match) -> Value | None:
    month = month_number(match["month"])
    day = 1 if match["end"].startswith("перв") else calendar.monthrange(NO_LEAP_YEAR, month)[1]
    return Day(day, month, year_of(match), None, years_away(match))


def holiday(match: Match) -> Value | None:
    day, month = HOLIDAYS[match["holiday"]]
    return Day(day, month, year_of(match), None, years_away(match))


def eve_of_holiday(match: Match) -> Value | None:
    day, month = EVES[match["holiday"]]
    eve = date(NO_LEAP_YEAR, month, day) - timedelta(days=1)
    return Day(eve.day, eve.month, year_of(match), None, years_away(match))


def is_day(value: Day) -> bool:
    return 1 <= value.month <= 12 and value.on(value.year or 2000) is not None


def day_range(match: Match) -> Value | None:
    month = match["month"]
    last_month = int(month) if month.isdigit() else month_number(month)
    opening = given(match, "first_month")
    first_month = last_month if opening is None else int(opening) if opening.isdigit() else month_number(opening)
    last = Day(int(match["last"]), last_month, year_of(match), None, years_away(match))
    first_year = year_of(match, "first_year") or (last.year if first_month <= last_month else None)
    first = Day(int(match["first"]), first_month, first_year)
    if not (is_day(first) and is_day(replace(last, away=None))) or (
        first_month == last_month and first.day >= last.day
    ):
        return None
    return Days(first, last)


def day_of_month(match: Match) -> Value | None:
    which = given(match, "which")
    return DayOfMonth(day_number(match["day"]), steps(which) if which else None)


def weekday(match: Match) -> Value | None:
    return Weekday(WEEKDAYS[match["weekday"]], relation(given(match, "which")), given(match, "on") == "на")


def nearest_weekday(match: Match) -> Value | None:
    return Weekday(WEEKDAYS[match["weekday"]], None, planned=True)


def weekday_of_week(match: Match) -> Value | None:
    number = WEEKDAYS[match["weekday"]]
    return Week(steps(match["which"]), number, number)


def weekday_range(match: Match) -> Value | None:
    return Weekdays(WEEKDAYS[match["first"]], WEEKDAYS[match["last"]])


def week(match: Match) -> Value | None:
    return Week(steps(given(match, "which")))


def weekend(match: Match) -> Value | None:
    which = given(match, "which")
    return Weekend("next" if which and re.match(NEAREST, which) else relation(which))


def in_month(match: Match) -> Value | None:
    month = month_number(match["month"])
    return Months(month, month, year_of(match), years_away(match))


def month_range(match: Match) -> Value | None:
    return Months(month_number(match["first"]), month_number(match["last"]), year_of(match), years_away(match))


def month_adjective(match: Match) -> Value | None:
    month = MONTH_ADJECTIVES[match["month"]]
    return Months(month, month)


def relative_month(match: Match) -> Value | None:
    return MonthAway(steps(match["which"]))


def season(match: Match) -> Value | None:
    return Months(*SEASONS[match["season"]], year_of(match), years_away(match))


def relative_season(match: Match) -> Value | None:
    which = relation(match["which"])
    return Months(*SEASONS[match["season"]], None, 0 if which == "this" else None)


def quarter(match: Match) -> Value | None:
    number = match["quarter"]
    index = int(number[0]) if number[0].isdigit() else QUARTERS.get(number) or QUARTERS[number[:4]]
    return Months(3 * index - 2, 3 * index, year_of(match), years_away(match))


def half_year(match: Match) -> Value | None:
    months = (1, 6) if match["half"].startswith(("перв", "1")) else (7, 12)
    return Months(*months, year_of(match), years_away(match))


def in_year(match: Match) -> Value | None:
    return Years(year_of(match))


def year_range(match: Match) -> Value | None:
    return Years(int(match["first"]), int(match["last"]))


def relative_year(match: Match) -> Value | None:
    return Years(away=steps(given(match, "which")))


def weekday_adjective(match: Match) -> Value | None:
    return Weekday(WEEKDAY_ADJECTIVES[match["weekday"]])


def day_adjective(match: Match) -> Value | None:
    return Offset(RELATIVE_DAYS[match["day"]])


def ago(match: Match) -> Value | None:
    return _away(-count_of(match), unit_of(match))


def ahead(match: Match) -> Value | None:
    value = _away(count_of(match), unit_of(match))
    return replace(value, narrative=True) if isinstance(value, Offset) else value


def _away(count: int, unit: str) -> Value:
    if unit.startswith(("год", "лет")):
        return Years(away=count)
    if unit.startswith(("месяц", "полгод")):
        return MonthAway(count * (6 if unit.startswith("полгод") else 1))
    return Offset(count * (7 if unit.startswith("недел") else 1))


def days_from_today(days: int) -> Reader:
    return lambda match: Offset(days)


def days_from_story(days: int | None) -> Reader:
    return lambda match: Anaphor(days)


def earlier_or_later(match: Match) -> Value | None:
    unit = unit_of(match)
    if not unit.startswith(("д", "недел", "сут")):
        return Anaphor(None)
    days = count_of(match) * (7 if unit.startswith("недел") else 1)
    return Anaphor(-days if match["way"].startswith("ран") else days)


def no_value(match: Match) -> Value | None:
    """A time of day: its clock is read elsewhere."""
    return None


def clock_of(match: Match) -> str | None:
    """The time of day as "HH:MM"."""
    if given(match, "noon"):
        return {"полдень": "12:00", "полночь": "00:00"}[match["noon"]]
    word = given(match, "hour") or "1"
    hour = int(word) if word.isdigit() else CARDINALS[word]
    minute = int(given(match, "minute") or 0)
    part = given(match, "part")
    if part in {"вечера", "дня"} and hour < 12:
        hour += 12
    if part == "ночи" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
