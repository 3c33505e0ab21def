"""Reported speech in content clauses: «X отметил, что …», and where such a clause ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workers.doc import Sentence, Token
from workers.extraction.speakers import is_person, is_source, nominative_among, speaker_or_elided, subject
from workers.extraction.speech import Author, StatementSpan, Text, is_finite, is_gerund, verb_of_speech

REACH = 18
STOPS = frozenset(".;:")
MARKS = frozenset({"что", "мол", "дескать", "якобы"})


def content_clause(text: Text) -> Iterator[StatementSpan]:
    """X отметил, что …; X выразил надежду, что …; Отметив, что …, X подчеркнул, что …"""
    for sentence in text.doc.sentences:
        for mark in sentence.tokens[2:-1]:
            if not _opens_content(sentence, mark) or text.is_quoted(mark):
                continue
            verb = _governor(sentence, mark)
            if verb is None:
                continue
            speaker = speaker_of(text, sentence, verb)
            if _is_impersonal(verb):
                speaker = None
            elif is_source(sentence, verb, speaker) or _is_general(verb, speaker):
                continue
            last = clause_end(sentence, verb, mark)
            author = Author(verb_of_speech(verb), speaker_or_elided(sentence, verb, speaker))
            for first, end in _members(sentence, mark, last):
                bounds = _quoted_whole(text, sentence.tokens[first].start, sentence.tokens[end].end)
                yield from text.span(bounds, author, "indirect", "content_clause")


def _quoted_whole(text: Text, start: int, end: int) -> tuple[int, int]:
    """A clause that is a quotation goes on to its closing mark, over several sentences: сказал, что «A. B»."""
    quoted = next((q for q in text.quotations if q.opened <= start <= q.start and q.end > end), None)
    return (quoted.start, quoted.end) if quoted else (start, end)


def _opens_content(sentence: Sentence, mark: Token) -> bool:
    """«, что»; «, мол,»; not the question of «спросил, правда ли, что»."""
    before = [token.lower for token in sentence.tokens[max(0, mark.index - 2) : mark.index]]
    return mark.lower in MARKS and before[-1] == "," and before[0] != "ли"


def _members(sentence: Sentence, mark: Token, last: int) -> Iterator[tuple[int, int]]:
    """First and last token of each clause: «, что A, что B и что C» are three."""
    tokens = sentence.tokens
    first = mark.index + (2 if tokens[mark.index + 1].text == "," else 1)
    for again in tokens[first + 2 : last - 1]:
        before = tokens[again.index - 1]
        if again.lower != "что" or before.lower not in {",", "и", "а"} or not _same_governor(sentence, mark, again):
            continue
        end = before.index - 1
        while tokens[end].text == "," or tokens[end].lower in {"и", "а"}:
            end -= 1
        yield first, end
        first = again.index + 1
    yield first, last


def _same_governor(sentence: Sentence, mark: Token, again: Token) -> bool:
    """The second clause hangs on the first one or on the verb of speech, not on a word of the first clause."""
    if sentence.tokens[again.index - 1].lower in {"и", "а"}:
        return True
    first, second = sentence.parent(mark), sentence.parent(again)
    return first is not None and second is not None and second.head in {first.index, first.head}


def _governor(sentence: Sentence, mark: Token) -> Token | None:
    """The verb of speech before «, что»; no other verb stands between, and it is not denied."""
    for token in reversed(sentence.tokens[max(0, mark.index - REACH) : mark.index - 1]):
        if verb_of_speech(token) is not None:
            return token if _is_stated(sentence, token) else None
        if (
            (is_finite(token) and token.upos == "VERB")
            or token.text in STOPS
            or token.lower in {"что", "чтобы", "потому"}
        ):
            return None
    return None


def _is_stated(sentence: Sentence, verb: Token) -> bool:
    """Said, not to be said: no infinitive; «не» with «исключил» only."""
    if verb.feats.get("VerbForm") == "Inf" or verb.feats.get("Mood") == "Imp":
        return False
    denied = verb.index > 0 and sentence.tokens[verb.index - 1].lower == "не"
    return denied == (verb_of_speech(verb) == "исключить")


def _is_impersonal(verb: Token) -> bool:
    """«было отмечено, что»."""
    return verb.feats.get("Voice") == "Pass" and verb.gender == "Neut" and verb.feats.get("VerbForm") == "Part"


def _is_general(verb: Token, speaker: Token | None) -> bool:
    """«Напомним, что», «Сообщается, что»: nobody speaks; «я уверен, что»: it is not the author who tells it."""
    if speaker is not None and speaker.lower in {"я", "мы"}:
        return True
    return speaker is None and (verb.base.endswith("ся") or verb.tense != "Past") and not is_gerund(verb)


def speaker_of(text: Text, sentence: Sentence, verb: Token) -> Token | None:
    """The subject by the tree, else a person close behind the verb, else the last one before it."""
    found = subject(sentence, verb)
    if found is not None and not text.is_quoted(found):
        return found
    if _is_impersonal(verb):
        return None
    if is_gerund(verb) and (end := _fronted_end(sentence, verb)) is not None:
        return nominative_among(sentence, sentence.tokens[end + 2 :])
    behind = sentence.tokens[verb.index + 1 : verb.index + 5]
    stop = next((i for i, token in enumerate(behind) if token.text in {",", ":"}), len(behind))
    people = [token for token in _own_clause(sentence, verb) if is_person(sentence, token)]
    before = [token for token in people if not text.is_quoted(token)]
    return nominative_among(sentence, behind[:stop]) or nominative_among(sentence, before[::-1])


def _own_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """The words before the verb back to the last stop that is no comma."""
    start = max((token.index for token in sentence.tokens[: verb.index] if token.text in STOPS), default=-1)
    return list(sentence.tokens[start + 1 : verb.index])


def clause_end(sentence: Sentence, verb: Token, mark: Token) -> int:
    """The last token of the content clause: where the author's clause goes on, else the end of the sentence."""
    tokens = sentence.tokens
    for token in tokens[mark.index + 2 :]:
        if token.text == ";" or (token.text == ":" and tokens[min(token.index + 1, len(tokens) - 1)].text in '«“„"'):
            return token.index - 1
        joint = _joint_before(sentence, token.index, mark)
        if joint is not None and _is_authors(sentence, verb, mark, token):
            return joint
    if is_gerund(verb) and (main := _main_clause(sentence, verb, mark)) is not None:
        return main
    return tokens[-1].index


def _joint_before(sentence: Sentence, index: int, mark: Token) -> int | None:
    """The last token before the «, и», «, а», «,» or «и» that opens the clause of the token; None where no joint stands near."""
    for position in range(index - 1, max(mark.index + 1, index - 12), -1):
        token = sentence.tokens[position]
        if token.text == "," or (token.lower in {"и", "а", "но"} and position == index - 1):
            while sentence.tokens[position].text == "," or sentence.tokens[position].lower in {"и", "а", "но", "также"}:
                position -= 1
            return position
        if is_finite(token) or token.lower in {"который", "что"}:
            return None
    return None


def _is_authors(sentence: Sentence, verb: Token, mark: Token, token: Token) -> bool:
    """The verb goes on with the author's words: «, и отметил», «, добавив, что», «, передает агентство»."""
    outside = not any(above.index > mark.index for above in sentence.ancestors(token))
    if verb_of_speech(token) is not None and token.upos == "VERB":
        return introduces(sentence, token) or (outside and (is_finite(token) or is_gerund(token)))
    before = sentence.tokens[token.index - 1]
    coordinated = token.relation == "conj" and token.head == verb.index and is_finite(token)
    own = any(child.relation == "nsubj" and _is_joined(sentence, child, token) for child in sentence.children(token))
    return coordinated and (before.lower == "и" or own)


def _is_joined(sentence: Sentence, subject_word: Token, verb: Token) -> bool:
    """The subject stands behind the joint of its verb: not «[экономика] медленно, но восстанавливается»."""
    between = sentence.tokens[subject_word.index : verb.index]
    return not any(token.text == "," for token in between)


def introduces(sentence: Sentence, verb: Token) -> bool:
    """A clause of its own follows, or the verb closes the sentence as its source does: «…, сообщает агентство»."""
    following = sentence.tokens[verb.index + 1 :]
    said = any(a.text == "," and b.lower == "что" for a, b in pairwise(following[:9]))
    closing = sentence.tokens[verb.index - 1].text == "," and not any(is_finite(token) for token in following)
    person = is_finite(verb) and nominative_among(sentence, following) is not None
    return said or (closing and person) or (is_gerund(verb) and sentence.tokens[verb.index - 1].text == "," and said)


def _fronted_end(sentence: Sentence, gerund: Token) -> int | None:
    """By order, where the tree has the gerund on top: the last comma before a person in the nominative and a finite verb."""
    if gerund.index > 0:
        return None
    for comma in reversed([token for token in sentence.tokens if token.text == ","]):
        behind = sentence.tokens[comma.index + 1 : comma.index + 9]
        verb = next((i for i, token in enumerate(behind) if is_finite(token)), None)
        if verb is not None and any(t.case == "Nom" and is_person(sentence, t) for t in behind[:verb]):
            return comma.index - 1
    return None


def _main_clause(sentence: Sentence, gerund: Token, mark: Token) -> int | None:
    """The token before the comma behind which the main clause of «Отметив, что …, X подчеркнул …» begins."""
    main = sentence.parent(gerund)
    if main is None or main.index < mark.index:
        return _fronted_end(sentence, gerund)
    starts = [
        child.index for child in sentence.children(main) if child.relation == "nsubj" and child.index > mark.index
    ]
    edge = min([main.index, *starts])
    commas = [token.index for token in sentence.tokens[mark.index : edge] if token.text == ","]
    return commas[-1] - 1 if commas else None
