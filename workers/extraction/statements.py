"""Who said what: quotations with the author's words beside them, content clauses of speech verbs, «по словам X»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workers.doc import Doc, Sentence, Token
from workers.extraction.lexicon import words

OPENING, CLOSING = '«“„"', '»”"“'
PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
DASH = r"[—–-]"
# «A, - сказал X. - B» inside one pair of quotation marks.
INSERTED = re.compile(
    rf"(?P<before>.+?)(?P<stop>[,!?…])\s+{DASH}\s+(?P<author>[а-яё][^«»]*?)(?:[.,]\s+{DASH}\s+(?P<after>.+))?$",
    re.DOTALL,
)
AUTHOR_AFTER = re.compile(rf"\s*[,.]?\s*{DASH}\s*(?=[а-яё])")
MIN_WORDS = 2
EDGES = ' \t\n\r,.;:!?…—–-«»“”„"'


@dataclass(frozen=True, slots=True)
class StatementSpan:
    """A statement: its content as written with offsets, the head word of its speaker (sentence, token), the verb's lemma."""

    sentence: int
    speaker: tuple[int, int] | None
    verb: str | None
    kind: Literal["direct", "indirect"]
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Quotation:
    """What stands between quotation marks; `start` and `end` exclude them."""

    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """The document with its quotations."""

    doc: Doc

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(_quotations(self.doc.text))

    def sentences_between(self, start: int, end: int) -> Iterator[Sentence]:
        return (sentence for sentence in self.doc.sentences if sentence.start < end and sentence.end > start)

    def speech_verb(self, start: int, end: int) -> tuple[Sentence, Token] | None:
        """The first speech verb between two offsets."""
        for sentence in self.sentences_between(start, end):
            for token in sentence.tokens:
                if start <= token.start < end and is_speech_verb(token):
                    return sentence, token
        return None

    def is_quoted(self, offset: int) -> bool:
        return any(quotation.start <= offset < quotation.end for quotation in self.quotations)


def find_statements(doc: Doc) -> tuple[StatementSpan, ...]:
    """All statements in the order of the text; none inside another."""
    text = Text(doc)
    found: list[StatementSpan] = []
    for rule in RULES:
        for span in rule(text):
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


def is_speech_verb(token: Token) -> bool:
    return token.upos == "VERB" and token.base in words("speech_verbs.tsv")


def _quotations(text: str) -> Iterator[Quotation]:
    """Outermost pairs of quotation marks; a pair does not cross a blank line unless it is closed later."""
    position = 0
    while position < len(text):
        mark = text[position]
        if mark in PAIRS and (end := _closing(text, position)) is not None:
            yield Quotation(position + 1, end)
            position = end
        position += 1


def _closing(text: str, start: int) -> int | None:
    opening, closing = text[start], PAIRS[text[start]]
    depth = 0
    for index in range(start + 1, min(len(text), start + 3000)):
        if text[index] == closing and (opening != '"' or _closes(text, index)):
            if depth == 0:
                return index
            depth -= 1
        elif text[index] == opening and opening != '"':
            depth += 1
    return None


def _closes(text: str, index: int) -> bool:
    """A straight mark closes when a letter or stop stands before it."""
    return not text[index - 1].isspace()


def _span(
    text: Text,
    bounds: tuple[int, int],
    kind: Literal["direct", "indirect"],
    verb: Token | None,
    speaker: tuple[int, int] | None,
    rule: str,
) -> StatementSpan | None:
    start, end = trimmed(text.doc.text, *bounds, keep_quotes=kind == "indirect")
    if len(text.doc.text[start:end].split()) < MIN_WORDS:
        return None
    sentence = next((s.index for s in text.sentences_between(start, end)), 0)
    return StatementSpan(
        sentence, speaker, verb.base if verb else None, kind, text.doc.text[start:end], start, end, rule
    )


def trimmed(text: str, start: int, end: int, keep_quotes: bool = False) -> tuple[int, int]:
    """Without white space, punctuation and outer quotation marks at the edges."""
    edges = " \t\n\r,.;:…—–- \u00a0" if keep_quotes else EDGES + "\u00a0"
    while start < end and text[start] in edges:
        start += 1
    stops = edges.replace("…", "") if keep_quotes else ' \t\n\r\u00a0,.;—–-«»“”„"'
    while (
        end > start
        and text[end - 1] in stops
        and not (text[end - 1] == "»" and text.count("«", start, end) >= text.count("»", start, end))
    ):
        end -= 1
    return start, end


def speaker_of(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """The head word of the verb's subject: its own, a coordinated verb's, the main verb's of a gerund, else the next one."""
    seen: set[int] = set()
    current: Token | None = verb
    while current is not None and current.index not in seen:
        seen.add(current.index)
        for child in sentence.children(current):
            if child.relation == "nsubj" and child.base not in {"который", "что", "это"}:
                return sentence.index, child.index
        if current.relation not in {"conj", "advcl", "xcomp", "parataxis"} or (
            current.relation == "parataxis" and current != verb
        ):
            break
        if current.relation == "parataxis":
            break
        current = sentence.parent(current)
    return _nominative_near(sentence, verb)


def _nominative_near(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """Right behind the verb, as authors' words have it, or before it."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 5]:
        if token.case == "Nom" and (
            token.is_capitalised or token.feats.get("Animacy") == "Anim" or token.upos == "PRON"
        ):
            return sentence.index, token.index
    for token in reversed(sentence.tokens[: verb.index]):
        if token.upos == "VERB" and token.feats.get("VerbForm") == "Fin":
            return None
        if token.case == "Nom" and (token.upos == "PRON" or token.feats.get("Animacy") == "Anim"):
            return sentence.index, token.index
    return None


# Rules.


def inserted_author(text: Text) -> Iterator[StatementSpan]:
    """«A, - сказал X. - B»: two statements around the author's words."""
    for quotation in text.quotations:
        match = INSERTED.match(text.doc.text, quotation.start, quotation.end)
        if match is None:
            continue
        verb = text.speech_verb(match.start("author"), match.end("author"))
        if verb is None:
            continue
        speaker = speaker_in(text, match.span("author"), *verb)
        for part in ("before", "after"):
            if match[part] and (span := _span(text, match.span(part), "direct", verb[1], speaker, "inserted_author")):
                yield span


def speaker_in(text: Text, bounds: tuple[int, int], sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """The speaker within the author's words."""
    found = speaker_of(sentence, verb)
    if found and bounds[0] <= text.doc.sentences[found[0]].tokens[found[1]].start < bounds[1]:
        return found
    inside = [
        t
        for t in sentence.tokens
        if bounds[0] <= t.start < bounds[1] and t.case == "Nom" and t.upos in {"NOUN", "PROPN", "PRON"}
    ]
    if not inside:
        inside = [t for t in sentence.tokens if bounds[0] <= t.start < bounds[1] and _is_named(sentence, t)]
    return (sentence.index, inside[0].index) if inside else found


def _is_named(sentence: Sentence, token: Token) -> bool:
    """A personal name, or a capitalised word that is the subject by its place."""
    entity = sentence.entity_at.get(token.index)
    return token.lower in {"он", "она"} or (entity is not None and entity.type == "PERSON")


def author_after(text: Text) -> Iterator[StatementSpan]:
    """«…», - сказал X."""
    for quotation in text.quotations:
        link = AUTHOR_AFTER.match(text.doc.text, quotation.end + 1)
        if link is None:
            continue
        end = _line_end(text.doc.text, link.end())
        verb = text.speech_verb(link.end(), min(end, link.end() + 160))
        if verb is None:
            continue
        speaker = speaker_in(text, (link.end(), end), *verb)
        if span := _span(text, (quotation.start, quotation.end), "direct", verb[1], speaker, "author_after"):
            yield span


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def author_before(text: Text) -> Iterator[StatementSpan]:
    """X подчеркнул: «…»"""
    for quotation in text.quotations:
        before = text.doc.text[: quotation.start - 1].rstrip()
        if not before.endswith(":"):
            continue
        start = max(before.rfind("\n"), len(before) - 300, 0)
        verbs = [
            (sentence, token)
            for sentence in text.sentences_between(start, len(before))
            for token in sentence.tokens
            if start <= token.start < len(before) and is_speech_verb(token)
        ]
        verb = verbs[-1] if verbs else None
        if verb is None and (named := _name_before(text, start, len(before))):
            span = _span(text, (quotation.start, quotation.end), "direct", None, named, "name_and_colon")
            if span:
                yield span
            continue
        speaker = speaker_of(*verb) if verb else None
        if verb and (
            span := _span(text, (quotation.start, quotation.end), "direct", verb[1], speaker, "author_before")
        ):
            yield span


def _name_before(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """«Закирова: «…»»: the name right before the colon."""
    for sentence in text.sentences_between(start, end):
        for token in sentence.tokens:
            entity = sentence.entity_at.get(token.index)
            if token.end == end - 1 and entity is not None and entity.type == "PERSON":
                return sentence.index, token.index
    return None


def content_clause(text: Text) -> Iterator[StatementSpan]:
    """X отметил, что …; Отметив, что …, X подчеркнул, что …"""
    for sentence in text.doc.sentences:
        for token in sentence.tokens:
            if not is_speech_verb(token) or text.is_quoted(token.start) or token.feats.get("VerbForm") == "Inf":
                continue
            mark = _conjunction(sentence, token)
            if mark is None:
                continue
            last = _clause_end(sentence, token, mark)
            bounds = (sentence.tokens[mark.index + 1].start, sentence.tokens[last].end)
            speaker = None if _is_impersonal(sentence, token) else speaker_of(sentence, token)
            if span := _span(text, bounds, "indirect", token, speaker, "content_clause"):
                yield span


def _is_impersonal(sentence: Sentence, verb: Token) -> bool:
    """«было отмечено, что»."""
    return verb.feats.get("Voice") == "Pass" and verb.gender == "Neut"


def _conjunction(sentence: Sentence, verb: Token) -> Token | None:
    """«что» of the clause that the verb governs; nouns such as «надежду» or «внимание» may stand between."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 12]:
        if is_speech_verb(token):
            return None
        before = sentence.tokens[token.index - 1]
        if token.lower == "что" and before.text == "," and token.index + 1 < len(sentence.tokens):
            clause = sentence.parent(token)
            return token if clause is not None else None
        if token.text in {".", ";", ":"}:
            return None
    return None


def _clause_end(sentence: Sentence, verb: Token, mark: Token) -> int:
    """To the next coordinated speech verb, to the main clause of a gerund, else to the end of the sentence."""
    last = len(sentence.tokens) - 1
    for token in sentence.tokens[mark.index + 1 :]:
        own_subject = any(child.relation == "nsubj" for child in sentence.children(token))
        coordinated = is_speech_verb(token) and (
            token.head == verb.index or (token.relation == "conj" and not own_subject)
        )
        if coordinated and verb in sentence.ancestors(token):
            return _before_joint(sentence, token, mark)
    if verb.feats.get("VerbForm") == "Conv":
        clause = sentence.parent(mark)
        members = sentence.subtree(clause) if clause is not None else ()
        return members[-1].index if members else last
    return last


def _before_joint(sentence: Sentence, verb: Token, mark: Token) -> int:
    """The token before «, и отметил», «, а также подчеркнул»."""
    index = verb.index - 1
    while (
        index > mark.index
        and sentence.tokens[index].text not in {","}
        and sentence.tokens[index].lower not in {"и", "а"}
    ):
        index -= 1
    while index > mark.index and (
        sentence.tokens[index].text == "," or sentence.tokens[index].lower in {"и", "а", "также"}
    ):
        index -= 1
    return max(index, mark.index + 1)


def according_to(text: Text) -> Iterator[StatementSpan]:
    """«По словам X, …», «…, по его словам»: the main clause is the content, no verb."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens[:-2]:
            if token.lower != "по" or text.is_quoted(token.start):
                continue
            noun = next(
                (
                    t
                    for t in sentence.tokens[token.index + 1 : token.index + 4]
                    if t.base in {"слово", "мнение", "оценка"}
                ),
                None,
            )
            if noun is None or noun.lower not in {"словам", "мнению", "оценке"}:
                continue
            comma = next((t for t in sentence.tokens[noun.index + 1 :] if t.text == ","), None)
            speaker = _genitive_speaker(sentence, token, noun)
            if comma is None or comma.index + 1 >= len(sentence.tokens) or speaker is None:
                continue
            if token.index <= 2:
                bounds = (sentence.tokens[comma.index + 1].start, sentence.end)
            else:
                continue
            if span := _span(text, bounds, "indirect", None, speaker, "according_to"):
                yield span


def _genitive_speaker(sentence: Sentence, preposition: Token, noun: Token) -> tuple[int, int] | None:
    between = sentence.tokens[preposition.index + 1 : noun.index]
    pronoun = next((token for token in between if token.lower in {"его", "ее"}), None)
    if pronoun is not None:
        return sentence.index, pronoun.index
    following = sentence.tokens[noun.index + 1 : noun.index + 2]
    return (
        (sentence.index, following[0].index)
        if following and following[0].upos in {"NOUN", "PROPN", "ADJ", "PRON"}
        else None
    )


def as_said(text: Text) -> Iterator[StatementSpan]:
    """«Как отметил X, …»; «…, сообщил X.» without quotation marks."""
    for sentence in text.doc.sentences:
        first = sentence.tokens[0]
        verb = next((token for token in sentence.tokens[1:4] if is_speech_verb(token)), None)
        if first.lower == "как" and verb is not None:
            comma = next((t for t in sentence.tokens[verb.index + 1 :] if t.text == ","), None)
            if comma is not None and comma.index + 1 < len(sentence.tokens) and not text.is_quoted(first.start):
                bounds = (sentence.tokens[comma.index + 1].start, sentence.end)
                span = _span(text, bounds, "indirect", verb, speaker_of(sentence, verb), "as_said")
                if span:
                    yield span


def said_behind(text: Text) -> Iterator[StatementSpan]:
    """«X сделает Y, сообщил Z.»: the author's words close the sentence."""
    for sentence in text.doc.sentences:
        for comma, verb in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            if (
                comma.text != ","
                or not is_speech_verb(verb)
                or verb.feats.get("VerbForm") != "Fin"
                or verb.tense != "Past"
            ):
                continue
            tail = sentence.tokens[verb.index + 1 :]
            if (
                comma.index < 3
                or any(t.upos in {"SCONJ", "VERB"} or t.text in ':«"' for t in tail)
                or text.is_quoted(comma.start)
            ):
                continue
            if any(child.relation == "nsubj" and child.index < comma.index for child in sentence.children(verb)):
                continue
            speaker = speaker_in(text, (verb.start, sentence.end), sentence, verb)
            span = _span(text, (sentence.start, comma.start), "indirect", verb, speaker, "said_behind")
            if span and speaker is not None:
                yield span


def colon(text: Text) -> Iterator[StatementSpan]:
    """«Мкртчян уточнил: каждая сторона внесёт по трети»."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens:
            if (
                token.text != ":"
                or token.index + 2 >= len(sentence.tokens)
                or sentence.tokens[token.index + 1].text in OPENING
            ):
                continue
            verb = next(
                (t for t in reversed(sentence.tokens[max(0, token.index - 4) : token.index]) if is_speech_verb(t)), None
            )
            if verb is not None and not text.is_quoted(token.start):
                bounds = (sentence.tokens[token.index + 1].start, sentence.end)
                if span := _span(text, bounds, "indirect", verb, speaker_of(sentence, verb), "colon"):
                    yield span


RULES: list[Callable[[Text], Iterator[StatementSpan]]] = [
    inserted_author, author_after, author_before, content_clause, according_to, as_said, said_behind, colon,
]  # fmt: skip
