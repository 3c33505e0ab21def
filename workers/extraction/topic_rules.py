"""Rules of topics: each yields where phrases begin that say what was discussed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workers.doc import Sentence, Token
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import lemmas
from workers.extraction.noun_groups import NOMINAL, is_animate
from workers.extraction.topic_conditions import CHIEF, CONDITIONS, NOUN_CONDITIONS, any_noun
from workers.extraction.topic_openings import Opening, demanded, in_case, left_edge
from workers.extraction.topic_phrases import Demand

COPULAS = frozenset("стать становиться быть являться оказаться оставаться остаться".split())
STAND = frozenset("стоять значиться находиться оказаться быть оставаться числиться".split())
LINKS = frozenset("—–-:")
THEMES = frozenset("тема тематика повестка предмет вопрос".split())


def by_verb(sentence: Sentence) -> Iterator[Opening]:
    """«обсудили [поставки]», «были затронуты [вопросы]», «расспрашивали гостя о [полёте]»."""
    for token in sentence.tokens:
        lemma = _verb(token)
        if lemma is None or _is_negated(sentence, token):
            continue
        frame, condition, *_ = table("topic_verbs.tsv")[lemma]
        if CONDITIONS[condition](sentence, token):
            yield from demanded(sentence, token, frame)


def _verb(token: Token) -> str | None:
    """The lexicon's lemma, by the tagger or by the dictionary («обсуждены»)."""
    if token.upos not in {"VERB", "ADJ", "AUX"}:
        return None
    return next(
        (lemma for lemma in (token.base, *sorted(lemmas(token.lower))) if lemma in words("topic_verbs.tsv")), None
    )


def _is_negated(sentence: Sentence, verb: Token) -> bool:
    return verb.index > 0 and sentence.tokens[verb.index - 1].lower == "не"


def by_noun(sentence: Sentence) -> Iterator[Opening]:
    """«переговоры о [поставках]», «речь шла о [поставках]», «обменялись мнениями по [Ирану]»."""
    for token in sentence.tokens:
        if token.upos not in NOMINAL or token.base not in words("topic_nouns.tsv"):
            continue
        above = {head.base for head in sentence.ancestors(token)}
        if NOUN_CONDITIONS.get(token.base, any_noun)(sentence, token, above):
            yield from demanded(sentence, token, table("topic_nouns.tsv")[token.base][0])


def by_theme(sentence: Sentence) -> Iterator[Opening]:
    """«главной темой стало [распределение воды]», «в повестке - [выборы]», «в центре внимания были [квоты]»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)):
            continue
        first = _behind_link(sentence, token)
        if first is not None:
            yield Opening(token, first, Demand("Nom"))


def _is_theme(sentence: Sentence, token: Token) -> bool:
    """«темой встречи», «на повестке дня», «ключевым вопросом»; no «на эту тему», «обсудили тему»."""
    found = THEMES & ({token.base} | lemmas(token.lower))
    if token.index > 0 and sentence.tokens[token.index - 1].lower == "среди":
        return bool(found)
    if not found or token.case in {"Acc", "Dat"} or token.upos not in {"NOUN", "ADJ"}:
        return False
    before = {child.base for child in sentence.children(token)}
    return "вопрос" not in found or not before.isdisjoint(CHIEF)


def _is_centre(sentence: Sentence, token: Token) -> bool:
    """«в центре внимания», «в фокусе переговоров»."""
    return token.lower in {"центре", "фокусе"} and token.index > 0 and sentence.tokens[token.index - 1].lower == "в"


def _behind_link(sentence: Sentence, theme: Token) -> int | None:
    """The token behind the copula, the dash or the colon; no other finite verb stands between."""
    for token in sentence.tokens[theme.index + 1 : theme.index + 14]:
        if token.text in LINKS or token.base in COPULAS | STAND:
            after = token.index + 1
            if after < len(sentence.tokens) and _is_link(sentence.tokens[after]):
                continue
            return after if after < len(sentence.tokens) else None
        if token.upos == "VERB" and token.case is None and token.base not in {"должный"}:
            return None
        if token.text in {",", ";"}:
            return None
    return None


def _is_link(token: Token) -> bool:
    return token.text in LINKS or token.base in COPULAS or token.lower in {"также", "и"}


def by_theme_behind(sentence: Sentence) -> Iterator[Opening]:
    """«[распределение воды] стало главной темой саммита»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)) or token.case not in {"Ins", "Loc"}:
            continue
        governor = token if token.upos != "VERB" and _has_copula(sentence, token) else sentence.parent(token)
        if governor is None or not (governor == token or governor.base in COPULAS | STAND):
            continue
        for child in sentence.children(governor):
            if child.relation == "nsubj" and child.index < token.index and not is_animate(child):
                yield Opening(token, left_edge(sentence, child), Demand("Nom"))


def _has_copula(sentence: Sentence, token: Token) -> bool:
    return any(child.relation == "cop" for child in sentence.children(token))


def on_theme(sentence: Sentence) -> Iterator[Opening]:
    """«поговорили на тему [миграции]», «вопрос [границы]» in the demanded case."""
    for token in sentence.tokens[1:]:
        before = sentence.tokens[token.index - 1]
        if token.lower in {"тему", "темы"} and before.lower == "на":
            yield from in_case(sentence, token, "Gen")


RULES: list[Callable[[Sentence], Iterator[Opening]]] = [by_verb, by_noun, by_theme, by_theme_behind, on_theme]
