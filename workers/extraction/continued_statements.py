"""Direct speech whose author stands in a neighbouring sentence: a quotation that goes on, «Так X прокомментировал …»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.doc import Sentence
from workers.extraction.quotations import AFTER, Quotation
from workers.extraction.quoted_statements import author_before, author_behind, begins_sentence, inserted_author
from workers.extraction.speakers import is_source, named, nominative_among, subject
from workers.extraction.speech import Author, StatementSpan, Text, is_finite, verb_of_speech

REMARKING = frozenset("так такими такое таким этими".split())
STOPS = re.compile(r"[.!?](?:\s|$)")


def continued(text: Text) -> Iterator[StatementSpan]:
    """«A», - сказал X. «B»: a quotation with no author's words right behind those of another one."""
    attributed = [span for rule in (inserted_author, author_behind, author_before) for span in rule(text)]
    ends = {span.end: Author(span.verb, span.speaker) for span in sorted(attributed, key=lambda span: span.start)}
    author: Author | None = None
    for earlier, quotation in zip(text.quotations, text.quotations[1:], strict=False):
        own = [author for end, author in ends.items() if earlier.start < end <= earlier.end]
        author = own[-1] if own else author
        if any(quotation.start < end <= quotation.end for end in ends):
            continue
        if author is None or not _goes_on(text, earlier, quotation):
            author = None
            continue
        yield from text.span((quotation.start, quotation.end), author, "direct", "continued")


def _goes_on(text: Text, earlier: Quotation, quotation: Quotation) -> bool:
    """Nothing but the author's words stands between; a new line belongs to the same quotation if nothing does."""
    between = text.doc.text[earlier.closed : quotation.opened]
    apart = "\n" in between and between.strip(" \t\r\n.,;—–-")
    if apart or len(STOPS.findall(between)) > 1 or not _is_whole(text, quotation):
        return False
    ended = between.rstrip().rstrip("—–- ").endswith((".", "!", "?", ",", ";"))
    return (ended or not between.strip()) and not AFTER.match(text.doc.text, quotation.closed)


def _is_whole(text: Text, quotation: Quotation) -> bool:
    """The quotation is a sentence of its own, or goes on with the one that the author's words broke."""
    behind = text.doc.text[quotation.closed : quotation.closed + 2]
    first = text.doc.text[quotation.start : quotation.start + 1]
    joined = text.doc.text[: quotation.opened].rstrip()[-1:] in "—–-"
    return (first.isupper() or joined) and (not behind or behind[0] in ".\n!?" or quotation.closed == len(behind))


def remarked(text: Text) -> Iterator[StatementSpan]:
    """«A». Так X прокомментировал …; «A». С такими словами X обратился к …"""
    for quotation in text.quotations:
        behind = text.doc.text[quotation.closed : quotation.closed + 3]
        if not begins_sentence(text, quotation) or not (behind[:1] in ".!?" or behind.isspace()):
            continue
        line = text.doc.text.find("\n", quotation.closed)
        following = text.between(quotation.closed, line if line >= 0 else len(text.doc.text))
        words = [(sentence, token) for sentence, token in following if token.upos != "PUNCT"]
        if words and (found := _remark(words[0][0], words[0][1].index)) is not None:
            yield from text.span((quotation.start, quotation.end), found, "direct", "remarked")


def _remark(sentence: Sentence, first: int) -> Author | None:
    """The author of «Так X прокомментировал …», «Такими словами …»."""
    tokens = sentence.tokens[first:]
    if not {token.lower for token in tokens[:2]} & REMARKING:
        return None
    verb = next((token for token in tokens if verb_of_speech(token) and is_finite(token)), None)
    if verb is None:
        return None
    speaker = nominative_among(sentence, sentence.tokens[verb.index + 1 :]) or subject(sentence, verb)
    if speaker is None or is_source(sentence, verb, speaker):
        return None
    return Author(verb_of_speech(verb), named(sentence, speaker))
