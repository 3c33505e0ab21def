"""Stanza's own Russian models know persons, places and organisations only: extraction has to do with those."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsing import parsed
from test_meetings import CASES, PUBLISHED, TODAY, summary

from workers.doc import Doc, Entity, Sentence
from workers.extraction import extract

# The bundled pack's type -> the type of Stanza's packages, as workers.nlp names it.
KNOWN_TYPES = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORGANIZATION",
    "COUNTRY": "LOCATION",
    "CITY": "LOCATION",
    "LOCATION": "LOCATION",
}
WITH_MEETINGS = [(text, expected) for text, expected in CASES if expected]


def with_known_types_only(doc: Doc) -> Doc:
    def fewer(sentence: Sentence) -> Sentence:
        kept = (entity for entity in sentence.entities if entity.type in KNOWN_TYPES)
        return replace(sentence, entities=tuple(Entity(e.first, e.last, KNOWN_TYPES[e.type]) for e in kept))

    return Doc(doc.text, tuple(fewer(sentence) for sentence in doc.sentences))


def test_nearly_all_meetings_are_the_same_without_posts_and_dates_tagged() -> None:
    same = [
        [summary(meeting) for meeting in extract(with_known_types_only(parsed(text)), PUBLISHED, TODAY).meetings]
        == expected
        for text, expected in WITH_MEETINGS
    ]
    assert sum(same) / len(same) >= 0.9


@pytest.mark.parametrize(
    "text", [text for text, _ in WITH_MEETINGS[:5]], ids=[text[:30] for text, _ in WITH_MEETINGS[:5]]
)
def test_a_text_without_any_entity_does_not_break(text: str) -> None:
    bare = Doc(text, tuple(replace(sentence, entities=()) for sentence in parsed(text).sentences))
    assert extract(bare, PUBLISHED, TODAY) is not None
