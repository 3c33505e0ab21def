"""Sides of a meeting told by a verb: who met, who received whom, who paid a visit."""

from __future__ import annotations

from collections.abc import Iterator

from workers.extraction.finder import Argument, Finder, is_passive, verb_between
from workers.extraction.mentions import Mention
from workers.extraction.subjects import subject


def by_subject(finder: Finder) -> Iterator[Argument]:
    """«[Гасанов] встретился», «[они] встретились» (no mention), «намерен встретиться»."""
    token = finder.trigger.token
    if is_passive(token) and finder.trigger.frame == "receive":
        return
    yield from (
        Argument(actor, mention, "subject")
        for mention, actor in subject(finder, token)
        if mention.type != "organisation" or finder.trigger.frame != "receive"
    )


def by_passive_agent(finder: Finder) -> Iterator[Argument]:
    """«[Посол] был принят [президентом]»."""
    token = finder.trigger.token
    if not is_passive(token):
        return
    received = finder.sentence.parent(token)
    if token.feats.get("VerbForm") == "Part" and received is not None and received.upos in {"NOUN", "PROPN"}:
        yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(received.index))
    for child in finder.trigger.children:
        if child.relation == "nsubj":
            yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(child.index))
        elif child.case == "Ins" and not any(
            grandchild.relation == "case" for grandchild in finder.sentence.children(child)
        ):
            yield from (Argument(actor, mention, "subject") for mention, actor in finder.resolve(child.index))


def by_object(finder: Finder) -> Iterator[Argument]:
    """«принял [посла Франции]»: an animate object, by the tree or the next accusative mention."""
    token = finder.trigger.token
    if is_passive(token):
        return
    slots = [
        slot
        for slot in finder.slots
        if slot[0].type in {"person", "group"}
        and slot[0].case in {"Acc", "Gen"}
        and not _after_preposition(finder, slot[0])
    ]
    slots = [slot for slot in slots if not verb_between(finder, *sorted((token.index, slot[0].first)))]
    after = [slot for slot in slots if slot[0].first > token.index]
    fronted = [slot for slot in slots if slot[0].last == token.index - 1]
    ranked = [slot for slot in slots if _is_object(finder, slot[0])] or fronted
    ranked = ranked or [slot for slot in after if not _inside(finder, slot[0])]
    yield from (Argument(actor, mention, "object") for mention, actor in finder.coordinated((ranked or after)[:1]))
    for child in finder.trigger.children:
        if child.lower in {"его", "ее"} and not slots:
            yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(child.index))
    before = finder.tokens[token.index - 1] if token.index else token
    if before.lower in {"его", "ее"} and not slots and before.head != token.index:
        yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(before.index))


def _is_object(finder: Finder, mention: Mention) -> bool:
    stretch = finder.tokens[mention.first : mention.last + 1]
    return any(
        token.head == finder.trigger.token.index and token.relation in {"obj", "nsubj", "iobj"} for token in stretch
    )


def _after_preposition(finder: Finder, mention: Mention) -> bool:
    return mention.first > 0 and finder.tokens[mention.first - 1].upos == "ADP"


def _inside(finder: Finder, mention: Mention) -> bool:
    """A genitive that depends on a noun: «в резиденции президента»."""
    before = finder.tokens[mention.first - 1] if mention.first else None
    return mention.case == "Gen" and before is not None and before.upos == "NOUN"


def by_visitor(finder: Finder) -> Iterator[Argument]:
    """«[Президент] посетил Казань»."""
    if finder.trigger.is_verb:
        slots = subject(finder, finder.trigger.token)
        yield from (
            Argument(actor, mention, "governor") for mention, actor in slots if mention.type in {"person", "group"}
        )
