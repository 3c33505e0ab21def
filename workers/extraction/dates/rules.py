"""RULES: the patterns of time expressions in order, each with what it means; earlier ones win."""

from __future__ import annotations

import re

from workers.extraction.dates.patterns import (
    ANY_WEEKDAY,
    AROUND,
    CARDINALS,
    COUNT,
    DASH,
    DAY,
    ENDING,
    EVES,
    HOLIDAYS,
    MAYBE_YEAR,
    MONTH,
    MONTH_ADJECTIVES,
    NEAREST,
    NO_YEAR,
    ON,
    ORDINALS,
    OTHER_WEEKDAYS,
    PART,
    RELATIVE_DAYS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAY,
    WEEKDAY_ADJECTIVES,
    WEEKDAY_AFTER,
    WEEKDAY_BEFORE,
    WHICH,
    YEAR,
    one_of,
    pattern,
)
from workers.extraction.dates.readers import (
    Reader,
    ago,
    ahead,
    day_adjective,
    day_month,
    day_of_month,
    day_range,
    days_from_story,
    days_from_today,
    earlier_or_later,
    end_of_month,
    eve_of_holiday,
    half_year,
    holiday,
    in_month,
    in_year,
    month_adjective,
    month_range,
    nearest_weekday,
    no_value,
    quarter,
    relative_month,
    relative_season,
    relative_year,
    season,
    week,
    weekday,
    weekday_adjective,
    weekday_of_week,
    weekday_range,
    weekend,
    year_range,
)

NUMBER = rf"(?P<day>{DAY}){ENDING}"
DAY_WORD = rf"(?P<day>{one_of(ORDINALS)})"
EITHER = rf"(?P<day>{DAY}|{one_of(ORDINALS)}){ENDING}"
FIRST, FINAL = rf"(?P<first>{DAY}){ENDING}", rf"(?P<last>{DAY}){ENDING}"
THE_MONTH = rf"(?P<month>{MONTH}){MAYBE_YEAR}"
SHORT = rf"(?P<month>{one_of(SHORT_MONTHS)})\.?(?: (?P<year>(?:19|20)\d\d)(?: ?г(?:ода|\.)?)?)?"
DIGITS = r"(?P<day>\d\d?)[./](?P<month>\d\d?)"
UNITS = "день дня дней сутки суток неделю недели недель месяц месяца месяцев год года лет".split()
STORY_UNITS = "днем днями сутками неделей неделями месяцем месяцами годом годами".split()
COUNTED = rf"(?:(?P<count>{COUNT}) (?P<unit>{one_of(UNITS)})|(?P<one_unit>день|сутки|неделю|месяц|полгода|год))"
STORY_COUNTED = (
    rf"(?:(?P<count>{COUNT}) (?P<unit>{one_of(STORY_UNITS)})|(?P<one_unit>днем|сутками|неделей|месяцем|годом))"
)
EVENT_AFTER = r"(?! (?:после|до|с момента|со дня))"
HOUR = rf"(?P<hour>[01]?\d|2[0-3]|{one_of(CARDINALS)})"
PARTS_OF_DAY = r"(?P<part>утра|дня|вечера|ночи)"
ADJECTIVE = r"(?:ий|ый|его|ого|ему|ому|им|ым|ем|ом|яя|ая|ей|ой|юю|ую|ее|ое|ие|ые|их|ых|ими|ыми)"
AFTER_CLOCK = r"(?:(?<=:\d\d )|(?<=часов )|(?<=утра )|(?<=вечера )|(?<=ночи ))"
VAGUE = "больше более менее свыше около почти примерно приблизительно".split()
NOT_ABOUT = "".join(f"(?<!{word} )" for word in VAGUE)
AFTER_DATE = r"(?:(?<=\d{4} )|(?<=\d{4}, )|(?<=года )|(?<=года, )|(?<=г\. )|(?<=г\., ))"
ZONE = r"(?: ?\(?(?:мск|gmt|utc|по (?:москов|местн|бакинск|минск|киевск|астанинск|ташкентск|стамбульск|гринвич)))"

RULES: list[tuple[str, re.Pattern[str], Reader]] = [
    # Digits only.
    ("iso_date", pattern(r"(?P<year>(?:19|20)\d\d) ?- ?(?P<month>\d\d) ?- ?(?P<day>\d\d)(?:t\d\d:.*)?"), day_month),
    (
        "dotted_range",
        pattern(
            r"(?:(?:с|со) )?(?P<first>\d\d?)\.(?P<first_month>\d\d)(?:\.(?P<first_year>(?:19|20)\d\d))?(?: по | ?- ?)"
            r"(?P<last>\d\d?)\.(?P<month>\d\d)(?:\.(?P<year>(?:19|20)?\d\d))?"
        ),
        day_range,
    ),
    ("dotted_date", pattern(rf"{ON}{DIGITS}[./](?P<year>(?:19|20)\d\d|\d\d)(?: ?г(?:ода|\.)?)?"), day_month),
    # Several days.
    (
        "range_of_two_months",
        pattern(
            rf"(?:(?:с|со|от) )?{FIRST} (?P<first_month>{MONTH})(?: (?P<first_year>(?:19|20)\d\d)(?: ?г(?:ода|\.)?)?)?"
            rf"(?: по | до |{DASH}){FINAL} {THE_MONTH}"
        ),
        day_range,
    ),
    ("range_from_to", pattern(rf"(?:с|со|от) {FIRST} (?:по|до) {FINAL} {THE_MONTH}"), day_range),
    ("range_dash", pattern(rf"{ON}{FIRST}(?:{DASH}|/){FINAL} {THE_MONTH}"), day_range),
    ("days_listed", pattern(rf"{ON}{FIRST}(?: ?, (?:{DAY}))* и {FINAL} {THE_MONTH}"), day_range),
    # One day.
    ("night_to", pattern(rf"в ночь (?:на|со? \d+(?:-?го)? на) {WEEKDAY_BEFORE}{NUMBER} ?{THE_MONTH}"), day_month),
    (
        "day_month",
        pattern(
            rf"(?:{PART} )?{ON}{WEEKDAY_BEFORE}{NUMBER} ?{THE_MONTH}(?: {PART})?{WEEKDAY_AFTER}"
        ),
        day_month,
    ),
    ("day_in_words", pattern(rf"{ON}{WEEKDAY_BEFORE}{DAY_WORD} {THE_MONTH}{WEEKDAY_AFTER}"), day_month),
    ("day_short_month", pattern(rf"{ON}{NUMBER} ?{SHORT}"), day_month),
    ("end_of_month", pattern(rf"в (?P<end>перв\w+|последн\w+) день {THE_MONTH}"), end_of_month),
    ("eve_of_holiday", pattern(rf"(?:накануне|в канун) (?P<holiday>{one_of(EVES)}){MAYBE_YEAR}"), eve_of_holiday),
    ("holiday", pattern(rf"(?:в|на) (?P<holiday>{one_of(HOLIDAYS)}){MAYBE_YEAR}"), holiday),
    ("day_of_month", pattern(rf"{ON}{EITHER} числа(?: {WHICH} месяца)?"), day_of_month),
    (
        "dotted_day",
        pattern(
            r"(?<!в )(?<!к )(?<!около )(?P<day>\d\d?)\."
            r"(?P<month>0[1-9]|1[0-2])(?! ?(?:%|процент|млн|млрд|тыс|балл|градус|руб|долл|метр|км))"
        ),
        day_month,
    ),
    # Days by their names.
    (
        "weekday_of_week",
        pattern(
            rf"(?:{PART} )?{ON}(?P<weekday>{WEEKDAY}),? (?:на )?{WHICH} недел[еи]"
        ),
        weekday_of_week,
    ),
    ("weekday_range", pattern(rf"(?:с|со) (?P<first>{ANY_WEEKDAY}) (?:по|до) (?P<last>{ANY_WEEKDAY})"), weekday_range),
    (
        "weekday_pair",
        pattern(
            rf"(?:в|во) (?P<first>{WEEKDAY})(?: и |{DASH})(?:в |во )?(?P<last>{WEEKDAY})"
        ),
        weekday_range,
    ),
    ("night_to_weekday", pattern(rf"в ночь на (?P<weekday>{WEEKDAY})"), weekday),
    (
        "nearest_weekday",
        pattern(
            rf"(?:в|во|на) (?:{NEAREST}|предстоящ|наступающ)[а-я]+ (?P<weekday>{WEEKDAY})"
        ),
        nearest_weekday,
    ),
    (
        "weekday",
        pattern(
            rf"(?:{PART} )?(?P<on>в|во|на) (?:{WHICH} )?(?P<weekday>{WEEKDAY})(?! (?:обитан|общен))(?: {PART})?"
        ),
        weekday,
    ),
    ("weekday_limit", pattern(rf"(?:к|ко|до|с|со) (?:{WHICH} )?(?P<weekday>{one_of(OTHER_WEEKDAYS)})"), weekday),
    ("part_of_weekday", pattern(rf"{PART} (?P<weekday>{one_of(OTHER_WEEKDAYS)})"), weekday),
    ("weekday_after_clock", pattern(rf"{AFTER_CLOCK}(?P<weekday>{one_of(OTHER_WEEKDAYS)})"), weekday),
    ("weekday_adjective", pattern(rf"(?P<weekday>{one_of(WEEKDAY_ADJECTIVES)}){ADJECTIVE}"), weekday_adjective),
    ("day_adjective", pattern(rf"(?P<day>{one_of(RELATIVE_DAYS)}){ADJECTIVE}(?! (?:день|дня|днем|дне))"), day_adjective),
    ("day_before_yesterday", pattern(rf"позавчера(?: {PART})?"), days_from_today(-2)),
    ("yesterday", pattern(rf"(?:{PART} )?(?:вчера|накануне)(?: {PART})?"), days_from_today(-1)),
    ("today", pattern(rf"(?:{PART} )?сегодня(?: {PART})?"), days_from_today(0)),
    ("day_after_tomorrow", pattern(rf"послезавтра(?: {PART})?"), days_from_today(2)),
    ("tomorrow", pattern(rf"завтра(?: {PART})?"), days_from_today(1)),
    # Days counted from another day of the story.
    (
        "same_day",
        pattern(
            rf"(?:в (?:тот|этот)(?: же)? день|(?:того|этого) же (?:дня|числа)|т[её]м же (?:утром|днем|вечером))"
            rf"(?: {PART})?"
        ),
        days_from_story(0),
    ),
    ("next_day", pattern(r"на (?:следующий|другой) день|наутро|назавтра"), days_from_story(1)),
    ("day_earlier_or_later", pattern(rf"{STORY_COUNTED} (?P<way>ранее|раньше|позже|позднее|спустя)"), earlier_or_later),
    ("before_an_event", pattern(rf"за {COUNTED} до"), days_from_story(None)),
    ("after_an_event", pattern(rf"спустя {COUNTED}"), days_from_story(None)),
    # Weeks.
    ("week", pattern(rf"(?:на|в течение|в (?:начале|середине|конце)|к концу|до конца) {WHICH} недел[еию]"), week),
    ("part_of_week", pattern(r"(?:в (?:начале|середине|конце)|к концу|до конца) недели"), week),
    ("weekend", pattern(rf"(?:в|на) (?:{WHICH} )?(?:выходные|выходных)(?! дн)"), weekend),
    # Counted.
    ("ago", pattern(rf"{NOT_ABOUT}{COUNTED} (?:тому )?назад"), ago),
    ("ahead", pattern(rf"через {COUNTED}{EVENT_AFTER}"), ahead),
    # Months and longer.
    ("months", pattern(rf"(?:в|за) (?P<first>{MONTH})(?: и |{DASH})(?P<last>{MONTH}){MAYBE_YEAR}"), month_range),
    ("months_from_to", pattern(rf"с (?P<first>{MONTH}) (?:по|до) (?P<last>{MONTH}){MAYBE_YEAR}"), month_range),
    ("month", pattern(rf"(?:в|во|к|с|до|на|по) {AROUND}?{THE_MONTH}"), in_month),
    ("month_of_year", pattern(rf"{AROUND}?(?P<month>{MONTH}),? {YEAR}"), in_month),
    (
        "month_adjective",
        pattern(rf"(?P<month>{one_of(MONTH_ADJECTIVES)}){ADJECTIVE}(?! (?:праздник|указ|каникул|выходн))"),
        month_adjective,
    ),
    ("relative_month", pattern(rf"в (?:{AROUND})?{WHICH} месяц[еа]"), relative_month),
    ("relative_season", pattern(rf"{WHICH} (?P<season>{one_of(SEASONS)})"), relative_season),
    (
        "season",
        pattern(
            rf"(?:(?:к|до|с) (?:{AROUND})?|{AROUND})?(?P<season>зимой|весной|летом|осенью){MAYBE_YEAR}"
        ),
        season,
    ),
    ("season_of_year", pattern(rf"(?:(?:к|до|с|в) )?(?:{AROUND})?(?P<season>{one_of(SEASONS)}),? {YEAR}"), season),
    (
        "quarter",
        pattern(
            rf"(?:в|во|к|до|за) {AROUND}?(?P<quarter>iv|iii|ii|i|[1-4](?:-?(?:м|го|й|ый))?|перв\w+|втор\w+|трет\w+"
            rf"|четверт\w+) квартал\w*{MAYBE_YEAR}"
        ),
        quarter,
    ),
    (
        "half_year",
        pattern(
            rf"(?:в|во|к|до|за) {AROUND}?(?P<half>перв\w+|втор\w+|[12]-?м) полугоди\w+{MAYBE_YEAR}"
        ),
        half_year,
    ),
    (
        "years",
        pattern(
            r"(?:в|с|за) (?P<first>(?:19|20)\d\d)(?: год[ау]?)?(?: ?- ?| и | по )"
            r"(?P<last>(?:19|20)\d\d) ?(?:год\w*|гг?\.?)"
        ),
        year_range,
    ),
    (
        "year",
        pattern(
            rf"(?:(?:в|во|к|с|до|за) )?{AROUND}?"
            rf"(?P<year>\d{{3,4}}(?= ?год)|(?:19|20)\d\d(?= ?г)) ?(?:года|году|годом|год|г\.?)(?!\w){NO_YEAR}"
        ),
        in_year,
    ),
    ("year_in_digits", pattern(r"в (?P<year>(?:19|20)\d\d)-м"), in_year),
    ("relative_year", pattern(rf"в (?:{AROUND})?{WHICH} год[ау]"), relative_year),
    (
        "part_of_year",
        pattern(
            rf"(?:в|к|до) (?:(?:начал|середин|конц)\w+|(?:перв|втор)\w+ половин\w+)(?: {WHICH})? года"
        ),
        relative_year,
    ),
    # Times of day.
    (
        "clock",
        pattern(
            rf"(?:в|к|около|с) {HOUR}[:.](?P<minute>[0-5]\d)(?: ?- ?\d\d[:.]\d\d)?(?! ?(?:%|раз|процент|млн|млрд))"
        ),
        no_value,
    ),
    ("clock", pattern(rf"(?:на|начало в|начало|время) {HOUR}:(?P<minute>[0-5]\d)"), no_value),
    ("clock", pattern(rf"{HOUR}[:.](?P<minute>[0-5]\d)(?={ZONE})"), no_value),
    ("clock", pattern(rf"{AFTER_DATE}{HOUR}:(?P<minute>[0-5]\d)"), no_value),
    (
        "clock",
        pattern(
            rf"(?:в|к) {HOUR} (?:часов|часа|час\.?|ч\.?)(?: (?P<minute>[0-5]\d) (?:минут\w*|мин\.?))?(?:"
            rf" {PARTS_OF_DAY})?"
        ),
        no_value,
    ),
    ("clock", pattern(rf"(?:на|около) {HOUR} час(?:ов|а) {PARTS_OF_DAY}"), no_value),
    ("clock", pattern(rf"около {HOUR} час(?:ов|а)(?={ZONE})"), no_value),
    ("clock", pattern(rf"(?:в|к|около|на) {HOUR} (?P<part>утра|вечера|ночи)"), no_value),
    ("clock", pattern(r"(?:в|к|около) (?P<hour>\d\d?) (?P<part>дня)"), no_value),
    ("clock", pattern(rf"в час {PARTS_OF_DAY}"), no_value),
    ("clock", pattern(r"в (?P<noon>полдень|полночь)"), no_value),
]  # fmt: skip
