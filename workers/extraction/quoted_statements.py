"""Direct speech: quotations with the author's words behind, before or inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.extraction.author_words import author_before_colon, author_in
from workers.extraction.quotations import AFTER, AFTER_COMMA, BREAK, RESUMED, Quotation
from workers.extraction.speakers import is_source, named, nominative_among, subject
from workers.extraction.speech import Author, StatementSpan, Text, is_finite, verb_of_speech

# What may stand before a quotation that begins a sentence: nothing, a stop, a dash, a tag.
BOUNDARY = re.compile(r"(?:^|[.!?…:>—–•*\n»”“\"]|&raquo;|&mdash;|&nbsp;)\s*$")
ENDS_SAID = re.compile(r"[,!?…]$")
NAMING = frozenset("назвать называть охарактеризовать окрестить описать определить".split())
REACH = 300
NEAR = 4


def inserted_author(text: Text) -> Iterator[StatementSpan]:
    """«A, - сказал X. - B»: two statements around the author's words."""
    for quotation in text.quotations:
        for (start, end), author in _pieces(text, quotation.start, quotation.end):
            yield from text.span((start, end), author, "direct", "inserted_author")


def _pieces(text: Text, start: int, end: int) -> Iterator[tuple[tuple[int, int], Author]]:
    """What the author's words cut a quotation into, with the author; nothing if they do not."""
    for mark in BREAK.finditer(text.doc.text, start, end):
        resumed = RESUMED.search(text.doc.text, mark.end(), end)
        stop = resumed.start() if resumed else end
        found = author_in(text, mark.end(), stop, NEAR)
        if found is None:
            continue
        yield (start, mark.start()), found
        if resumed is not None:
            rest = list(_pieces(text, resumed.end(), end))
            yield from rest or [((resumed.end(), end), found)]
        return


def author_behind(text: Text) -> Iterator[StatementSpan]:
    """«…», - сказал X; «…», сказал X."""
    for quotation in text.quotations:
        start = _author_start(text, quotation)
        if start is None or not begins_sentence(text, quotation):
            continue
        found = author_in(text, start, author_end(text, start))
        if found is not None:
            yield from text.span((quotation.start, quotation.end), found, "direct", "author_behind")


def _author_start(text: Text, quotation: Quotation) -> int | None:
    """Behind the dash; without one, where a comma ends what is said and a verb of speech follows at once."""
    if link := AFTER.match(text.doc.text, quotation.closed):
        return link.end()
    link = AFTER_COMMA.match(text.doc.text, quotation.closed)
    if link is None:
        return None
    comma = link[0].startswith(",") or ENDS_SAID.search(text.doc.text, quotation.start, quotation.end)
    following = [token for _, token in text.between(link.end(), link.end() + 40)][:2]
    said = any(verb_of_speech(token) and is_finite(token) for token in following)
    return link.end() if comma and said else None


def begins_sentence(text: Text, quotation: Quotation) -> bool:
    """«Заря» in «В эфире радио «Заря» - отметил он» does not."""
    return bool(BOUNDARY.search(text.doc.text, max(0, quotation.opened - 12), quotation.opened))


def author_end(text: Text, start: int) -> int:
    """The author's words end with their sentence, at a line's end or at the next quotation that is a sentence."""
    ends = [sentence.end for sentence in text.doc.sentences if sentence.end > start][:1]
    line = text.doc.text.find("\n", start)
    following = [q.opened for q in text.quotations if q.opened >= start and begins_sentence(text, q)]
    return min([*ends, *([line] if line >= 0 else []), *following[:1]], default=len(text.doc.text))


def author_before(text: Text) -> Iterator[StatementSpan]:
    """X подчеркнул: «…»; X: «…»"""
    for quotation in text.quotations:
        before = text.doc.text[max(0, quotation.opened - REACH) : quotation.opened].rstrip().rstrip("—–- ")
        if not before.endswith(":"):
            continue
        line = text.doc.text.rfind("\n", 0, len(text.doc.text[: quotation.opened].rstrip())) + 1
        start = max(line, quotation.opened - REACH)
        long = len(text.doc.text[quotation.start : quotation.end].split()) > 2
        found = author_before_colon(text, quotation.opened, start, long)
        if found is not None:
            yield from text.span((quotation.start, quotation.end), found, "direct", "author_before")


def naming(text: Text) -> Iterator[StatementSpan]:
    """X назвал её «частной инициативой»: words of the speaker, no title (a title has a capital)."""
    for quotation in text.quotations:
        if not text.doc.text[quotation.start : quotation.start + 1].islower():
            continue
        before = text.between(max(0, quotation.opened - 80), quotation.opened)[-6:]
        verbs = [(sentence, token) for sentence, token in before if token.base in NAMING and is_finite(token)]
        for sentence, verb in verbs[-1:]:
            speaker = subject(sentence, verb) or nominative_among(sentence, sentence.tokens[: verb.index])
            if speaker is not None and not is_source(sentence, verb, speaker):
                author = Author(verb.base, named(sentence, speaker))
                yield from text.span((quotation.start, quotation.end), author, "direct", "naming")
