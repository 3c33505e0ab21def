"""Coordination inside a phrase: whether what follows «,» or «и» begins a phrase of its own or goes on with this one.

Cases decide where they leave no choice; where they do, several weak signs are weighed against each other, the tree and
the tag among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
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
    "вопрос ряд тема проблема аспект ход перспектива путь мера план итог результат условие комплекс круг"
    " возможность деталь направление спектр сфера область развитие динамика".split()
)
# Words with which a topic begins, seldom one that is listed inside another.
HEADINGS = frozenset(
    "вопрос тема проблема перспектива ход итог результат ситуация обстановка положение состояние подготовка"
    " возможность план условие судьба роль статус вариант необходимость последствие".split()
)
PLACES = frozenset("регион мир страна город область район край республика территория столица континент".split())
COMPLEMENTED = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "NUM", "DET", "X", "SYM"})
# Heads that share a complement: «состояние и [перспективы сотрудничества]».
SHARING = frozenset("состояние уровень темп порядок форма содержание ход итог перспектива динамика путь вопрос".split())
ACTIONS = ("ние", "тие", "ция", "вка", "пуск", "экспорт", "импорт", "ство")


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

    @property
    def own_cases(self) -> frozenset[str]:
        """The cases in which a phrase of its own may stand."""
        return frozenset({"Acc", "Nom"}) if self.case in {"Acc", "Nom"} else frozenset({self.case})

    def verdict(self, group: Group) -> str:
        """«new» (a topic of its own), «inner» (goes on), or «none»."""
        found = group_cases(self.sentence, group)
        own = self.own_cases
        inner = [noun for noun in self.nouns if (case_of(noun) or noun.case) in found]
        if not inner:
            return "new" if found & own else "none"
        if not found & own:
            return "inner"
        choice = Choice(self, group, tuple(inner))
        return "new" if sum(sign(choice) for sign in SIGNS) > 0 else "inner"

    def shares_complement(self, position: int, noun: Token) -> bool:
        """«состояние и [перспективы сотрудничества]», «развитие и [укрепление связей]»: two heads, one complement."""
        bare = position == self.head.index + 1 and self.first == self.head.index
        kindred = self.head.base in SHARING or self.head.base.endswith(ACTIONS)
        alike = noun.base in SHARING | GENERAL or noun.base.endswith(ACTIONS)
        return bare and self.tokens[position].lower == "и" and kindred and alike and self.has_complement(noun)

    def has_complement(self, noun: Token) -> bool:
        following = self.tokens[noun.index + 1 : noun.index + 2]
        complemented = bool(following) and (following[0].upos in COMPLEMENTED or is_noun(following[0]))
        return complemented and not starts_adjunct(self.tokens, noun.index + 1)

    def belongs_elsewhere(self, noun: Token) -> bool:
        """The subject or object of another clause: «обсудили поставки, министр отметил …»."""
        if is_animate(noun) and noun.upos == "NOUN" and not self._lists_people(noun):
            oblique = frozenset({"Gen", "Ins", "Dat", "Loc"}) & (self.own_cases | {"Gen", "Ins", "Dat"})
            return not possible_cases(noun) & oblique or (noun.case == "Nom" and self.case != "Nom")
        governor = self.sentence.parent(noun)
        if governor is None or noun.relation not in {"nsubj", "obj", "obl", "iobj"}:
            return False
        return governor.index > noun.index and governor.upos in {"VERB", "AUX"}

    def _lists_people(self, noun: Token) -> bool:
        """«темы - беженцы и [дети]»: people behind people, coordinated by the tree."""
        return is_animate(self.head) and noun.relation == "conj" and bool(possible_cases(noun) & self.own_cases)


@dataclass(frozen=True)
class Choice:
    """A group that may be coordinated with the head of the phrase or with one of the nouns inside."""

    phrase: Coordination
    group: Group
    inner: tuple[Token, ...]

    @property
    def noun(self) -> Token:
        return self.group.noun

    @property
    def nearest(self) -> Token:
        return self.inner[-1]

    @cached_property
    def between(self) -> tuple[Token, ...]:
        """What stands between the nearest noun inside and the conjunction."""
        return tuple(t for t in self.phrase.tokens[self.nearest.index + 1 : self.group.first] if is_noun(t))


def by_name(choice: Choice) -> float:
    """Names and people go with names and people: «отношения с Ираном и [ремонт порта]»."""
    named = is_animate(choice.nearest) or _is_name(choice.nearest)
    if not named or is_animate(choice.noun) or choice.noun.upos == "PROPN":
        return 0
    return -4 if choice.noun.base in PLACES else 4


def by_complement(choice: Choice) -> float:
    """«разработка месторождений и [поставки газа]»: the head and the noun have complements, what lies between has none."""
    if choice.phrase.head.base in GENERAL or choice.nearest != choice.phrase.nouns[-1]:
        return 0
    return 4 if choice.phrase.has_complement(choice.noun) else -1


def by_tag(choice: Choice) -> float:
    """The tagger's case decides between the head and the nouns inside where theirs differ."""
    case, inner = case_of(choice.noun), {other.case for other in choice.inner}
    if case in choice.phrase.own_cases:
        return 1.5 if case not in inner else 0
    return -1.5 if case in inner else 0


def by_tree(choice: Choice) -> float:
    """What the tree coordinates the noun with."""
    if choice.noun.head in choice.phrase.anchored:
        return 1
    return -1 if choice.noun.head in {other.index for other in choice.inner} else 0


def by_heading(choice: Choice) -> float:
    """«…, [ситуация] на границе», «…, [перспективы] торговли» begin topics."""
    return 2.5 * (choice.noun.base in HEADINGS and choice.phrase.has_complement(choice.noun))


def by_distance(choice: Choice) -> float:
    """«допуск на рынок российского ячменя и [результаты]»: other nouns lie between it and the noun it would go with."""
    return 1.5 * bool(choice.between)


def by_list(choice: Choice) -> float:
    """After «вопросы», «развитие» a list of genitives goes on."""
    if choice.phrase.head.base not in GENERAL or choice.noun.base in HEADINGS:
        return 0
    return -2 * ("Gen" in group_cases(choice.phrase.sentence, choice.group))


def by_likeness(choice: Choice) -> float:
    """Actions go with actions: «отмену виз и [открытие рейсов]», things with things."""
    if choice.phrase.head.base in GENERAL:
        return 0
    kinds = [_is_action(token) for token in (choice.noun, choice.phrase.head, choice.nearest)]
    return 0.5 * ((kinds[0] == kinds[1]) - (kinds[0] == kinds[2]))


SIGNS: list[Callable[[Choice], float]] = [
    by_name, by_complement, by_tag, by_tree, by_heading, by_distance, by_list, by_likeness
]  # fmt: skip


def _is_action(token: Token) -> bool:
    return (token.base.endswith(ACTIONS) and token.base not in HEADINGS) or token.base in words("deverbal_nouns.tsv")


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text.replace("-", "").isalpha()
