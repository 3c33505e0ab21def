"""Texts to parsed documents: the only import of Stanza. The pack is loaded once per process and never fetched.

`STANZA_MODELS` names another pack directory, `STANZA_PACKAGE` a package in it («default»: Stanza's own Russian models).
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document as StanzaDocument

from workers.doc import Doc, Entity, Sentence, Token
from workers.normalise import Normalised, normalise

BUNDLED_PACK = Path(__file__).parent / "models" / "ru-news"
BUNDLED_PACKAGE = "news"
# Parser memory grows with the square of the sentence, the character models' with the word.
MAX_SENTENCE_TOKENS = 150
MAX_TOKEN_CHARACTERS = 60
SYNTAX = "pos,lemma,depparse,ner"
# Types of Stanza's own Russian NER under the names of the bundled pack.
ENTITY_TYPES = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION", "MISC": "PRODUCT"}

logger = logging.getLogger(__name__)


class ModelPackError(RuntimeError):
    """The model pack is missing, damaged or incomplete; the message says what to do."""


def load() -> stanza.Pipeline:
    """The pipeline of this process, loaded on the first call; raises ModelPackError."""
    models = Path(os.environ.get("STANZA_MODELS") or BUNDLED_PACK)
    package = os.environ.get("STANZA_PACKAGE") or (BUNDLED_PACKAGE if (models / "SHA256SUMS").exists() else "default")
    return _pipeline(models, package)


def download(models: str, package: str) -> None:
    """Fetch Stanza's own Russian packages into a directory; raises ModelPackError where the network does not allow it."""
    try:
        stanza.download("ru", model_dir=models, package=package, processors=f"tokenize,{SYNTAX}", verbose=False)
    except Exception as error:
        raise ModelPackError(
            f"Stanza's packages cannot be fetched ({type(error).__name__}). Check the network."
        ) from error


def verify_pack(models: Path) -> None:
    """Compare every file that SHA256SUMS names with its checksum; a pack without that file (Stanza's own) passes."""
    if not (models / "resources.json").is_file():
        raise ModelPackError(f"No Stanza models in {models}. Set STANZA_MODELS to a pack, or restore workers/models.")
    sums = models / "SHA256SUMS"
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else ():
        expected, name = line.split(maxsplit=1)
        if _sha256(models / name) != expected:
            raise ModelPackError(f"{models / name} is missing or damaged: its checksum differs. Restore the pack.")


def parse(texts: Sequence[str]) -> list[Doc]:
    """Parse texts together; the result of a text does not depend on its neighbours. Nothing readable: no sentences."""
    pipeline = load()
    normalised = [normalise(text) for text in texts]
    readable = [i for i, clean in enumerate(normalised) if clean.text.strip()]
    docs = [Doc(text, ()) for text in texts]
    with torch.inference_mode():
        tokenised = [pipeline.process(normalised[i].text, processors="tokenize") for i in readable]
        bounded = [_bounded(document) for document in tokenised]
        parsed = [pipeline.process(document, processors=SYNTAX) for document in bounded]
    for i, document in zip(readable, parsed, strict=True):
        docs[i] = _doc(texts[i], normalised[i], document)
    return docs


@lru_cache(maxsize=1)
def _pipeline(models: Path, package: str) -> stanza.Pipeline:
    torch.set_num_threads(1)
    verify_pack(models)
    logger.info("loading Stanza models from %s, package %s", models, package)
    try:
        return stanza.Pipeline(
            "ru",
            dir=str(models),
            package=package,
            processors=f"tokenize,{SYNTAX}",
            download_method=None,
            verbose=False,
            use_gpu=False,
            depparse_batch_size=400,
            depparse_resolve_head_constraints=False,
        )
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise ModelPackError(f"Stanza cannot load package {package!r} from {models}: {error}") from error


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bounded(document: Any) -> Any:
    """The tokenised document with over-long sentences and words cut into pieces that the networks can take."""
    sentences = [list(_pieces(sentence.to_dict())) for sentence in document.sentences]
    return StanzaDocument([piece for pieces in sentences for piece in pieces], text=document.text)


def _pieces(tokens: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for first in range(0, len(tokens), MAX_SENTENCE_TOKENS):
        piece = tokens[first : first + MAX_SENTENCE_TOKENS]
        yield [
            {**token, "id": (i,), "text": token["text"][:MAX_TOKEN_CHARACTERS]}
            for i, token in enumerate(piece, start=1)
        ]


def _doc(text: str, normalised: Normalised, document: Any) -> Doc:
    sentences = []
    paragraph, position = 0, 0
    for index, sentence in enumerate(document.sentences):
        start = sentence.tokens[0].start_char
        paragraph += normalised.text.count("\n\n", position, start)
        position = start
        tokens = tuple(_token(normalised, token) for token in sentence.tokens)
        sentences.append(Sentence(index, tokens, _entities(sentence), paragraph))
    return Doc(text, tuple(sentences))


def _token(normalised: Normalised, token: Any) -> Token:
    word = token.words[0]
    feats = dict(pair.split("=", 1) for pair in word.feats.split("|")) if word.feats else {}
    return Token(
        index=word.id - 1,
        text=word.text,
        start=normalised.start(token.start_char),
        end=normalised.end(token.end_char),
        lemma=word.lemma or word.text,
        upos=word.upos or "X",
        feats=feats,
        head=word.head - 1,
        deprel=word.deprel or "dep",
    )


def _entities(sentence: Any) -> tuple[Entity, ...]:
    return tuple(
        Entity(entity.tokens[0].id[0] - 1, entity.tokens[-1].id[0] - 1, ENTITY_TYPES.get(entity.type, entity.type))
        for entity in sentence.ents
    )
