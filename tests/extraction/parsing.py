"""Parsed lines for tests that need no models: each line was parsed once by the bundled pack and is kept as CoNLL-U.

`make parses` (UPDATE_PARSES=1) parses what is missing and drops nothing; look at the difference before you commit it.
"""

from __future__ import annotations

import gzip
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from workers.doc import Doc, Entity, Sentence, Token

STORE = Path(__file__).with_name("parses.json.gz")


@cache
def _store() -> dict[str, Any]:
    if not STORE.exists():
        return {}
    parses: dict[str, Any] = json.loads(gzip.decompress(STORE.read_bytes()))
    return parses


def parsed(text: str) -> Doc:
    """The parse of a text, from the store."""
    if text not in _store():
        assert os.environ.get("UPDATE_PARSES") == "1", f"not parsed yet, run `make parses`: {text[:60]}"
        _store()[text] = _packed(_parse(text))
        data = json.dumps(_store(), ensure_ascii=False, sort_keys=True).encode()
        STORE.write_bytes(gzip.compress(data, mtime=0))
    return _unpacked(text, _store()[text])


def _parse(text: str) -> Doc:
    from workers import nlp  # loads the models, only to update the store

    return nlp.parse([text])[0]


def _packed(doc: Doc) -> list[Any]:
    return [
        {
            "paragraph": sentence.paragraph,
            "entities": [[entity.first, entity.last, entity.type] for entity in sentence.entities],
            "tokens": [
                [t.text, t.start, t.end, t.lemma, t.upos, dict(t.feats), t.head, t.deprel] for t in sentence.tokens
            ],
        }
        for sentence in doc.sentences
    ]


def _unpacked(text: str, sentences: list[Any]) -> Doc:
    return Doc(
        text,
        tuple(
            Sentence(
                index,
                tuple(Token(i, *token) for i, token in enumerate(packed["tokens"])),
                tuple(Entity(*entity) for entity in packed["entities"]),
                packed["paragraph"],
            )
            for index, packed in enumerate(sentences)
        ),
    )
