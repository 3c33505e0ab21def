"""Noun phrases that a governing word demands in a case: how far each one reaches, and where a coordinated one begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.noun_groups import NOMINAL, group_at, group_cases, is_animate, is_noun, starts_adjunct
from workers.extraction.offices import is_office_head
from workers.extraction.topic_clauses import (
    behind_clause,
    is_participial,
    is_relative,
    question_about,
    question_at,
    question_end,
)
from workers.extraction.topic_continuations import Continuation, Demand
from workers.extraction.topic_coordination import Coordination
from workers.extraction.topic_extents import OPENING_MARKS, Extent
from workers.extraction.topic_joints import (
    DASHES,
    SEPARATE,
    behind_joint,
    behind_parenthesis,
    emphasis_at,
    is_joint,
)

# Nouns that say little without what was agreed where.
RESTRICTED = frozenset("договоренность соглашение решение".split())


@dataclass(frozen=True)
class Stretch:
    """A topic as it stands: its first and last token, and whether it is a clause («как увеличить вывоз»)."""

    first: int
    last: int
    is_clause: bool = False


def phrases(sentence: Sentence, first: int, demand: Demand) -> Iterator[Stretch]:
    """The phrase or question that starts at `first` and those coordinated with it."""
    heads: list[Token] = []
    start: int | None = first
    while start is not None:
        if question_at(sentence, start):
            last = question_end(sentence, start)
            yield Stretch(start, last, is_clause=True)
            start = Continuation(sentence, demand, tuple(heads)).behind(last + 1)
            continue
        phrase = Phrase.open(sentence, start, demand, tuple(heads))
        if phrase is None:
            return
        phrase.grow()
        yield Stretch(phrase.first, phrase.last)
        heads.append(phrase.head)
        start = phrase.following


@dataclass
class Phrase(Extent):
    """A phrase that grows to the right from its head, token group by token group, until another one begins."""

    @classmethod
    def open(cls, sentence: Sentence, first: int, demand: Demand, siblings: tuple[Token, ...]) -> Phrase | None:
        group = group_at(sentence, first)
        if group is None or not is_noun(group.noun):
            return None
        others = bool(siblings) and not is_office_head(group.noun)
        if is_animate(group.noun) and group.noun.upos != "PROPN" and not (demand.people or others):
            return None
        return cls(sentence, first, group.noun, demand, siblings, group.noun.index)

    @cached_property
    def anchored(self) -> frozenset[int]:
        """The head and the heads of the phrases coordinated with it before."""
        return frozenset({self.head.index, *(token.index for token in self.siblings)})

    @property
    def coordination(self) -> Coordination:
        return Coordination(self.sentence, self.first, self.head, self.anchored, self.nouns, self.demand.case)

    @property
    def continuation(self) -> Continuation:
        return Continuation(self.sentence, self.demand, (*self.siblings, self.head))

    def grow(self) -> None:
        position: int | None = self.past_quotes(self.head.index + 1)
        while position is not None and position < len(self.tokens):
            position = self._step(position)

    def _step(self, position: int) -> int | None:
        """Take in what stands at `position`; the next position, or None at the end of the phrase."""
        token = self.tokens[position]
        if is_joint(self.tokens, position):
            return self._joint(position)
        if token.text == "(":
            return behind_parenthesis(self.tokens, position)
        if token.text in OPENING_MARKS:
            return self.title(position)
        if token.upos == "ADP":
            return self.prepositional(position)
        if self.is_dependent_infinitive(token):
            return self.take(token)
        return self.bare(position)

    def _joint(self, position: int) -> int | None:
        """«,», «и», «а также»: one phrase goes on, or another one begins, or all ends."""
        after = behind_joint(self.tokens, position)
        if after >= len(self.tokens):
            return None
        if self._asks(position, after) or self._is_emphasised(after):
            return None
        if starts_adjunct(self.tokens, after):
            return None
        if self.tokens[position].text == "," and self._is_clause(after):
            return self._clause(after)
        if self.tokens[after].upos == "ADP":
            return self._joined_preposition(after)
        return self._coordinated(position, after)

    def _coordinated(self, position: int, after: int) -> int | None:
        group = group_at(self.sentence, after)
        if group is None or self.coordination.belongs_elsewhere(group.noun):
            return None
        if self.coordination.shares_complement(position, group.noun):
            return self.take(group.noun)
        verdict = self.coordination.verdict(group)
        if verdict == "new":
            self.following = after
        return self.take(group.noun) if verdict == "inner" and self.tokens[position].text != ";" else None

    def _asks(self, position: int, after: int) -> bool:
        """A question behind the joint: part of «вопрос о том, [кто] …», else a topic of its own («…, и [как] …»)."""
        about = question_about(self.sentence, after, self.demand.prepositions)
        if about is not None:
            self.following = about
            return True
        if not question_at(self.sentence, after):
            return False
        if self._lists(after):
            return True
        if self._says_nothing():
            self.last = question_end(self.sentence, after)
            self.following = self.continuation.behind(self.last + 1)
        elif after > position + 1 or self.tokens[position].text != ",":
            self.following = after
        return True

    def _lists(self, after: int) -> bool:
        """«такие вопросы, [как] …»."""
        listing = any(token.base == "такой" for token in self.tokens[self.first : self.last + 1])
        return listing and self.tokens[after].lower == "как"

    def _says_nothing(self) -> bool:
        """«вопрос», «вопрос о том»: the clause behind tells what is meant."""
        own = {token.base for token in self.tokens[self.first : self.last + 1] if token.upos in NOMINAL}
        return self.head.base in words("topic_empty.tsv") and own <= words("topic_empty.tsv")

    def _needs_clause(self) -> bool:
        return self._says_nothing() or self.tokens[self.last].base in RESTRICTED

    def _is_emphasised(self, after: int) -> bool:
        """«…, в том числе [поставки]» is a topic of its own; behind «прежде всего» and the like the list may go on."""
        phrase = emphasis_at(self.tokens, after)
        if phrase is None:
            return False
        start = after + len(phrase)
        start += start < len(self.tokens) and self.tokens[start].text in DASHES
        group = group_at(self.sentence, start) if start < len(self.tokens) else None
        cases = group_cases(self.sentence, group) if group else frozenset()
        if phrase in SEPARATE and cases & {self.demand.case, "Nom", "Acc"} and not is_participial(self.sentence, start):
            self.following = start
        else:
            comma = next((token.index for token in self.tokens[start:] if token.text == ","), None)
            self.following = None if comma is None else self.continuation.behind(comma)
        return True

    def _is_clause(self, after: int) -> bool:
        return is_relative(self.sentence, after) or is_participial(self.sentence, after)

    def _clause(self, after: int) -> int | None:
        """A clause is left out and the list may go on behind it; where the words say little without it («вопросы,
        связанные с поставками», «договорённости, достигнутые в Сочи») its participle is taken in."""
        if self._needs_clause() and not is_relative(self.sentence, after):
            return self.take(self.tokens[after])
        comma = behind_clause(self.sentence, after)
        self.following = None if comma is None else self.continuation.behind(comma)
        return None

    def _joined_preposition(self, after: int) -> int | None:
        """«о поставках и [о ценах]» is a new phrase, «через Иран и [через Турцию]» goes on."""
        token = self.tokens[after]
        own = {token.lower for token in self.tokens[self.first : self.last + 1] if token.upos == "ADP"}
        if token.lower in self.demand.prepositions and token.lower not in own:
            self.following = after + 1
            return None
        group = group_at(self.sentence, after + 1)
        if group is None or starts_adjunct(self.tokens, after):
            return None
        return self.take(group.noun) if token.lower in own or self.inside(group.noun) else None
