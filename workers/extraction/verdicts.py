"""What the rules of modality look at: a trigger, the words that govern it, and whether it only sets the scene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.facts import Status
from workers.extraction.lexicon import rows
from workers.extraction.morphology import cases
from workers.extraction.triggers import Trigger

SETTING_WORDS = frozenset(
    "ход итог результат время рамка завершение окончание начало конец кулуары поле участник тема повестка место зал"
    " протокол стенограмма хозяин площадка сторона после при перед накануне до преддверие следствие".split()
)
TAKING_PART = ("участ", "присутств", "отказ", "сомн", "нужда", "заинтерес", "необходим", "принять", "принима")


@dataclass(frozen=True)
class Verdict:
    """A status, the word that gave it and the rule's name. A weak verdict yields to other mentions of the meeting."""

    status: Status
    token: Token
    rule: str
    weak: bool = False


@dataclass(frozen=True)
class View:
    """The trigger and the words that govern it within its clause, nearest first."""

    trigger: Trigger
    governors: tuple[Token, ...]

    @property
    def sentence(self) -> Sentence:
        return self.trigger.sentence

    @property
    def verb(self) -> Token:
        """The trigger if it is a verb, else the nearest verb or predicative that governs it."""
        chain = (self.trigger.token, *self.governors)
        return next((token for token in chain if is_predicative(token)), chain[0])

    @cached_property
    def ruling(self) -> tuple[Token, ...]:
        """The governors whose modality is the meeting's: none where it only sets the scene («на встрече решили отменить»)."""
        return () if self.is_setting else self.governors

    @cached_property
    def is_setting(self) -> bool:
        """«на встрече», «по итогам переговоров», «участники беседы»: something else is told, which happened there."""
        token = self.trigger.token
        before = self.word_before
        if self.trigger.is_verb or before is None:
            return False
        possible = cases(token.lower)
        scene = before.lower in {"на", "в", "во"} and token.case == "Loc" and ("Loc" in possible or not possible)
        takes_part = any(governor.base.startswith(TAKING_PART) for governor in self.governors[:2])
        return (scene and not takes_part) or before.lower in SETTING_WORDS or before.base in SETTING_WORDS

    @property
    def word_before(self) -> Token | None:
        """The word before the trigger and its modifiers."""
        index = self.trigger.token.index - 1
        tokens = self.sentence.tokens
        while index >= 0 and tokens[index].upos in {"ADJ", "DET", "NUM"}:
            index -= 1
        return tokens[index] if index >= 0 else None

    @property
    def modifiers(self) -> list[Token]:
        """«предстоящая», «запланированная», «отмененная» встреча; встреча, «которая состоится»."""
        clauses = (child for child in self.trigger.children if child.relation in {"amod", "acl"})
        return [child for child in clauses if not self._has_other_subject(child)]

    def _has_other_subject(self, clause: Token) -> bool:
        """«консультации, по итогам которых согласован график»."""
        subjects = (child for child in self.sentence.children(clause) if child.relation == "nsubj")
        return any(subject.base != "который" for subject in subjects)

    @property
    def matrix(self) -> Token | None:
        """The word that the clause depends on: «[отрицает], что встречался»."""
        top = self.governors[-1] if self.governors else self.trigger.token
        above = self.sentence.parent(top)
        return above if above is not None and top.relation in {"ccomp", "csubj"} else None

    def negated(self, token: Token) -> bool:
        return any(child.lower in {"не", "ни"} for child in self.sentence.children(token)) or (
            token.index > 0 and self.sentence.tokens[token.index - 1].lower == "не"
        )

    def auxiliaries(self, token: Token) -> Iterator[Token]:
        yield from (child for child in self.sentence.children(token) if child.relation in {"aux", "cop"})

    def preposition(self, token: Token) -> str | None:
        return next((child.lower for child in self.sentence.children(token) if child.relation == "case"), None)


def is_predicative(token: Token) -> bool:
    return token.upos in {"VERB", "AUX"} or token.feats.get("Variant") == "Short"


def view_of(trigger: Trigger) -> View:
    return View(trigger, tuple(_governors(trigger)))


def _governors(trigger: Trigger) -> Iterator[Token]:
    """Governing words within the clause: not past a clause of speech («сообщил, что встреча …»)."""
    token = trigger.token
    for head in trigger.sentence.ancestors(token):
        finite = token.relation == "acl" and token.feats.get("VerbForm") == "Fin"
        clause = (
            {"ccomp", "parataxis", "advcl", "conj"} if token.feats.get("VerbForm") != "Inf" else {"parataxis", "advcl"}
        )
        if finite or (token.relation in clause and is_predicative(token)):
            return
        yield head
        token = head


def word_status(token: Token) -> Status | None:
    """The status that the longest fitting stem of the lexicon gives."""
    fitting = [
        (stem, status)
        for stem, status, _ in rows("modality.tsv")
        if token.lower.startswith(stem) or token.base.startswith(stem)
    ]
    longest = max(fitting, key=lambda entry: len(entry[0]), default=None)
    return longest[1] if longest else None  # type: ignore[return-value]
