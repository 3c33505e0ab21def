"""The pieces that the patterns of time expressions are made of; they read lower-cased text with «ё» as «е», dashes as «-»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workers.extraction.lexicon import rows

Words = dict[str, int]


def _numbered(name: str, *columns: int) -> Words:
    """The words in these columns of a lexicon file -> the number in its second column."""
    return {word: int(row[1]) for row in rows(name) for column in columns for word in row[column].split(";") if word}


def one_of(words: Iterable[str]) -> str:
    """The alternatives, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


MONTHS = _numbered("months.tsv", 0, 2)
SHORT_MONTHS = _numbered("months.tsv", 3)
MONTH_ADJECTIVES = _numbered("months.tsv", 4)
WEEKDAYS = _numbered("weekdays.tsv", 2, 3, 4)
ON_WEEKDAYS = _numbered("weekdays.tsv", 2)
OTHER_WEEKDAYS = _numbered("weekdays.tsv", 3)
SHORT_WEEKDAYS = _numbered("weekdays.tsv", 4)
ORDINALS = _numbered("day_ordinals.tsv", 0, 2)
CARDINALS = _numbered("cardinals.tsv", 0, 2)
SEASONS = {
    word: months
    for months, forms in {
        (12, 2): "зимой зимы зиму зиме",
        (3, 5): "весной весны весну весне",
        (6, 8): "летом лета лето лету",
        (9, 11): "осенью осени осень",
    }.items()
    for word in forms.split()
}
RELATIVE_DAYS = {"вчерашн": -1, "сегодняшн": 0, "завтрашн": 1}
WEEKDAY_ADJECTIVES = {"понедельничн": 0, "пятничн": 4, "субботн": 5, "воскресн": 6}
QUARTERS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}

HOLIDAYS = {
    name: (int(row[1]), int(row[2])) for row in rows("holidays.tsv") for name in (row[0], *row[3].split(";")) if name
}
EVES = {"дня" + name.removeprefix("день"): day for name, day in HOLIDAYS.items() if name.startswith("день ")}

MONTH = one_of(MONTHS)
ANY_MONTH = rf"(?:{MONTH}|{one_of(SHORT_MONTHS)}\.?)"
WEEKDAY = one_of(ON_WEEKDAYS)
ANY_WEEKDAY = one_of({**ON_WEEKDAYS, **OTHER_WEEKDAYS})
DAY = r"0?[1-9]|[12]\d|3[01]"
ENDING = r"(?: ?-? ?(?:го|ого|е|ое|му|ому))?"
DASH = r" ?- ?"
COUNT = rf"(?:\d+|{one_of(CARDINALS)})"
LAST = r"прошл|минувш|прошедш|предыдущ"
THIS = r"эт|нынешн|текущ"
NEXT = r"следующ|будущ|грядущ|предстоящ|наступающ"
NEAREST = r"ближайш"
ANY_WHICH = rf"(?:{LAST}|{THIS}|{NEXT}|{NEAREST})[а-я]{{1,3}}"
WHICH = rf"(?P<which>{ANY_WHICH})"
PART = r"(?:(?:рано |поздно |поздним |ранним )?(?:утром|днем|вечером|ночью))"
AROUND = r"(?:(?:перв|втор)\w+ половин\w+ |(?:перв|последн)\w+ числах |(?:сам\w+ )?(?:начал|середин|конц)\w* |конец )"

# A four-digit number is a year unless it counts something.
COUNTABLE = "человек участник рубл доллар евро тысяч тыс млн миллион солдат военн делегат гост зрител км километр метр тонн мест"
NO_COUNT = rf"(?! ?{one_of(COUNTABLE.split())})"
NO_YEAR = r"(?! (?:рождения|выпуска|постройки))"
YEAR = (
    rf"(?P<year>(?:19|20)\d\d(?!\d)|\d{{3,4}}(?= ?год)){NO_COUNT}(?:(?:-?го)? ?(?:года|году|годом|год|гг?\.?(?!\w)))?"
)
WHOSE = one_of("этого нынешнего текущего сего прошлого минувшего предыдущего будущего следующего".split())
WHOSE_YEAR = rf"(?P<away>{WHOSE}) года|(?P<own>[ст]\. ?г\.)"
MAYBE_YEAR = rf"(?: ?(?:{YEAR}|{WHOSE_YEAR}))?"

ON = r"(?:(?:в|во|на|к|ко|до|с|со|от|за) )?"
WEEKDAY_BEFORE = rf"(?:(?:{ANY_WHICH} )?(?P<weekday>{ANY_WEEKDAY})(?: {PART})?(?: ?,| ?-)? )?"
WEEKDAY_AFTER = (
    rf"(?: ?,? (?:в |во )?(?P<weekday_after>{ANY_WEEKDAY})"
    rf"| ?\( ?(?P<weekday_in_brackets>{one_of(WEEKDAYS)})\.? ?\))?"
)


def pattern(source: str) -> re.Pattern[str]:
    """The compiled pattern; it matches whole words and numbers only."""
    return re.compile(rf"(?<!\w)(?<!\w-)(?<!\d[.,:/])(?:{source})(?!\w)(?!-?\d)")
