"""Reported speech without «что»: «по словам X», «как отметил X», the author's words behind a clause, «X: …»."""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Sentence, Token
from workers.extraction.content_clauses import REACH, introduces, speaker_of
from workers.extraction.lexicon import rows
from workers.extraction.offices import is_office_head
from workers.extraction.speakers import is_institution, is_source, named, nominative_among, subject
from workers.extraction.speech import Author, StatementSpan, Text, is_finite, is_gerund, verb_of_speech


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
    """«словам» of «по (его собственным) словам»; «со слов X», «на взгляд X»."""
    wanted = {noun for first, noun, _ in rows("according_to.tsv") if first == preposition.lower}
    if not wanted:
        return None
    near = sentence.tokens[preposition.index + 1 : preposition.index + 4]
    found = next((token for token in near if token.lower in wanted), None)
    between = near[: near.index(found)] if found else ()
    return found if all(token.upos in {"ADJ", "DET", "PRON"} for token in between) else None


def _whose(sentence: Sentence, preposition: Token, noun: Token) -> Token | None:
    """«[его] словам», «словам [министра]»: the head of the genitive."""
    between = sentence.tokens[preposition.index + 1 : noun.index]
    pronoun = next((token for token in between if token.lower in {"его", "ее"}), None)
    if pronoun is not None:
        return pronoun
    behind = sentence.tokens[noun.index + 1 : noun.index + 8]
    nominal = (token for token in behind if token.upos in {"NOUN", "PROPN", "PRON"} or token.text == ",")
    found = next(nominal, None)
    if found is None or found.text == "," or found.feats.get("Person") == "1":
        return None
    return found if found.case in ("Gen", None) or found.upos == "PROPN" else None


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
    """Behind a comma or at the start; not in «после того, как врачи объявили …»."""
    before = [word.lower for word in sentence.tokens[max(0, token.index - 2) : token.index]]
    if not before:
        return True
    return before[-1] in {",", "—", "–", "-"} and before[0] not in {"того", "тем", "так", "такой", "такие", "таких"}


def said_behind(text: Text) -> Iterator[StatementSpan]:
    """«X сделает Y, сообщил Z.»; «X сделает Y, уверен Z.»: the author's words close the sentence."""
    for sentence in text.doc.sentences:
        for comma, verb in zip(sentence.tokens[3:], sentence.tokens[4:], strict=False):
            if comma.text != "," or not _is_said(verb) or text.is_quoted(comma):
                continue
            if any(
                sentence.start <= quotation.end < comma.start for quotation in text.quotations_open_before(sentence)
            ):
                continue
            tail = _own_words(sentence, verb)
            own = subject(sentence, verb)
            speaker = own if own in tail else nominative_among(sentence, tail)
            if speaker is None or is_source(sentence, verb, speaker):
                continue
            author = Author(verb_of_speech(verb), named(sentence, speaker))
            yield from text.span((sentence.start, comma.start), author, "indirect", "said_behind")


def _is_said(verb: Token) -> bool:
    return verb_of_speech(verb) is not None and (is_finite(verb) or verb.upos == "ADJ")


def _own_words(sentence: Sentence, verb: Token) -> list[Token]:
    """The author's words behind the verb; none where it governs a clause or a quotation of its own."""
    tail = list(sentence.tokens[verb.index + 1 :])
    comma = next((i for i, token in enumerate(tail) if token.text == ","), len(tail))
    near, rest = tail[:comma], tail[comma:]
    if any(token.upos == "SCONJ" or is_finite(token) or token.text in ":«" for token in near):
        return []
    relative = len(rest) > 1 and (rest[1].base in {"который", "где", "когда"} or rest[1].upos == "ADP")
    if not relative and any(token.upos == "SCONJ" or is_finite(token) or token.text in ":«" for token in rest):
        return []
    return near if relative else tail


def colon(text: Text) -> Iterator[StatementSpan]:
    """«Мкртчян уточнил: каждая сторона внесёт по трети»; «Лавров: переговоры продолжатся»."""
    for sentence in text.doc.sentences:
        for token in sentence.tokens[1:-2]:
            if token.text != ":" or text.is_quoted(token):
                continue
            found = _author_before(text, sentence, token)
            following = sentence.tokens[token.index + 1]
            if found is not None and following.text not in '«“„"':
                yield from text.span((following.start, sentence.end), found, "indirect", "colon")


def _author_before(text: Text, sentence: Sentence, mark: Token) -> Author | None:
    before = sentence.tokens[max(0, mark.index - 4) : mark.index]
    verb = next((t for t in reversed(before) if verb_of_speech(t) and (_is_said(t) or is_gerund(t))), None)
    if verb is None:
        return _named_before(sentence, mark)
    if any(token.upos in {"ADJ", "VERB"} for token in sentence.tokens[verb.index + 1 : mark.index]):
        return None
    if is_gerund(verb):
        speaker = speaker_of(text, sentence, verb)
    else:
        speaker = subject(sentence, verb) or nominative_among(sentence, sentence.tokens[: mark.index])
    if speaker is None or is_source(sentence, verb, speaker):
        return None
    return Author(verb_of_speech(verb), named(sentence, speaker))


def _named_before(sentence: Sentence, mark: Token) -> Author | None:
    """«Лавров: …»: the sentence begins with a name and nothing else."""
    entity = sentence.entity_at.get(mark.index - 1)
    whole = entity is not None and entity.type == "PERSON" and entity.first == 0 and entity.last == mark.index - 1
    return Author(None, named(sentence, sentence.tokens[mark.index - 1])) if whole else None
