"""What was discussed: phrases that a word of discussion governs, each coordinated one a topic of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.contexts import context_of, setting_of
from workers.extraction.facts import Context
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import words
from workers.extraction.noun_groups import NOMINAL, is_noun
from workers.extraction.topic_openings import Opening
from workers.extraction.topic_phrases import Demand, phrases
from workers.extraction.topic_rules import LINKS, RULES

MEETINGS = frozenset(
    "встреча визит переговоры саммит видеоконференция разговор контакт консультация созвон поездка".split()
)
MODAL_HEADS = frozenset("возможность вероятность вариант дата время место формат сроки срок вопрос предложение".split())
LISTED = frozenset("вопрос тема проблема направление аспект пункт момент задача".split())


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


def find_topics(doc: Doc) -> tuple[TopicSpan, ...]:
    """All topics of the text in order; the same words are given once."""
    found: dict[tuple[int, int], TopicSpan] = {}
    for sentence in doc.sentences:
        for rule in RULES:
            for opening in rule(sentence):
                for span in _spans(doc, sentence, opening, rule.__name__):
                    found.setdefault((span.sentence, span.last), span)
    setting = setting_of([doc.text]) if found else {}
    in_order = sorted(found.values(), key=lambda span: (span.sentence, span.first))
    return tuple(replace(span, context=context_of(span.label, setting)) for span in in_order)


def _spans(doc: Doc, sentence: Sentence, opening: Opening, rule: str) -> Iterator[TopicSpan]:
    for first, last in _meaningful(sentence, opening):
        tokens = sentence.tokens[first : last + 1]
        label = _label(doc, tokens, opening.demand.case)
        yield TopicSpan(
            sentence.index, opening.anchor.index, first, last, label, "other",
            tokens[0].start, tokens[-1].end, rule,
        )  # fmt: skip


def _meaningful(sentence: Sentence, opening: Opening) -> Iterator[tuple[int, int]]:
    """The phrases of an opening, less empty ones; the list that explains an empty one stands for it."""
    for first, last in phrases(sentence, opening.first, opening.demand):
        tokens = sentence.tokens[first : last + 1]
        listed = _explained(sentence, last) if _is_empty(tokens) or _heads_list(sentence, tokens) else None
        if listed is not None:
            yield from _meaningful(sentence, Opening(opening.anchor, listed, Demand("Nom")))
        elif not _is_empty(tokens) and not _is_meeting_to_come(opening.anchor, tokens):
            yield first, last


def _heads_list(sentence: Sentence, tokens: tuple[Token, ...]) -> bool:
    """«проблемы района: [вывоз мусора], …»: the list stands for its heading."""
    following = sentence.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    nouns = [token.base for token in tokens if is_noun(token)]
    return bool(following) and following[0].text == ":" and nouns[0] in LISTED


def _is_empty(tokens: tuple[Token, ...]) -> bool:
    """«ряд вопросов», «вопросы, представляющие взаимный интерес»: says nothing."""
    content = [token for token in tokens if token.upos in NOMINAL | {"ADJ", "VERB", "NUM"}]
    return all(token.base in words("topic_empty.tsv") for token in content)


def _is_meeting_to_come(anchor: Token, tokens: tuple[Token, ...]) -> bool:
    """«возможность встречи», «дату визита», «договорились о встрече»: that they may meet is the meeting's status."""
    nouns = [token.base for token in tokens if token.upos in NOMINAL]
    agreed = anchor.base in {"договориться", "договариваться", "условиться"}
    if agreed and nouns[:1] and nouns[0] in MEETINGS | {"проведение", "организация", "продолжение"}:
        return not MEETINGS.isdisjoint(nouns[:2])
    return bool(nouns) and nouns[0] in MODAL_HEADS and not MEETINGS.isdisjoint(nouns[1:3])


def _explained(sentence: Sentence, last: int) -> int | None:
    """Where the list begins that explains an empty phrase: «три темы: [поставки]», «такие вопросы, как [поставки]»."""
    following = [token.lower for token in sentence.tokens[last + 1 : last + 4]]
    if following[:1] and following[0] in LINKS:
        return last + 2
    return last + 3 if following[:2] == [",", "как"] else None


def _label(doc: Doc, tokens: tuple[Token, ...], case: str) -> str:
    label = nominative(_as_demanded(tokens, case), doc.text, case=case)
    first = tokens[0]
    proper = first.upos == "PROPN" or first.text[1:2].isupper()
    return label if proper else label[:1].lower() + label[1:]


def _as_demanded(tokens: tuple[Token, ...], case: str) -> tuple[Token, ...]:
    """The words as the phrase was read: where the tagger gives the head another case than the sentence demands, neither
    its case nor its number counts, and what is coordinated inside is no second head."""
    head = next((i for i, token in enumerate(tokens) if is_noun(token)), 0)
    demanded = {"Nom", "Acc"} if case in {"Nom", "Acc"} else {case}
    first = tokens[head].index
    inner = tuple(_subordinate(token, first) for token in tokens[head + 1 :])
    if tokens[head].case in demanded:
        return (*tokens[: head + 1], *inner)
    feats = {name: value for name, value in tokens[head].feats.items() if name not in {"Case", "Number"}}
    return (*tokens[:head], replace(tokens[head], feats=feats), *inner)


def _subordinate(token: Token, head: int) -> Token:
    inside = token.deprel == "conj" and token.head != head and is_noun(token)
    return replace(token, deprel="nmod") if inside else token
