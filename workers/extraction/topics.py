"""What was discussed: phrases that a word of discussion governs, each coordinated one a topic of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workers.doc import ROOT, Doc, Sentence, Token
from workers.extraction.contexts import context_of, setting_of
from workers.extraction.facts import Context
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import words
from workers.extraction.noun_groups import NOMINAL, group_at, group_cases, is_noun
from workers.extraction.topic_continuations import Demand
from workers.extraction.topic_joints import behind_joint
from workers.extraction.topic_lists import in_list
from workers.extraction.topic_openings import Opening
from workers.extraction.topic_phrases import Stretch, phrases
from workers.extraction.topic_rules import RULES
from workers.extraction.topic_themes import LINKS

MEETINGS = frozenset(
    "встреча визит переговоры саммит видеоконференция разговор контакт консультация созвон поездка".split()
)
MODAL_HEADS = frozenset("возможность вероятность вариант дата время место формат сроки срок вопрос предложение".split())
# «от поставок до съемок»
RANGE = frozenset({"до"})
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
    for sentence, opening, rule in _openings(doc):
        for span in _spans(doc, sentence, opening, rule):
            found.setdefault((span.sentence, span.last), span)
    setting = setting_of([doc.text]) if found else {}
    in_order = sorted(found.values(), key=lambda span: (span.sentence, span.first))
    return tuple(replace(span, context=context_of(span.label, setting)) for span in in_order)


def _openings(doc: Doc) -> Iterator[tuple[Sentence, Opening, str]]:
    """Where topics begin, with the rule's name: those of a sentence, then those of lists over several lines."""
    for sentence in doc.sentences:
        for rule in RULES:
            yield from ((sentence, opening, rule.__name__) for opening in rule(sentence))
    yield from ((item, opening, in_list.__name__) for item, opening in in_list(doc))


def _spans(doc: Doc, sentence: Sentence, opening: Opening, rule: str) -> Iterator[TopicSpan]:
    for stretch, case in _meaningful(sentence, opening):
        tokens = sentence.tokens[stretch.first : stretch.last + 1]
        label = _label(doc, tokens, None if stretch.is_clause else case)
        yield TopicSpan(
            sentence.index, opening.anchor.index, stretch.first, stretch.last, label, "other",
            tokens[0].start, tokens[-1].end, rule,
        )  # fmt: skip


def _meaningful(sentence: Sentence, opening: Opening) -> Iterator[tuple[Stretch, str]]:
    """The phrases of an opening and their case, less empty ones; the list that explains an empty one stands for it."""
    for stretch in phrases(sentence, opening.first, opening.demand):
        tokens = sentence.tokens[stretch.first : stretch.last + 1]
        if stretch.is_clause:
            yield stretch, opening.demand.case
            continue
        listed = _explained(sentence, opening, tokens) if _is_empty(tokens) or _heads_list(sentence, tokens) else None
        if listed is not None:
            yield from _meaningful(sentence, listed)
        elif not (_is_empty(tokens) or _is_light(tokens) or _is_meeting_to_come(opening.anchor, tokens)):
            yield stretch, opening.demand.case


def _heads_list(sentence: Sentence, tokens: tuple[Token, ...]) -> bool:
    """«проблемы района: [вывоз мусора], …»: the list stands for its heading."""
    following = sentence.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    nouns = [token.base for token in tokens if is_noun(token)]
    return bool(following) and following[0].text == ":" and nouns[0] in LISTED


def _is_empty(tokens: tuple[Token, ...]) -> bool:
    """«ряд вопросов», «вопросы, представляющие взаимный интерес»: says nothing."""
    content = [token for token in tokens if token.upos in NOMINAL | {"ADJ", "VERB", "NUM"}]
    return all(token.base in words("topic_empty.tsv") for token in content)


def _is_light(tokens: tuple[Token, ...]) -> bool:
    """«согласовали [позиции] по …»: what the positions are on is the topic, and the noun's own rule tells it."""
    return next((token.base for token in tokens if is_noun(token)), "") in {"позиция", "подход", "часы", "мнение"}


def _is_meeting_to_come(anchor: Token, tokens: tuple[Token, ...]) -> bool:
    """«возможность встречи», «дату визита», «договорились о встрече»: that they may meet is the meeting's status."""
    nouns = [token.base for token in tokens if token.upos in NOMINAL]
    agreed = anchor.base in {"договориться", "договариваться", "условиться"}
    if agreed and nouns[:1] and nouns[0] in MEETINGS | {"проведение", "организация", "продолжение"}:
        return not MEETINGS.isdisjoint(nouns[:2])
    return bool(nouns) and nouns[0] in MODAL_HEADS and not MEETINGS.isdisjoint(nouns[1:3])


def _explained(sentence: Sentence, opening: Opening, tokens: tuple[Token, ...]) -> Opening | None:
    """The list that explains an empty phrase: «три темы: [поставки]», «такие вопросы, как [поставки]», «темы: от
    [поставок] до …», «вопросы: [поставок], …»."""
    behind = sentence.tokens[tokens[-1].index + 1 : tokens[-1].index + 5]
    following = [token.lower for token in behind]
    if following[:2] == [",", "как"] and len(behind) > 2:
        return Opening(opening.anchor, behind[2].index, Demand("Nom"))
    if not behind or following[0] not in LINKS:
        return None
    first = behind_joint(sentence.tokens, behind[0].index + 1)
    if following[1:2] in (["от"], ["начиная"]):
        return Opening(opening.anchor, first + 1 + (following[1] == "начиная"), Demand("Gen", RANGE))
    group = group_at(sentence, first) if first < len(sentence.tokens) else None
    genitive = group is not None and group_cases(sentence, group) == {"Gen"}
    return Opening(opening.anchor, first, Demand("Gen" if genitive else "Nom"))


def _label(doc: Doc, tokens: tuple[Token, ...], case: str | None) -> str:
    """The phrase with its head in the nominative; a clause, which has no case, as written."""
    label = nominative(_as_demanded(tokens, case), doc.text, case=case) if case else doc.words(tokens)
    first = tokens[0]
    proper = first.upos == "PROPN" or first.text[1:2].isupper()
    return label if proper else label[:1].lower() + label[1:]


def _as_demanded(tokens: tuple[Token, ...], case: str) -> tuple[Token, ...]:
    """The words as the phrase was read: its head is the first noun, nothing else hangs outside; where the tagger gives
    the head another case than the sentence demands, neither its case nor its number counts; what is coordinated inside is
    no second head."""
    head = next((i for i, token in enumerate(tokens) if is_noun(token)), 0)
    demanded = {"Nom", "Acc"} if case in {"Nom", "Acc"} else {case}
    inside = range(tokens[0].index, tokens[-1].index + 1)
    own = replace(tokens[head], head=ROOT)
    if own.case not in demanded:
        own = replace(own, feats={name: value for name, value in own.feats.items() if name not in {"Case", "Number"}})
    before = tuple(_hung(token, own.index, inside) for token in tokens[:head])
    behind = tuple(_subordinate(_hung(token, own.index, inside), own.index) for token in tokens[head + 1 :])
    return (*before, own, *behind)


def _hung(token: Token, head: int, inside: range) -> Token:
    """A word that the tree hangs outside of the phrase hangs on its head."""
    return token if token.head in inside and token.head != token.index else replace(token, head=head, deprel="dep")


def _subordinate(token: Token, head: int) -> Token:
    inside = token.deprel == "conj" and token.head != head and is_noun(token)
    return replace(token, deprel="nmod") if inside else token
