"""Who takes part in the meeting that a trigger names: the rules of each frame, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from workers.extraction.addressees import by_awaiting, by_called, by_honour, by_proposal, by_recipient
from workers.extraction.attendance import (
    by_attendance,
    by_company,
    by_invitation,
    by_mediation,
    by_participation,
    by_sides,
)
from workers.extraction.coreference import Coreference
from workers.extraction.finder import ALL_SIDES, Argument, Finder, is_collective, is_unnamed_delegation
from workers.extraction.talk_arguments import (
    by_between,
    by_genitive,
    by_governor,
    by_host,
    by_possessor,
    by_with,
)
from workers.extraction.triggers import Trigger
from workers.extraction.verb_arguments import by_object, by_passive_agent, by_subject, by_visitor


def arguments_of(trigger: Trigger, coreference: Coreference) -> list[Argument]:
    """All participants this mention of the meeting gives, each once, in the order of the sentence."""
    finder = Finder(trigger, coreference)
    found: dict[int, Argument] = {}
    for rule in FRAMES[trigger.frame]:
        for argument in rule(finder):
            for own in _expanded(finder, argument):
                found.setdefault(id(own.actor), own)
    return sorted(found.values(), key=lambda argument: argument.mention.position)


def _expanded(finder: Finder, argument: Argument) -> Iterator[Argument]:
    """«министры» who were named before instead of the word; with a delegation its head."""
    mention = argument.mention
    if is_unnamed_delegation(argument):
        return
    if is_collective(mention, finder.tokens):
        named = finder.coreference.plural_pronoun(finder.sentence.index, mention.head)
        yield from (replace(argument, actor=actor, anaphoric=True) for actor in named)
        return
    yield replace(argument, anaphoric=mention.head.lower in {"они", "ними"})
    yield from (
        replace(argument, actor=own, through=argument.actor) for own in finder.coreference.members(argument.actor)
    )


def names_all_sides(trigger: Trigger) -> bool:
    """«стороны обсудили», «лидеры встретились»: a subject that means the sides already known."""
    return any(
        child.relation == "nsubj" and child.base in ALL_SIDES and child.number == "Plur" for child in trigger.children
    )


Rule = Callable[[Finder], Iterator[Argument]]
TALKS: list[Rule] = [
    by_mediation,
    by_possessor,
    by_genitive,
    by_between,
    by_with,
    by_called,
    by_recipient,
    by_proposal,
    by_awaiting,
    by_honour,
    by_host,
    by_governor,
    by_participation,
    by_sides,
]
FRAMES: dict[str, list[Rule]] = {
    "with": [by_mediation, by_proposal, by_subject, by_with, by_participation],
    "call": [by_subject, by_called],
    "discuss": [by_mediation, by_subject, by_with, by_participation],
    "receive": [by_passive_agent, by_object, by_subject, by_company, by_participation],
    "talks": TALKS,
    "visit": [by_visitor, by_genitive, by_governor, by_invitation],
    "assembly": [by_genitive, by_with, by_governor, by_participation, by_sides],
    "attend": [by_attendance],
}
