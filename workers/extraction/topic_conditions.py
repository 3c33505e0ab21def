"""When a verb or noun speaks of what was discussed: the conditions that the lexicons of topics name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from workers.doc import Sentence, Token
from workers.extraction.lexicon import rows
from workers.extraction.morphology import parses
from workers.extraction.noun_groups import is_animate, is_noun

CHIEF = frozenset("главный основной ключевой центральный первый отдельный важный".split())
EXCHANGE = frozenset("мнение оценка взгляд информация соображение".split())
RAISED = frozenset("вопрос тема проблема".split())
TALKS = frozenset("диалог обсуждение дискуссия контакт раунд повестка общение круг сессия".split())
AUTHORITIES = frozenset("суд парламент дума депутат сенатор сейм акционер прокуратура прокурор судья присяжный".split())
REPORTERS = frozenset(
    "журналист корреспондент репортер агентство газета издание канал телеканал радио сми пресса".split()
)


def _always(sentence: Sentence, verb: Token) -> bool:
    return verb.feats.get("VerbForm") != "Part" or verb.feats.get("Variant") == "Short" or verb.base == "посвятить"


def _is_considered(sentence: Sentence, verb: Token) -> bool:
    """Courts and parliaments consider cases and laws without meeting anybody."""
    return _always(sentence, verb) and not any(subject.base in AUTHORITIES for subject in _subjects(sentence, verb))


def _is_joint(sentence: Sentence, verb: Token) -> bool:
    """Several did it, or it was done."""
    return _is_talk(sentence, verb) and verb.feats.get("VerbForm") != "Inf"


def _is_of_talk(sentence: Sentence, verb: Token) -> bool:
    """The subject is a talk or those who talked: «[разговор] касался квот», «[встреча], посвящённая квотам»."""
    subjects = list(_subjects(sentence, verb))
    if not subjects:
        return verb.number == "Plur" and verb.feats.get("VerbForm") == "Fin"
    return any(subject.base in talk_nouns() or is_animate(subject) for subject in subjects)


def _subjects(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Subjects of the verb or of the verb it is coordinated with; of a participle or a relative clause, its noun."""
    current: Token | None = verb
    for _ in range(3):
        if current is None:
            return
        own = [child for child in sentence.children(current) if child.relation == "nsubj" and child.base != "который"]
        yield from own
        if own or current.relation not in {"conj", "acl", "xcomp"}:
            return
        current = sentence.parent(current)
        if current is not None and is_noun(current):
            yield current
            return


@cache
def talk_nouns() -> frozenset[str]:
    return TALKS | {row[0] for row in rows("triggers.tsv") if row[1] == "noun"}


def _is_talk(sentence: Sentence, verb: Token) -> bool:
    """Several speak, or it is said to be done: plural, infinitive, passive; not in the present."""
    together = (
        verb.number == "Plur" or verb.feats.get("VerbForm") in {"Inf", "Conv"} or verb.feats.get("Voice") == "Pass"
    )
    return _always(sentence, verb) and together and verb.tense != "Pres"


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Somebody, not a reporter, is addressed: «рассказал [гостю] о музее»."""
    addressed = [child for child in sentence.children(verb) if child.case in {"Dat", "Acc"} and _may_be_person(child)]
    return any(child.base not in REPORTERS for child in addressed)


def _is_on_agenda(sentence: Sentence, verb: Token) -> bool:
    """«в [повестку] вошли …», «центральное [место] занял …»."""
    places = [child for child in sentence.children(verb) if child.base in {"повестка", "место"}]
    return any(place.base == "повестка" or any(c.base in CHIEF for c in sentence.children(place)) for place in places)


def _may_be_person(token: Token) -> bool:
    """By the tagger, or by the dictionary where the tagger does not know the word."""
    return (
        is_animate(token)
        or token.upos in {"PRON", "PROPN"}
        or any("anim" in parse.tag for parse in parses(token.lower))
    )


def _is_raised(sentence: Sentence, verb: Token) -> bool:
    """Questions and topics are raised, flags and prices too."""
    return any(child.base in RAISED for child in sentence.children(verb)) and _always(sentence, verb)


CONDITIONS: dict[str, Callable[[Sentence, Token], bool]] = {
    "any": _always, "considered": _is_considered, "joint": _is_joint, "raise": _is_raised, "agenda": _is_on_agenda,
    "subject": _is_of_talk, "talk": _is_talk, "told": _is_told,
}  # fmt: skip


def any_noun(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return True


def _is_exchanged(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return any(head.base.startswith("обмен") and head.tense != "Pres" for head in sentence.ancestors(noun))


def _is_going(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    """«речь идёт о …» in the present explains a word, unless it is said of a meeting."""
    verbs = [head for head in sentence.ancestors(noun) if head.base in {"идти", "пойти", "зайти"}]
    told = any(verb.tense != "Pres" or verb.lower.startswith("пойд") for verb in verbs[:1])
    return told or (bool(verbs) and any(token.base in talk_nouns() for token in sentence.tokens))


def _is_paid(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    paid = [head for head in sentence.ancestors(noun) if head.base.startswith("удел")]
    return any(head.tense == "Past" or head.feats.get("Voice") == "Pass" for head in paid[:1])


def _for_the_sake(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return any(child.lower in {"для", "на"} for child in sentence.children(noun))


NOUN_CONDITIONS: dict[str, Callable[[Sentence, Token, set[str]], bool]] = {
    **dict.fromkeys(EXCHANGE, _is_exchanged),
    "речь": _is_going, "внимание": _is_paid, "рассмотрение": _for_the_sake,
}  # fmt: skip
