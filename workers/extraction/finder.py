"""What stands around a trigger: the mentions of its sentence, coordinated ones, antecedents of pronouns.

The tree proposes, cases and adjacency check: the parser is right about nine times in ten, and apposition chains are
its weak side, so that a mention counts with all its tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.mentions import Mention
from workers.extraction.triggers import Trigger

ALL_SIDES = frozenset(
    "сторона собеседник они оба лидер министр переговорщик участник политик дипломат глава президент премьер руководитель".split()
)
SINGULAR_PRONOUNS = frozenset("он она ним ней нею него нее его ее".split())


@dataclass(frozen=True)
class Argument:
    """A participant as one trigger gives it.

    `place` is subject, object, with, genitive, between, mediator or governor; `anaphoric`: meant by «они» or «министры».
    """

    actor: Actor
    mention: Mention
    place: str
    anaphoric: bool = False


@dataclass
class Finder:
    """Looks around one trigger."""

    trigger: Trigger
    coreference: Coreference
    slots: list[tuple[Mention, Actor]] = field(init=False)

    def __post_init__(self) -> None:
        self.slots = self.coreference.mentions(self.trigger.sentence.index)

    @property
    def sentence(self) -> Sentence:
        return self.trigger.sentence

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.trigger.sentence.tokens

    @cached_property
    def governor(self) -> Token | None:
        """The nearest verb or predicative above a noun trigger."""
        return next((token for token in self.sentence.ancestors(self.trigger.token) if is_predicate(token)), None)

    def covering(self, index: int) -> list[tuple[Mention, Actor]]:
        return [slot for slot in self.slots if slot[0].covers(index)]

    def starting_near(self, position: int, reach: int = 2) -> list[tuple[Mention, Actor]]:
        """Mentions that begin at `position` or after at most `reach` modifiers."""
        while position < len(self.tokens):
            if found := self.covering(position):
                return found
            if reach == 0 or self.tokens[position].upos not in {"DET", "ADJ", "PRON", "NUM"}:
                return []
            position, reach = position + 1, reach - 1
        return []

    def coordinated(self, slots: list[tuple[Mention, Actor]]) -> list[tuple[Mention, Actor]]:
        """The mentions and those joined to the last of them by commas and «и», in the same case."""
        result = list(slots)
        while result:
            last = result[-1][0]
            following = [slot for slot in self.slots if slot[0].first > last.last]
            if not following or not self._joined(last, following[0][0]):
                break
            result.extend(slot for slot in following if slot[0].first == following[0][0].first)
        return result

    def _joined(self, left: Mention, right: Mention) -> bool:
        between = [token.lower for token in self.tokens[left.last + 1 : right.first]]
        joins = {"и", ",", "а", "также", "или", "с", "со"} if left.case == "Ins" else {"и", ",", "а", "также"}
        if not between or not set(between) <= joins or len(between) > 4:
            return False
        if between == [","] and not self._list_goes_on(right):
            return False
        bare = bool(left.name and right.name) and left.office is None and right.office is None
        if bare and not self.trigger.is_verb and {left.case, right.case} == {"Nom", "Gen"}:
            return True
        return (
            left.case is None
            or right.case is None
            or left.case == right.case
            or {left.case, right.case} == {"Gen", "Acc"}
        )

    def _list_goes_on(self, mention: Mention) -> bool:
        """After a bare comma: a list, unless the mention is the subject of a new clause."""
        return mention.case != "Nom" or any(
            token.lower == "и" for token in self.tokens[mention.last + 1 : mention.last + 2]
        )

    def resolve(self, index: int) -> list[tuple[Mention, Actor]]:
        """Mentions at a token, or the antecedent of a pronoun there."""
        token = self.tokens[index]
        if token.lower in SINGULAR_PRONOUNS:
            actor = self.coreference.pronoun(self.sentence.index, token)
            return [(pronoun_mention(self.sentence, token), actor)] if actor else []
        if token.lower in {"они", "ними"}:
            actors = self.coreference.plural_pronoun(self.sentence.index, token)
            return [(pronoun_mention(self.sentence, token), actor) for actor in actors]
        return self.coordinated(self.covering(index))


def is_collective(mention: Mention, tokens: Sequence[Token]) -> bool:
    """«политики», «лидеры двух стран», «главы государств»: the sides already named, not a group of its own."""
    if mention.type != "group" or mention.head.base not in ALL_SIDES or mention.country:
        return False
    stretch = tokens[mention.first : mention.last + 1]
    return len(stretch) == 1 or any(
        token.base in {"страна", "государство", "сторона", "двое", "оба"} for token in stretch
    )


def pronoun_mention(sentence: Sentence, token: Token) -> Mention:
    return Mention(sentence.index, token.index, token.index, token, "person")


def is_predicate(token: Token) -> bool:
    return token.upos in {"VERB", "AUX"} or token.feats.get("Variant") == "Short"


def is_passive(token: Token) -> bool:
    return token.feats.get("Voice") == "Pass" or (
        token.upos == "VERB"
        and token.lower.endswith(("ется", "ются", "лась", "лось", "лись"))
        and token.base in {"планироваться", "ожидаться", "намечаться"}
    )


def verb_between(finder: Finder, left: int, right: int) -> bool:
    return any(
        token.upos == "VERB" and token.feats.get("VerbForm") == "Fin" for token in finder.tokens[left + 1 : right]
    )
