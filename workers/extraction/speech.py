"""A statement as the text gives it, the author's words beside it, and the verbs that introduce speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workers.doc import Doc, Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import is_gerund_form, lemmas
from workers.extraction.quotations import Quotation, quotations, spoken_lines, trimmed

Kind = Literal["direct", "indirect"]
Speaker = tuple[int, int]
PREDICATES = {
    **dict.fromkeys("уверен уверена уверены".split(), "уверен"),
    **dict.fromkeys("убежден убеждена убеждены".split(), "убежден"),
    **dict.fromkeys("согласен согласна согласны".split(), "согласен"),
}
MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class StatementSpan:
    """A statement: its content as written with offsets, the head word of its speaker (sentence, token), the verb's lemma."""

    sentence: int
    speaker: Speaker | None
    verb: str | None
    kind: Kind
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Author:
    """The author's words beside a statement: the verb, if any, and who speaks."""

    verb: str | None
    speaker: Speaker | None

    @property
    def least(self) -> int:
        """A word alone is a statement where somebody is told to say it: «Безусловно», - сказал он."""
        return 1 if self.verb in words("speech_verbs.tsv") else MIN_WORDS


@dataclass(frozen=True)
class Text:
    """The document with its quotations."""

    doc: Doc

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """In order, none inside another: those in marks and the lines of a dialogue."""
        spoken = list(spoken_lines(self.doc.text))
        marked = [q for q in quotations(self.doc.text) if not any(s.start <= q.start < s.end for s in spoken)]
        return tuple(sorted((*marked, *spoken), key=lambda quotation: quotation.start))

    @cached_property
    def tokens(self) -> tuple[tuple[Sentence, Token], ...]:
        return tuple((sentence, token) for sentence in self.doc.sentences for token in sentence.tokens)

    def between(self, start: int, end: int) -> list[tuple[Sentence, Token]]:
        """Tokens that begin between two offsets, with their sentences."""
        return [(sentence, token) for sentence, token in self.tokens if start <= token.start < end]

    def is_quoted(self, token: Token) -> bool:
        return any(quotation.covers(token.start) for quotation in self.quotations)

    def quotations_open_before(self, sentence: Sentence) -> list[Quotation]:
        """Quotations that begin before the sentence and end in it or behind it."""
        return [q for q in self.quotations if q.start < sentence.start < q.end]

    def span(self, bounds: tuple[int, int], author: Author, kind: Kind, rule: str) -> Iterator[StatementSpan]:
        """The statement between two offsets; a clause that is a quotation as a whole is direct speech."""
        start, end = trimmed(self.doc.text, *bounds)
        if any(quotation.start <= start and end <= quotation.end for quotation in self.quotations):
            kind = "direct"
        if len(self.doc.text[start:end].split()) < author.least or start >= end or author == Author(None, None):
            return
        sentence = next((s.index for s in self.doc.sentences if s.end > start), 0)
        yield StatementSpan(sentence, author.speaker, author.verb, kind, self.doc.text[start:end], start, end, rule)


def verb_of_speech(token: Token) -> str | None:
    """The lemma of a verb of speech (or «уверен»), by the tagger or by the dictionary."""
    if token.upos not in {"VERB", "ADJ"} or token.feats.get("Person") == "1":
        return None
    if token.lower in PREDICATES:
        return PREDICATES[token.lower]
    if token.upos == "ADJ" or (token.case is not None and token.feats.get("VerbForm") == "Part"):
        return None
    return next(
        (lemma for lemma in (token.base, *sorted(lemmas(token.lower))) if lemma in words("speech_verbs.tsv")), None
    )


def is_finite(token: Token) -> bool:
    return token.upos in {"VERB", "AUX"} and token.feats.get("VerbForm") == "Fin" and not is_gerund(token)


def is_gerund(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Conv" or (token.upos == "VERB" and is_gerund_form(token.lower))
