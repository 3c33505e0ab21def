"""Sentences of the training data: immutable words, read from and written as CoNLL-U."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO, TypeAlias

Feats: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `head` is 1-based, 0 for the root; `glued` says that no space follows; `entity` is a BIO tag."""

    form: str
    lemma: str
    upos: str
    feats: Feats
    head: int
    deprel: str
    glued: bool = False
    entity: str = "O"

    def feature(self, name: str) -> str | None:
        return dict(self.feats).get(name)


Sentence: TypeAlias = tuple[Word, ...]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, plain or gzipped; ranges and empty nodes are left out."""
    words: list[Word] = []
    with _opened(path) as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                words.append(_word(columns))
            elif columns == [""] and words:
                yield tuple(words)
                words = []
    if words:
        yield tuple(words)


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{_block(sentence)}\n" for sentence in sentences)


def key(sentence: Sentence) -> str:
    """What two copies of one sentence have in common, whatever their annotation."""
    return "".join(word.form.lower().replace("ё", "е") for word in sentence)


def is_tree(sentence: Sentence) -> bool:
    """One root, no cycle, every head inside the sentence."""
    if sum(word.head == 0 for word in sentence) != 1 or any(word.head > len(sentence) for word in sentence):
        return False
    return all(_reaches_root(sentence, word) for word in sentence)


def lowered(sentence: Sentence) -> Sentence:
    return tuple(replace(word, form=word.form.lower()) for word in sentence)


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _reaches_root(sentence: Sentence, word: Word) -> bool:
    for _ in sentence:
        if word.head == 0:
            return True
        word = sentence[word.head - 1]
    return False


def _word(columns: list[str]) -> Word:
    feats = () if columns[5] == "_" else tuple((k, v) for k, _, v in (p.partition("=") for p in columns[5].split("|")))
    return Word(columns[1], columns[2], columns[3], feats, int(columns[6]), columns[7], "SpaceAfter=No" in columns[9])


def _block(sentence: Sentence) -> str:
    return "".join(
        "\t".join(
            (
                str(number),
                word.form,
                word.lemma,
                word.upos,
                "_",
                "|".join(f"{name}={value}" for name, value in sorted(word.feats)) or "_",
                str(word.head),
                word.deprel,
                "_",
                "SpaceAfter=No" if word.glued else "_",
            )
        )
        + "\n"
        for number, word in enumerate(sentence, start=1)
    )
