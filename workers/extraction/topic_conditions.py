"""When a verb or noun speaks of what was discussed: the conditions that the lexicons of topics name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from workers.doc import Sentence, Token
from workers.extraction.lexicon import rows
from workers.extraction.morphology import parses
from workers.extraction.noun_groups import is_animate, is_noun, lemmas_of

CHIEF = frozenset("главный основной ключевой центральный первый отдельный важный первоочередной приоритетный".split())
EXCHANGE = frozenset("мнение оценка взгляд информация соображение".split())
EXCHANGED = frozenset("опыт наработка практика".split())
SUBMITTED = frozenset("обсуждение рассмотрение повестка".split())
RAISED = frozenset("вопрос тема проблема тематика проблематика".split())
RELATIVES = frozenset("который что это".split())
BESIDE = 4
CHECKING = frozenset("сверить сверять сблизить согласовать сопоставить обсудить".split())
PUT_OFF = frozenset(
    "рано преждевременно трудно сложно остаться нельзя обещать пообещать поручить обязать потребовать".split()
)
REACHED = frozenset("прийти достигнуть достичь найти добиться выработать".split())
GOING = frozenset({"идти", "пойти", "зайти"})
TALKS = frozenset(
    "диалог обсуждение дискуссия контакт раунд повестка общение круг сессия собеседование дебаты спор созвон".split()
)
AUTHORITIES = frozenset("суд парламент дума депутат сенатор сейм акционер прокуратура прокурор судья присяжный".split())
REPORTERS = frozenset(
    "журналист корреспондент репортер агентство газета издание канал телеканал радио сми пресса".split()
)


def _always(sentence: Sentence, verb: Token) -> bool:
    if verb.feats.get("VerbForm") == "Inf" and _is_put_off(sentence, verb):
        return False
    return verb.feats.get("VerbForm") != "Part" or verb.feats.get("Variant") == "Short" or verb.base == "посвятить"


def _is_put_off(sentence: Sentence, verb: Token) -> bool:
    """«[рано] говорить о …», «[обещала] рассмотреть …»: nobody talked of it yet."""
    governors = [token for token in (sentence.parent(verb), *sentence.children(verb)) if token is not None]
    return any(not PUT_OFF.isdisjoint(lemmas_of(token)) for token in governors)


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
    if verb.feats.get("VerbForm") == "Part":
        return any(not talk_nouns().isdisjoint(lemmas_of(subject)) for subject in subjects)
    return any(not talk_nouns().isdisjoint(lemmas_of(subject)) or _may_be_person(subject) for subject in subjects)


def _subjects(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Subjects of the verb or of the verb it is coordinated with; of a participle or a relative clause, its noun."""
    current: Token | None = verb
    for _ in range(3):
        if current is None:
            return
        own = [
            child for child in sentence.children(current) if child.relation == "nsubj" and child.base not in RELATIVES
        ]
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
    raised = any(not RAISED.isdisjoint(lemmas_of(child)) for child in sentence.children(verb))
    return raised and _always(sentence, verb)


def _is_drawn(sentence: Sentence, verb: Token) -> bool:
    """«обратили [внимание] на …», «[внимание] было обращено на …», of several or in the passive."""
    around = sentence.tokens[max(0, verb.index - 4) : verb.index + 4]
    drawn = any(token.base == "внимание" or token.base in talk_nouns() for token in around)
    return drawn and _is_talk(sentence, verb)


def _is_devoted(sentence: Sentence, verb: Token) -> bool:
    """«[встреча] посвящена …»; not «министр посвятил день встречам»."""
    return any(not talk_nouns().isdisjoint(lemmas_of(subject)) for subject in _subjects(sentence, verb))


def _is_submitted(sentence: Sentence, verb: Token) -> bool:
    """«вынесли на [обсуждение] …», «вынесен на [повестку] …»."""
    return any(token.base in SUBMITTED for token in sentence.tokens[max(0, verb.index - 4) : verb.index + 4])


def _is_experience(sentence: Sentence, verb: Token) -> bool:
    """«обменялись [опытом] …»: what is exchanged besides opinions, gifts and handshakes."""
    return any(token.base in EXCHANGED for token in sentence.tokens[verb.index + 1 : verb.index + 4])


CONDITIONS: dict[str, Callable[[Sentence, Token], bool]] = {
    "any": _always, "considered": _is_considered, "joint": _is_joint, "raise": _is_raised, "agenda": _is_on_agenda,
    "subject": _is_of_talk, "talk": _is_talk, "told": _is_told, "drawn": _is_drawn, "submitted": _is_submitted,
    "experience": _is_experience, "devoted": _is_devoted,
}  # fmt: skip


def any_noun(sentence: Sentence, noun: Token) -> bool:
    return True


def _verbs_of(sentence: Sentence, noun: Token) -> list[Token]:
    """Verbs (and nouns) that govern the noun, nearest first, then those that stand beside it: trees of light verbs err."""
    beside = [token for token in sentence.tokens[max(0, noun.index - BESIDE) : noun.index + BESIDE] if token != noun]
    beside.sort(key=lambda token: abs(token.index - noun.index))
    return [*sentence.ancestors(noun), *(token for token in beside if token.upos in {"VERB", "NOUN", "ADJ"})]


def _is_exchanged(sentence: Sentence, noun: Token) -> bool:
    return any(head.base.startswith("обмен") and head.tense != "Pres" for head in _verbs_of(sentence, noun))


def _is_going(sentence: Sentence, noun: Token) -> bool:
    """«речь идёт о …» in the present explains a word, unless it is said of a meeting."""
    verbs = [head for head in _verbs_of(sentence, noun) if not GOING.isdisjoint(lemmas_of(head))]
    told = any(verb.tense != "Pres" or verb.lower.startswith("пойд") for verb in verbs[:1])
    return told or (bool(verbs) and any(token.base in talk_nouns() for token in sentence.tokens))


def _is_paid(sentence: Sentence, noun: Token) -> bool:
    paid = [head for head in _verbs_of(sentence, noun) if head.base.startswith("удел") or head.lower.startswith("удел")]
    return any(head.tense == "Past" or head.feats.get("Voice") == "Pass" for head in paid[:1])


def _for_the_sake(sentence: Sentence, noun: Token) -> bool:
    return any(child.lower in {"для", "на"} for child in sentence.children(noun))


def _is_checked(sentence: Sentence, noun: Token) -> bool:
    """«[сверили] часы по …»."""
    return any(not CHECKING.isdisjoint(lemmas_of(head)) for head in _verbs_of(sentence, noun))


def _is_reached(sentence: Sentence, noun: Token) -> bool:
    """«[пришли] к согласию по …», «[не нашли] компромисса по …»."""
    return any(not REACHED.isdisjoint(lemmas_of(head)) for head in _verbs_of(sentence, noun))


NOUN_CONDITIONS: dict[str, Callable[[Sentence, Token], bool]] = {
    **dict.fromkeys(EXCHANGE, _is_exchanged),
    **dict.fromkeys(("часы", "час", "позиция", "подход"), _is_checked),
    **dict.fromkeys(("согласие", "компромисс", "консенсус", "взаимопонимание"), _is_reached),
    "речь": _is_going, "внимание": _is_paid, "рассмотрение": _for_the_sake,
}  # fmt: skip
