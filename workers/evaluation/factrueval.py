"""Texts of factRuEval-2016 with their Meeting and Occupation facts: a reader of its files.

As in the official scorer, any mention of an entity, its names, the orders of a person's names and a name together with a
descriptor are equally right; a position is right in the words of the text and in the nominative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from workers.evaluation.comparison import DASHES, QUOTES, SPACES
from workers.evaluation.gold import GoldError

KINDS = ("Meeting", "Occupation")
DIFFICULT = "сложность повышенная"
DESCRIPTORS = ("descr", "descriptor")
# How the parts of a person's name may follow one another.
NAME_ORDERS = ["lastname firstname patronymic", "firstname patronymic lastname", "firstname patronymic",
               "firstname lastname", "lastname firstname", "nickname", "firstname", "patronymic", "lastname",
               "firstname nickname"]  # fmt: skip


@dataclass(frozen=True)
class Argument:
    """A slot of a fact and the values of which any is right."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """`ignored`: of raised difficulty, counted in no way."""

    kind: str
    arguments: tuple[Argument, ...]
    ignored: bool = False


@dataclass(frozen=True)
class FactText:
    name: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Files:
    """What the files beside the facts tell: entity id -> its values, span id -> its words."""

    text: str
    entities: dict[str, tuple[str, ...]]
    spans: dict[str, str]


def folded(value: str) -> str:
    """A value as it is compared: lower case, «е» for «ё», one kind of quotes, dashes and spaces."""
    value = QUOTES.sub('"', DASHES.sub("-", value.lower().replace("ё", "е")))
    return SPACES.sub(" ", value).strip()


def read_factrueval(directory: Path) -> list[FactText]:
    """The texts of a directory such as `devset` that have a .facts file; raises GoldError."""
    paths = sorted(directory.glob("*.facts"))
    if not paths:
        raise GoldError(f"{directory} holds no *.facts files of factRuEval-2016.")
    return [_read(path) for path in paths]


def _read(path: Path) -> FactText:
    try:
        files = _files(path)
        return FactText(path.stem, files.text, tuple(_facts(path, files)))
    except (OSError, UnicodeDecodeError, IndexError, KeyError, ValueError) as error:
        raise GoldError(f"{path} and its companions cannot be read: {error!r}") from error


def _files(path: Path) -> Files:
    text = path.with_suffix(".txt").read_text(encoding="utf-8-sig")
    bounds, words = {}, {}
    for left, right in _commented(path.with_suffix(".spans")):
        identifier, _, start, length, *_ = left.split()
        bounds[identifier] = (int(start), int(start) + int(length))
        words[identifier] = " ".join(right.split()[len(right.split()) // 2 :])
    mentions = {}
    for left, right in _commented(path.with_suffix(".objects")):
        identifier, _, *spans = left.split()
        starts, ends = zip(*(bounds[span] for span in spans if span in bounds), strict=True)
        mentions[identifier] = (right.strip(), text[min(starts) : max(ends)])
    entities = {
        header.split()[0]: _entity_values(header.split()[1:], lines, mentions)
        for header, *lines in _blocks(path.with_suffix(".coref"))
    }
    return Files(text, entities, words)


def _commented(path: Path) -> Iterator[tuple[str, str]]:
    """Lines of numbers with their words behind a «#»."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        left, _, right = line.partition("#")
        if left.strip():
            yield left, right


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _entity_values(
    identifiers: Sequence[str], lines: Sequence[str], mentions: dict[str, tuple[str, str]]
) -> tuple[str, ...]:
    """The names of an entity from its attributes, and its mentions as they stand in the text."""
    mentioned = [words for identifier in identifiers for words in mentions.get(identifier, ())]
    return tuple(dict.fromkeys(folded(value) for value in [*_attribute_values(lines), *mentioned]))


def _attribute_values(lines: Sequence[str]) -> list[str]:
    attributes: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(" ")
        attributes.setdefault(key.lower().rstrip("0123456789"), []).append(value)
    descriptors = [value for key in DESCRIPTORS for value in attributes.get(key, [])]
    people = [
        " ".join(parts)
        for order in NAME_ORDERS
        for parts in product(*(attributes.get(key, []) for key in order.split()))
    ]
    names = attributes.get("name", [])
    described = [pair for name in names for word in descriptors for pair in (f"{name} {word}", f"{word} {name}")]
    return people + names + described


def _facts(path: Path, files: Files) -> Iterator[Fact]:
    for header, *lines in _blocks(path):
        kind = header.split()[1]
        if kind in KINDS:
            arguments = tuple(argument for line in lines if (argument := _argument(line, files)))
            yield Fact(kind, arguments, DIFFICULT in (line.lower() for line in lines))


def _argument(line: str, files: Files) -> Argument | None:
    """Phase and modality, which the easy mode leaves out, are no arguments."""
    name, _, value = line.partition(" ")
    heads = [alternative.strip().partition(" ") for alternative in value.split("|")]
    if value.startswith("obj"):
        identifier, _, words = value.partition(" ")
        return Argument(name.lower(), (folded(words), *files.entities[identifier.removeprefix("obj")]))
    if value.startswith("span"):
        words_of = (files.spans.get(head.removeprefix("span"), words) for head, _, words in heads)
        return Argument(name.lower(), tuple(folded(words) for words in words_of))
    return None
