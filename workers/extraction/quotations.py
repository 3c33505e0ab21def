"""Quotations of a text: pairs of quotation marks of all kinds, and what the author's words cut them into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"«|»|“|”|„|‟|\"|&laquo;|&raquo;|&quot;|&ldquo;|&rdquo;|&bdquo;|&#171;|&#187;|&#34;")
OPENING = {"«": "»", "“": "”", "„": '“”"', '"': '"', "‟": "”"}
ENTITIES = {
    "&laquo;": "«", "&#171;": "«", "&raquo;": "»", "&#187;": "»", "&quot;": '"', "&#34;": '"',
    "&ldquo;": "“", "&rdquo;": "”", "&bdquo;": "„",
}  # fmt: skip
LONGEST = 3000
SPACE = r"(?:\s|&nbsp;|\u00a0)"
DASH = rf"(?:[—–-]|&mdash;|&ndash;|&#8212;|&#8211;){SPACE}*"
# «A, - сказал X. - B» inside one pair of marks.
INSERTED = re.compile(
    rf"(?P<before>.+?[,!?…»”]){SPACE}*{DASH}(?P<author>[а-яё][^«»]*?)"
    rf"(?:[.,!:]{SPACE}*{DASH}(?P<after>.+))?$",
    re.DOTALL,
)
AFTER = re.compile(rf"{SPACE}*[,.!?…]?{SPACE}*{DASH}(?=[а-яё])")
EDGES = " \t\n\r\u00a0,.;:!?…—–-"
OUTER = '«»“”„‟"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: `start` and `end` exclude the marks, `opened` and `closed` include them."""

    opened: int
    start: int
    end: int
    closed: int

    def covers(self, offset: int) -> bool:
        return self.start <= offset < self.end


def quotations(text: str) -> Iterator[Quotation]:
    """Outermost quotations in order; a mark that nothing closes is passed over."""
    marks = list(MARK.finditer(text))
    position = 0
    while position < len(marks):
        closing = _closing(text, marks, position) if _kind(marks[position]) in OPENING else None
        if closing is None or not _opens(text, marks[position]):
            position += 1
            continue
        opening, end = marks[position], marks[closing]
        yield Quotation(opening.start(), opening.end(), end.start(), end.end())
        position = closing + 1


def _kind(mark: re.Match[str]) -> str:
    return ENTITIES.get(mark[0], mark[0])


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Straight marks look alike: one opens behind a space, a bracket or a tag, and before a word."""
    if _kind(mark) != '"':
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([>/—–-") and not after.isspace()


def _closes(text: str, mark: re.Match[str]) -> bool:
    return _kind(mark) != '"' or not text[mark.start() - 1].isspace()


def _closing(text: str, marks: list[re.Match[str]], first: int) -> int | None:
    """The mark that closes the pair; where inner pairs share its closing mark, the last one of the paragraph."""
    opening = _kind(marks[first])
    depth, last = 0, None
    for index in range(first + 1, len(marks)):
        mark, kind = marks[index], _kind(marks[index])
        if mark.start() - marks[first].end() > LONGEST:
            break
        if last is not None and "\n\n" in text[marks[last].end() : mark.start()]:
            break
        if kind in OPENING[opening] and _closes(text, mark):
            last = index
            if depth == 0:
                return index
            depth -= 1
        elif kind == opening and kind != '"' and not _reopens(text, mark):
            depth += 1
    return last


def _reopens(text: str, mark: re.Match[str]) -> bool:
    """A quotation of several paragraphs has an opening mark at each of them."""
    return text[max(0, mark.start() - 2) : mark.start()].endswith("\n")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without spaces and punctuation at the edges, and without a pair of marks around the whole."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    whole = end - start > 2 and text[start] in OUTER and text[end - 1] in OUTER
    if whole and not any(mark in OUTER for mark in text[start + 1 : end - 1]):
        return trimmed(text, start + 1, end - 1)
    return start, end
