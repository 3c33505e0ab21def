"""Direct speech: quotations with the author's words behind, before or inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.doc import Sentence, Token
from workers.extraction.quotations import AFTER, INSERTED, Quotation
from workers.extraction.speech import (
    Author,
    StatementSpan,
    Text,
    is_finite,
    is_gerund,
    is_source,
    named,
    nominative_among,
    subject,
    verb_of_speech,
)

# What may stand before a quotation that begins a sentence: nothing, a stop, a dash, a tag.
BOUNDARY = re.compile(r"(?:^|[.!?…:>—–•*\n»”“\"]|&raquo;|&mdash;|&nbsp;)\s*$")
NAMING = frozenset("назвать называть охарактеризовать окрестить описать определить".split())
REACH = 300


def inserted_author(text: Text) -> Iterator[StatementSpan]:
    """«A, - сказал X. - B»: two statements around the author's words."""
    for quotation in text.quotations:
        match = INSERTED.match(text.doc.text, quotation.start, quotation.end)
        if match is None:
            continue
        found = _author_in(text, *match.span("author"), inverted=True)
        if found is not None:
            for part in ("before", "after"):
                if match[part]:
                    yield from text.span(match.span(part), found, "direct", "inserted_author")


def author_behind(text: Text) -> Iterator[StatementSpan]:
    """«…», - сказал X."""
    for quotation in text.quotations:
        link = AFTER.match(text.doc.text, quotation.closed)
        if link is None or not _begins_sentence(text, quotation):
            continue
        found = _author_in(text, link.end(), _author_end(text, link.end()))
        if found is not None:
            yield from text.span((quotation.start, quotation.end), found, "direct", "author_behind")


def _begins_sentence(text: Text, quotation: Quotation) -> bool:
    """«Заря» in «В эфире радио «Заря» - отметил он» does not."""
    return bool(BOUNDARY.search(text.doc.text, max(0, quotation.opened - 12), quotation.opened))


def _author_end(text: Text, start: int) -> int:
    """The author's words end with their sentence, at a line's end or at the next quotation that is a sentence."""
    ends = [sentence.end for sentence in text.doc.sentences if sentence.end > start][:1]
    line = text.doc.text.find("\n", start)
    following = [q.opened for q in text.quotations if q.opened >= start and _begins_sentence(text, q)]
    return min([*ends, *([line] if line >= 0 else []), *following[:1]], default=len(text.doc.text))


def _author_in(text: Text, start: int, end: int, inverted: bool = False) -> Author | None:
    """Verb and speaker of the author's words; None where an institution speaks or nobody does."""
    inside = text.between(start, end)
    found = _saying_verb(inside, inverted)
    if found is None:
        return None
    sentence, verb = found
    words = [token for _, token in inside]
    speaker = _speaker_in(sentence, verb, words)
    if is_source(sentence, verb, speaker):
        return None
    return Author(verb_of_speech(verb) or verb.base, named(sentence, speaker))


def _saying_verb(inside: list[tuple[Sentence, Token]], inverted: bool) -> tuple[Sentence, Token] | None:
    """A verb of speech, else the first finite verb; inverted («- сказал X»): among the first words only."""
    near = inside[:4] if inverted else inside
    speaking = [pair for pair in near if verb_of_speech(pair[1]) and (is_finite(pair[1]) or is_gerund(pair[1]))]
    finite = [pair for pair in near if is_finite(pair[1]) and pair[1].upos == "VERB"]
    if inverted:
        finite = [pair for pair in finite if pair[1].tense == "Past"]
    return next(iter([*speaking, *finite]), None)


def _speaker_in(sentence: Sentence, verb: Token, words: list[Token]) -> Token | None:
    """The subject within the author's words; whose words they are in «приводит его слова агентство»."""
    if quoted := _quoted_person(sentence, verb, words):
        return quoted
    own = subject(sentence, verb)
    if own is not None and own in words:
        return own
    behind = [token for token in words if token.index > verb.index]
    before = [token for token in words if token.index < verb.index]
    return nominative_among(sentence, behind) or nominative_among(sentence, before)


def _quoted_person(sentence: Sentence, verb: Token, words: list[Token]) -> Token | None:
    """«приводит слова [министра] агентство», «приводит [его] слова», «цитирует [министра] агентство»."""
    if verb.base in {"цитировать", "процитировать"}:
        return next((token for token in sentence.children(verb) if token.relation == "obj" and token in words), None)
    noun = next((token for token in words if token.lower in {"слова", "заявление"}), None)
    if verb.base not in {"приводить", "привести", "передавать", "передать"} or noun is None:
        return None
    around = words[max(0, words.index(noun) - 1) : words.index(noun) + 2]
    return next(
        (token for token in around if token != noun and (token.lower in {"его", "ее"} or token.case == "Gen")), None
    )


def author_before(text: Text) -> Iterator[StatementSpan]:
    """X подчеркнул: «…»; X: «…»"""
    for quotation in text.quotations:
        before = text.doc.text[max(0, quotation.opened - REACH) : quotation.opened].rstrip()
        if not before.endswith(":"):
            continue
        found = _author_of_colon(text, quotation)
        if found is not None:
            yield from text.span((quotation.start, quotation.end), found, "direct", "author_before")


def _author_of_colon(text: Text, quotation: Quotation) -> Author | None:
    line = text.doc.text.rfind("\n", 0, quotation.opened) + 1
    inside = text.between(max(line, quotation.opened - REACH), quotation.opened)
    if not inside:
        return None
    sentence = inside[-1][0]
    words = [token for own, token in inside if own is sentence and token.text != ":"]
    verbs = [token for token in words if verb_of_speech(token) and not text.is_quoted(token)]
    if not verbs and words and _ends_name(sentence, words[-1]):
        return Author(None, named(sentence, words[-1]))
    long = len(text.doc.text[quotation.start : quotation.end].split()) > 2
    verbs = verbs or [token for token in words if is_finite(token) and token.upos == "VERB" and long]
    if not verbs:
        return None
    speaker = subject(sentence, verbs[-1]) or nominative_among(sentence, words)
    if speaker is not None and is_source(sentence, verbs[-1], speaker):
        return None
    return Author(verb_of_speech(verbs[-1]) or verbs[-1].base, named(sentence, speaker))


def _ends_name(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at.get(token.index)
    return entity is not None and entity.type == "PERSON"


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


def continued(text: Text) -> Iterator[StatementSpan]:
    """«A», - сказал X. «B»: a quotation with no author's words right behind those of another one."""
    attributed = {span.end: span for rule in (author_behind, author_before) for span in rule(text)}
    for earlier, quotation in zip(text.quotations, text.quotations[1:], strict=False):
        span = next((own for end, own in attributed.items() if earlier.start < end <= earlier.end), None)
        between = text.doc.text[earlier.closed : quotation.opened]
        if span is None or "\n" in between or not between.rstrip().endswith((".", "!", "?")):
            continue
        if AFTER.match(text.doc.text, quotation.closed) or between.count(".") > 1 or not _is_whole(text, quotation):
            continue
        author = Author(span.verb, span.speaker)
        yield from text.span((quotation.start, quotation.end), author, "direct", "continued")


def _is_whole(text: Text, quotation: Quotation) -> bool:
    """The quotation is a sentence of its own."""
    behind = text.doc.text[quotation.closed : quotation.closed + 2]
    return text.doc.text[quotation.start].isupper() and (
        not behind or behind[0] in ".\n!?" or quotation.closed == len(behind)
    )
