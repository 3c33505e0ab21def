"""What may follow a topic phrase that has ended: another phrase of the same demand, or a question."""

from __future__ import annotations

from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.noun_groups import group_at, group_cases, is_animate
from workers.extraction.topic_clauses import is_participial, question_about, question_at
from workers.extraction.topic_coordination import Coordination
from workers.extraction.topic_joints import behind_joint, is_joint


@dataclass(frozen=True)
class Demand:
    """What governs a phrase: the case (UD), the prepositions with which it may be repeated, whether it may be people."""

    case: str
    prepositions: frozenset[str] = frozenset()
    people: bool = False


@dataclass(frozen=True)
class Continuation:
    """What may follow a phrase that has ended: another phrase in the case demanded, or a question."""

    sentence: Sentence
    demand: Demand
    heads: tuple[Token, ...]

    def behind(self, position: int) -> int | None:
        """The start of the next phrase, if a joint stands at `position`."""
        tokens = self.sentence.tokens
        if position >= len(tokens) or not is_joint(tokens, position):
            return None
        after = behind_joint(tokens, position)
        return self.at(after) if after < len(tokens) else None

    def at(self, after: int) -> int | None:
        token = self.sentence.tokens[after]
        if (question := question_about(self.sentence, after, self.demand.prepositions)) is not None:
            return question
        if question_at(self.sentence, after):
            return after
        if token.upos == "ADP":
            return after + 1 if token.lower in self.demand.prepositions else None
        group = group_at(self.sentence, after)
        if group is None or is_participial(self.sentence, after):
            return None
        anchored = frozenset(head.index for head in self.heads)
        rest = Coordination(self.sentence, after, group.noun, anchored, (), self.demand.case)
        fits = bool(group_cases(self.sentence, group) & rest.own_cases)
        people = is_animate(group.noun) and not self.demand.people
        return after if fits and not rest.belongs_elsewhere(group.noun) and not people else None
