"""Who belongs to a delegation: its head, and those whom the text tells to be in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workers.doc import Doc, Sentence, Token
from workers.extraction.mentions import Mention

BODIES_OF_PEOPLE = frozenset("делегация миссия группа бизнес-миссия".split())
JOINING = frozenset("войти входить включить включать числиться составить".split())
HEADED = [
    ("во", "главе", "с"),
    ("во", "главе", "со"),
    ("под", "руководством"),
    ("под", "началом"),
    ("под", "председательством"),
    (",", "возглавляемая"),
    (",", "возглавляемой"),
    (",", "возглавляемую"),
    (",", "которую", "возглавляет"),
    (",", "которую", "возглавил"),
    (",", "которую", "возглавляла"),
    (",", "которую", "возглавила"),
    (",", "которую", "возглавлял"),
    ("в", "составе"),
    ("(",),
]

Lead = Callable[[Doc, Mention], Iterator[tuple[int, int]]]


def seats_of(doc: Doc, mention: Mention) -> Iterator[tuple[int, int]]:
    """Positions (sentence, token) at which the names of the members begin, for one mention of the group."""
    for rule in SEATS:
        yield from rule(doc, mention)


def headed_by(doc: Doc, mention: Mention) -> Iterator[tuple[int, int]]:
    """«делегация … во главе с [X]», «под руководством [X]», «в составе [X, Y и Z]»."""
    tokens = doc.sentences[mention.sentence].tokens
    for phrase in HEADED:
        at = mention.last + 1 + len(phrase)
        if tuple(token.lower for token in tokens[mention.last + 1 : at]) == phrase:
            yield mention.sentence, _behind_modifiers(tokens, at)


def composed_of(doc: Doc, mention: Mention) -> Iterator[tuple[int, int]]:
    """«В составе делегации — [X]», «в делегацию вошли [X, Y]», «в состав делегации входит [X]»."""
    if mention.head.base not in BODIES_OF_PEOPLE:
        return
    sentence = doc.sentences[mention.sentence]
    before = [token.lower for token in sentence.tokens[max(0, mention.first - 2) : mention.first]]
    if before[-1:] not in (["состав"], ["составе"]) and before[-1:] != ["в"]:
        return
    opening = next((token for token in sentence.tokens[mention.last + 1 :] if _opens_list(token)), None)
    if opening is not None and opening.index <= mention.last + 3:
        yield mention.sentence, _behind_modifiers(sentence.tokens, opening.index + 1)


def _opens_list(token: Token) -> bool:
    return token.text in {"—", "–", "-", ":"} or token.base in JOINING | {"быть"}


def _behind_modifiers(tokens: tuple[Token, ...], at: int) -> int:
    while at < len(tokens) - 1 and (tokens[at].upos in {"DET", "ADV", "PART"} or tokens[at].lower == "также"):
        at += 1
    return at


SEATS: list[Lead] = [headed_by, composed_of]


def lists_from(sentence: Sentence, mentions: list[Mention], at: int) -> list[Mention]:
    """The mention at a token and all that are coordinated with it in one case."""
    first = next((mention for mention in mentions if mention.covers(at)), None)
    if first is None:
        return []
    found = [mention for mention in mentions if mention.first == first.first and mention.last == first.last]
    for mention in mentions:
        last = found[-1]
        between = {token.lower for token in sentence.tokens[last.last + 1 : mention.first]}
        if mention.first > last.last and between and between <= {",", "и", "а", "также"} and _same_case(mention, first):
            found.append(mention)
        elif mention.first > last.last:
            break
    return found


def _same_case(one: Mention, other: Mention) -> bool:
    return one.case == other.case or None in (one.case, other.case) or {one.case, other.case} == {"Gen", "Acc"}
