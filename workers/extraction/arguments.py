"""Who takes part in the meeting that a trigger names: subject, object, «с кем», genitives, «между», governing subject.

The tree proposes, cases and adjacency check: the parser is right about nine times in ten, and apposition chains are
its weak side, so that a mention counts with all its tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.coreference import Actor, Coreference
from workers.extraction.gazetteer import country_pair
from workers.extraction.mentions import Mention
from workers.extraction.triggers import Trigger

ALL_SIDES = frozenset(
    "сторона собеседник они оба лидер министр переговорщик участник политик дипломат глава президент премьер руководитель".split()
)
LIGHT_VERBS = frozenset(
    "вести повести возобновить возобновлять провести проводить иметь устроить начать начинать завершить продолжить"
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
ATTENDANCE = frozenset(
    {"участвовать", "поучаствовать", "присутствовать", "принять", "принимать", "собраться", "присоединиться"}
)
SINGULAR_PRONOUNS = frozenset("он она ним ней нею него нее его ее".split())
TOGETHER = frozenset({"вместе", "совместно", "наряду", "связь", "сравнение", "соответствие", "целью"})


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

    def arguments(self) -> list[Argument]:
        """All participants this mention of the meeting gives, each once, in the order of the sentence."""
        found: dict[int, Argument] = {}
        for rule in FRAMES[self.trigger.frame]:
            for argument in rule(self):
                for own in self._expanded(argument):
                    found.setdefault(id(own.actor), own)
        return sorted(found.values(), key=lambda argument: argument.mention.position)

    def _expanded(self, argument: Argument) -> Iterator[Argument]:
        """«министры» who were named before instead of the word; with a delegation its head."""
        mention = argument.mention
        if is_collective(mention, self.tokens):
            named = self.coreference.plural_pronoun(self.sentence.index, mention.head)
            yield from (replace(argument, actor=actor, anaphoric=True) for actor in named)
            return
        yield replace(argument, anaphoric=mention.head.lower in {"они", "ними"})
        yield from (replace(argument, actor=leader) for leader in self.coreference.leaders(argument.actor))

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


def subject(finder: Finder, verb: Token) -> list[tuple[Mention, Actor]]:
    """The mentions that fill the subject of a verb: its own, a shared or controlling one, else the nearest nominative."""
    sentence = finder.sentence
    seen: set[int] = set()
    while verb.index not in seen:
        seen.add(verb.index)
        for child in sorted(sentence.children(verb), key=lambda child: child.case != "Nom"):
            possible = child.case in (None, "Nom") or (
                child.case in ("Gen", "Dat") and finder.trigger.frame != "receive"
            )
            if child.relation == "nsubj" and possible and (found := finder.resolve(child.index)):
                return found
        head = sentence.parent(verb)
        if verb.relation in {"acl", "amod"} and head is not None:
            relative = any(child.base == "который" and child.relation == "nsubj" for child in sentence.children(verb))
            if relative or verb.feats.get("VerbForm") != "Fin":
                return finder.resolve(head.index)
            verb = next((above for above in sentence.ancestors(head) if is_predicate(above)), verb)
            continue
        if head is None or verb.relation not in {
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "csubj",
            "parataxis",
            "obl",
            "cop",
            "aux",
        }:
            break
        if verb.feats.get("VerbForm") == "Fin" and verb.relation not in {"conj", "cop", "aux", "ccomp"}:
            break
        verb = head if is_predicate(head) or head.upos in {"NOUN", "ADJ"} else verb
    return nearest_nominative(finder, verb)


def nearest_nominative(finder: Finder, verb: Token) -> list[tuple[Mention, Actor]]:
    """Fallback by order: the last nominative mention before the verb with no other finite verb between, else the next."""
    before = [
        slot
        for slot in finder.slots
        if slot[0].last < verb.index and slot[0].case == "Nom" and not _verb_between(finder, slot[0].last, verb.index)
    ]
    if before:
        first = before[0] if all(before[0][0].last < other[0].first for other in before[1:]) else before[-1]
        return finder.coordinated([first])
    after = [
        slot
        for slot in finder.slots
        if slot[0].first > verb.index and slot[0].case == "Nom" and not _verb_between(finder, verb.index, slot[0].first)
    ]
    return finder.coordinated(after[:1])


def _verb_between(finder: Finder, left: int, right: int) -> bool:
    return any(
        token.upos == "VERB" and token.feats.get("VerbForm") == "Fin" for token in finder.tokens[left + 1 : right]
    )


# Rules: each yields arguments of one place.


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
    slots = [slot for slot in slots if not _verb_between(finder, *sorted((token.index, slot[0].first)))]
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


def by_with(finder: Finder) -> Iterator[Argument]:
    """«с [председателем …]»: a phrase with «с» that depends on the trigger, or stands next to it."""
    for index, token in enumerate(finder.tokens):
        if token.lower not in {"с", "со"} or token.upos != "ADP" or not _attaches(finder, token):
            continue
        slots = [slot for slot in finder.starting_near(index + 1) if slot[0].case in (None, "Ins", "Gen", "Nom")]
        slots = slots or finder.resolve(min(index + 1, len(finder.tokens) - 1))
        yield from (Argument(actor, mention, "with") for mention, actor in finder.coordinated(slots))


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
        return not any(token.upos == "VERB" or _is_other_noun(finder, token) for token in between)
    between_tokens = finder.tokens[trigger.index + 1 : preposition.index]
    if finder.governor is not None and noun.head == finder.governor.index and finder.governor.base in LIGHT_VERBS:
        return True
    if preposition.index < trigger.index or len(between_tokens) > 12:
        return False
    if finder.trigger.is_verb or finder.governor is None:
        return not any(is_predicate(token) or token.upos == "SCONJ" for token in between_tokens)
    hangs_on_governor = noun.head == finder.governor.index and trigger.index < preposition.index
    return (hangs_on_governor or not between_tokens) and not any(is_predicate(token) for token in between_tokens)


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
            yield from (Argument(actor, mention, "subject") for mention, actor in finder.resolve(child.index))


def by_governor(finder: Finder) -> Iterator[Argument]:
    """«[X] провел переговоры с Y», «[X] на встрече с Y заявил»: the subject of the verb above, if the noun lacks sides."""
    verb = finder.governor
    if (
        verb is None
        or verb.base.startswith(EVENT_SUBJECT_VERBS)
        or (is_passive(verb) and verb.feats.get("VerbForm") != "Conv")
    ):
        return
    has_sides = any(True for _ in by_genitive(finder)) or any(True for _ in by_between(finder))
    if has_sides and verb.base not in ATTENDANCE:
        return
    if finder.trigger.token.relation == "nsubj" and finder.trigger.token.head == verb.index:
        return
    has_partner = any(True for _ in by_with(finder)) or verb.base in ATTENDANCE
    slots = [slot for slot in subject(finder, verb) if slot[0].type in {"person", "group", "organisation", "country"}]
    if has_partner or len(slots) > 1 or verb.base in LIGHT_VERBS or finder.trigger.frame in {"visit", "assembly"}:
        yield from (Argument(actor, mention, "governor") for mention, actor in slots)


def by_recipient(finder: Finder) -> Iterator[Argument]:
    """«звонок Байдена [Путину]»."""
    for child in finder.trigger.children:
        if child.case == "Dat" and finder.trigger.token.base.endswith("звонок"):
            yield from (Argument(actor, mention, "with") for mention, actor in finder.resolve(child.index))
    giver = finder.governor
    if giver is not None and giver.base in {"дать", "давать", "устроить", "предоставить"}:
        for child in finder.sentence.children(giver):
            if child.case == "Dat":
                yield from (Argument(actor, mention, "object") for mention, actor in finder.resolve(child.index))
        yield from (Argument(actor, mention, "subject") for mention, actor in subject(finder, giver))


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


def by_visitor(finder: Finder) -> Iterator[Argument]:
    """«[Президент] посетил Казань»."""
    if finder.trigger.is_verb:
        slots = subject(finder, finder.trigger.token)
        yield from (
            Argument(actor, mention, "governor") for mention, actor in slots if mention.type in {"person", "group"}
        )


def by_invitation(finder: Finder) -> Iterator[Argument]:
    """«по приглашению [короля]»: who invites is the host."""
    noun = next((token for token in finder.tokens if token.base == "приглашение"), None)
    if noun is not None:
        slots = finder.coordinated(finder.starting_near(noun.index + 1))
        yield from (Argument(actor, mention, "subject") for mention, actor in slots)


Rule = Callable[[Finder], Iterator[Argument]]


def by_possessor(finder: Finder) -> Iterator[Argument]:
    """«[его] переговоры с губернатором»."""
    token = finder.trigger.token
    for word in finder.tokens[max(0, token.index - 2) : token.index]:
        if word.lower in {"его", "ее"} and not finder.trigger.is_verb:
            yield from (Argument(actor, mention, "genitive") for mention, actor in finder.resolve(word.index))


TALKS: list[Rule] = [by_mediation, by_possessor, by_genitive, by_between, by_with, by_recipient, by_host, by_governor]
FRAMES: dict[str, list[Rule]] = {
    "with": [by_mediation, by_subject, by_with],
    "discuss": [by_mediation, by_subject, by_with],
    "receive": [by_passive_agent, by_object, by_subject],
    "talks": TALKS,
    "visit": [by_visitor, by_genitive, by_governor, by_invitation],
    "assembly": [by_genitive, by_with, by_governor],
    "attend": [by_attendance],
}


def names_all_sides(trigger: Trigger) -> bool:
    """«стороны обсудили», «лидеры встретились»: a subject that means the sides already known."""
    return any(
        child.relation == "nsubj" and child.base in ALL_SIDES and child.number == "Plur" for child in trigger.children
    )


def paired_adjective(trigger: Trigger) -> bool:
    return any(country_pair(child) for child in trigger.children)
