"""Coordination inside a phrase: whether what follows «,» or «и» begins a phrase of its own or goes on with this one.

Cases decide where they leave no choice; where they do, likeness of meaning and structure come before tag and tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.noun_groups import (
    Group,
    case_of,
    group_cases,
    is_animate,
    is_noun,
    possible_cases,
    starts_adjunct,
)

# Heads that take a list of genitives: «вопросы безопасности и поставки зерна».
GENERAL = frozenset(
    "вопрос ряд тема проблема аспект ход перспектива путь мера план итог результат условие"
    " возможность деталь направление круг спектр сфера область развитие динамика".split()
)
PLACES = frozenset("регион мир страна город область район край республика территория столица".split())
COMPLEMENTED = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "NUM", "DET", "X", "SYM"})
# Heads that share a complement: «состояние и [перспективы сотрудничества]».
SHARING = frozenset("состояние уровень темп порядок форма содержание ход итог перспектива динамика путь вопрос".split())
ACTIONS = ("ние", "тие")


@dataclass(frozen=True)
class Coordination:
    """A phrase as far as it has been read: its head, the heads of phrases coordinated with it, the nouns inside, its case."""

    sentence: Sentence
    first: int
    head: Token
    anchored: frozenset[int]
    nouns: Sequence[Token]
    case: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def verdict(self, group: Group) -> str:
        """«new» (a topic of its own), «inner» (goes on), or «none»."""
        found = group_cases(self.sentence, group)
        own = {"Acc", "Nom"} if self.case in {"Acc", "Nom"} else {self.case}
        inner = [noun for noun in self.nouns if (case_of(noun) or noun.case) in found]
        if not inner:
            return "new" if found & own else "none"
        if not found & own:
            return "inner"
        return "new" if self._outranks(group.noun, inner, own) else "inner"

    def _outranks(self, noun: Token, inner: Sequence[Token], own: set[str]) -> bool:
        """Both readings are open: likeness of meaning first, then of structure, then tag and tree."""
        nearest = inner[-1]
        if (is_animate(nearest) or _is_name(nearest)) and not (is_animate(noun) or noun.upos == "PROPN"):
            return noun.base not in PLACES
        if self._is_parallel(noun, nearest):
            return True
        tagged = case_of(noun) in own and case_of(noun) not in {other.case for other in inner}
        hung = noun.head in self.anchored
        return tagged if tagged == hung else tagged and noun.head not in {other.index for other in inner}

    def shares_complement(self, position: int, noun: Token) -> bool:
        """«состояние и [перспективы сотрудничества]», «развитие и [укрепление связей]»: two heads, one complement."""
        bare = position == self.head.index + 1 and self.first == self.head.index
        kindred = self.head.base in SHARING or self.head.base.endswith(ACTIONS)
        alike = noun.base in SHARING | GENERAL or noun.base.endswith(ACTIONS)
        return bare and self.tokens[position].lower == "и" and kindred and alike and self._has_complement(noun)

    def _has_complement(self, noun: Token) -> bool:
        following = self.tokens[noun.index + 1 : noun.index + 2]
        complemented = bool(following) and (following[0].upos in COMPLEMENTED or is_noun(following[0]))
        return complemented and not starts_adjunct(self.tokens, noun.index + 1)

    def _is_parallel(self, noun: Token, nearest: Token) -> bool:
        """«разработка месторождений и [поставки газа]»: the head and the noun have complements, what lies between has none."""
        return self._has_complement(noun) and nearest == self.nouns[-1] and self.head.base not in GENERAL

    def belongs_elsewhere(self, noun: Token) -> bool:
        """The subject or object of another clause: «обсудили поставки, министр отметил …»."""
        if is_animate(noun) and noun.upos == "NOUN":
            return not possible_cases(noun) & {"Gen", "Ins", "Dat"} or noun.case == "Nom"
        governor = self.sentence.parent(noun)
        if governor is None or noun.relation not in {"nsubj", "obj", "obl", "iobj"}:
            return False
        return governor.index > noun.index and governor.upos in {"VERB", "AUX"}


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text.replace("-", "").isalpha()
