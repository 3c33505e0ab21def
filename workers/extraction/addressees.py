"""Sides in the dative or accusative: who is called, to whom a meeting is proposed, whom one awaits."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Token
from workers.extraction.finder import Argument, Finder
from workers.extraction.subjects import subject

PROPOSING = frozenset(
    "предложить предлагать пригласить приглашать позвать звать попросить призвать призывать вызвать".split()
)
PROPOSALS = frozenset("предложение приглашение просьба призыв".split())
GIVING = frozenset("дать давать устроить устраивать предоставить предоставлять".split())
AWAITING = frozenset("предстоять удаться удаваться довестись посчастливиться".split())


def by_called(finder: Finder) -> Iterator[Argument]:
    """«позвонил [премьеру]», «звонок [президенту]»."""
    if finder.trigger.is_verb or finder.trigger.token.base.endswith("звонок"):
        yield from _objects(finder, finder.trigger.token, {"Dat"}, "with")


def by_recipient(finder: Finder) -> Iterator[Argument]:
    """«[король] дал аудиенцию [послу]», «[министр] устроил обед [гостям]»: who gives is the host."""
    giver = finder.governor
    if giver is None or giver.base not in GIVING:
        return
    yield from _objects(finder, giver, {"Dat"}, "object")
    yield from _objects(finder, finder.trigger.token, {"Dat"}, "object")
    yield from (Argument(actor, mention, "subject") for mention, actor in subject(finder, giver))


def by_proposal(finder: Finder) -> Iterator[Argument]:
    """«[X] предложил [премьеру] провести переговоры», «предложение [премьера] провести переговоры»."""
    above = list(finder.sentence.ancestors(finder.trigger.token))[:3]
    objects = [child for token in above for child in finder.sentence.children(token) if child.relation == "obj"]
    for noun in (token for token in (*above, *objects) if token.base in PROPOSALS):
        yield from _objects(finder, noun, {"Gen"}, "governor")
    proposing = next((token for token in above if token.base in PROPOSING), None)
    if proposing is None:
        return
    yield from (Argument(actor, mention, "governor") for mention, actor in subject(finder, proposing))
    yield from _objects(finder, proposing, {"Dat", "Acc"}, "with")


def by_honour(finder: Finder) -> Iterator[Argument]:
    """«дал [в её честь] рабочий ужин», «приём в честь [премьера]»: the guest."""
    for word in (token for token in finder.tokens if token.lower == "честь" and token.index):
        before = finder.tokens[word.index - 1]
        index = before.index if before.lower in {"его", "ее"} else word.index + 1
        if before.lower in {"его", "ее", "в"} and index < len(finder.tokens):
            yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(index))


def by_awaiting(finder: Finder) -> Iterator[Argument]:
    """«[министру] предстоит встреча с премьером»."""
    verb = finder.governor
    if verb is not None and verb.base in AWAITING:
        yield from _objects(finder, verb, {"Dat"}, "governor")


def _objects(finder: Finder, head: Token, cases: set[str], place: str) -> Iterator[Argument]:
    """Sides that are bare objects of a word."""
    for child in finder.sentence.children(head):
        bare = not any(own.relation == "case" for own in finder.sentence.children(child))
        if child.case in cases and child.relation in {"obj", "iobj", "obl", "nmod"} and bare:
            yield from (Argument(actor, mention, place) for mention, actor in finder.resolve(child.index))
