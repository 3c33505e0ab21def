"""Time expressions of a sentence, the dateline of a text, and the days they come to.

Expressions are found in the words of a sentence by RULES, an ordered list of patterns; earlier rules win.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from workers.doc import Doc, Sentence
from workers.extraction.calendar_values import (
    Clock,
    Day,
    Days,
    Month,
    Months,
    Offset,
    Relation,
    Tense,
    Value,
    Week,
    Weekday,
    Year,
    nearest_year,
    when_of,
    year_by_weekday,
)
from workers.extraction.facts import When
from workers.extraction.gazetteer import City, city_named
from workers.extraction.lexicon import rows

Reader = Callable[[re.Match[str]], Value | None]

MONTH = r"(?:январ|феврал|март|апрел|ма(?=[йяею]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
SHORT_MONTH = r"(?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|сент|окт|ноя|нояб|дек)\.?"
WEEKDAY = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[а-я]{0,2}"
DAY = r"(?P<{0}>[12]?\d|3[01])(?:-?(?:го|е|ого))?"
YEAR = r"(?:(?P<year>(?:19|20)\d\d)(?: ?(?:года|году|год|гг?\.?))?|(?P<relation>этого|нынешнего|текущего|прошлого|минувшего|будущего|следующего) года)"
DASH = r" ?[-–—] ?"
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
ORDINALS = (
    "первого",
    "второго",
    "третьего",
    "четвертого",
    "пятого",
    "шестого",
    "седьмого",
    "восьмого",
    "девятого",
    "десятого",
)
RELATIONS: dict[str, Relation] = {
    "этого": "this", "нынешнего": "this", "текущего": "this", "прошлого": "last", "минувшего": "last", "будущего": "next",
    "следующего": "next",
}  # fmt: skip
SEASONS = {"зимой": (12, 2), "весной": (3, 5), "летом": (6, 8), "осенью": (9, 11)}
QUARTERS = {
    "первом": (1, 3),
    "втором": (4, 6),
    "третьем": (7, 9),
    "четвертом": (10, 12),
    "i": (1, 3),
    "ii": (4, 6),
    "iii": (7, 9),
    "iv": (10, 12),
}


@dataclass(frozen=True)
class TimeExpression:
    """A stretch of tokens of a sentence that means a time; `clock` is "HH:MM" for a time of day."""

    first: int
    last: int
    start: int
    end: int
    text: str
    rule: str
    value: Value | None
    clock: str | None = None


@dataclass(frozen=True)
class Dateline:
    """«БАКУ, 3 мар — Sputnik.»; `day` is known once the year is. `inferred`: the year came from a weekday."""

    city: City | None
    day: date | None
    given: Day | None
    start: int
    end: int
    text: str
    inferred: bool = False


def time_expressions(sentence: Sentence) -> tuple[TimeExpression, ...]:
    """All time expressions of the sentence in order, none inside another."""
    line = _Line(sentence)
    found: list[TimeExpression] = []
    for name, pattern, reader in RULES:
        for match in pattern.finditer(line.text):
            expression = line.expression(match, name, reader)
            if expression and all(expression.first > other.last or expression.last < other.first for other in found):
                found.append(expression)
    return tuple(sorted(found, key=lambda expression: expression.first))


def resolve(expression: TimeExpression, reference: date | None, tense: Tense, today: date | None = None) -> When:
    """The days that an expression means; precision `unknown` where the reference day is missing."""
    if expression.value is None:
        return When()
    return replace(when_of(expression.value, Clock(reference, tense, today)), text=expression.text)


class _Line:
    """The sentence as one lower-case string, its characters traceable to tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.text = ""
        self.owners: list[int] = []
        end = None
        for token in sentence.tokens:
            gap = " " if end is not None and token.start > end else ""
            self.text += gap + token.lower
            self.owners += [token.index] * (len(gap) + len(token.lower))
            end = token.end

    def expression(self, match: re.Match[str], rule: str, reader: Reader) -> TimeExpression | None:
        value = reader(match)
        clock = _clock(match) if rule == "clock" else None
        if value is None and clock is None:
            return None
        first, last = self.owners[match.start()], self.owners[match.end() - 1]
        if self.text[match.start()] == " ":
            first = self.owners[match.start() + 1]
        tokens = self.sentence.tokens
        text = self.text[match.start() : match.end()].strip()
        return TimeExpression(first, last, tokens[first].start, tokens[last].end, text, rule, value, clock)


@cache
def _month_numbers() -> tuple[tuple[str, int], ...]:
    pairs = [(stem, int(number)) for row in rows("months.tsv") for stem, number in ((row[0], row[1]), (row[2], row[1]))]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def month_number(word: str) -> int:
    return next(number for stem, number in _month_numbers() if word.startswith(stem))


def _weekday_number(word: str) -> int:
    return next(number for number, stem in enumerate(WEEKDAYS) if word.startswith(stem))


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match.groupdict().get("year") else None


def day_month(match: re.Match[str]) -> Value | None:
    weekday = match.groupdict().get("weekday") or match.groupdict().get("weekday_after")
    return Day(
        int(match["day"]), month_number(match["month"]), _year(match), _weekday_number(weekday) if weekday else None
    )


def ordinal_day(match: re.Match[str]) -> Value | None:
    return Day(ORDINALS.index(match["ordinal"]) + 1, month_number(match["month"]), _year(match))


def day_range(match: re.Match[str]) -> Value | None:
    last_month = month_number(match["month"])
    first_month = match.groupdict().get("first_month")
    first = Day(int(match["first"]), month_number(first_month) if first_month else last_month, _year(match))
    last = Day(int(match["last"]), last_month, _year(match))
    return Days(replace(first, year=None) if first.month > last.month else first, last)


def dotted(match: re.Match[str]) -> Value | None:
    day, month = int(match["day"]), int(match["month"])
    year = match.groupdict().get("year")
    full = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
    return Day(day, month, full) if 1 <= day <= 31 and 1 <= month <= 12 else None


def in_month(match: re.Match[str]) -> Value | None:
    relation = RELATIONS.get(match.groupdict().get("relation") or "")
    return Month(month_number(match["month"]), _year(match), relation)


def in_year(match: re.Match[str]) -> Value | None:
    return Year(int(match["year"]))


def in_relative_year(match: re.Match[str]) -> Value | None:
    return Year(None, {"прош": "last", "мину": "last", "буду": "next", "след": "next"}.get(match["which"][:4], "this"))  # type: ignore[arg-type]


def season(match: re.Match[str]) -> Value | None:
    return Months(*SEASONS[match["season"]], _year(match))


def quarter(match: re.Match[str]) -> Value | None:
    return Months(*QUARTERS[match["quarter"]], _year(match))


def weekday(match: re.Match[str]) -> Value | None:
    which = match.groupdict().get("which") or ""
    relation: Relation = None
    if which[:4] in ("прош", "мину"):
        relation = "last" if which.startswith("прош") else None
    elif which[:4] in ("буду", "след", "ближ"):
        relation = None if which.startswith("ближ") else "next"
    return Weekday(_weekday_number(match["weekday"]), relation)


def week(match: re.Match[str]) -> Value | None:
    return Week({"прош": -1, "мину": -1, "буду": 1, "след": 1}.get(match["which"][:4], 0))


def weekend(match: re.Match[str]) -> Value | None:
    return Week({"прош": -1, "мину": -1, "буду": 1, "след": 1}.get((match["which"] or "")[:4], 0), 5, 6)


def ago(match: re.Match[str]) -> Value | None:
    count = _count(match["count"])
    unit = 7 if match["unit"].startswith("недел") else 1
    return Offset(-count * unit) if count else None


def ahead(match: re.Match[str]) -> Value | None:
    count = _count(match["count"])
    unit = 7 if match["unit"].startswith("недел") else 1
    return Offset(count * unit) if count else None


def _count(word: str | None) -> int | None:
    words = {
        "": 1,
        "один": 1,
        "одну": 1,
        "два": 2,
        "две": 2,
        "три": 3,
        "четыре": 4,
        "пять": 5,
        "шесть": 6,
        "семь": 7,
        "десять": 10,
    }
    word = (word or "").strip()
    return int(word) if word.isdigit() else words.get(word)


def _offset(days: int) -> Reader:
    def read(match: re.Match[str]) -> Value | None:
        return Offset(days)

    return read


def no_value(match: re.Match[str]) -> Value | None:
    return None


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    evening = match.groupdict().get("part") in ("вечера", "дня")
    hour += 12 if evening and hour < 12 else 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,\d-])(?:{pattern})(?![\w])")


WEEKDAY_BEFORE = rf"(?:(?:в|во) )?(?:(?P<weekday>{WEEKDAY}) ?,? )?"
WEEKDAY_AFTER = rf"(?: ?[,(] ?(?:в |во )?(?P<weekday_after>{WEEKDAY})\)?)?"
MAYBE_YEAR = rf"(?: {YEAR})?"
COUNT = r"(?P<count>\d+|один|одну|два|две|три|четыре|пять|шесть|семь|десять)"
UNIT = r"(?P<unit>дн\w+|день|сутки|суток|недел\w+)"
WHICH = r"(?P<which>прошл\w+|минувш\w+|эт\w+|нынешн\w+|текущ\w+|будущ\w+|следующ\w+|ближайш\w+)"

RULES: list[tuple[str, re.Pattern[str], Reader]] = [
    ("iso_date", _rule(r"(?P<year>(?:19|20)\d\d) ?- ?(?P<month>\d\d) ?- ?(?P<day>\d\d)"), dotted),
    ("dotted_date", _rule(r"(?P<day>\d{1,2}) ?\. ?(?P<month>\d{2}) ?\. ?(?P<year>(?:19|20)\d\d|\d\d)"), dotted),
    (
        "range_of_two_months",
        _rule(rf"(?:с |со )?{DAY.format('first')} (?P<first_month>{MONTH})(?: по | до |{DASH}){DAY.format('last')} (?P<month>{MONTH}){MAYBE_YEAR}"),
        day_range,
    ),
    ("range_from_to", _rule(rf"(?:с|со) {DAY.format('first')} (?:по|до) {DAY.format('last')} (?P<month>{MONTH}){MAYBE_YEAR}"), day_range),
    ("range_dash", _rule(rf"{DAY.format('first')}(?:{DASH}| и ){DAY.format('last')} (?P<month>{MONTH}){MAYBE_YEAR}"), day_range),
    ("night_to", _rule(rf"в ночь (?:на|с \d+ на) {WEEKDAY_BEFORE}{DAY.format('day')} (?P<month>{MONTH}){MAYBE_YEAR}"), day_month),
    ("moved_to", _rule(rf"(?:на|до) {WEEKDAY_BEFORE}{DAY.format('day')} (?P<month>{MONTH}){MAYBE_YEAR}"), day_month),
    ("day_month", _rule(rf"{WEEKDAY_BEFORE}{DAY.format('day')} (?P<month>{MONTH}){MAYBE_YEAR}{WEEKDAY_AFTER}"), day_month),
    ("day_short_month", _rule(rf"{DAY.format('day')} (?P<month>{SHORT_MONTH}){MAYBE_YEAR}"), day_month),
    ("ordinal_day", _rule(rf"(?P<ordinal>{'|'.join(ORDINALS)}) (?P<month>{MONTH}){MAYBE_YEAR}"), ordinal_day),
    ("day_before_yesterday", _rule(r"позавчера"), _offset(-2)),
    ("yesterday", _rule(r"вчера(?: вечером| утром| днем| ночью)?|накануне(?! (?:встреч|визит|переговор|саммит|выбор|праздн|поездк|нов|матч|голосован|годовщин|открыти|форум)\w*)"), _offset(-1)),
    ("today", _rule(r"сегодня(?: вечером| утром| днем| ночью)?"), _offset(0)),
    ("day_after_tomorrow", _rule(r"послезавтра"), _offset(2)),
    ("tomorrow", _rule(r"завтра(?: вечером| утром| днем)?"), _offset(1)),
    ("weekday", _rule(rf"(?:(?:утром|вечером|днем|ночью) )?(?:в|во|на) (?:{WHICH} )?(?P<weekday>{WEEKDAY})(?: (?:утром|вечером|днем))?"), weekday),
    ("week", _rule(rf"(?:на|в течение) {WHICH} недел\w+"), week),
    ("weekend", _rule(rf"(?:в|на) (?:{WHICH} )?выходны\w+"), weekend),
    ("days_ago", _rule(rf"(?:{COUNT} )?{UNIT} (?:тому )?назад"), ago),
    ("days_ahead", _rule(rf"через (?:{COUNT} )?{UNIT}"), ahead),
    ("season", _rule(rf"(?P<season>{'|'.join(SEASONS)}){MAYBE_YEAR}"), season),
    ("quarter", _rule(rf"в (?P<quarter>первом|втором|третьем|четвертом|iv|iii|ii|i) квартале{MAYBE_YEAR}"), quarter),
    ("month", _rule(rf"(?:(?:в|во|к|с|до|за) )?(?:(?:начал|середин|конц)\w+ )?(?P<month>{MONTH}){MAYBE_YEAR}"), in_month),
    ("year", _rule(r"(?:в )?(?:начал\w+ |конц\w+ |середин\w+ )?(?P<year>(?:19|20)\d\d) ?(?:года|году|год|г\.?)"), in_year),
    ("relative_year", _rule(r"в (?P<which>прошл\w+|минувш\w+|эт\w+|нынешн\w+|текущ\w+|будущ\w+|следующ\w+) году"), in_relative_year),
    ("clock", _rule(r"(?:в|к|около) (?P<hour>\d{1,2}) ?[:.] ?(?P<minute>\d\d)(?! ?\d)"), no_value),
    ("clock", _rule(r"(?:в|к) (?P<hour>\d{1,2}) (?:часов|часа|час)(?: (?P<minute>\d\d) минут)?(?: (?P<part>утра|дня|вечера))?"), no_value),
]  # fmt: skip


# Dateline.

CITY_NAME = r"(?P<city>[А-ЯЁ][А-ЯЁа-яё-]+(?:[ -][А-ЯЁ][А-ЯЁа-яё-]+){0,2})"
DATELINES = [
    re.compile(
        rf"^\s*{CITY_NAME}[,.] +(?P<day>\d{{1,2}}) +(?P<month>{MONTH}|{SHORT_MONTH})"
        rf"(?: +(?P<year>(?:19|20)\d\d)(?: ?(?:года|г\.?))?)?(?= ?[.,—–(/\[-]|\s)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(r"^\s*(?P<city>[А-ЯЁ][А-ЯЁ-]{2,}(?:[ -][А-ЯЁ-]+){0,2})(?=[,.]? ?[/(—–]|\. )", re.MULTILINE),
]
STAMP = re.compile(
    r"^\s*(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?:[,\s]+\d{1,2}:\d\d)?\s*$", re.MULTILINE
)
REACH = 700  # a dateline stands near the beginning of the text


def dateline(doc: Doc, published: date | None, today: date | None = None) -> Dateline | None:
    """The dateline of the text, its year from the text, the day of publication or a weekday that goes with its day."""
    for pattern in DATELINES:
        for match in pattern.finditer(doc.text[:REACH]):
            city = city_named(match["city"])
            if city is not None:
                return _dated(doc, match, city, Clock(published, "past", today))
    stamp = STAMP.search(doc.text[:REACH])
    return _dated(doc, stamp, None, Clock(published, "past", today)) if stamp else None


def _dated(doc: Doc, match: re.Match[str], city: City | None, clock: Clock) -> Dateline:
    text, start = match.group().strip(), match.end() - len(match.group().lstrip())
    groups = match.groupdict()
    if not groups.get("day"):
        return Dateline(city, None, None, start, match.end(), text)
    word = groups["month"].lower()
    month = int(word) if word.isdigit() else month_number(word)
    given = Day(int(groups["day"]), month, int(groups["year"]) if groups.get("year") else None)
    day, inferred = _dateline_day(doc, given, clock)
    return Dateline(city, day, given, start, match.end(), text, inferred)


def _dateline_day(doc: Doc, given: Day, clock: Clock) -> tuple[date | None, bool]:
    year, inferred = given.year, False
    if year is None and clock.reference is not None:
        year = nearest_year(given, clock.reference + timedelta(days=2), "past")
    elif year is None:
        weekday_known = next(
            (day for day in _days_with_weekday(doc) if (day.day, day.month) == (given.day, given.month)), None
        )
        year, inferred = (year_by_weekday(weekday_known, clock.today), True) if weekday_known else (None, False)
    try:
        return (date(year, given.month, given.day), inferred) if year else (None, False)
    except ValueError:
        return None, False


def _days_with_weekday(doc: Doc) -> Iterator[Day]:
    for sentence in doc.sentences:
        for expression in time_expressions(sentence):
            if isinstance(expression.value, Day) and expression.value.weekday is not None:
                yield expression.value
