"""Words that may name a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, cast

from workers.doc import Doc, Sentence, Token
from workers.extraction.facts import Kind
from workers.extraction.lexicon import rows
from workers.extraction.morphology import lemmas

Frame = Literal["with", "call", "receive", "discuss", "talks", "visit", "assembly", "attend"]
VERB_TAGS, NOUN_TAGS = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class Trigger:
    """A word of the text that may name a meeting."""

    sentence: Sentence
    token: Token
    frame: Frame
    default_kind: Kind | None
    surroundings: tuple[Sentence, ...] = ()

    @property
    def is_verb(self) -> bool:
        return self.token.upos in VERB_TAGS

    @cached_property
    def children(self) -> tuple[Token, ...]:
        return self.sentence.children(self.token)

    @cached_property
    def clause(self) -> tuple[Token, ...]:
        """Tokens of the trigger's clause: up to the next finite verb's comma on either side."""
        return tuple(self.sentence.tokens[slice(*_clause_bounds(self.sentence, self.token))])

    @property
    def position(self) -> tuple[int, int]:
        return self.sentence.index, self.token.index


def candidates(doc: Doc) -> Iterator[Trigger]:
    """Every word of the text that may name a meeting."""
    for sentence in doc.sentences:
        around = doc.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        for token in sentence.tokens:
            if entry := _entry(sentence, token):
                frame, kind = entry
                yield Trigger(sentence, token, cast(Frame, frame), cast("Kind | None", kind or None), around)


def _entry(sentence: Sentence, token: Token) -> tuple[str, str] | None:
    """Frame and kind of a token, by the lemmatiser or by the dictionary where that stumbles («встречам» → «встреч»)."""
    if token.upos not in VERB_TAGS | NOUN_TAGS:
        return None
    part = "verb" if token.upos in VERB_TAGS else "noun"
    if token.base in {"принять", "принимать"} and takes_part(sentence, token):
        return "attend", ""
    before = sentence.tokens[token.index - 1].base if token.index else ""
    for lemma in (f"{before} {token.base}", token.base, *sorted(lemmas(token.lower)), _without_prefix(token.base)):
        if entry := _entries().get((lemma, part)):
            return entry
    return None


@cache
def _entries() -> dict[tuple[str, str], tuple[str, str]]:
    entries = (*rows("triggers.tsv"), *rows("phrase_triggers.tsv"))
    return {(lemma, part): (frame, kind) for lemma, part, frame, kind, _ in entries}


def _without_prefix(lemma: str) -> str:
    """«онлайн-встреча», «мини-саммит», but not «пресс-конференция»."""
    prefix, _, last = lemma.partition("-")
    return last if prefix in {"онлайн", "видео", "мини", "экспресс", "блиц", "теле", "спец", "бизнес"} else lemma


def takes_part(sentence: Sentence, token: Token) -> bool:
    """«приняли участие», «участие в них приняли»."""
    near = sentence.tokens[token.index + 1 : token.index + 4]
    return any(word.base == "участие" for word in (*sentence.children(token), *near))


def _clause_bounds(sentence: Sentence, token: Token) -> tuple[int, int]:
    tokens = sentence.tokens
    first, last = token.index, token.index
    while first > 0 and not _is_boundary(sentence, first - 1):
        first -= 1
    while last + 1 < len(tokens) and not _is_boundary(sentence, last + 1):
        last += 1
    return first, last + 1


def _is_boundary(sentence: Sentence, index: int) -> bool:
    """A comma or dash before a conjunction, a relative word or a participle opens another clause."""
    token = sentence.tokens[index]
    if token.text in ";:":
        return True
    if token.text not in {",", "—", "–", "-"} or index + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[index + 1]
    return following.upos == "SCONJ" or following.base in {"который", "где", "куда", "когда", "что"}
