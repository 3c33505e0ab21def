"""What adjuncts of time and place belong to: the meeting, another act, or the noun beside them."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Doc, Sentence, Token
from workers.extraction.dates.patterns import MONTHS, WEEKDAYS
from workers.extraction.exclusions import find_triggers
from workers.extraction.lexicon import words
from workers.extraction.offices import CLOSING_QUOTES
from workers.extraction.triggers import NOUN_TAGS, VERB_TAGS, Trigger

EVENT_VERBS = frozenset(
    "пройти проходить состояться завершиться завершаться начаться начинаться произойти случиться открыться".split()
)
SCHEDULED = (
    "назначен", "намечен", "запланирован", "состоявш", "прошедш", "проходивш", "проходящ", "проведен", "перенес", "отложен",
    "организован", "начавш",
)  # fmt: skip
HOLDING = frozenset("провести проводить проводиться планироваться запланировать ожидаться намечаться".split())
CLAUSES = frozenset({"ccomp", "acl", "advcl"})
PRONOUNS = {"он": "Masc", "она": "Fem", "оно": "Neut", "они": "Plur"}
RELATIVE = dict.fromkeys("сегодня вчера накануне завтра утром днем вечером года".split())
AHEAD = 5  # tokens from a participle to the noun behind it
RELATIVE_REACH = 4  # tokens from «который» to the verb
REACH = 2  # sentences after the meeting's in which «она состоялась в среду» may stand


def is_finite(token: Token) -> bool:
    return token.upos in VERB_TAGS and token.feats.get("VerbForm", "Fin") == "Fin"


def is_predicate(token: Token) -> bool:
    """A verb in any form, or a short form: «намечена», «готов»."""
    return token.upos in VERB_TAGS or token.feats.get("Variant") == "Short"


def is_report(token: Token) -> bool:
    return token.base in words("report_verbs.tsv")


def governors(trigger: Trigger) -> Iterator[Token]:
    """Governors of the trigger up to its finite verb, with the verbs that one is coordinated with.

    «приедет в Гродно, где его примет епископ»: the clause of the place shares the setting of the verb above it.
    """
    token = trigger.token
    for head in trigger.sentence.ancestors(token):
        if token.relation in CLAUSES and token.upos in VERB_TAGS and not tells_where(trigger.sentence, token):
            return
        yield head
        if is_finite(head) and head.relation != "conj" and not tells_where(trigger.sentence, head):
            return
        token = head


def tells_where(sentence: Sentence, verb: Token) -> bool:
    """«…, где он проведет переговоры»."""
    return verb.relation in CLAUSES and any(child.lower == "где" for child in sentence.children(verb))


def takes_place(sentence: Sentence, token: Token) -> bool:
    """«состоялась», «прошедшей», «раунд, который планировалось провести»: a predicate of the meeting itself."""
    if token.base in EVENT_VERBS:
        return True
    before = sentence.tokens[max(0, token.index - RELATIVE_REACH) : token.index]
    return token.base in HOLDING and any(word.base == "который" for word in before)


def is_scheduling(trigger: Trigger, token: Token) -> bool:
    """«переговоры, назначенные на 15 декабря», «запланированный на вторник визит»: a participle that agrees with the noun."""
    near = trigger.token.index - token.index <= AHEAD
    if not token.lower.startswith(SCHEDULED) or not near or token.feats.get("Variant") == "Short":
        return False
    noun = trigger.token
    if noun.number != token.number:
        return False
    return noun.number == "Plur" or noun.gender is None or noun.gender == token.gender


def follows_name(sentence: Sentence, index: int) -> bool:
    """«с компанией «Лерёй» в Мурманске», «с Султановым в Сеуле»: a name or a day takes no modifier of place."""
    if index == 0:
        return False
    before, entity = sentence.tokens[index - 1], sentence.entity_at.get(index - 1)
    named = entity is not None and entity.type in {"PERSON", "DATE", "TIME"}
    return named or before.text in CLOSING_QUOTES or before.lower in {**MONTHS, **WEEKDAYS, **RELATIVE}


def echoes(doc: Doc, trigger: Trigger) -> Iterator[Trigger]:
    """«Она состоялась в среду в отеле», «Они намечены на 1 мая»: sentences that go on to tell of the meeting."""
    first = trigger.sentence.index + 1
    for sentence in doc.sentences[first : first + REACH]:
        predicate = _echo(sentence)
        if predicate is not None and _means(doc, sentence, trigger):
            yield Trigger(sentence, predicate, trigger.frame, None)


def _echo(sentence: Sentence) -> Token | None:
    """The predicate of a sentence about a meeting that a pronoun means."""
    if _pronoun(sentence) is None:
        return None
    return next((t for t in sentence.tokens if t.base in EVENT_VERBS or t.lower.startswith(SCHEDULED)), None)


def _pronoun(sentence: Sentence) -> str | None:
    return next((PRONOUNS[t.lower] for t in sentence.tokens[:3] if t.lower in PRONOUNS), None)


def _means(doc: Doc, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger is the last noun of a meeting that the pronoun agrees with."""
    near = doc.sentences[max(0, sentence.index - REACH) : sentence.index]
    agreeing = [other for other in find_triggers(Doc(doc.text, near)) if _agrees(other, _pronoun(sentence))]
    return bool(agreeing) and agreeing[-1].position == trigger.position


def _agrees(trigger: Trigger, pronoun: str | None) -> bool:
    noun = trigger.token
    if noun.upos not in NOUN_TAGS:
        return False
    return pronoun == "Plur" if noun.number == "Plur" else pronoun == noun.gender
