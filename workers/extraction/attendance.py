"""Who sits there besides the two sides: mediators, companions, those told to take part, inviting hosts."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Token
from workers.extraction.finder import Argument, Finder, is_negated
from workers.extraction.gazetteer import country_adjective
from workers.extraction.lexicon import words

PARTICIPATION = [
    ("с", "участием"),
    ("при", "участии"),
    ("в", "присутствии"),
    ("с", "привлечением"),
]
COMPANY = [("вместе", "с"), ("вместе", "со"), ("совместно", "с"), ("в", "сопровождении"), ("в", "компании")]


def by_mediation(finder: Finder) -> Iterator[Argument]:
    """«при посредничестве [главы Евросовета …]»."""
    noun = next((token for token in finder.tokens if token.base == "посредничество"), None)
    if noun is not None and noun.index + 1 < len(finder.tokens):
        slots = finder.coordinated(finder.starting_near(noun.index + 1))
        yield from (Argument(actor, mention, "mediator") for mention, actor in slots)


def by_attendance(finder: Finder) -> Iterator[Argument]:
    """«[X] возглавил делегацию, турецкую — [Y]»: all nominative persons of the sentence, the verb may be elided."""
    verb = finder.trigger.token
    if is_negated(finder, verb):
        return
    for mention, actor in finder.slots:
        relative = any(token.base == "который" for token in finder.tokens[mention.last + 1 : mention.last + 4])
        led = mention.head.base in {"делегация", "миссия"} and verb.base.startswith("возглав")
        if mention.case == "Nom" and mention.type in {"person", "group"} and not relative and not led:
            yield Argument(actor, mention, "governor")


def by_participation(finder: Finder) -> Iterator[Argument]:
    """«совещание с участием [министра …] и [губернаторов …]»: a phrase that belongs to the nearest word for a meeting."""
    for at in _phrases(finder, PARTICIPATION):
        if _is_nearest(finder, at):
            slots = finder.coordinated(finder.starting_near(at))
            yield from (Argument(actor, mention, "attendant") for mention, actor in slots)


def by_company(finder: Finder) -> Iterator[Argument]:
    """«[X] вместе с [Y] принял …»: who is with the subject, told before the verb."""
    for at in _phrases(finder, COMPANY):
        if at < finder.trigger.token.index and _is_nearest(finder, at):
            slots = finder.coordinated(finder.starting_near(at))
            yield from (Argument(actor, mention, "companion") for mention, actor in slots)


def _phrases(finder: Finder, phrases: list[tuple[str, str]]) -> Iterator[int]:
    """Where the words behind such a phrase begin."""
    for index in range(len(finder.tokens) - 2):
        if (finder.tokens[index].lower, finder.tokens[index + 1].lower) in phrases:
            yield index + 2


def _is_nearest(finder: Finder, at: int) -> bool:
    """No other word for a meeting stands between the trigger and the phrase."""
    first, last = sorted((finder.trigger.token.index, at))
    between = finder.tokens[first + 1 : last]
    return not any(token.base in words("triggers.tsv") and token.base != "участвовать" for token in between)


def by_sides(finder: Finder) -> Iterator[Argument]:
    """«с российской стороны в переговорах были [X] и [Y], с турецкой — [Z]»: the nominatives behind each side."""
    opening = next((token for token in finder.tokens if _names_side(finder, token)), None)
    if opening is None or is_negated(finder, finder.governor or finder.trigger.token):
        return
    for mention, actor in finder.slots:
        if mention.first > opening.index and mention.case == "Nom" and mention.type == "person":
            yield Argument(actor, mention, "governor")


def _names_side(finder: Finder, token: Token) -> bool:
    """«с [российской] стороны», «от [турецкой] стороны»."""
    before = finder.tokens[max(0, token.index - 2) : token.index]
    return (
        token.lower == "стороны"
        and len(before) == 2
        and before[0].lower in {"с", "со", "от"}
        and country_adjective(before[1]) is not None
    )


def by_invitation(finder: Finder) -> Iterator[Argument]:
    """«по приглашению [короля]»: who invites is the host."""
    noun = next((token for token in finder.tokens if token.base == "приглашение"), None)
    if noun is not None:
        slots = finder.coordinated(finder.starting_near(noun.index + 1))
        yield from (Argument(actor, mention, "host") for mention, actor in slots)
