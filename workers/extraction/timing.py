"""Which time expression belongs to which meeting, and the reference day of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from workers.doc import Doc, Sentence, Token
from workers.extraction.adjuncts import echoes, governors, is_predicate, is_report, is_scheduling, takes_place
from workers.extraction.calendar_values import Anaphor, Day, Days
from workers.extraction.dates import Dateline, TimeExpression, dateline, resolve, resolve_after, time_expressions
from workers.extraction.facts import Status, When
from workers.extraction.lexicon import words
from workers.extraction.modality import Verdict
from workers.extraction.triggers import NOUN_TAGS, Trigger

NEAR = 6  # tokens between the meeting's word and a time in the same clause
OPENINGS = (
    "перед", "после", "до", "по итогам", "по окончании", "по завершении", "накануне церемонии", "затем", "там же",
    "тогда же", "здесь же", "вечером", "днем", "утром", "далее", "во время", "в ходе", "в рамках",
)  # fmt: skip
Tense = Literal["past", "future"] | None


@dataclass(frozen=True)
class Timeline:
    """The dates of one text. `published` is the day of publication, if known; `today` bounds years that a weekday gives."""

    doc: Doc
    published: date | None
    today: date | None = None

    @cached_property
    def dateline(self) -> Dateline | None:
        return dateline(self.doc, self.published, self.today)

    @property
    def reference(self) -> date | None:
        """The dateline's day, else the day of publication."""
        return self.dateline.day if self.dateline and self.dateline.day else self.published

    def when(self, trigger: Trigger, verdict: Verdict) -> When | None:
        """The date that the text gives the meeting where it tells of it."""
        tellings = (trigger, *echoes(self.doc, trigger))
        told = (when for telling in tellings for when in self._told(telling, verdict))
        return next(told, None) or self._day_of_the_scene(trigger, verdict.status)

    def clock(self, trigger: Trigger, verdict: Verdict) -> str | None:
        """The time of day, "HH:MM"."""
        tellings = (trigger, *echoes(self.doc, trigger))
        return next((e.clock for telling in tellings for e in self._nearest(telling, verdict) if e.clock), None)

    def rules(self, sentence: Sentence) -> frozenset[str]:
        """The kinds of time expressions in a sentence."""
        return frozenset(expression.rule for expression in self._expressions(sentence))

    def of_sentence(self, sentence: Sentence, status: Status) -> Iterator[tuple[TimeExpression, When]]:
        """The days that a sentence names, but for the days of reports and the dateline's."""
        for expression in self._expressions(sentence):
            if expression.value and not any(is_report(anchor) for anchor in anchors(sentence, expression)):
                when = self._resolve(sentence, expression, tense(status))
                if when.start is not None:
                    yield expression, when

    def _day_of_the_scene(self, trigger: Trigger, status: Status) -> When | None:
        """«20 апреля министры подписали план. Перед церемонией они провели переговоры»: the day told just before."""
        if heading := self._day_of_the_heading(trigger, status):
            return heading
        if status != "held" or not sets_in_scene(trigger.sentence):
            return None
        index, paragraph = trigger.sentence.index, trigger.sentence.paragraph
        for sentence in reversed(self.doc.sentences[max(0, index - 2) : index]):
            days = [when for _, when in self.of_sentence(sentence, "held") if when.precision == "day"]
            if sentence.paragraph == paragraph and days:
                return days[0] if days[0].start == days[0].end else None
        return None

    def _day_of_the_heading(self, trigger: Trigger, status: Status) -> When | None:
        """«Понедельник, 21 октября. Президент примет посла»: a sentence that is nothing but a day, in the same line."""
        for sentence in reversed(self.doc.sentences[: trigger.sentence.index]):
            if sentence.paragraph != trigger.sentence.paragraph:
                return None
            for expression in time_expressions(sentence):
                rest = (t for t in sentence.tokens if not expression.first <= t.index <= expression.last)
                if expression.value and all(not token.text[0].isalnum() for token in rest):
                    when = self._resolve(sentence, expression, tense(status))
                    return when if when.start else None
        return None

    def _told(self, trigger: Trigger, verdict: Verdict) -> Iterator[When]:
        """The days that one sentence gives, nearest first."""
        for expression in self._nearest(trigger, verdict):
            when = self._resolve(trigger.sentence, expression, tense(verdict.status)) if expression.value else When()
            if when.precision != "unknown":
                yield when

    def _nearest(self, trigger: Trigger, verdict: Verdict) -> list[TimeExpression]:
        own = [e for e in self._expressions(trigger.sentence) if e.rule == "clock" or belongs(trigger, e)]
        nearest = sorted(own, key=lambda e: (not _inside_clause(trigger, e), _gap(trigger, e)))
        if verdict.rule == "moved":
            moving = verdict.token.index if verdict.token in trigger.sentence.tokens else -1
            new = [e for e in nearest if e.first > moving and _is_new_day(trigger.sentence, e)]
            return new or nearest
        return nearest

    def _resolve(self, sentence: Sentence, expression: TimeExpression, when_told: Tense) -> When:
        if isinstance(expression.value, Anaphor):
            antecedent = self._antecedent(sentence, expression)
            return resolve_after(expression, antecedent) if antecedent else When()
        when = resolve(expression, self.reference, when_told, self.today)
        line = self.dateline
        guessed = line is not None and line.inferred and isinstance(expression.value, Day | Days)
        return replace(when, source="weekday") if guessed and when.source == "text" else when

    def _antecedent(self, sentence: Sentence, anaphor: TimeExpression) -> date | None:
        """The day that the story named last before «в тот же день»."""
        for earlier in reversed(self.doc.sentences[: sentence.index + 1]):
            for expression in reversed(tuple(self._expressions(earlier))):
                if expression.start >= anaphor.start or isinstance(expression.value, Anaphor) or not expression.value:
                    continue
                if any(is_report(anchor) for anchor in anchors(earlier, expression)):
                    continue
                when = resolve(expression, self.reference, "past", self.today)
                if when.precision == "day" and when.start == when.end:
                    return when.start
        return None

    def _expressions(self, sentence: Sentence) -> Iterator[TimeExpression]:
        line = self.dateline
        for expression in time_expressions(sentence):
            if line is None or expression.start >= line.end or expression.end <= line.start:
                yield expression


def sets_in_scene(sentence: Sentence) -> bool:
    """«Перед церемонией …», «По итогам встречи …», «Затем …», «Там же …»."""
    return any(match_opening(sentence, opening) for opening in OPENINGS)


def match_opening(sentence: Sentence, opening: str) -> bool:
    words_of_it = opening.split()
    return [token.lower for token in sentence.tokens[: len(words_of_it)]] == words_of_it


def _is_new_day(sentence: Sentence, expression: TimeExpression) -> bool:
    """«перенесена с 7 [на 11 марта]»."""
    first = sentence.tokens[expression.first]
    before = sentence.tokens[expression.first - 1] if expression.first else first
    return first.lower in {"на", "до"} or before.lower in {"на", "до"}


def tense(status: Status) -> Tense:
    return {"held": "past", "planned": "future", "possible": "future"}.get(status)  # type: ignore[return-value]


def belongs(trigger: Trigger, expression: TimeExpression) -> bool:
    """Whether the expression dates the trigger rather than the report, another act or another meeting."""
    found = anchors(trigger.sentence, expression)
    verdicts = (rule(trigger, expression, found) for rule in BELONGING)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def anchors(sentence: Sentence, expression: TimeExpression) -> list[Token]:
    """The nearest predicates or event nouns that govern the words of the expression."""
    heads = (_anchor(sentence, sentence.tokens[i]) for i in range(expression.first, expression.last + 1))
    return [head for head in heads if head is not None]


def _anchor(sentence: Sentence, token: Token) -> Token | None:
    return next((h for h in sentence.ancestors(token) if is_predicate(h) or h.base in words("triggers.tsv")), None)


def modifies_a_noun(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«на вчерашней встрече», not «обсудили итоги ноябрьских выборов»."""
    if not expression.rule.endswith("_adjective"):
        return None
    noun = trigger.sentence.parent(trigger.sentence.tokens[expression.first])
    return noun is not None and (noun == trigger.token or noun in governors(trigger))


def dates_what_was_before(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«посетил Исламабад после ликвидации 2 мая его главаря»: the day of the noun after «после»."""
    before = trigger.sentence.tokens[max(0, expression.first - 2) : expression.first]
    names_an_act = len(before) == 2 and before[0].lower == "после" and before[1].upos in NOUN_TAGS
    return False if names_an_act and before[1] != trigger.token else None


def hangs_on_the_meeting(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """It depends on the trigger, or on a word that does; what a colon or dash adds tells of something else."""
    below = [t for t in found if t.head == trigger.token.index and t.relation != "parataxis"]
    return True if below or trigger.token in found else None


def dates_its_schedule(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«переговоры, назначенные на 15 декабря, отменены»."""
    return True if any(is_scheduling(trigger, token) for token in found) else None


def dates_the_report(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«Об этом 12 сентября сообщила пресс-служба», but «встретится на следующей неделе, сообщает газета»."""
    reports = [token for token in found if is_report(token) and token != trigger.token]
    return False if any(not _ends_before(trigger.sentence, expression, token) for token in reports) else None


def _ends_before(sentence: Sentence, expression: TimeExpression, report: Token) -> bool:
    """A whole clause stands between: the expression closes it, and a comma comes before the word of the report."""
    told = any(is_predicate(token) and not is_report(token) for token in sentence.tokens[: expression.first])
    between = sentence.tokens[expression.last + 1 : report.index]
    return told and any(token.text == "," for token in between)


def dates_another_act(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«с прибывшим накануне главой», «беседа: до этого они встречались в октябре»: the day of another act."""
    above = [trigger.token, *governors(trigger)]
    return False if found and all(_is_other_act(trigger, head, above) for head in found) else None


def _is_other_act(trigger: Trigger, head: Token, above: list[Token]) -> bool:
    if head in above or takes_place(trigger.sentence, head):
        return False
    participle = head.feats.get("VerbForm") == "Part" and head.head != trigger.token.index
    return participle or (head.upos == "VERB" and head.base in words("triggers.tsv"))


def dates_its_taking_place(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """«встреча, которая пройдет 5 мая»."""
    return True if any(takes_place(trigger.sentence, token) for token in found) else None


def dates_the_verb_above(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    above = {token.index for token in governors(trigger)}
    return True if any(token.index in above for token in found) else None


def stands_beside_it(trigger: Trigger, expression: TimeExpression, found: list[Token]) -> bool | None:
    """In its clause and near, or with no other predicate between."""
    if not _inside_clause(trigger, expression):
        return False
    first, last = sorted((trigger.token.index, expression.first))
    above = {trigger.token.index, *(token.index for token in governors(trigger))}
    between = (token for token in trigger.sentence.tokens[first + 1 : last] if is_predicate(token))
    return _gap(trigger, expression) <= NEAR or all(token.index in above for token in between)


BELONGING: list[Callable[[Trigger, TimeExpression, list[Token]], bool | None]] = [
    modifies_a_noun,
    dates_what_was_before,
    hangs_on_the_meeting,
    dates_its_schedule,
    dates_the_report,
    dates_another_act,
    dates_its_taking_place,
    dates_the_verb_above,
    stands_beside_it,
]


def _inside_clause(trigger: Trigger, expression: TimeExpression) -> bool:
    return any(token.index == expression.first for token in trigger.clause)


def _gap(trigger: Trigger, expression: TimeExpression) -> int:
    index = trigger.token.index
    return min(abs(expression.first - index), abs(expression.last - index))
