"""Language knowledge as data: one entry a line, columns separated by tabs, the last one an example; `#` starts a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).parent


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of the lexicon file `name` ("posts.tsv"), column by column."""
    lines = (DIRECTORY / name).read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in kept)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a lexicon file, lower-cased, «ё» folded to «е»."""
    return frozenset(row[0].lower().replace("ё", "е") for row in rows(name))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """First column (folded as in `words`) -> the other columns."""
    return {row[0].lower().replace("ё", "е"): row[1:] for row in rows(name)}
