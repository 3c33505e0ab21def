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
from workers.extraction.lexicon import words
from workers.extraction.mentions import Mention
from workers.extraction.offices import CLOSING_QUOTES
from workers.extraction.triggers import Trigger

ALL_SIDES = frozenset(
    "сторона собеседник они оба лидер министр переговорщик участник политик дипломат глава президент премьер руководитель".split()
)
# «топ-менеджеры встретились» are those told before, «встретился с топ-менеджерами» a group.
SUBJECTS_ONLY = frozenset(
    "топ-менеджер бизнесмен предприниматель градоначальник мэр губернатор монарх военачальник коллега предстоятель".split()
)
REFERRED = frozenset("страна государство сторона двое оба церковь".split())
SINGULAR_PRONOUNS = frozenset("он она ним ней нею него нее его ее".split())


@dataclass(frozen=True)
class Argument:
    """A participant as one trigger gives it.

    `place` is subject, object, with, genitive, between, mediator, host, attendant, companion, attended or governor;
    `anaphoric`: meant by «они» or «министры»; `through`: the group whose member it is.
    """

    actor: Actor
    mention: Mention
    place: str
    anaphoric: bool = False
    through: Actor | None = None


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
        modified = right.type == "organisation"  # «…, [турецкой] «Анадолу Энерджи»»
        between = [t.lower for t in self.tokens[left.last + 1 : right.first] if not (modified and t.upos == "ADJ")]
        joins = {"и", ",", "а", "также", "или", "с", "со"} if left.case == "Ins" else {"и", ",", "а", "также"}
        if not between or not set(between) <= joins or len(between) > 4:
            return False
        if between == [","] and not self._list_goes_on(right):
            return False
        if right.type == "organisation" and self._is_quoted(right) and self._lists_bodies(left):
            return True
        bare = bool(left.name and right.name) and left.office is None and right.office is None
        if bare and not self.trigger.is_verb and {left.case, right.case} == {"Nom", "Gen"}:
            return True
        return (
            left.case is None
            or right.case is None
            or left.case == right.case
            or {left.case, right.case} == {"Gen", "Acc"}
        )

    def _lists_bodies(self, left: Mention) -> bool:
        """«представители «Роскабеля», [«Анадолу Энерджи»] и [«Хазар Пауэр»]»: bodies behind a group that stands for one."""
        if left.type == "organisation":
            return self._is_quoted(left)
        return left.type == "group" and left.office is not None and bool(left.office.organisation)

    def _is_quoted(self, mention: Mention) -> bool:
        return self.tokens[mention.last].text in CLOSING_QUOTES

    def _list_goes_on(self, mention: Mention) -> bool:
        """After a bare comma: a list that ends in «и» or with the sentence, unless the mention opens a new clause."""
        if mention.case != "Nom":
            return True
        behind = self.tokens[mention.last + 1 : mention.last + 3]
        if any(token.lower == "и" for token in behind[:1]) or [token.lower for token in behind] == [",", "а"]:
            return True
        if not behind or (len(behind) == 1 and behind[0].upos == "PUNCT"):
            return any(is_predicate(token) for token in self.tokens[: mention.first])
        following = next((slot[0] for slot in self.slots if slot[0].first > mention.last), None)
        adjacent = following is not None and following.first == mention.last + 2 and behind[0].text == ","
        return adjacent and following is not None and following.case == "Nom" and self._list_goes_on(following)

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
    known = mention.head.base in ALL_SIDES or (mention.case == "Nom" and mention.head.base in SUBJECTS_ONLY)
    if mention.type != "group" or not known or mention.country:
        return False
    stretch = tokens[mention.first : mention.last + 1]
    told = any(token.base in REFERRED or token.base in words("triggers.tsv") for token in stretch)
    return len(stretch) == 1 or told


def is_unnamed_delegation(argument: Argument) -> bool:
    """«с участием делегаций», «гости»: people whose side the text tells nowhere."""
    bare = all(mention.first == mention.last for mention in argument.actor.mentions)
    nobody = argument.actor.type == "group" and bare and argument.actor.country is None
    address = argument.mention.office is not None and argument.mention.office.is_address
    return nobody and (address or (argument.place == "attendant" and argument.mention.head.base == "делегация"))


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


def is_negated(finder: Finder, verb: Token) -> bool:
    """«не участвовал», «не смог присутствовать»: who stayed away takes no part."""
    return any(token.lower == "не" for token in finder.tokens[max(0, verb.index - 2) : verb.index])
