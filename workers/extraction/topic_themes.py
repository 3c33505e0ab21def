"""Rules of topics that are named as such: «главной темой стало …», «в повестке - …», «в центре внимания …»."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Sentence, Token
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import lemmas, possible_cases
from workers.extraction.noun_groups import group_at, is_animate, is_noun
from workers.extraction.topic_clauses import is_participial, is_relative
from workers.extraction.topic_conditions import CHIEF, talk_nouns
from workers.extraction.topic_continuations import Demand
from workers.extraction.topic_openings import Opening, in_case, left_edge

COPULAS = frozenset("стать становиться быть являться оказаться оставаться остаться".split())
STAND = frozenset("стоять значиться находиться фигурировать числиться звучать прозвучать присутствовать".split())
LINKS = frozenset("—–-:")
# «темой дня», «тема общения», «повестка сторон»: what a theme may be a theme of, besides talks.
OF_TALKS = frozenset("день внимание общение дискуссия сторона участник собеседник министр лидер президент".split())
OVERLOOKING = (("стороной",), ("вниманием",), ("без", "внимания"))
LONGEST_SUBJECT = 24


def by_theme(sentence: Sentence) -> Iterator[Opening]:
    """«главной темой стало [распределение воды]», «в повестке - [выборы]», «в центре внимания были [квоты]»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)):
            continue
        first = _behind_link(sentence, token)
        if first is not None:
            yield Opening(token, first, Demand("Nom", people=True))


def _is_theme(sentence: Sentence, token: Token) -> bool:
    """«темой встречи», «на повестке дня», «ключевым вопросом»; no «на эту тему», «тема выставки»."""
    theme = _theme(token)
    if theme is None or token.upos in {"ADV", "AUX"}:
        return False
    return _stands_free(sentence, token) and _of_talk(sentence, token) and (not theme or _is_chief(sentence, token))


def _theme(token: Token) -> bool | None:
    """Whether the word names a topic only with «главный» or the like; None if it names none."""
    known = {token.base} | lemmas(token.lower)
    found = next((lemma for lemma in words("topic_themes.tsv") if lemma in known), None)
    return None if found is None else table("topic_themes.tsv")[found][0] == "chief"


def names_topics(token: Token) -> bool:
    """«тема», «вопросы»: the word names topics, with or without «главный»."""
    return _theme(token) is not None


def _stands_free(sentence: Sentence, token: Token) -> bool:
    """Subject, predicate, or behind «в», «на», «среди»; not the object of a verb or of «по», «к»."""
    group = left_edge(sentence, token)
    before = sentence.tokens[group - 1] if group > 0 else None
    if before is not None and before.upos == "ADP":
        cases = possible_cases(token.lower)
        return before.lower == "среди" or (before.lower in {"в", "во", "на"} and "Loc" in cases and token.case != "Acc")
    return token.case not in {"Dat", "Acc"} or sentence.tokens[token.index - 1].base in CHIEF


def _of_talk(sentence: Sentence, token: Token) -> bool:
    """Nothing, a talk or those who talk follows in the genitive."""
    group = group_at(sentence, token.index + 1)
    if group is None or "Gen" not in possible_cases(group.noun.lower) or group.noun.case not in {"Gen", None}:
        return True
    noun = group.noun
    return noun.base in talk_nouns() | OF_TALKS or is_animate(noun) or not lemmas(noun.lower).isdisjoint(talk_nouns())


def _is_chief(sentence: Sentence, token: Token) -> bool:
    before = sentence.tokens[left_edge(sentence, token) : token.index]
    children = sentence.children(token)
    return any(own.base in CHIEF for own in (*before, *children)) or _is_among(sentence, token)


def _is_among(sentence: Sentence, token: Token) -> bool:
    """«среди обсуждавшихся вопросов», «в числе тем»."""
    before = sentence.tokens[max(0, token.index - 3) : token.index]
    return any(own.lower in {"среди", "числе"} for own in before)


def _is_centre(sentence: Sentence, token: Token) -> bool:
    """«в центре внимания», «в фокусе переговоров»."""
    centre = token.lower in {"центре", "фокусе"} and token.index > 0 and sentence.tokens[token.index - 1].lower == "в"
    return centre and _of_talk(sentence, token)


def _behind_link(sentence: Sentence, theme: Token) -> int | None:
    """The token behind the copula, the dash or the colon; asides between commas are passed over, other verbs are not."""
    tokens, position = sentence.tokens, theme.index + 1
    while position < min(len(tokens), theme.index + LONGEST_SUBJECT):
        token = tokens[position]
        if token.text == ",":
            closing = _behind_aside(sentence, position)
            if closing is None:
                return None
            position = closing
            continue
        if token.text in LINKS or token.base in COPULAS | STAND:
            return _behind_links(tokens, position + 1)
        if token.text == ";" or (token.upos == "VERB" and token.case is None and token.base != "должный"):
            return None
        position += 1
    return None


def _behind_links(tokens: tuple[Token, ...], position: int) -> int | None:
    while position < len(tokens) and _is_link(tokens[position]):
        position += 1
    return position if position < len(tokens) else None


def _behind_aside(sentence: Sentence, comma: int) -> int | None:
    """Behind «, открывшегося в Ашхабаде,», «, по данным газеты,»."""
    tokens, first = sentence.tokens, comma + 1
    if first >= len(tokens):
        return None
    aside = is_relative(sentence, first) or is_participial(sentence, first) or tokens[first].lower in {"по", "как"}
    closing = next((token.index for token in tokens[first:] if token.text == ","), None)
    return closing + 1 if aside and closing is not None else None


def _is_link(token: Token) -> bool:
    return token.text in LINKS or token.base in COPULAS or token.lower in {"также", "и", "именно", "традиционно"}


def by_theme_behind(sentence: Sentence) -> Iterator[Opening]:
    """«[распределение воды] стало главной темой саммита», «[выборы] - в центре внимания»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)):
            continue
        if possible_cases(token.lower).isdisjoint({"Ins", "Loc"}):
            continue
        governor = token if token.upos != "VERB" and _has_copula(sentence, token) else sentence.parent(token)
        if governor is None or not (governor == token or governor.base in COPULAS | STAND):
            continue
        for child in sentence.children(governor):
            if child.relation == "nsubj" and child.index < token.index and not is_animate(child) and is_noun(child):
                yield Opening(token, left_edge(sentence, child), Demand("Nom"))


def _has_copula(sentence: Sentence, token: Token) -> bool:
    return any(child.relation == "cop" for child in sentence.children(token))


def of_which(sentence: Sentence) -> Iterator[Opening]:
    """«переговоры, темой которых стал [выкуп акций]»."""
    for token in sentence.tokens[:-2]:
        following = sentence.tokens[token.index + 1]
        if _theme(token) is not None and following.base == "который":
            first = _behind_link(sentence, following)
            if first is not None:
                yield Opening(token, first, Demand("Nom"))


def on_theme(sentence: Sentence) -> Iterator[Opening]:
    """«поговорили на тему [миграции]»."""
    for token in sentence.tokens[1:]:
        before = sentence.tokens[token.index - 1]
        if token.lower in {"тему", "темы"} and before.lower == "на":
            yield from in_case(sentence, token, "Gen")


def not_overlooked(sentence: Sentence) -> Iterator[Opening]:
    """«не обошли стороной [долги]», «без внимания не остались и [визы]»."""
    for token in sentence.tokens:
        if token.base not in {"обойти", "обходить", "остаться", "оставаться", "оставить", "обойтись"}:
            continue
        around = [own.lower for own in sentence.tokens[max(0, token.index - 4) : token.index + 4]]
        overlooking = any(all(word in around for word in phrase) for phrase in OVERLOOKING)
        if not overlooking or "не" not in around:
            continue
        passive = token.base.startswith("оста") and token.base != "оставить"
        last = max(
            own.index
            for own in sentence.tokens[max(0, token.index - 4) : token.index + 4]
            if own == token or own.lower in {"стороной", "вниманием", "внимания"}
        )
        first = _behind_links(sentence.tokens, last + 1)
        if first is not None and group_at(sentence, first) is not None:
            yield Opening(token, first, Demand("Nom" if passive else "Acc"))
