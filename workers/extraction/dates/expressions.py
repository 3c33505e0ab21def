"""Time expressions in a sentence and the days they come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from workers.doc import Sentence, Token
from workers.extraction.calendar_values import Anaphor, Day, Value
from workers.extraction.clock import Clock, Tense
from workers.extraction.dates.readers import Reader, clock_of
from workers.extraction.dates.rules import RULES
from workers.extraction.facts import When
from workers.extraction.morphology import CASES, cases, parses

CLOCK = "clock"
DASHES = str.maketrans("–—−‑", "----")
HOLIDAYS = {(1, 5), (8, 3), (9, 5), (23, 2), (12, 6), (4, 11), (7, 11)}
STREETS = re.compile(r"(?:улиц|площад|проспект|переул|парк|бульвар|имен)")


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
    """The days that an expression means; precision `unknown` where they cannot be told."""
    if expression.value is None:
        return When()
    return replace(expression.value.when(Clock(reference, tense, today)), text=expression.text)


def resolve_after(expression: TimeExpression, antecedent: date) -> When:
    """The days of «в тот же день», «днем ранее», counted from a day that the text has named before."""
    when = expression.value.after(antecedent) if isinstance(expression.value, Anaphor) else When()
    return replace(when, text=expression.text)


class _Line:
    """The sentence as one lower-case string, its characters traceable to tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.text = ""
        self.written = ""
        self.owners: list[int] = []
        end = self.tokens[0].start if self.tokens else 0
        for token in self.tokens:
            gap = " " if token.start > end else ""
            self.text += gap + token.lower.translate(DASHES)
            self.written += gap + token.text
            self.owners += [token.index] * (len(gap) + len(token.lower))
            end = token.end

    def expression(self, match: re.Match[str], rule: str, reader: Reader) -> TimeExpression | None:
        value = reader(match)
        clock = clock_of(match) if rule == CLOCK else None
        start = match.start() + (self.text[match.start()] == " ")
        first, last = self.owners[start], self.owners[match.end() - 1]
        if (value is None and clock is None) or self._is_other(rule, value, first, last):
            return None
        text = self.written[start : match.end()].strip()
        return TimeExpression(first, last, self.tokens[first].start, self.tokens[last].end, text, rule, value, clock)

    def _is_other(self, rule: str, value: Value | None, first: int, last: int) -> bool:
        """Words that look like a time and are none."""
        if rule == "yesterday" and self.tokens[last].lower == "накануне":
            return self._opens_an_eve(last)
        if rule in {"month_adjective", "weekday_adjective"}:
            return self.tokens[first].is_capitalised
        if rule == "year" and first > 0 and STREETS.match(self.tokens[first - 1].lower):
            return True
        return isinstance(value, Day) and self._is_holiday(value, first, last)

    def _opens_an_eve(self, index: int) -> bool:
        """«накануне встречи», «накануне их приезда»: before an event, not yesterday."""
        following = [token for token in self.tokens[index + 1 : index + 4] if token.lower not in {"его", "ее", "их"}]
        if not following or not following[0].text[0].isalnum():
            return False
        return following[0].text.isdigit() or _is_genitive(following[0])

    def _is_holiday(self, value: Day, first: int, last: int) -> bool:
        """«с 8 Марта», «улица 1 Мая»: a holiday's or a street's name."""
        month = self.tokens[last]
        named = month.text[:1].isupper() and month.text[1:].islower()
        before = self.tokens[first - 1].lower if first else ""
        if STREETS.match(before):
            return True
        return (
            named
            and value.weekday is None
            and (value.day, value.month) in HOLIDAYS
            and (
                self.tokens[first].lower in {"с", "к", "на"}
                or before.startswith(("праздник", "день", "дн", "накануне", "после"))
            )
        )


def _is_genitive(token: Token) -> bool:
    """Genitive by its tag and possible by its form."""
    possible = cases(token.lower) or {CASES.get(parses(token.lower)[0].tag.case, "Nom")}
    if possible == {"Gen"}:
        return True
    if token.case is not None:
        return token.case == "Gen" and (not possible or "Gen" in possible)
    return "Gen" in possible and "Nom" not in possible
