"""Words that name a meeting, and the uses of those words that do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from workers.doc import Doc, Sentence, Token
from workers.extraction.facts import Kind
from workers.extraction.gazetteer import city_at, country_at
from workers.extraction.lexicon import rows, table
from workers.extraction.morphology import lemmas
from workers.extraction.offices import is_office_head

Frame = Literal["with", "receive", "discuss", "talks", "visit", "assembly", "attend"]
VERB_TAGS, NOUN_TAGS = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class Trigger:
    """A word of the text that may name a meeting."""

    sentence: Sentence
    token: Token
    frame: Frame
    default_kind: Kind | None

    @property
    def is_verb(self) -> bool:
        return self.token.upos in VERB_TAGS

    @cached_property
    def children(self) -> tuple[Token, ...]:
        return self.sentence.children(self.token)

    @cached_property
    def clause(self) -> tuple[Token, ...]:
        """Tokens of the trigger's clause: up to the next finite verb's comma on either side."""
        return tuple(self.sentence.tokens[slice(*_clause_bounds(self.sentence, self.token))])

    @property
    def position(self) -> tuple[int, int]:
        return self.sentence.index, self.token.index


def find_triggers(doc: Doc) -> Iterator[Trigger]:
    for sentence in doc.sentences:
        for token in sentence.tokens:
            trigger = _trigger(sentence, token)
            if trigger and not any(excludes(trigger) for excludes in EXCLUSIONS):
                yield trigger


def _trigger(sentence: Sentence, token: Token) -> Trigger | None:
    for lemma, part, frame, kind, _ in rows("triggers.tsv"):
        tags = VERB_TAGS if part == "verb" else NOUN_TAGS
        if token.upos in tags and _is_form_of(token, lemma):
            return Trigger(sentence, token, cast(Frame, frame), cast("Kind | None", kind or None))
    return None


def _is_form_of(token: Token, lemma: str) -> bool:
    """By the lemmatiser, or by the dictionary where the lemmatiser stumbles («встречам» → «встреч»)."""
    return token.base == lemma or lemma in lemmas(token.lower)


def _clause_bounds(sentence: Sentence, token: Token) -> tuple[int, int]:
    tokens = sentence.tokens
    first, last = token.index, token.index
    while first > 0 and not _is_boundary(sentence, first - 1):
        first -= 1
    while last + 1 < len(tokens) and not _is_boundary(sentence, last + 1):
        last += 1
    return first, last + 1


def _is_boundary(sentence: Sentence, index: int) -> bool:
    """A comma or dash before a conjunction, a relative word or a participle opens another clause."""
    token = sentence.tokens[index]
    if token.text in ";:":
        return True
    if token.text not in {",", "—", "–", "-"} or index + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[index + 1]
    return following.upos == "SCONJ" or following.base in {"который", "где", "куда", "когда", "что"}


# Uses that are no meetings.


def is_contest(trigger: Trigger) -> bool:
    """«встреча «Спартака» и «Зенита»», «встретились в финале»: sport, unless a post-holder stands in the sentence."""
    words = {token.base for token in trigger.sentence.tokens}
    return (
        trigger.token.base in {"встреча", "встретиться", "встречаться"}
        and bool(words & CONTEST_WORDS)
        and not bool(words & OFFICIAL_WORDS)
    )


def is_reception_of_things(trigger: Trigger) -> bool:
    """«принять закон, решение, участие, меры»: an object without a soul."""
    if trigger.frame != "receive":
        return False
    if trigger.token.feats.get("VerbForm") == "Part" and trigger.token.feats.get("Variant") != "Short":
        received = trigger.sentence.parent(trigger.token)
        return received is None or not (is_office_head(received) or received.base in table("groups.tsv"))
    objects = [
        child
        for child in trigger.children
        if child.relation in {"obj", "nsubj"} and child.case in {"Acc", "Nom", "Gen"}
    ]
    things = [child for child in objects if child.base in THINGS_TO_ACCEPT]
    return bool(things) or any(
        token.base in THINGS_TO_ACCEPT
        for token in trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 3]
    )


def is_reception_at_clinic(trigger: Trigger) -> bool:
    """«прием граждан», «прием заявок», «торжественный прием по случаю»: no talks without a named guest."""
    if trigger.token.base != "прием":
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 2]
    return bool(following) and following[0].base in THINGS_TO_ACCEPT | {
        "пища",
        "лекарство",
        "заявка",
        "документ",
        "ставка",
    }


def is_meeting_of_date(trigger: Trigger) -> bool:
    """«встреча Нового года», «встреча рассвета»."""
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 4]
    return trigger.token.base == "встреча" and any(
        token.base in {"год", "рассвет", "весна", "праздник", "рождество", "поезд"} for token in following[:2]
    )


CONTEST_WORDS = frozenset(
    "матч финал полуфинал четвертьфинал тур чемпионат турнир гол шайба счет сет плей-офф хозяева дерби кубок лига форвард"
    " вратарь нападающий защитник полузащитник пенальти раунд поединок соперник арбитр стадион овертайм корт".split()
)
OFFICIAL_WORDS = frozenset(
    "министр президент премьер губернатор посол глава председатель мэр секретарь директор".split()
)
THINGS_TO_ACCEPT = frozenset(
    "закон законопроект решение участие мера резолюция постановление бюджет декларация заявление план программа"
    " присяга поправка документ вызов приглашение предложение условие отставка внимание сторона вид ислам христианство"
    " душ ванна лекарство форма стратегия указ обязательство заявка эстафета роды бой парад экзамен кодекс конституция"
    " извинение поздравление соболезнование удар смерть груз рейс".split()
)


def is_other_exchange(trigger: Trigger) -> bool:
    """«обменялись ударами»: only opinions make talks of an exchange."""
    if not trigger.token.base.startswith("обмен"):
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 3]
    return not any(token.base in {"мнение", "взгляд", "оценка"} for token in following)


def is_intention(trigger: Trigger) -> bool:
    """«собирается приехать», «собрали гостей»: the verb means to intend, or has an object."""
    if trigger.token.base not in {"собраться", "собираться"}:
        return False
    return trigger.token.number != "Plur" or any(
        child.relation in {"xcomp", "csubj", "obj"} for child in trigger.children
    )


def is_summary(trigger: Trigger) -> bool:
    """«провел три встречи», «серия переговоров»: told one by one elsewhere; its place serves them all."""
    governor = trigger.sentence.parent(trigger.token)
    counted = any(child.relation == "nummod" for child in trigger.children)
    listed = governor is not None and governor.base in {"серия", "ряд", "череда", "несколько"}
    return trigger.frame == "talks" and (counted or listed)


def is_sightseeing(trigger: Trigger) -> bool:
    """«посетил музей»: a visit is one to a city or a country."""
    if trigger.frame != "visit" or not trigger.is_verb:
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 6]
    return not any(country_at(trigger.sentence, t.index) or city_at(trigger.sentence, t.index) for t in following)


def is_leading_of_other(trigger: Trigger) -> bool:
    """«возглавил завод»: only who leads a delegation or stands for a side takes part in talks by that."""
    if trigger.token.base not in {"возглавить", "возглавлять", "представлять"}:
        return False
    tokens = trigger.sentence.tokens
    sides = any(token.base in {"делегация", "сторона", "миссия"} for token in tokens)
    states = trigger.token.base == "представлять" and any(country_at(trigger.sentence, token.index) for token in tokens)
    return not sides and not states


EXCLUSIONS: list[Callable[[Trigger], bool]] = [
    is_contest,
    is_reception_of_things,
    is_reception_at_clinic,
    is_meeting_of_date,
    is_leading_of_other,
    is_intention,
    is_other_exchange,
    is_sightseeing,
]
