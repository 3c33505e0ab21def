"""Noun phrases that a governing word demands in a case: how far each one reaches, and where a coordinated one begins.

The tree is asked where cases leave a choice; where they do not, cases decide, for attachment is what parsers get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.noun_groups import (
    MODIFYING,
    NOMINAL,
    group_at,
    group_cases,
    is_animate,
    is_noun,
    starts_adjunct,
)
from workers.extraction.offices import is_office_head
from workers.extraction.topic_coordination import Coordination

JOINTS = frozenset("и или а также плюс".split())
EMPHASIS = (("в", "том", "числе"), ("в", "частности"), ("включая",), ("среди", "которых"))
WEEKDAYS = frozenset("понедельник вторник среда четверг пятница суббота воскресенье".split())
OPENING_MARKS = "«“„\"'"
CLOSING_MARKS = "»”“\"'"


@dataclass(frozen=True)
class Demand:
    """What governs a phrase: the case (UD) and the prepositions with which it may be repeated."""

    case: str
    prepositions: frozenset[str] = frozenset()


def phrases(sentence: Sentence, first: int, demand: Demand) -> Iterator[tuple[int, int]]:
    """First and last token of the phrase that starts at `first` and of those coordinated with it."""
    heads: list[Token] = []
    start: int | None = first
    while start is not None:
        phrase = Phrase.open(sentence, start, demand, tuple(heads))
        if phrase is None:
            return
        phrase.grow()
        yield phrase.first, phrase.last
        heads.append(phrase.head)
        start = phrase.following


@dataclass
class Phrase:
    """A phrase that grows to the right from its head, token group by token group."""

    sentence: Sentence
    first: int
    head: Token
    demand: Demand
    siblings: tuple[Token, ...] = ()
    last: int = 0
    following: int | None = None
    nouns: list[Token] = field(default_factory=list)

    @classmethod
    def open(cls, sentence: Sentence, first: int, demand: Demand, siblings: tuple[Token, ...]) -> Phrase | None:
        group = group_at(sentence, first)
        if group is None or not is_noun(group.noun) or (is_animate(group.noun) and group.noun.upos != "PROPN"):
            return None
        return cls(sentence, first, group.noun, demand, siblings, group.noun.index)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def anchored(self) -> frozenset[int]:
        """The head and the heads of the phrases coordinated with it before."""
        return frozenset({self.head.index, *(token.index for token in self.siblings)})

    @property
    def coordination(self) -> Coordination:
        return Coordination(self.sentence, self.first, self.head, self.anchored, self.nouns, self.demand.case)

    def grow(self) -> None:
        position: int | None = self._past_quotes(self.head.index + 1)
        while position is not None and position < len(self.tokens):
            position = self._step(position)

    def _past_quotes(self, position: int) -> int:
        """A title whose opening mark stands among the modifiers is closed."""
        opened = any(token.text in "«“„" for token in self.tokens[self.first : position])
        if opened and position < len(self.tokens) and self.tokens[position].text in "»”“":
            self.last = position
            return position + 1
        return position

    def _step(self, position: int) -> int | None:
        """Take in what stands at `position`; the next position, or None at the end of the phrase."""
        token = self.tokens[position]
        if token.text == "," or token.lower in JOINTS:
            return self._joint(position)
        if token.text in OPENING_MARKS:
            return self._title(position)
        if token.upos == "ADP":
            return self._prepositional(position)
        if self._is_dependent_infinitive(token):
            return self._take(token)
        return self._bare(position)

    def _take(self, token: Token) -> int:
        if token.feats.get("VerbForm") != "Inf":
            self.nouns.append(token)
        self.last = token.index
        return token.index + 1

    def _inside(self, token: Token) -> bool:
        """The tree hangs the token on a word of the phrase."""
        return any(self.first <= above.index < token.index for above in self._ancestors_within(token))

    def _ancestors_within(self, token: Token) -> Iterator[Token]:
        for above in self.sentence.ancestors(token):
            if above.upos in {"VERB", "AUX"} and above.case is None and not self.first <= above.index <= self.last:
                return
            yield above

    def _title(self, position: int) -> int | None:
        """«фестиваль «Белые ночи»»: to the closing mark."""
        for token in self.tokens[position + 1 :]:
            if token.text in CLOSING_MARKS and token.index > position + 1:
                self.last = token.index
                return token.index + 1
        return None

    def _is_dependent_infinitive(self, token: Token) -> bool:
        """«возможность [провести] …»."""
        return token.feats.get("VerbForm") == "Inf" and self.first <= token.head < token.index

    def _bare(self, position: int) -> int | None:
        """A group without preposition: a genitive, or what the tree hangs on the phrase."""
        token = self.tokens[position]
        if token.upos in {"SCONJ", "AUX", "PUNCT", "PRON", "PART", "CCONJ", "INTJ"} or self._is_bare_date(position):
            return None
        group = group_at(self.sentence, position)
        if group is None:
            return self._loose_number(token)
        noun = group.noun
        if noun.relation == "nsubj" and is_animate(noun) and not self._inside(noun):
            return None
        if noun.base == "сторона" and group.first == noun.index:
            return None  # «… сотрудничества стороны обменялись»: the subject, whatever the tree says
        found = group_cases(self.sentence, group)
        if not ("Gen" in found or self._inside(noun) or self._may_be_governed(noun, found)):
            return None
        return self._take(noun)

    def _loose_number(self, token: Token) -> int | None:
        """«до 2030 [года]» is a group; a year or sum that ends the phrase stands alone."""
        return self._take(token) if token.upos in {"NUM", "X", "SYM"} and self._inside(token) else None

    def _may_be_governed(self, noun: Token, found: frozenset[str]) -> bool:
        """«обмен тренерами», «помощь населению»: right behind the head, in a case the head itself does not stand in."""
        behind = noun.index - self.last <= 3 and not is_animate(noun)
        return behind and bool(found & {"Ins", "Dat"}) and not found & {"Nom", "Acc"}

    def _is_bare_date(self, position: int) -> bool:
        """«… 9 декабря», «… вчера»: when it was discussed."""
        entity = self.sentence.entity_at.get(position)
        return entity is not None and entity.type in {"DATE", "TIME"} and not self._follows_genitive_head(position)

    def _follows_genitive_head(self, position: int) -> bool:
        """«бюджет 2025 года», «итоги первого полугодия»: a year or period in the genitive belongs to the noun."""
        group = group_at(self.sentence, position)
        if group is None:
            return False
        return group.noun.base in {"год", "квартал", "полугодие", "месяц", "век", "сезон", "лето"} and self._inside(
            group.noun
        )

    def _prepositional(self, position: int) -> int | None:
        """Preposition and group: a complement of the phrase unless it tells the circumstances of the talk."""
        if starts_adjunct(self.tokens, position):
            return None
        token, pronoun = self.tokens[position], self.tokens[position + 1 : position + 2]
        group = group_at(self.sentence, position + 1)
        if pronoun and pronoun[0].upos == "PRON" and pronoun[0].lower not in {"их", "его", "ее"}:
            return self._take(pronoun[0]) if self._inside(pronoun[0]) and pronoun[0].base != "который" else None
        if group is None or not self._is_complement(token, group.noun):
            return None
        return self._take(group.noun)

    def _is_complement(self, preposition: Token, noun: Token) -> bool:
        if preposition.lower in {"с", "со"} and self._is_partner(noun):
            return False
        if preposition.lower in {"в", "во"} and noun.base in WEEKDAYS:
            return False
        if self._inside(noun):
            return True
        at_once = preposition.index == self.last + 1
        place = self.sentence.entity_at.get(noun.index)
        circumstance = preposition.lower in {"в", "во"} and place is not None and place.type not in {"ORGANIZATION"}
        return at_once and noun.head != -1 and not (circumstance and place is not None and place.type == "CITY")

    def _is_partner(self, noun: Token) -> bool:
        """«обсудил поставки с [министром]»."""
        entity = self.sentence.entity_at.get(noun.index)
        named = entity is not None and entity.type in {"PERSON", "PROFESSION"}
        return named or is_office_head(noun) or (is_animate(noun) and not self._inside(noun))

    # Coordination.

    def _joint(self, position: int) -> int | None:
        """«,», «и», «а также»: one phrase goes on, or another one begins, or all ends."""
        after = self._after_joint(position)
        if after >= len(self.tokens):
            return None
        if emphasised := self._emphasised(after) or self._behind_aside(after):
            self.following = emphasised
            return None
        token = self.tokens[after]
        if starts_adjunct(self.tokens, after):
            return None
        if token.upos == "ADP":
            return self._joined_preposition(position, after)
        group = group_at(self.sentence, after)
        if group is None or self.coordination.belongs_elsewhere(group.noun):
            return None
        if self._is_participial(position, after):
            return self._relative(after)
        if self.coordination.shares_complement(position, group.noun):
            return self._take(group.noun)
        verdict = self.coordination.verdict(group)
        if verdict == "new":
            self.following = after
        return self._take(group.noun) if verdict == "inner" else None

    def _after_joint(self, position: int) -> int:
        while position < len(self.tokens) and self._is_joint(position):
            position += 1
        return position

    def _is_joint(self, position: int) -> bool:
        """«,», «и», «а также», «но и»."""
        token, following = self.tokens[position], self.tokens[position + 1 : position + 2]
        return (
            token.text == ","
            or token.lower in JOINTS
            or (token.lower == "но" and bool(following) and following[0].lower == "и")
        )

    def _emphasised(self, after: int) -> int | None:
        """«…, в том числе [поставки]»: the words behind are a topic of their own."""
        upcoming = tuple(token.lower for token in self.tokens[after : after + 3])
        phrase = next((words for words in EMPHASIS if upcoming[: len(words)] == words), None)
        if phrase is None:
            return None
        start = after + len(phrase)
        if start < len(self.tokens) and self.tokens[start].text in {"-", "—", "–"}:
            start += 1
        group = group_at(self.sentence, start)
        return start if group and group_cases(self.sentence, group) & {self.demand.case, "Nom", "Acc"} else None

    def _behind_aside(self, after: int) -> int | None:
        """«учений с участием войск, в том числе сил …, [организации визитов]»: the list goes on behind the aside."""
        upcoming = tuple(token.lower for token in self.tokens[after : after + 3])
        if not any(upcoming[: len(words)] == words for words in EMPHASIS):
            return None
        comma = next((token for token in self.tokens[after:] if token.text == ","), None)
        group = group_at(self.sentence, comma.index + 1) if comma else None
        fits = group is not None and self.demand.case in group_cases(self.sentence, group)
        return comma.index + 1 if comma is not None and fits else None

    def _joined_preposition(self, position: int, after: int) -> int | None:
        """«о поставках и [о ценах]» is a new phrase, «через Иран и [через Турцию]» goes on."""
        token = self.tokens[after]
        if token.lower in self.demand.prepositions and token.lower not in self._own_prepositions():
            self.following = after + 1
            return None
        group = group_at(self.sentence, after + 1)
        if group is None or starts_adjunct(self.tokens, after):
            return None
        repeated = token.lower in self._own_prepositions()
        return self._take(group.noun) if repeated or self._inside(group.noun) else None

    def _own_prepositions(self) -> set[str]:
        return {token.lower for token in self.tokens[self.first : self.last + 1] if token.upos == "ADP"}

    def _is_participial(self, position: int, after: int) -> bool:
        """«…, [связанные] с поставками» begins a relative clause; «…, [планируемую] поездку» does not."""
        token = self.tokens[after]
        if self.tokens[position].text != "," or token.upos != "VERB" or token.case is None:
            return False
        following = self.tokens[after + 1 : after + 2]
        return bool(following) and not (following[0].upos in NOMINAL | MODIFYING and following[0].case == token.case)

    def _relative(self, after: int) -> int | None:
        """A participle is taken in where the head says nothing without it: «вопросы, связанные с поставками»."""
        empty = {self.head.base, *(t.base for t in self.tokens[self.first : self.last + 1] if t.upos in NOMINAL)}
        return self._take(self.tokens[after]) if empty <= words("topic_empty.tsv") else None
