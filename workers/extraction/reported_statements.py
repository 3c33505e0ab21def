"""Reported speech without «что»: «по словам X», «как отметил X», the author's words behind a clause, «X: …»."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Sentence, Token
from workers.extraction.content_clauses import REACH, introduces, speaker_of
from workers.extraction.offices import is_office_head
from workers.extraction.speech import (
    Author,
    StatementSpan,
    Text,
    is_finite,
    is_institution,
    is_source,
    named,
    nominative_among,
    subject,
    verb_of_speech,
)

ACCORDING = frozenset("словам мнению оценке".split())


def according_to(text: Text) -> Iterator[StatementSpan]:
    """«По словам X, …», «…, по его словам, …»: the clause is the content, there is no verb."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens[:-2]:
            noun = _source_noun(sentence, token)
            if noun is None or text.is_quoted(token):
                continue
            speaker = _whose(sentence, token, noun)
            bounds = _around_insertion(sentence, token, noun)
            if speaker is None or bounds is None or is_institution(sentence, speaker):
                continue
            located = named(sentence, speaker)
            if located is not None:
                yield from _spoken(text, bounds, located)


def _spoken(text: Text, bounds: tuple[int, int], speaker: tuple[int, int]) -> Iterator[StatementSpan]:
    yield from text.span(bounds, Author(None, speaker), "indirect", "according_to")


def _source_noun(sentence: Sentence, preposition: Token) -> Token | None:
    """«словам» of «по (его) словам»; «со слов X»."""
    if preposition.lower not in {"по", "со"}:
        return None
    wanted = ACCORDING if preposition.lower == "по" else {"слов"}
    near = sentence.tokens[preposition.index + 1 : preposition.index + 3]
    return next((token for token in near if token.lower in wanted), None)


def _whose(sentence: Sentence, preposition: Token, noun: Token) -> Token | None:
    """«[его] словам», «словам [министра]»: the head of the genitive."""
    between = sentence.tokens[preposition.index + 1 : noun.index]
    pronoun = next((token for token in between if token.lower in {"его", "ее", "их"}), None)
    if pronoun is not None:
        return pronoun
    behind = sentence.tokens[noun.index + 1 : noun.index + 8]
    nominal = (token for token in behind if token.upos in {"NOUN", "PROPN", "PRON"} or token.text == ",")
    found = next(nominal, None)
    return found if found is not None and found.text != "," else None


def _around_insertion(sentence: Sentence, preposition: Token, noun: Token) -> tuple[int, int] | None:
    """The words behind the insertion; those before it where it closes the sentence."""
    tokens = sentence.tokens
    comma = _insertion_end(sentence, noun)
    behind = tokens[comma + 1 :] if comma is not None else ()
    if any(token.upos not in {"PUNCT"} for token in behind):
        return behind[0].start, tokens[_tail(sentence, behind[0].index)].end
    before = tokens[: preposition.index]
    return (before[0].start, before[-1].end) if len(before) > 3 else None


def _tail(sentence: Sentence, first: int) -> int:
    """Where a source closes the sentence («…, сообщает агентство»), the token before it."""
    for token in sentence.tokens[first + 2 :]:
        if verb_of_speech(token) and sentence.tokens[token.index - 1].text == "," and introduces(sentence, token):
            return token.index - 2
    return sentence.tokens[-1].index


def _insertion_end(sentence: Sentence, noun: Token) -> int | None:
    """The last token of «по словам X, главы Y,»: the first comma behind which the tree leaves the insertion."""
    members = {token.index for token in sentence.subtree(noun)}
    commas = [token.index for token in sentence.tokens[noun.index + 1 :] if token.text == ","]
    last = _run_end(noun.index, members)
    if last > noun.index and not any(comma <= last + REACH // 3 for comma in commas):
        return last
    left = [comma for comma in commas if comma + 1 not in members]
    if len(left) > 1 and _is_apposition(sentence, left[0] + 1, left[1]):
        return left[1]
    return left[0] if left else None


def _run_end(index: int, members: set[int]) -> int:
    """The last of the members that follow each other from `index` on."""
    while index + 1 in members:
        index += 1
    return index


def _is_apposition(sentence: Sentence, first: int, stop: int) -> bool:
    """«Петрова, [главы завода], …»: a post in the genitive up to the next comma."""
    inside = sentence.tokens[first:stop]
    post = next((token for token in inside if token.upos in {"NOUN", "PROPN"}), None)
    return post is not None and post.case == "Gen" and is_office_head(post) and not any(map(is_finite, inside))


def as_said(text: Text) -> Iterator[StatementSpan]:
    """«Как отметил X, …»; «…, как отметил X»."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens[:-2]:
            if token.lower != "как" or text.is_quoted(token) or not _opens_clause(sentence, token):
                continue
            verb = next((t for t in sentence.tokens[token.index + 1 : token.index + 4] if verb_of_speech(t)), None)
            if verb is None or not is_finite(verb):
                continue
            speaker = speaker_of(text, sentence, verb)
            bounds = _around_insertion(sentence, token, verb)
            if bounds is None or speaker is None or is_source(sentence, verb, speaker):
                continue
            author = Author(verb_of_speech(verb), named(sentence, speaker))
            yield from text.span(bounds, author, "indirect", "as_said")


def _opens_clause(sentence: Sentence, token: Token) -> bool:
    return token.index == 0 or sentence.tokens[token.index - 1].text in {",", "—", "–", "-"}


def said_behind(text: Text) -> Iterator[StatementSpan]:
    """«X сделает Y, сообщил Z.»: the author's words close the sentence."""
    for sentence in text.doc.sentences:
        for comma, verb in zip(sentence.tokens[3:], sentence.tokens[4:], strict=False):
            if comma.text != "," or not is_finite(verb) or verb_of_speech(verb) is None or text.is_quoted(comma):
                continue
            if any(
                sentence.start <= quotation.end < comma.start for quotation in text.quotations_open_before(sentence)
            ):
                continue
            tail = sentence.tokens[verb.index + 1 :]
            if any(token.upos == "SCONJ" or is_finite(token) or token.text in ":«" for token in tail):
                continue
            own = subject(sentence, verb)
            speaker = own if own in tail else nominative_among(sentence, tail)
            if speaker is None or is_source(sentence, verb, speaker):
                continue
            author = Author(verb_of_speech(verb), named(sentence, speaker))
            yield from text.span((sentence.start, comma.start), author, "indirect", "said_behind")


def colon(text: Text) -> Iterator[StatementSpan]:
    """«Мкртчян уточнил: каждая сторона внесёт по трети»; «Лавров: переговоры продолжатся»."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens[1:-2]:
            if token.text != ":" or text.is_quoted(token):
                continue
            found = _author_before(sentence, token)
            following = sentence.tokens[token.index + 1]
            if found is not None and following.text not in '«“„"':
                yield from text.span((following.start, sentence.end), found, "indirect", "colon")


def _author_before(sentence: Sentence, mark: Token) -> Author | None:
    before = sentence.tokens[max(0, mark.index - 4) : mark.index]
    verb = next((token for token in reversed(before) if verb_of_speech(token) and is_finite(token)), None)
    if verb is not None and any(
        token.upos in {"ADJ", "VERB"} for token in sentence.tokens[verb.index + 1 : mark.index]
    ):
        return None
    if verb is not None:
        speaker = subject(sentence, verb) or nominative_among(sentence, sentence.tokens[: mark.index])
        if speaker is None or is_source(sentence, verb, speaker):
            return None
        return Author(verb_of_speech(verb), named(sentence, speaker))
    entity = sentence.entity_at.get(mark.index - 1)
    whole = entity is not None and entity.type == "PERSON" and entity.first == 0 and entity.last == mark.index - 1
    return Author(None, named(sentence, sentence.tokens[mark.index - 1])) if whole else None
