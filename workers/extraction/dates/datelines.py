"""The dateline: where and when a text was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workers.doc import Doc
from workers.extraction.calendar_values import Day, year_by_weekday
from workers.extraction.clock import Clock
from workers.extraction.dates.expressions import time_expressions
from workers.extraction.dates.patterns import ANY_MONTH, ANY_WEEKDAY, one_of
from workers.extraction.dates.readers import is_day, month_number
from workers.extraction.gazetteer import City, city_named
from workers.extraction.lexicon import words

REACH = 700  # a dateline stands near the beginning of the text
TIME_ZONES = timedelta(days=2)  # a text may be dated later than its publication, where the zones differ
HEADLINE = 60  # characters: a shorter line in capitals may be a headline

SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
WORD = r"[А-ЯЁ][А-ЯЁа-яё]*(?:[-‑][А-ЯЁа-яё]+)*"
NAME = rf"(?P<city>{WORD}(?: {WORD}){{0,2}})"
CAPITALS = r"(?P<city>[А-ЯЁ]{2,}(?:[- ‑][А-ЯЁ]+){0,3})"
OPENING = r"^(?:<[^<>\n]{1,80}>)*[ \t]*[\"«(\[]?(?:(?:г|пос|с)\. ?)?"
IN_BRACKETS = r"(?: ?\([А-ЯЁа-яё .-]+\))?(?:/[А-ЯЁа-яё-]+)?"
YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)(?: ?(?:года|год|г\.?))?)?"
DAY = r"(?:в )?(?:(?P<weekday>" + ANY_WEEKDAY + r"),? )?(?P<day>[1-9]|0[1-9]|[12]\d|3[01])(?:-го)?"
DIGITS = r"(?P<day>\d{1,2})[./](?P<month>\d\d)[./](?P<year>(?:19|20)\d\d)"
ISO = r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
TIME = r"(?:[ ,|/-]*(?:в )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?\(?(?:мск|по [а-я]+ времени)\)?)?)?"
ENDS = r"(?=[ \t]*(?:[.,;:/(|\[)\]»–—-]|$))"
AGENCY = one_of(words("agencies.tsv"))
LABEL = r"(?:(?:дата|опубликовано|обновлено|дата публикации|добавлено)[: ]+)?"

Finder = Callable[[Doc], Iterator["Line"]]


@dataclass(frozen=True)
class Dateline:
    """«БАКУ, 3 мар - Sputnik.»; `day` is known once the year is. `inferred`: the year came from a weekday."""

    city: City | None
    day: date | None
    given: Day | None
    start: int
    end: int
    text: str
    inferred: bool = False


@dataclass(frozen=True)
class Line:
    """What a pattern found: the words, and the day as they give it."""

    match: re.Match[str]
    city: City | None
    given: Day | None


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.MULTILINE | re.IGNORECASE)


CITY_AND_DAY = [
    _compiled(rf"{OPENING}(?-i:{NAME}(?:, {WORD})?){IN_BRACKETS} ?[.,:|-]? ?{DAY} ?(?P<month>{ANY_MONTH}){YEAR}{ENDS}"),
    _compiled(rf"{OPENING}(?-i:{NAME}(?:, {WORD})?){IN_BRACKETS} ?[.,:|-]? ?{DIGITS}{ENDS}"),
]
CAPITALS_AND_DAY = _compiled(rf"{OPENING}(?-i:{CAPITALS}){IN_BRACKETS}[.,] ?{DAY} ?(?P<month>{ANY_MONTH}){YEAR}(?=\W)")
DAY_AND_CITY = _compiled(rf"{OPENING}{DAY} (?P<month>{ANY_MONTH}){YEAR}[.,]? (?-i:{NAME}){ENDS}")
CITY_ALONE = [
    re.compile(rf"^[ \t]*[(«]?{CAPITALS}{IN_BRACKETS}(?=[.,]? ?[/(\[]|[.] )", re.MULTILINE),
    re.compile(rf"^[ \t]*(?P<city>{WORD})\.(?= [А-ЯЁ«][^\n]{{60}})", re.MULTILINE),
    re.compile(rf"^[ \t]*[(«]?{NAME}{IN_BRACKETS}(?=[.,:]? ?[–—/(\[«\"-]* ?(?i:{AGENCY}))", re.MULTILINE),
]
AGENCY_AND_DAY = _compiled(
    rf"{OPENING}(?P<agency>(?-i:[А-ЯЁ][\w-]*)(?: [\w-]+){{0,2}}[»\"]?), {DAY} (?P<month>{ANY_MONTH}){YEAR}"
    rf"(?=\. (?-i:[А-ЯЁ«])| ?[/–—])"
)
STAMPS = [
    _compiled(rf"^[ \t]*{LABEL}(?:\d{{1,2}}:\d\d[ ,|-]*)?{date_pattern}{TIME}[ \t.]*$")
    for date_pattern in (DIGITS, ISO, rf"{DAY} (?P<month>{ANY_MONTH}),? (?P<year>(?:19|20)\d\d)(?: ?(?:года|г\.?))?")
]


def dateline(doc: Doc, published: date | None, today: date | None = None) -> Dateline | None:
    """The dateline of the text, its year from the text, the day of publication or a weekday that goes with its day."""
    line = next((line for find in FINDERS for line in find(doc)), None)
    return _dated(doc, line, Clock(published, "past", today)) if line else None


def city_and_day(doc: Doc) -> Iterator[Line]:
    """«Минск, 1 июня, БелТА», «Ереван. 12 мая. ИНТЕРФАКС», «ДУШАНБЕ, 03.03.2021 /НИАТ»."""
    for pattern in CITY_AND_DAY:
        yield from _lines(doc, pattern)


def capitals_and_day(doc: Doc) -> Iterator[Line]:
    """«УСТЬ-ЛАБИНСК, 3 марта. /ТАСС/»: a city that no list has."""
    for match in CAPITALS_AND_DAY.finditer(_head(doc)):
        if given := _given(match):
            yield Line(match, city_named(match["city"]) or City(_recased(match["city"]), None), given)


def day_and_city(doc: Doc) -> Iterator[Line]:
    """«3 марта 2021, Баку - »."""
    yield from _lines(doc, DAY_AND_CITY)


def city_alone(doc: Doc) -> Iterator[Line]:
    """«МОСКВА. /ТАСС/», «Баку. Тренд:»; no headline in capitals."""
    for pattern in CITY_ALONE:
        for match in pattern.finditer(_head(doc)):
            city = city_named(match["city"])
            rest = doc.text[match.end() :].partition("\n")[0]
            if city and len(rest) + len(match["city"]) > HEADLINE and not rest.isupper():
                yield Line(match, city, None)


def agency_and_day(doc: Doc) -> Iterator[Line]:
    """«Интерфакс-Юг, 12 ноября. Состоялся …»: no city."""
    for match in AGENCY_AND_DAY.finditer(_head(doc)):
        if (given := _given(match)) and match["day"] and not city_named(match["agency"]):
            yield Line(match, None, given)


def stamp(doc: Doc) -> Iterator[Line]:
    """A line of its own: «03.03.2021, 14:05», «Среда, 3 марта 2021»."""
    for pattern in STAMPS:
        for match in pattern.finditer(_head(doc)):
            if given := _given(match):
                yield Line(match, None, given)


FINDERS: list[Finder] = [city_and_day, capitals_and_day, day_and_city, agency_and_day, city_alone, stamp]


def _head(doc: Doc) -> str:
    return doc.text[:REACH].translate(SPACES)


def _lines(doc: Doc, pattern: re.Pattern[str]) -> Iterator[Line]:
    for match in pattern.finditer(_head(doc)):
        city, given = city_named(match["city"]), _given(match)
        if city and given:
            yield Line(match, city, given)


def _given(match: re.Match[str]) -> Day | None:
    month, year = match["month"].lower(), match["year"]
    number = int(month) if month.isdigit() else month_number(month)
    given = Day(int(match["day"]), number, int(year) if year else None)
    return given if 1 <= number <= 12 and is_day(given) else None


def _recased(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-")) if " " not in name else name.title()


def _dated(doc: Doc, line: Line, clock: Clock) -> Dateline:
    start = line.match.end() - len(line.match.group().lstrip())
    text = doc.text[start : line.match.end()].strip()
    day, inferred = _day(doc, line.given, clock) if line.given else (None, False)
    return Dateline(line.city, day, line.given, start, line.match.end(), text, inferred)


def _day(doc: Doc, given: Day, clock: Clock) -> tuple[date | None, bool]:
    """The day with its year, and whether a weekday gave the year."""
    if given.year is not None:
        return given.on(given.year), False
    if clock.reference is not None:
        return _latest(given, clock.reference + TIME_ZONES), False
    same = [day for day in _days(doc) if (day.day, day.month) == (given.day, given.month)]
    year = next((day.year for day in same if day.year), None)
    if year is not None:
        return given.on(year), False
    inferred = next((year for day in same if (year := year_by_weekday(day, clock.today))), None)
    return given.on(inferred), inferred is not None


def _latest(given: Day, limit: date) -> date | None:
    """The last such day that is not after the limit."""
    days = (given.on(year) for year in range(limit.year, limit.year - 9, -1))
    return next((day for day in days if day is not None and day <= limit), None)


def _days(doc: Doc) -> Iterator[Day]:
    for sentence in doc.sentences:
        for expression in time_expressions(sentence):
            if isinstance(expression.value, Day):
                yield expression.value
