"""Knowledge of names and posts as data: one entry a line, columns separated by tabs, the last one an example."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from events.names import fold

DIRECTORY = Path(__file__).parent


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a file, column by column; `#` starts a comment."""
    lines = (DIRECTORY / name).read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in kept)


@cache
def table(name: str) -> dict[str, str]:
    """The first column, folded, and what the second says of it."""
    return {fold(row[0]): row[1] for row in rows(name)}


@cache
def groups(name: str) -> dict[str, str]:
    """Of every word of a line of alternatives the first one."""
    return {fold(word): fold(row[0].split()[0]) for row in rows(name) for word in row[0].split()}
