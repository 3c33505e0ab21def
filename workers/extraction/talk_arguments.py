"""Sides of a meeting told by a noun: «переговоры X с Y», «встреча X и Y», «между X и Y», «аудиенция у X»."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Token
from workers.extraction.actors import Actor
from workers.extraction.finder import Argument, Finder, is_collective, is_negated, is_passive, is_predicate
from workers.extraction.mentions import Mention
from workers.extraction.subjects import subject
from workers.extraction.triggers import takes_part

LIGHT_VERBS = frozenset(
    "вернуться сесть садиться вести повести"
    " возобновить возобновлять провести проводить иметь устроить начать начинать завершить продолжить"
    " продолжать организовать планировать запланировать отменить назначить намечать наметить".split()
)
EVENT_SUBJECT_VERBS = (
    "состоя",
    "пройти",
    "проходить",
    "пройт",
    "произойти",
    "начаться",
    "завершиться",
    "закончиться",
    "длиться",
    "продлиться",
    "планироваться",
    "ожидаться",
    "намечаться",
    "быть",
)
ACCEPTING = frozenset({"принять", "принимать"})
ATTENDANCE = frozenset(
    {
        "съехаться",
        "прибыть",
        "прийти",
        "явиться",
        "участвовать",
        "поучаствовать",
        "присутствовать",
        "принять",
        "принимать",
        "собраться",
        "присоединиться",
    }
)
TOGETHER = frozenset({"вместе", "совместно", "наряду", "связь", "сравнение", "соответствие", "целью"})


def by_with(finder: Finder) -> Iterator[Argument]:
    """«с [председателем …]»: a phrase with «с» that depends on the trigger, or stands next to it."""
    for index, token in enumerate(finder.tokens):
        if token.lower not in {"с", "со"} or token.upos != "ADP" or not _attaches(finder, token):
            continue
        slots = [slot for slot in finder.starting_near(index + 1) if slot[0].case in (None, "Ins", "Gen", "Nom")]
        slots = slots or finder.resolve(min(index + 1, len(finder.tokens) - 1)) or _behind_participle(finder, token)
        yield from (Argument(actor, mention, "with") for mention, actor in finder.coordinated(slots))


def _behind_participle(finder: Finder, preposition: Token) -> list[tuple[Mention, Actor]]:
    """«с [прибывшим накануне] главой МИД»."""
    word = finder.sentence.parent(preposition)
    while word is not None and word.feats.get("VerbForm") == "Part" and word.relation in {"acl", "amod"}:
        word = finder.sentence.parent(word)
    return finder.covering(word.index) if word is not None and word.index > preposition.index else []


def _attaches(finder: Finder, preposition: Token) -> bool:
    trigger, sentence = finder.trigger.token, finder.sentence
    if preposition.index and finder.tokens[preposition.index - 1].base in TOGETHER:
        return False
    noun = sentence.parent(preposition)
    if noun is None:
        return False
    chain = list(sentence.ancestors(noun))
    if trigger in chain:
        between = chain[: chain.index(trigger)]
        if any(token.upos == "VERB" for token in between):
            return False
        others = [token for token in between if _is_other_noun(finder, token)]
        return not others or _is_partner(finder, noun)
    between_tokens = finder.tokens[trigger.index + 1 : preposition.index]
    if between_tokens and not finder.trigger.is_verb and all(finder.covering(token.index) for token in between_tokens):
        return True  # «встречи [министра] с [послом]», whatever the phrase hangs on
    if finder.governor is not None and noun.head == finder.governor.index and finder.governor.base in LIGHT_VERBS:
        return True
    if preposition.index < trigger.index or len(between_tokens) > 12:
        return False
    if finder.trigger.is_verb or finder.governor is None:
        return not any(is_predicate(token) or token.upos == "SCONJ" for token in between_tokens)
    hangs_on_governor = noun.head == finder.governor.index and trigger.index < preposition.index
    return (hangs_on_governor or not between_tokens) and not any(is_predicate(token) for token in between_tokens)


def _is_partner(finder: Finder, noun: Token) -> bool:
    """«переговорил по телефону [с главой Пентагона]», «обсудил сделку [с Юнгом]»: one talks with a person, whatever the
    tree hangs him on, unless another is nearer to the verb."""
    persons = [mention for mention, _ in finder.covering(noun.index) if mention.type == "person"]
    direct = [child for child in finder.trigger.children if _has_with(finder, child)]
    return finder.trigger.is_verb and bool(persons) and not direct


def _has_with(finder: Finder, noun: Token) -> bool:
    return any(token.lower in {"с", "со"} for token in finder.sentence.children(noun))


def _is_other_noun(finder: Finder, token: Token) -> bool:
    """«поговорили о соглашении с МЕРКОСУР»: the phrase belongs to another noun."""
    return token.upos == "NOUN" and token.feats.get("Animacy") != "Anim" and not finder.covering(token.index)


def by_genitive(finder: Finder) -> Iterator[Argument]:
    """«встреча [Путина] и [Эрдогана]», «переговоры [министра обороны …] с …»: genitives right after the noun."""
    if finder.trigger.is_verb:
        return
    position = finder.trigger.token.index + 1
    near = finder.starting_near(position, reach=1)
    slots = [slot for slot in near if slot[0].head.index >= position and _may_be_genitive(finder, slot[0], position)]
    yield from (Argument(actor, mention, "genitive") for mention, actor in finder.coordinated(slots))


def _may_be_genitive(finder: Finder, mention: Mention, position: int) -> bool:
    """By case; a bare name right behind the noun is a genitive whatever the tagger says of it."""
    if mention.case in {"Gen", "Acc", None}:
        return True
    return (
        bool(mention.name) and mention.office is None and mention.first == position and mention.head.relation != "nsubj"
    )


def by_between(finder: Finder) -> Iterator[Argument]:
    """«между [Россией] и [США]»."""
    for index, token in enumerate(finder.tokens):
        if token.lower != "между" or not _between_belongs(finder, token):
            continue
        slots = finder.coordinated(finder.starting_near(index + 1))
        yield from (Argument(actor, mention, "between") for mention, actor in slots)


def _between_belongs(finder: Finder, preposition: Token) -> bool:
    """Right behind the trigger, or before it in a clause whose verb says that the meeting took place."""
    trigger = finder.trigger.token
    noun = finder.sentence.parent(preposition)
    if noun is not None and (noun.head == trigger.index or preposition.index == trigger.index + 1):
        return True
    governor = finder.governor
    happens = governor is not None and governor.base.startswith(EVENT_SUBJECT_VERBS)
    return happens and preposition.index < trigger.index and preposition.index <= 2


def by_host(finder: Finder) -> Iterator[Argument]:
    """«аудиенция у [папы римского]», «у [президента] запланирована встреча»."""
    for child in (*finder.trigger.children, *(finder.sentence.children(finder.governor) if finder.governor else ())):
        if any(grandchild.lower == "у" for grandchild in finder.sentence.children(child)):
            yield from (Argument(actor, mention, "host") for mention, actor in finder.resolve(child.index))


def by_governor(finder: Finder) -> Iterator[Argument]:
    """«[X] провел переговоры с Y», «[X] на встрече с Y заявил»: the subject of the verb above, if the noun lacks sides."""
    verb = finder.governor
    if (
        verb is None
        or verb.base.startswith(EVENT_SUBJECT_VERBS)
        or (is_passive(verb) and verb.feats.get("VerbForm") != "Conv")
    ):
        return
    attends = verb.base in ATTENDANCE and (verb.base not in ACCEPTING or takes_part(finder.sentence, verb))
    own = [*by_genitive(finder), *by_between(finder)]
    has_sides = any(not is_collective(argument.mention, finder.tokens) for argument in own)
    if has_sides and not attends:
        return
    if (
        finder.trigger.token.relation == "nsubj"
        and finder.trigger.token.head == verb.index
        and not _is_led(finder, verb)
    ):
        return
    has_partner = any(True for _ in by_with(finder)) or (attends and not is_negated(finder, verb))
    slots = [slot for slot in subject(finder, verb) if slot[0].type in {"person", "group", "organisation", "country"}]
    if finder.trigger.frame == "assembly":  # «главы государств обсудили подготовку саммита»
        slots = [slot for slot in slots if not is_collective(slot[0], finder.tokens)]
    if has_partner or len(slots) > 1 or verb.base in LIGHT_VERBS or finder.trigger.frame in {"visit", "assembly"}:
        yield from (Argument(actor, mention, "governor") for mention, actor in slots)


def _is_led(finder: Finder, verb: Token) -> bool:
    """«[Переговоры] с X провёл [мэр]»: what is held stands before the verb, and somebody else is its subject."""
    subjects = [child for child in finder.sentence.children(verb) if child.relation == "nsubj"]
    return verb.base in LIGHT_VERBS and len(subjects) > 1


def by_possessor(finder: Finder) -> Iterator[Argument]:
    """«[его] переговоры с губернатором»."""
    token = finder.trigger.token
    for word in finder.tokens[max(0, token.index - 2) : token.index]:
        if word.lower in {"его", "ее"} and not finder.trigger.is_verb:
            yield from (Argument(actor, mention, "genitive") for mention, actor in finder.resolve(word.index))
