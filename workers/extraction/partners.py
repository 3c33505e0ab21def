"""People on the other side of a meeting whom no mention of a participant covers."""

from __future__ import annotations

from workers.extraction.finder import Argument
from workers.extraction.morphology import is_animate
from workers.extraction.offices import OPENING_QUOTES
from workers.extraction.talk_arguments import LIGHT_VERBS
from workers.extraction.triggers import Trigger

COLLECTIVES = frozenset(
    "концерн компания корпорация банк фонд холдинг клуб правительство администрация профсоюз труппа коллектив дирекция"
    " оппозиция парламент федерация ассоциация экипаж команда".split()
)


def has_partner(trigger: Trigger, arguments: tuple[Argument, ...]) -> bool:
    """«с дзюдоистами», «принимала гостей»: people as the other side, whom no mention of a participant covers."""
    sentence, token = trigger.sentence, trigger.token
    taken = {i for argument in arguments for i in range(argument.mention.first, argument.mention.last + 1)}
    above = sentence.parent(token)
    siblings = (
        sentence.children(above) if above is not None and not trigger.is_verb and above.base in LIGHT_VERBS else ()
    )
    for child in (*trigger.children, *siblings):
        quoted = (
            trigger.frame != "receive" and child.index > 1 and sentence.tokens[child.index - 1].text in OPENING_QUOTES
        )
        people = is_animate(child.lower) or child.base in COLLECTIVES or quoted
        if child.index in taken or child.upos not in {"NOUN", "PROPN"} or not people:
            continue
        prepositions = {grandchild.lower for grandchild in sentence.children(child) if grandchild.relation == "case"}
        if trigger.frame == "receive" and child.relation == "obj" and not prepositions:
            return True
        if trigger.frame in {"with", "discuss", "talks"} and prepositions & {"с", "со"} and child.case == "Ins":
            return True
    return False
