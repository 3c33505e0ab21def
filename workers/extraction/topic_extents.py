"""What belongs to a noun phrase behind its head: genitives, complements with prepositions, titles, infinitives.

The tree is asked where cases leave a choice; where they do not, cases decide, for attachment is what parsers get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workers.doc import Sentence, Token
from workers.extraction.noun_groups import group_at, group_cases, is_animate, starts_adjunct
from workers.extraction.offices import is_office_head
from workers.extraction.topic_continuations import Demand

WEEKDAYS = frozenset("понедельник вторник среда четверг пятница суббота воскресенье".split())
PERIODS = frozenset("год квартал полугодие месяц век сезон лето".split())
OPENING_MARKS = "«“„\"'"
CLOSING_MARKS = "»”“\"'"


@dataclass
class Extent:
    """A phrase as far as it has been read: from `first` over its head to `last`, and the nouns taken in behind the head.

    The methods that read on return the next position, or None where the phrase ends.
    """

    sentence: Sentence
    first: int
    head: Token
    demand: Demand
    siblings: tuple[Token, ...] = ()
    last: int = 0
    following: int | None = None
    nouns: list[Token] = field(default_factory=list)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def past_quotes(self, position: int) -> int:
        """A title whose opening mark stands among the modifiers is closed."""
        opened = any(token.text in "«“„" for token in self.tokens[self.first : position])
        if opened and position < len(self.tokens) and self.tokens[position].text in "»”“":
            self.last = position
            return position + 1
        return position

    def take(self, token: Token) -> int:
        if token.feats.get("VerbForm") != "Inf":
            self.nouns.append(token)
        self.last = token.index
        return token.index + 1

    def inside(self, token: Token) -> bool:
        """The tree hangs the token on a word of the phrase."""
        return any(self.first <= above.index < token.index for above in self._ancestors_within(token))

    def _ancestors_within(self, token: Token) -> Iterator[Token]:
        for above in self.sentence.ancestors(token):
            if above.upos in {"VERB", "AUX"} and above.case is None and not self.first <= above.index <= self.last:
                return
            yield above

    def title(self, position: int) -> int | None:
        """«фестиваль «Белые ночи»»: to the closing mark."""
        for token in self.tokens[position + 1 :]:
            if token.text in CLOSING_MARKS and token.index > position + 1:
                self.last = token.index
                return token.index + 1
        return None

    def is_dependent_infinitive(self, token: Token) -> bool:
        """«возможность [провести] …»."""
        return token.feats.get("VerbForm") == "Inf" and self.first <= token.head < token.index

    def bare(self, position: int) -> int | None:
        """A group without preposition: a genitive, or what the tree hangs on the phrase."""
        token = self.tokens[position]
        if token.upos in {"SCONJ", "AUX", "PUNCT", "PRON", "PART", "CCONJ", "INTJ"} or self._is_bare_date(position):
            return None
        group = group_at(self.sentence, position)
        if group is None:
            return self._loose_number(token)
        noun = group.noun
        if noun.relation == "nsubj" and is_animate(noun) and not self.inside(noun):
            return None
        if noun.base == "сторона" and group.first == noun.index:
            return None  # «… сотрудничества стороны обменялись»: the subject, whatever the tree says
        found = group_cases(self.sentence, group)
        if not ("Gen" in found or self.inside(noun) or self._may_be_governed(noun, found)):
            return None
        return self.take(noun)

    def _loose_number(self, token: Token) -> int | None:
        """«до 2030 [года]» is a group; a year or sum that ends the phrase stands alone."""
        return self.take(token) if token.upos in {"NUM", "X", "SYM"} and self.inside(token) else None

    def _may_be_governed(self, noun: Token, found: frozenset[str]) -> bool:
        """«обмен тренерами», «помощь населению»: right behind the head, in a case the head itself does not stand in."""
        behind = noun.index - self.last <= 3 and not is_animate(noun)
        return behind and bool(found & {"Ins", "Dat"}) and not found & {"Nom", "Acc"}

    def _is_bare_date(self, position: int) -> bool:
        """«… 9 декабря», «… вчера»: when it was discussed; not «декабрьских выборов»."""
        entity, group = self.sentence.entity_at.get(position), group_at(self.sentence, position)
        if entity is None or entity.type not in {"DATE", "TIME"}:
            return False
        attributive = group is not None and group.noun.index > entity.last
        return not attributive and not self._follows_genitive_head(position)

    def _follows_genitive_head(self, position: int) -> bool:
        """«бюджет 2025 года», «итоги первого полугодия»: a year or period in the genitive belongs to the noun."""
        group = group_at(self.sentence, position)
        if group is None:
            return False
        return group.noun.base in PERIODS and self.inside(group.noun)

    def prepositional(self, position: int) -> int | None:
        """Preposition and group: a complement of the phrase unless it tells the circumstances of the talk."""
        if starts_adjunct(self.tokens, position) and not self._ends_in_participle():
            return None
        if self.tokens[position].lower == "до" and "до" in self.demand.prepositions:
            self.following = position + 1
            return None
        token, pronoun = self.tokens[position], self.tokens[position + 1 : position + 2]
        group = group_at(self.sentence, position + 1)
        if pronoun and pronoun[0].upos == "PRON" and pronoun[0].lower not in {"их", "его", "ее"}:
            return self.take(pronoun[0]) if self.inside(pronoun[0]) and pronoun[0].base != "который" else None
        if group is None or not self._is_complement(token, group.noun):
            return None
        return self.take(group.noun)

    def _ends_in_participle(self) -> bool:
        """«договорённости, достигнутые [в ходе визита]»: the circumstance is the participle's own."""
        return self.tokens[self.last].upos == "VERB" and self.last > self.head.index

    def _is_complement(self, preposition: Token, noun: Token) -> bool:
        if preposition.lower in {"с", "со", "между"} and self._is_partner(noun):
            return False
        if preposition.lower in {"в", "во"} and noun.base in WEEKDAYS:
            return False
        if self.inside(noun):
            return True
        at_once = preposition.index == self.last + 1
        place = self.sentence.entity_at.get(noun.index)
        circumstance = preposition.lower in {"в", "во"} and place is not None and place.type not in {"ORGANIZATION"}
        return at_once and noun.head != -1 and not (circumstance and place is not None and place.type == "CITY")

    def _is_partner(self, noun: Token) -> bool:
        """«обсудил поставки с [министром]»."""
        entity = self.sentence.entity_at.get(noun.index)
        named = entity is not None and entity.type in {"PERSON", "PROFESSION"}
        return named or is_office_head(noun) or (is_animate(noun) and not self.inside(noun))
