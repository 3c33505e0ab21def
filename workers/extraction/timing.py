"""Which time expression belongs to which meeting, and the reference day of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from workers.doc import Doc, Sentence, Token
from workers.extraction.calendar_values import Day, Days
from workers.extraction.dates import Dateline, TimeExpression, dateline, resolve, time_expressions
from workers.extraction.facts import Status, When
from workers.extraction.lexicon import words
from workers.extraction.modality import Verdict
from workers.extraction.places import EVENT_VERBS
from workers.extraction.triggers import Trigger


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
        """The date that the trigger's sentence gives the meeting, None if it gives none."""
        own = [e for e in self._expressions(trigger.sentence) if belongs(trigger, e) or e.rule == "clock"]
        nearest = sorted(own, key=lambda e: (not _inside_clause(trigger, e), _gap(trigger, e)))
        if verdict.rule == "moved":
            nearest = [e for e in nearest if _is_new_day(trigger.sentence, e)] or nearest
        resolved = [self._resolve(expression, verdict.status) for expression in nearest if expression.value]
        day = next((when for when in resolved if when.precision != "unknown"), None)
        clock = next((expression.clock for expression in nearest if expression.clock), None)
        return replace(day, time=clock) if day and clock else day

    def _resolve(self, expression: TimeExpression, status: Status) -> When:
        when = resolve(expression, self.reference, tense(status), self.today)
        line = self.dateline
        guessed = line is not None and line.inferred and isinstance(expression.value, Day | Days)
        return replace(when, source="weekday") if guessed and when.source == "text" else when

    def _expressions(self, sentence: Sentence) -> Iterator[TimeExpression]:
        line = self.dateline
        for expression in time_expressions(sentence):
            if line is None or expression.start >= line.end or expression.end <= line.start:
                yield expression


def _is_new_day(sentence: Sentence, expression: TimeExpression) -> bool:
    """«перенесена с 7 [на 11 марта]»."""
    first = sentence.tokens[expression.first]
    before = sentence.tokens[expression.first - 1] if expression.first else first
    return first.lower in {"на", "до"} or before.lower in {"на", "до"}


def tense(status: Status) -> Literal["past", "future"] | None:
    return {"held": "past", "planned": "future", "possible": "future"}.get(status)  # type: ignore[return-value]


def belongs(trigger: Trigger, expression: TimeExpression) -> bool:
    """Whether the expression dates the trigger rather than the report, another act or another meeting."""
    sentence = trigger.sentence
    above = [trigger.token, *_chain(trigger)]
    heads = [_anchor(sentence, sentence.tokens[i]) for i in range(expression.first, expression.last + 1)]
    anchors = [head for head in heads if head is not None]
    if any(head == trigger.token for head in anchors):
        return True
    if any(head.head == trigger.token.index and head.relation != "parataxis" for head in anchors):
        return True
    if any(_is_report(head) and head not in above[:1] for head in anchors):
        return False
    if anchors and all(_is_other_act(trigger, head, above) for head in anchors):
        return False
    if any(head.base in EVENT_VERBS for head in anchors):
        return True
    return any(head in above for head in anchors) or (
        _inside_clause(trigger, expression) and _gap(trigger, expression) <= 6
    )


def _is_other_act(trigger: Trigger, head: Token, above: list[Token]) -> bool:
    """«с прибывшим накануне главой», «беседа: до этого они встречались в октябре»: the day of another act."""
    if head in above or head.base in EVENT_VERBS:
        return False
    participle = head.feats.get("VerbForm") == "Part" and head.head != trigger.token.index
    return participle or (head.upos == "VERB" and head.base in words("triggers.tsv"))


def _anchor(sentence: Sentence, token: Token) -> Token | None:
    """The nearest verb or event noun that governs a token."""
    for head in sentence.ancestors(token):
        if head.upos in {"VERB", "AUX"} or head.base in words("triggers.tsv") or head.feats.get("Variant") == "Short":
            return head
    return None


def _is_report(token: Token) -> bool:
    return token.base in words("report_verbs.tsv")


def _chain(trigger: Trigger) -> Iterator[Token]:
    """Governors of the trigger up to its finite verb, with the verbs coordinated above it."""
    token = trigger.token
    for head in trigger.sentence.ancestors(token):
        if token.relation in {"ccomp", "acl", "advcl"} and token.upos == "VERB":
            return
        yield head
        if head.upos == "VERB" and head.feats.get("VerbForm") == "Fin" and head.relation != "conj":
            return
        token = head


def _inside_clause(trigger: Trigger, expression: TimeExpression) -> bool:
    return any(token.index == expression.first for token in trigger.clause)


def _gap(trigger: Trigger, expression: TimeExpression) -> int:
    index = trigger.token.index
    return min(abs(expression.first - index), abs(expression.last - index))
