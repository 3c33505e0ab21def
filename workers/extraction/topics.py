"""What was discussed: phrases that a word of discussion governs, each coordinated one a topic of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workers.doc import Doc, Sentence, Token
from workers.extraction.contexts import context_of
from workers.extraction.facts import Context
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import words
from workers.extraction.morphology import cases
from workers.extraction.offices import is_office_head

NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"ADJ", "DET", "NUM", "PROPN"})
TALKS = frozenset(
    "переговоры беседа встреча консультация разговор диалог обсуждение совещание заседание дискуссия обмен".split()
)
EMPTY_HEADS = frozenset(
    "возможность дата отдельность письмо вопрос ряд тема проблема аспект"
    " интерес круг перечень спектр момент направление деталь мнение итог".split()
)
EMPTY_WORDS = frozenset(
    "ряд другой иной различный взаимный интерес актуальный текущий важный широкий круг вопрос тема общий многий некоторый"
    " целый спектр представлять проблема весь этот".split()
)
ANCHORS_OF_THEME = frozenset("тема повестка предмет вопрос".split())
LOOK_AHEAD = 6


@dataclass(frozen=True, slots=True)
class TopicSpan:
    """A topic as written (tokens `first` to `last` of the sentence) and the token that governs it (`anchor`)."""

    sentence: int
    anchor: int
    first: int
    last: int
    label: str
    context: Context
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Opening:
    """Where a topic phrase begins: the governing token and the first token of the phrase."""

    anchor: Token
    first: int
    rule: str


def find_topics(doc: Doc) -> tuple[TopicSpan, ...]:
    """All topics of the text in order; the same words are given once."""
    found: dict[tuple[int, int], TopicSpan] = {}
    for sentence in doc.sentences:
        for rule in RULES:
            for opening in rule(sentence):
                for span in _spans(doc, sentence, opening):
                    found.setdefault((span.sentence, span.last), span)
    return tuple(sorted(found.values(), key=lambda span: (span.sentence, span.first)))


def _spans(doc: Doc, sentence: Sentence, opening: Opening) -> Iterator[TopicSpan]:
    for first, last in phrases(sentence, opening.first):
        tokens = sentence.tokens[first : last + 1]
        if _is_empty(tokens):
            continue
        label = nominative(tokens, doc.text)
        label = label.strip('»«" ') if label.count("«") != label.count("»") else label
        label = (
            label[:1].lower() + label[1:] if not tokens[0].text[1:2].isupper() and tokens[0].upos != "PROPN" else label
        )
        context = context_of(label)
        yield TopicSpan(
            sentence.index,
            opening.anchor.index,
            first,
            last,
            label,
            context,
            tokens[0].start,
            tokens[-1].end,
            opening.rule,
        )


def _is_empty(tokens: tuple[Token, ...]) -> bool:
    """«ряд вопросов», «вопросы, представляющие взаимный интерес»: says nothing."""
    content = [token for token in tokens if token.upos in NOMINAL | {"ADJ", "VERB", "X"}]
    return not any(token.upos in NOMINAL | {"X"} for token in content) or all(
        token.base in EMPTY_WORDS | EMPTY_HEADS for token in content
    )


# Phrases.


def phrases(sentence: Sentence, first: int) -> Iterator[tuple[int, int]]:
    """The noun phrase that starts at `first` and those coordinated with its head."""
    while True:
        head = _head(sentence, first)
        if head is None:
            return
        last, following = _extent(sentence, first, head)
        yield first, last
        if following is None:
            return
        first = following


def _head(sentence: Sentence, first: int) -> Token | None:
    """The first noun that ends the run of modifiers."""
    for token in sentence.tokens[first : first + LOOK_AHEAD]:
        if token.upos in NOMINAL or token.upos == "X":
            return token
        if token.upos not in MODIFIERS | {"VERB", "CCONJ", "ADV"} and token.text not in {",", "«", '"'}:
            return None
        if token.upos == "VERB" and token.case is None:
            return None
    return None


def _extent(sentence: Sentence, first: int, head: Token) -> tuple[int, int | None]:
    """The last token of the phrase, and where a coordinated phrase begins."""
    tokens, last = sentence.tokens, head.index
    position = head.index + 1
    while position < len(tokens):
        token = tokens[position]
        if token.text in {",", "и"} or token.lower in {"а", "также"}:
            after = _after_joint(tokens, position)
            if after is None:
                break
            if (
                tokens[after].lower in {"о", "об", "обо", "по"}
                and after + 1 < len(tokens)
                and tokens[first - 1].upos == "ADP"
            ):
                return last, after + 1
            if _starts_own_phrase(sentence, head, first, after):
                return last, after
            if not _continues(sentence, first, after):
                break
            last, position = after, after + 1
            continue
        if not _belongs(sentence, first, token):
            break
        last, position = position, position + 1
    return last, None


def _after_joint(tokens: tuple[Token, ...], position: int) -> int | None:
    """The token after «,», «и», «а также»."""
    while position < len(tokens) and (tokens[position].text == "," or tokens[position].lower in {"и", "а", "также"}):
        position += 1
    return position if position < len(tokens) else None


def _starts_own_phrase(sentence: Sentence, head: Token, first: int, after: int) -> bool:
    """The next conjunct stands in the head's case and hangs on the head, or could not be a dependent of the phrase."""
    other = _head(sentence, after)
    if other is None or other.case is None:
        return False
    conjoined = other.head == head.index and head.case in cases(other.lower)
    same_case = other.case == head.case or {other.case, head.case} == {"Acc", "Nom"} or conjoined
    if not same_case:
        return False
    inner = [t for t in sentence.tokens[first:after] if t.upos in NOMINAL and t != head and t.case == other.case]
    return other.head == head.index or not inner or head.case != "Gen"


def _continues(sentence: Sentence, first: int, after: int) -> bool:
    """The conjunct is coordinated with something inside the phrase."""
    token = sentence.tokens[after]
    if token.upos not in NOMINAL | MODIFIERS | {"VERB", "X"} or (token.upos == "VERB" and token.case is None):
        return False
    if token.upos == "VERB" or token.base == "который":
        return False
    inside = range(first, after)
    own = _head(sentence, after)
    return token.head in inside or (own is not None and (own.head in inside or token.upos == "ADJ"))


def _belongs(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether the next token goes on with the phrase: a dependent of it, by tree, or a genitive next to a noun."""
    entity = sentence.entity_at.get(token.index)
    if entity is not None and entity.type in {"DATE", "TIME"}:
        return False
    if token.lower in {"с", "со"} and _precedes_person(sentence, token):
        return False
    if token.upos in {"SCONJ", "AUX", "PRON"} and token.base not in {"их", "его"}:
        return False
    if token.upos == "VERB" and token.case is None:
        return False
    if token.text in '«»"“”„()№-–':
        return token.text not in "()–"
    if token.upos == "PUNCT":
        return False
    if token.upos == "ADP":
        noun = sentence.parent(token)
        return noun is not None and any(first <= head.index < token.index for head in sentence.ancestors(noun))
    inside = any(first <= head.index < token.index for head in sentence.ancestors(token))
    return inside or (token.case == "Gen" and token.upos in NOMINAL | {"ADJ"}) or _agrees_ahead(sentence, first, token)


def _precedes_person(sentence: Sentence, token: Token) -> bool:
    """«с главой концерна», «с коллегой»: a participant, no part of the topic."""
    following = sentence.tokens[token.index + 1 : token.index + 4]
    entities = [sentence.entity_at.get(word.index) for word in following]
    return any(is_office_head(word) for word in following) or any(
        e is not None and e.type == "PERSON" for e in entities
    )


def _agrees_ahead(sentence: Sentence, first: int, token: Token) -> bool:
    """A modifier whose noun belongs to the phrase."""
    head = sentence.parent(token)
    return (
        token.upos in MODIFIERS
        and head is not None
        and head.index > token.index
        and any(first <= above.index < token.index for above in sentence.ancestors(head))
    )


# Rules: each yields where topics begin.


def by_verb(sentence: Sentence) -> Iterator[Opening]:
    """«обсудили [поставки]», «были затронуты [вопросы]», «обсуждалась [тема]»."""
    for token in sentence.tokens:
        if token.upos != "VERB" or token.base not in words("topic_verbs.tsv"):
            continue
        passive = token.feats.get("Voice") == "Pass" or token.base.endswith("ся")
        wanted = {"nsubj"} if passive else {"obj"}
        for child in sentence.children(token):
            if child.relation in wanted and child.feats.get("Animacy") != "Anim":
                yield Opening(token, _left_edge(sentence, child), "by_verb")
                break
        else:
            if (first := _next_object(sentence, token, passive)) is not None:
                yield Opening(token, first, "by_verb")


def _next_object(sentence: Sentence, verb: Token, passive: bool) -> int | None:
    """Fallback by order: the next inanimate noun in the right case within a few words."""
    wanted = {"Nom"} if passive else {"Acc", "Nom"}
    for token in sentence.tokens[verb.index + 1 : verb.index + 1 + LOOK_AHEAD]:
        if token.upos == "ADP" or token.upos == "PUNCT":
            return None
        if token.upos in NOMINAL and token.case in wanted and token.feats.get("Animacy") != "Anim":
            return _left_edge(sentence, token)
    return None


def _left_edge(sentence: Sentence, head: Token) -> int:
    """The first of the modifiers right before the head."""
    first = head.index
    while first > 0:
        token = sentence.tokens[first - 1]
        ordinary = token.upos in {"ADJ", "DET", "NUM"} or (token.upos == "VERB" and token.case is not None)
        joined = (
            token.text in {",", "и"}
            and first > 1
            and sentence.tokens[first - 2].upos == "ADJ"
            and sentence.tokens[first].upos == "ADJ"
        )
        if not joined and not (ordinary and (token.case == head.case or token.head == head.index)):
            break
        first -= 1
    return first


def _after_preposition(sentence: Sentence, anchor: Token, prepositions: set[str], rule: str) -> Iterator[Opening]:
    """Phrases with one of the prepositions that depend on the anchor, or follow it closely."""
    for token in sentence.tokens[anchor.index + 1 :]:
        if token.upos != "ADP" or token.lower not in prepositions or token.index + 1 >= len(sentence.tokens):
            continue
        noun = sentence.parent(token)
        near = token.index == anchor.index + 1
        if (
            noun is not None
            and (noun.head == anchor.index or near)
            and noun.base not in {"телефон", "инициатива", "итог", "видеосвязь", "приглашение"}
        ):
            yield Opening(anchor, token.index + 1, rule)


def by_opinions(sentence: Sentence) -> Iterator[Opening]:
    """«обменялись мнениями о / по …»."""
    for token in sentence.tokens:
        if token.base in {"мнение", "оценка"} and any(
            head.base.startswith("обмен") for head in sentence.ancestors(token)
        ):
            yield from _after_preposition(sentence, token, {"о", "об", "обо", "по", "относительно"}, "by_opinions")


def by_speech(sentence: Sentence) -> Iterator[Opening]:
    """«речь шла о …», «говорили о …»."""
    for token in sentence.tokens:
        talks = (
            token.base in {"говорить", "поговорить", "побеседовать", "беседовать", "переговорить"}
            and token.number == "Plur"
        )
        if talks or (
            token.base == "речь" and any(head.base in {"идти", "пойти", "зайти"} for head in sentence.ancestors(token))
        ):
            verb = sentence.parent(token) if token.base == "речь" else token
            yield from _after_preposition(sentence, verb or token, {"о", "об", "обо", "про"}, "by_speech")


def by_talks(sentence: Sentence) -> Iterator[Opening]:
    """«переговоры о …», «консультации по …»."""
    for token in sentence.tokens:
        if token.base in TALKS and token.upos in NOMINAL:
            for opening in _after_preposition(sentence, token, {"о", "об", "обо", "по"}, "by_talks"):
                if opening.first - token.index <= 8 or sentence.tokens[opening.first - 1].head >= 0:
                    yield opening


def by_verb_about(sentence: Sentence) -> Iterator[Opening]:
    """«побеседовал с … о сотрудничестве»."""
    for token in sentence.tokens:
        if (
            token.base in {"побеседовать", "беседовать", "поговорить", "переговорить", "пообщаться"}
            and token.number != "Plur"
        ):
            yield from _after_preposition(sentence, token, {"о", "об", "обо", "про"}, "by_verb_about")


def by_dedication(sentence: Sentence) -> Iterator[Opening]:
    """«беседа, посвященная подготовке семинара», «встреча была посвящена …», «внимание уделили …»."""
    for token in sentence.tokens:
        if token.lower.startswith("посвящ") or (
            token.base == "внимание" and any(h.base.startswith("удел") for h in sentence.ancestors(token))
        ):
            first = _next_in(sentence, token, {"Dat"})
            if first is not None:
                yield Opening(token, first, "by_dedication")


def by_concern(sentence: Sentence) -> Iterator[Opening]:
    """«разговор касался квот», «остановились на …»."""
    for token in sentence.tokens:
        if token.base in {"касаться", "коснуться"} and token.upos == "VERB" and token.feats.get("VerbForm") == "Fin":
            first = _next_in(sentence, token, {"Gen"})
            if first is not None:
                yield Opening(token, first, "by_concern")
        if token.base in {"остановиться", "сосредоточиться", "сконцентрироваться"}:
            yield from _after_preposition(sentence, token, {"на"}, "by_concern")


def _next_in(sentence: Sentence, anchor: Token, cases: set[str]) -> int | None:
    for token in sentence.tokens[anchor.index + 1 : anchor.index + 1 + LOOK_AHEAD]:
        if token.upos in NOMINAL and token.case in cases:
            return _left_edge(sentence, token)
        if token.upos in {"PUNCT", "ADP"}:
            return None
    return None


def by_theme(sentence: Sentence) -> Iterator[Opening]:
    """«главной темой стало распределение воды», «в повестке - выборы», «среди тем - …», «в центре внимания - …»."""
    for token in sentence.tokens:
        attention = token.base == "внимание" and token.index > 0 and sentence.tokens[token.index - 1].base == "центр"
        if token.base not in ANCHORS_OF_THEME - {"вопрос"} and not attention:
            continue
        for link in sentence.tokens[token.index + 1 : token.index + 8]:
            is_link = link.base in {"стать", "быть", "являться", "оказаться"} or link.text in {"—", "–", "-", ":"}
            if is_link and link.index + 1 < len(sentence.tokens):
                yield Opening(token, link.index + 1, "by_theme")
                break


RULES: list[Callable[[Sentence], Iterator[Opening]]] = [
    by_verb, by_opinions, by_speech, by_verb_about, by_dedication, by_concern, by_theme, by_talks,
]  # fmt: skip
