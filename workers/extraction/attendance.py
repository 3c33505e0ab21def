"""Who sits there besides the two sides: mediators, companions, those told to take part, inviting hosts."""

from __future__ import annotations

from collections.abc import Iterator

from workers.extraction.finder import Argument, Finder


def by_mediation(finder: Finder) -> Iterator[Argument]:
    """«при посредничестве [главы Евросовета …]»."""
    noun = next((token for token in finder.tokens if token.base == "посредничество"), None)
    if noun is not None and noun.index + 1 < len(finder.tokens):
        slots = finder.coordinated(finder.starting_near(noun.index + 1))
        yield from (Argument(actor, mention, "mediator") for mention, actor in slots)


def by_attendance(finder: Finder) -> Iterator[Argument]:
    """«[X] возглавил делегацию, турецкую — [Y]»: all nominative persons of the sentence, the verb may be elided."""
    for mention, actor in finder.slots:
        relative = any(token.base == "который" for token in finder.tokens[mention.last + 1 : mention.last + 4])
        led = mention.head.base in {"делегация", "миссия"} and finder.trigger.token.base.startswith("возглав")
        if mention.case == "Nom" and mention.type in {"person", "group"} and not relative and not led:
            yield Argument(actor, mention, "governor")


def by_invitation(finder: Finder) -> Iterator[Argument]:
    """«по приглашению [короля]»: who invites is the host."""
    noun = next((token for token in finder.tokens if token.base == "приглашение"), None)
    if noun is not None:
        slots = finder.coordinated(finder.starting_near(noun.index + 1))
        yield from (Argument(actor, mention, "subject") for mention, actor in slots)
