"""The model pack is checked before it is used, and never fetched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from workers import nlp


def pack(directory: Path, content: bytes, recorded: bytes) -> Path:
    (directory / "resources.json").write_text("{}")
    (directory / "model.pt").write_bytes(content)
    (directory / "SHA256SUMS").write_text(f"{hashlib.sha256(recorded).hexdigest()}  ./model.pt\n")
    return directory


def test_a_sound_pack_passes(tmp_path: Path) -> None:
    nlp.verify_pack(pack(tmp_path, b"model", b"model"))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(nlp.ModelPackError, match=r"model\.pt is missing or damaged"):
        nlp.verify_pack(pack(tmp_path, b"mod", b"model"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    directory = pack(tmp_path, b"model", b"model")
    (directory / "model.pt").unlink()
    with pytest.raises(nlp.ModelPackError, match=r"model\.pt is missing"):
        nlp.verify_pack(directory)


def test_a_directory_without_models_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(nlp.ModelPackError, match="STANZA_MODELS"):
        nlp.verify_pack(tmp_path)


def test_the_bundled_pack_is_sound() -> None:
    nlp.verify_pack(nlp.BUNDLED_PACK)


@pytest.mark.parametrize(("stanza", "ours"), [("PER", "PERSON"), ("LOC", "LOCATION"), ("ORG", "ORGANIZATION")])
def test_types_of_stanzas_own_tagger_have_our_names(stanza: str, ours: str) -> None:
    assert nlp.ENTITY_TYPES[stanza] == ours


@pytest.mark.pack
def test_pathological_texts_are_parsed_in_pieces_with_sound_offsets() -> None:
    texts = ["слово " * 1000, "а" * 5000, "\u00ad\u200b", "Ми\u00adнистр Ива\u0301н Петров приехал."]
    endless, token, nothing, marked = nlp.parse(texts)
    assert max(len(sentence.tokens) for sentence in endless.sentences) <= nlp.MAX_SENTENCE_TOKENS
    assert max(len(t.text) for s in token.sentences for t in s.tokens) <= nlp.MAX_TOKEN_CHARACTERS
    assert nothing.sentences == ()
    words = [(t.text, marked.text[t.start : t.end]) for t in marked.sentences[0].tokens[:2]]
    assert words == [("Министр", "Ми\u00adнистр"), ("Иван", "Ива\u0301н")]
