"""NEREL's nested entities as flat ones, on razdel's tokens, in the types that the rules use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from razdel import sentenize, tokenize

from workers.training.conllu import Sentence, Word
from workers.training.sources import AnnotatedText, Span

TYPES = {
    **{
        name: name
        for name in (
            "PERSON ORGANIZATION COUNTRY CITY LOCATION FACILITY PROFESSION EVENT DATE TIME NATIONALITY LAW AWARD "
            "WORK_OF_ART PRODUCT"
        ).split()
    },
    "STATE_OR_PROVINCE": "LOCATION",
    "DISTRICT": "LOCATION",
}
# What may stand inside a post and is cut off from it: «министр обороны | Азербайджана».
_CUT_FROM_POSTS = frozenset({"COUNTRY", "ORGANIZATION", "STATE_OR_PROVINCE", "CITY"})


def sentences(text: AnnotatedText | str) -> Iterator[Sentence]:
    """The text's sentences as bare words (no tags, no trees), with BIO tags if it is annotated."""
    flat = list(flattened(text.spans)) if isinstance(text, AnnotatedText) else []
    raw = text.text if isinstance(text, AnnotatedText) else text
    position = 0
    for line in raw.split("\n"):
        for sentence in sentenize(line):
            yield _sentence(sentence.text, position + sentence.start, flat)
        position += len(line) + 1


def flattened(spans: Iterable[Span]) -> Iterator[Span]:
    """Entities that do not overlap: the outermost wins, but a post ends where the body or country it belongs to begins."""
    known = [replace(span, type=span.type) for span in spans if span.type in TYPES]
    taken: list[Span] = []
    for span in sorted(known, key=lambda span: (span.start, -span.end)):
        span = _cut(span, known) if span.type == "PROFESSION" else span
        if span.end > span.start and not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
            yield Span(span.start, span.end, TYPES[span.type])


def as_json(path: Path, tagged: Iterable[Sentence]) -> None:
    """Write what Stanza's NER trainer reads: sentences of {"text", "ner"}."""
    rows = [[{"text": word.form, "ner": word.entity} for word in sentence] for sentence in tagged]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _cut(post: Span, spans: list[Span]) -> Span:
    inner = [s.start for s in spans if s.type in _CUT_FROM_POSTS and post.start < s.start and s.end <= post.end]
    return replace(post, end=min(inner)) if inner else post


def _sentence(text: str, offset: int, spans: list[Span]) -> Sentence:
    tokens = list(tokenize(text))
    return tuple(
        Word(
            form=token.text,
            lemma="_",
            upos="X",
            feats=(),
            head=0,
            deprel="root",
            glued=number + 1 < len(tokens) and tokens[number + 1].start == token.stop,
            entity=_tag(offset + token.start, offset + token.stop, spans),
        )
        for number, token in enumerate(tokens)
    )


def _tag(start: int, end: int, spans: list[Span]) -> str:
    for span in spans:
        if span.start < end and start < span.end:
            return f"{'B' if start <= span.start else 'I'}-{span.type}"
    return "O"
