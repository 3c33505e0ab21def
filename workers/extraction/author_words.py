"""The author's words beside a quotation: «…», - [сказал X]; [X подчеркнул]: «…»."""

from __future__ import annotations

from workers.doc import Sentence, Token
from workers.extraction.offices import is_office_head
from workers.extraction.speakers import is_institution, is_source, named, nominative_among, speaker_or_elided, subject
from workers.extraction.speech import Author, Text, is_finite, is_gerund, verb_of_speech

Words = list[tuple[Sentence, Token]]
QUOTING = frozenset({"цитировать", "процитировать"})
PASSING_ON = frozenset({"приводить", "привести", "передавать", "передать"})
WRITINGS = frozenset("пост сообщение заявление обращение письмо послание телеграмма твит публикация запись".split())


def author_in(text: Text, start: int, end: int, near: int | None = None) -> Author | None:
    """Verb and speaker of the author's words; None where an institution speaks or nobody does.

    `near`: the verb is among the first so many words, as in «A, - сказал X. - B».
    """
    inside = text.between(start, end)
    found = _saying_verb(inside, near)
    if found is None:
        return _name_alone(inside) if near is None else None
    sentence, verb = found
    words = [token for own, token in inside if own is sentence]
    if writer := _writer(sentence, verb, words):
        return Author(verb.base, named(sentence, writer))
    speaker = _speaker_in(sentence, verb, words)
    if is_source(sentence, verb, speaker):
        return None
    return Author(verb_of_speech(verb) or verb.base, speaker_or_elided(sentence, verb, speaker))


def _saying_verb(inside: Words, near: int | None) -> tuple[Sentence, Token] | None:
    """A verb of speech, else the first finite verb, in the past where it has to be near."""
    first = inside[:near]
    speaking = [pair for pair in first if verb_of_speech(pair[1]) and _is_said(pair[1])]
    finite = [pair for pair in first if is_finite(pair[1]) and pair[1].upos == "VERB"]
    if near is not None:
        finite = [pair for pair in finite if pair[1].tense == "Past"]
    return next(iter([*speaking, *finite]), None)


def _is_said(verb: Token) -> bool:
    return is_finite(verb) or is_gerund(verb) or verb.upos == "ADJ"


def _name_alone(inside: Words) -> Author | None:
    """«…», - Иван Петров, директор: a person and no verb."""
    if not inside or len(inside) > 8 or any(is_finite(token) for _, token in inside):
        return None
    sentence, first = inside[0]
    entity = sentence.entity_at.get(first.index)
    return Author(None, named(sentence, first)) if entity is not None and entity.type == "PERSON" else None


def _writer(sentence: Sentence, verb: Token, words: list[Token]) -> Token | None:
    """«говорится в посте [чиновницы]», «сказано в обращении [Петрова]»; the message of a body has no writer."""
    if not (verb.base.endswith("ся") or verb.lower == "сказано"):
        return None
    noun = next((token for token in words if token.base in WRITINGS and token.index > verb.index), None)
    owner = next((token for token in words if noun and token.index > noun.index and token.case == "Gen"), None)
    if owner is None or owner.upos not in {"NOUN", "PROPN"} or is_institution(sentence, owner):
        return None
    return owner


def _speaker_in(sentence: Sentence, verb: Token, words: list[Token]) -> Token | None:
    """The subject within the author's words; whose words they are in «приводит его слова агентство»."""
    if quoted := _quoted_person(sentence, verb, words):
        return quoted
    own = subject(sentence, verb)
    if own is not None and own in words:
        return own
    behind = _same_clause([token for token in words if token.index > verb.index])
    before = [token for token in words if token.index < verb.index]
    return nominative_among(sentence, behind) or nominative_among(sentence, before)


def _same_clause(words: list[Token]) -> list[Token]:
    """Up to the clause that the verb introduces: «…», - и добавил, [что президент согласен]."""
    end = next((i for i, token in enumerate(words) if token.upos == "SCONJ" or token.text == ":"), len(words))
    return words[:end]


def _quoted_person(sentence: Sentence, verb: Token, words: list[Token]) -> Token | None:
    """«приводит слова [министра] агентство», «приводит [его] слова», «цитирует [министра] агентство»."""
    if verb.base in QUOTING:
        return next((token for token in sentence.children(verb) if token.relation == "obj" and token in words), None)
    noun = next((token for token in words if token.lower in {"слова", "заявление"}), None)
    if verb.base not in PASSING_ON or noun is None:
        return None
    around = words[max(0, words.index(noun) - 1) : words.index(noun) + 2]
    return next(
        (token for token in around if token != noun and (token.lower in {"его", "ее"} or token.case == "Gen")), None
    )


def author_before_colon(text: Text, opened: int, start: int, long: bool) -> Author | None:
    """«X подчеркнул: «…»», «X: «…»»: the author's words from `start` up to the mark at `opened`."""
    inside = text.between(start, opened)
    if not inside:
        return None
    sentence = inside[-1][0]
    words = [token for own, token in inside if own is sentence and token.text != ":"]
    verbs = [token for token in words if verb_of_speech(token) and not text.is_quoted(token)]
    if not verbs and words and _ends_person(sentence, words):
        return Author(None, named(sentence, words[-1]))
    verbs = verbs or [token for token in words if is_finite(token) and token.upos == "VERB" and long]
    if not verbs:
        return None
    speaker = subject(sentence, verbs[-1]) or nominative_among(sentence, words)
    if is_source(sentence, verbs[-1], speaker):
        return None
    return Author(verb_of_speech(verbs[-1]) or verbs[-1].base, speaker_or_elided(sentence, verbs[-1], speaker))


def _ends_person(sentence: Sentence, words: list[Token]) -> bool:
    """«Закирова: «…»», «Главный тренер: «…»»; not «Боец вызвал на бой принца Гарри: «…»»."""
    entity = sentence.entity_at.get(words[-1].index)
    if any(is_finite(token) for token in words):
        return False
    return (entity is not None and entity.type == "PERSON") or (len(words) <= 3 and is_office_head(words[-1]))
