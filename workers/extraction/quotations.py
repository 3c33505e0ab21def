"""Quotations of a text: pairs of quotation marks of all kinds, lines of a dialogue, and where the author's words may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"«|»|“|”|„|‟|‘|’|\"|''|&laquo;|&raquo;|&quot;|&ldquo;|&rdquo;|&bdquo;|&#171;|&#187;|&#34;")
OPENING = {"«": "»", "“": "”", "„": '“”"', '"': '"', "‟": "”", "‘": "’"}
ENTITIES = {
    "&laquo;": "«", "&#171;": "«", "&raquo;": "»", "&#187;": "»", "&quot;": '"', "&#34;": '"', "''": '"',
    "&ldquo;": "“", "&rdquo;": "”", "&bdquo;": "„",
}  # fmt: skip
LONGEST = 3000
SPACE = r"(?:\s|&nbsp;|\u00a0)"
DASH = rf"(?:[—–-]{{1,2}}|&mdash;|&ndash;|&#8212;|&#8211;){SPACE}*"
# Inside a quotation: «A[, - ]сказал X[. - ]B».
BREAK = re.compile(rf"(?<=[,!?…»”\".]){SPACE}*{DASH}(?=[а-яё])")
RESUMED = re.compile(rf"[.,!?:;]{SPACE}*{DASH}(?=\S)")
# Behind a quotation: «…»[, - ]сказал X; «…»[, ]сказал X.
AFTER = re.compile(rf"{SPACE}*[,.!?…]?{SPACE}*{DASH}(?=[а-яё])|{SPACE}*[,!?…]{SPACE}*{DASH}(?=[А-ЯЁ])")
AFTER_COMMA = re.compile(rf",?{SPACE}+(?=[а-яё])")
# A line of a dialogue: «— A, — сказал X. — B».
SPOKEN_LINE = re.compile(rf"^{SPACE}*{DASH}(?P<said>\S.*?[,!?…]){SPACE}*{DASH}(?=[а-яё])(?P<rest>.*)$", re.MULTILINE)
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
    """Outermost quotations in order; a mark that nothing closes is passed over, unless the author's words follow it."""
    marks = list(MARK.finditer(text))
    position = 0
    while position < len(marks):
        closing = _closing(text, marks, position) if _kind(marks[position]) in OPENING else None
        found = _unclosed(text, marks, position, closing)
        if found is not None:
            yield found
            position = next((i for i, mark in enumerate(marks) if mark.start() >= found.closed), len(marks))
        elif closing is None or not _opens(text, marks[position]):
            position += 1
        else:
            opening, end = marks[position], marks[closing]
            yield Quotation(opening.start(), opening.end(), end.start(), end.end())
            position = closing + 1


def spoken_lines(text: str) -> Iterator[Quotation]:
    """What is said in the lines of a dialogue that have the author's words: «— A, — сказал X. — B»."""
    for line in SPOKEN_LINE.finditer(text):
        start, end = line.span("said")
        yield Quotation(line.start(), start, end, end)
        resumed = RESUMED.search(text, line.start("rest"), line.end("rest"))
        if resumed is not None:
            yield Quotation(resumed.end(), resumed.end(), line.end("rest"), line.end("rest"))


def _kind(mark: re.Match[str]) -> str:
    return ENTITIES.get(mark[0], mark[0])


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Straight marks look alike: one opens behind a space, a bracket or a tag, and before a word."""
    if _kind(mark) != '"':
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([>/—–-:") and not after.isspace()


def _closes(text: str, mark: re.Match[str]) -> bool:
    return _kind(mark) != '"' or not text[mark.start() - 1].isspace()


def _unclosed(text: str, marks: list[re.Match[str]], first: int, closing: int | None) -> Quotation | None:
    """A quotation whose closing mark is missing ends with its line: «A, - сказал X. - B¶», X сказал: «A¶"""
    opening = marks[first]
    line = text.find("\n", opening.end())
    line = len(text) if line < 0 else line
    if _kind(opening) not in OPENING or not _opens(text, opening):
        return None
    if closing is not None and (
        marks[closing].start() <= line or not _opens_between(text, marks, first, closing, line)
    ):
        return None
    said = BREAK.search(text, opening.end(), line) or text[: opening.start()].rstrip().endswith(":")
    return Quotation(opening.start(), opening.end(), line, line) if said else None


def _opens_between(text: str, marks: list[re.Match[str]], first: int, closing: int, line: int) -> bool:
    """Another quotation begins on a later line, and too few marks close."""
    inner = [mark for mark in marks[first + 1 : closing] if mark.start() > line]
    opened = [mark for mark in inner if _kind(mark) in OPENING and _opens(text, mark) and not _closes(text, mark)]
    if _kind(marks[first]) == '"':
        return bool(opened)
    pairs = [_kind(mark) for mark in marks[first : closing + 1]]
    return pairs.count(_kind(marks[first])) > sum(kind in OPENING[_kind(marks[first])] for kind in pairs)


def _closing(text: str, marks: list[re.Match[str]], first: int) -> int | None:
    """The mark that closes the pair; where inner pairs share its closing mark, the last one of the paragraph."""
    opening = _kind(marks[first])
    depth, last = 0, None
    for index in range(first + 1, len(marks)):
        mark, kind = marks[index], _kind(marks[index])
        if mark.start() - marks[first].end() > LONGEST:
            break
        if last is not None and "\n" in text[marks[last].end() : mark.start()]:
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
