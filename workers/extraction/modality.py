"""Whether a meeting was held, is planned, is possible, was cancelled or is denied: tense, mood, negation, governing words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.facts import Status
from workers.extraction.lexicon import rows
from workers.extraction.morphology import is_future_form
from workers.extraction.triggers import Trigger

HAPPENING = (
    "состоя",
    "прош",
    "проход",
    "проше",
    "произош",
    "проведен",
    "провел",
    "провод",
    "пройд",
    "состоит",
    "проведет",
    "проведут",
    "был",
)
LIGHT = frozenset("провести проводить состояться пройти иметь быть вести участвовать присутствовать состояться".split())
BEFORE = frozenset({"перед", "до", "накануне", "преддверие"})
MOVING = ("перенес", "перенос", "отлож", "сдвин", "перелож")
AFTER = frozenset({"после", "итог", "ход", "результат", "время", "рамка", "завершение", "окончание", "начало"})


@dataclass(frozen=True)
class Verdict:
    """A status, the word that gave it and the rule's name. A weak verdict yields to other mentions of the meeting."""

    status: Status
    token: Token
    rule: str
    weak: bool = False


@dataclass(frozen=True)
class View:
    """What the rules look at: the trigger and the words that govern it, nearest first."""

    trigger: Trigger
    governors: tuple[Token, ...]

    @property
    def sentence(self) -> Sentence:
        return self.trigger.sentence

    @property
    def verb(self) -> Token:
        """The trigger if it is a verb, else the nearest verb or predicative that governs it."""
        chain = (self.trigger.token, *self.governors)
        return next(
            (token for token in chain if token.upos in {"VERB", "AUX"} or token.feats.get("Variant") == "Short"),
            chain[0],
        )

    def negated(self, token: Token) -> bool:
        return any(child.lower in {"не", "ни"} for child in self.sentence.children(token)) or (
            token.index > 0 and self.sentence.tokens[token.index - 1].lower == "не"
        )

    def auxiliaries(self, token: Token) -> Iterator[Token]:
        yield from (child for child in self.sentence.children(token) if child.relation in {"aux", "cop"})


def judge(trigger: Trigger) -> Verdict:
    """The status that this mention gives; weakly `held` where nothing speaks."""
    view = View(trigger, tuple(_governors(trigger)))
    return next(verdict for rule in RULES if (verdict := rule(view)))


def _governors(trigger: Trigger) -> Iterator[Token]:
    """Governing words within the clause: not past a clause of speech («сообщил, что встреча …»)."""
    token = trigger.token
    for head in trigger.sentence.ancestors(token):
        finite = token.relation == "acl" and token.feats.get("VerbForm") == "Fin"
        if finite or (token.relation in {"ccomp", "parataxis", "advcl", "conj"} and token.upos == "VERB"):
            return
        yield head
        token = head


def _word_status(token: Token) -> Status | None:
    from_lexicon = [
        (stem, status)
        for stem, status, _ in rows("modality.tsv")
        if token.lower.startswith(stem) or token.base.startswith(stem)
    ]
    longest = max(from_lexicon, key=lambda entry: len(entry[0]), default=None)
    return longest[1] if longest else None  # type: ignore[return-value]


def not_excluded(view: View) -> Verdict | None:
    """«не исключил встречи», «нельзя исключать»."""
    word = next((token for token in view.governors if token.base.startswith("исключ")), None)
    return Verdict("possible", word, "not_excluded") if word else None


def moved(view: View) -> Verdict | None:
    """«перенесена со среды на пятницу», «отложена до 5 мая»: planned for the new day."""
    for token in (*_modifiers(view), *view.governors):
        if token.base.startswith(MOVING) and _names_new_day(view.sentence, token):
            return Verdict("planned", token, "moved")
    return None


def _names_new_day(sentence: Sentence, verb: Token) -> bool:
    """«на пятницу», «до 5 мая» within the next words."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 10]:
        if token.lower in {"на", "до"} and token.index + 1 < len(sentence.tokens):
            following = sentence.tokens[token.index + 1]
            entity = sentence.entity_at.get(following.index)
            if following.text[:1].isdigit() or (entity is not None and entity.type == "DATE"):
                return True
    return False


def cancelled(view: View) -> Verdict | None:
    for token in (*_modifiers(view), *view.governors):
        if _word_status(token) in ("cancelled", "denied"):
            status: Status = "cancelled" if _word_status(token) == "cancelled" else "denied"
            if view.negated(token):
                continue
            return Verdict(status, token, "cancelled")
    return None


def negated(view: View) -> Verdict | None:
    """«не встречался», «встреча не состоялась», «встреча не планируется»."""
    candidates = [view.verb, *(token for token in view.governors if _word_status(token) == "planned")]
    candidates += [token for token in view.governors if token.base in {"смочь", "удаться", "суметь"}]
    token = next((token for token in candidates if view.negated(token) and _is_predicate(view, token)), None)
    return Verdict("denied", token, "negated") if token else None


def _is_predicate(view: View, token: Token) -> bool:
    """The negated word says something of the meeting itself, as «обсудил на встрече» does not."""
    if token == view.trigger.token:
        return True
    says = token.lower.startswith(HAPPENING) or _word_status(token) is not None or _is_light(token)
    return says and _applies(view, token)


def _is_light(token: Token) -> bool:
    return token.base in LIGHT


def modal(view: View) -> Verdict | None:
    """«может встретиться», «планирует встречу», «договорились встретиться», «предстоящая встреча»."""
    for token in (*_modifiers(view), *_adverbs(view), *view.governors):
        status = _word_status(token)
        if status in ("planned", "possible") and _applies(view, token):
            return Verdict(status, token, "modal")
    return None


def _applies(view: View, token: Token) -> bool:
    """A governing word speaks of the meeting if it governs it as infinitive, object, subject or «о встрече»."""
    if token in view.trigger.children or token.head == view.verb.index:
        return True
    path = (view.trigger.token, *view.governors)
    below = path[path.index(token) - 1] if token in path else view.trigger.token
    direct = below.relation in {"xcomp", "csubj", "obj", "nsubj", "nmod", "obl", "acl", "amod", "iobj"}
    location = (
        below.relation == "obl"
        and _preposition(view.sentence, below) in {"на", "в", "в ходе", "после", "по"}
        and below.case in {"Loc", "Dat"}
    )
    return direct and not location


def _preposition(sentence: Sentence, token: Token) -> str | None:
    return next((child.lower for child in sentence.children(token) if child.relation == "case"), None)


def _modifiers(view: View) -> list[Token]:
    """«предстоящая», «запланированная», «возможная», «отмененная» встреча."""
    return [child for child in view.trigger.children if child.relation in {"amod", "acl"}]


def _adverbs(view: View) -> list[Token]:
    return [
        child
        for child in view.sentence.children(view.verb)
        if child.relation in {"advmod", "parataxis", "aux"}
        and (child.upos in {"ADV", "ADJ", "AUX"} or child.base in {"ожидаться", "планироваться", "предполагаться"})
    ]


def before_it(view: View) -> Verdict | None:
    """«перед встречей», «накануне переговоров»."""
    preposition = _preposition(view.sentence, view.trigger.token)
    if view.trigger.is_verb or preposition not in BEFORE:
        return None
    return Verdict("planned", view.trigger.token, "before_it", weak=True)


def future(view: View) -> Verdict | None:
    verb = view.verb
    auxiliary = next(
        (token for token in view.auxiliaries(verb) if token.tense == "Fut" or token.lower.startswith("буд")), None
    )
    if verb.tense == "Fut" or auxiliary or _is_future_form(verb):
        about = verb == view.trigger.token or verb.lower.startswith(HAPPENING) or _is_light(verb)
        return Verdict("planned", auxiliary or verb, "future", weak=not about)
    return None


def _is_future_form(verb: Token) -> bool:
    """Perfective verbs in the present form are future, whatever the tagger says of them."""
    return verb.tense == "Pres" and verb.feats.get("VerbForm") == "Fin" and is_future_form(verb.text)


def present_of_plan(view: View) -> Verdict | None:
    """«завтра встречается», «встречается 5 мая»: the present tense with a word for a coming day."""
    if view.verb.tense != "Pres":
        return None
    words = {token.lower for token in view.trigger.clause}
    word = words & {"завтра", "послезавтра", "предстоящий", "следующей", "будущей"}
    return Verdict("planned", view.verb, "present_of_plan") if word else None


def past(view: View) -> Verdict | None:
    verb = view.verb
    if verb.tense != "Past" and verb.feats.get("VerbForm") != "Conv":
        return None
    conditional = any(child.lower == "бы" for child in view.sentence.children(verb))
    if conditional:
        return Verdict("possible", verb, "conditional")
    return Verdict("held", verb, "past", weak=verb != view.trigger.token and not verb.lower.startswith(HAPPENING))


def present(view: View) -> Verdict | None:
    return (
        Verdict("held", view.verb, "present", weak=view.verb != view.trigger.token)
        if view.verb.tense == "Pres"
        else None
    )


def default(view: View) -> Verdict:
    return Verdict("held", view.trigger.token, "default", weak=True)


RULES: list[Callable[[View], Verdict | None]] = [
    not_excluded, moved, cancelled, negated, modal, before_it, future, present_of_plan, past, present, default,
]  # fmt: skip
