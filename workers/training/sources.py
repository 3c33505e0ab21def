"""What the data directory holds, read where it lies: treebanks (`ud/*.conllu.gz`), NEREL and factRuEval archives."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workers.training import conllu
from workers.training.conllu import Sentence
from workers.training.inventory import unified

# Never trained on; a sentence of theirs that stands in another file as well is dropped there.
SCORING = {
    "lenta": "GramEval-RuEval2017-Lenta-news-dev",
    "gsd": "gsd-test",
    "taiga": "taiga-test",
}
TREEBANKS = (
    "MorphoRuEval2017-Lenta-train",
    "GramEval2020-Taiga-news-train",
    "GramEval-SynTagRus-dev",
    "MorphoRuEval2017-JZ-gold",
    "taiga-train-old",
    "taiga-dev",
    "pud-test",
    "gsd-dev",
    "GramEval-GSD-wiki-dev",
    "MorphoRuEval2017-VK-gold",
    "GramEval2020-Taiga-social-train",
)
# Every n-th sentence of these chooses the best step of a training run; no network learns from it.
CHOOSING = {"MorphoRuEval2017-Lenta-train": 2, "gsd-dev": 8, "pud-test": 10}
NEREL, FACTRUEVAL = "nerel-v1.1-train-dev.tar.gz", "factrueval-2016-devset.tar.gz"


class DataError(RuntimeError):
    """A file of the data directory is missing; the message names it."""


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch of a text: characters `start` to `end` (exclusive) and a type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    name: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Sources:
    """The data directory."""

    root: Path

    def scoring(self, name: str) -> Path:
        return self._treebank(SCORING[name])

    @cached_property
    def _scored(self) -> frozenset[str]:
        return frozenset(conllu.key(s) for name in SCORING.values() for s in conllu.read(self._treebank(name)))

    def gold(self) -> tuple[list[Sentence], list[Sentence]]:
        """Sentences to train on and sentences to choose by, in one inventory, without copies and without scored ones."""
        training: list[Sentence] = []
        choosing: list[Sentence] = []
        seen = set(self._scored)
        for name in TREEBANKS:
            for number, sentence in enumerate(conllu.read(self._treebank(name))):
                if conllu.key(sentence) in seen or not conllu.is_tree(sentence):
                    continue
                seen.add(conllu.key(sentence))
                chosen = name in CHOOSING and number % CHOOSING[name] == 0
                (choosing if chosen else training).append(unified(sentence))
        return training, choosing

    def nerel(self, part: str) -> list[AnnotatedText]:
        """The texts of NEREL's `train` or `dev` with their entities."""
        files = dict(self._archive(NEREL, f"/{part}/"))
        return [
            AnnotatedText(name, text, tuple(_spans(files[name.removesuffix(".txt") + ".ann"])))
            for name, text in sorted(files.items())
            if name.endswith(".txt")
        ]

    def factrueval(self) -> list[str]:
        """The texts of factRuEval's demonstration set."""
        return [text for name, text in sorted(self._archive(FACTRUEVAL, "/devset/")) if name.endswith(".txt")]

    def _treebank(self, name: str) -> Path:
        return self._file(f"ud/{name}.conllu.gz")

    def _file(self, name: str) -> Path:
        path = self.root / name
        if not path.is_file():
            raise DataError(f"{path} is missing. DATA has to name the directory that holds it.")
        return path

    def _archive(self, name: str, part: str) -> Iterator[tuple[str, str]]:
        with tarfile.open(self._file(name)) as archive:
            for member in archive:
                if member.isfile() and part in f"/{member.name}" and member.name.endswith((".txt", ".ann")):
                    file = archive.extractfile(member)
                    assert file is not None
                    # Offsets count every line break as it stands.
                    yield Path(member.name).name, file.read().decode("utf-8")


def _spans(annotation: str) -> Iterable[Span]:
    for line in annotation.splitlines():
        if line.startswith("T"):
            _, place, _ = line.split("\t", 2)
            kind, *offsets = place.split(" ", 1)
            bounds = [int(number) for piece in offsets[0].split(";") for number in piece.split()]
            yield Span(min(bounds), max(bounds), kind)
