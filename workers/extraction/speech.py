"""Words of saying: which verbs introduce speech, who speaks, and which sources are no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workers.doc import Doc, Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import cases, is_gerund_form, lemmas, parses
from workers.extraction.offices import is_office_head, is_organisation_head
from workers.extraction.quotations import Quotation, quotations, trimmed

Kind = Literal["direct", "indirect"]
Speaker = tuple[int, int]
NOMINATIVE_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
# «говорится в сообщении», «отмечается в документе»: the source speaks, nobody else.
SOURCE_VERBS = frozenset("говориться сказано указываться уточняться цитироваться".split())
LATIN = re.compile("[A-Za-z]")
PREDICATES = {
    **dict.fromkeys("уверен уверена уверены".split(), "уверен"),
    **dict.fromkeys("убежден убеждена убеждены".split(), "убежден"),
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


@dataclass(frozen=True)
class Text:
    """The document with its quotations."""

    doc: Doc

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(quotations(self.doc.text))

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
        if len(self.doc.text[start:end].split()) < MIN_WORDS or author == Author(None, None):
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


def is_source(sentence: Sentence, verb: Token, speaker: Token | None) -> bool:
    """Institutions and papers: «сообщила пресс-служба», «отметили в министерстве», «говорится в сообщении»."""
    if verb.base in SOURCE_VERBS:
        return True
    if speaker is not None:
        return is_institution(sentence, speaker)
    return is_finite(verb) and (verb.number == "Plur" or verb.base.endswith("ся"))


def is_institution(sentence: Sentence, token: Token) -> bool:
    """An organisation, a paper, a site or a thing: nobody whom the text could name as the speaker."""
    if _is_person_name(sentence, token) or is_office_head(token):
        return False
    if {token.base, token.lower} & words("speech_sources.tsv") or LATIN.match(token.text):
        return True
    return is_organisation_head(token) or _is_title(sentence, token) or _is_thing(token)


def _is_title(sentence: Sentence, token: Token) -> bool:
    """«Тамбовская жизнь», «Время»."""
    entity = sentence.entity_at.get(token.index)
    before = sentence.tokens[token.index - 1].text if token.index else ""
    return (entity is not None and entity.type == "ORGANIZATION") or before in {"«", '"', "“", "„"}


def _is_thing(token: Token) -> bool:
    """«исследование», «последнее»; what the text calls «источник» or «сторона» speaks, though."""
    if token.base in words("speech_anonymous.tsv") or token.upos not in {"NOUN", "ADJ"}:
        return False
    if token.upos == "ADJ":
        return token.gender == "Neut"
    return token.feats.get("Animacy") == "Inan" and not any("anim" in parse.tag for parse in parses(token.lower))


def named(sentence: Sentence, token: Token | None) -> Speaker | None:
    """The speaker as given in a StatementSpan: None for those whom the text leaves without a name («источник»)."""
    if token is None or token.base in words("speech_anonymous.tsv"):
        return None
    return sentence.index, token.index


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of the verb: its own, else that of the verb it is coordinated with or depends on as a gerund."""
    current, seen = verb, set[int]()
    while current.index not in seen:
        seen.add(current.index)
        for child in sentence.children(current):
            if child.relation == "nsubj" and child.base not in {"который", "что", "это"} and child.upos != "SCONJ":
                return child
        above = sentence.parent(current)
        if current.relation not in {"conj", "advcl", "xcomp"} or above is None or above.upos not in {"VERB", "ADJ"}:
            return None
        current = above
    return None


def nominative_among(sentence: Sentence, tokens: Sequence[Token]) -> Token | None:
    """The first word that can be a subject: a person in the nominative, else a named person, else any nominative."""
    nominal = [token for token in tokens if token.upos in NOMINATIVE_TAGS]
    nominative = [token for token in nominal if token.case == "Nom"]
    people = [token for token in nominative if is_person(sentence, token)]
    names = [token for token in tokens if _is_person_name(sentence, token)]
    doubtful = [token for token in names if _may_be_nominative(token)]
    return next(iter([*people, *doubtful, *names, *nominative]), None)


def is_person(sentence: Sentence, token: Token) -> bool:
    pronoun = token.upos == "PRON" and token.lower in {"он", "она", "они"}
    return pronoun or token.feats.get("Animacy") == "Anim" or is_office_head(token) or _is_person_name(sentence, token)


def _is_person_name(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at.get(token.index)
    return entity is not None and entity.type == "PERSON"


def _may_be_nominative(token: Token) -> bool:
    known = cases(token.lower)
    return not known or "Nom" in known
