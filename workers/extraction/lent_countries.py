"""The state that a clause gives a delegate: «российскую делегацию возглавит …», «Казахстан — вице-министр …»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.delegations import BODIES_OF_PEOPLE
from workers.extraction.gazetteer import Country, country_adjective, country_at
from workers.extraction.mentions import Mention

LONGEST_DELEGATION = 12
DASHES = frozenset({"—", "–", "-"})
LEADING = frozenset(
    "возглавить возглавлять участвовать присутствовать представлять выступить выступать представить".split()
)


def with_lent_country(doc: Doc, mention: Mention) -> Mention:
    if mention.type != "person" or mention.country or (mention.office and mention.office.countries):
        return mention
    lent = _lent_country(doc.sentences[mention.sentence], mention)
    return replace(mention, country=lent[0], country_tokens=(lent[1],)) if lent else mention


def _lent_country(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """The state that the clause gives a delegate: «российскую делегацию возглавит …», «Казахстан — вице-министр …»."""
    for rule in LENDERS:
        if lent := rule(sentence, mention):
            return lent
    return None


def _of_delegation(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«[российскую] делегацию возглавит …», «[турецкую] сторону представлял …»: by the verb that the delegate depends on."""
    for token in sentence.tokens:
        if token.base in {"делегация", "сторона"} and token.index > 0 and not mention.covers(token.index):
            adjective = sentence.tokens[token.index - 1]
            country = country_adjective(adjective)
            led = sentence.parent(token)
            if country and led is not None and led.base in LEADING and _depends(sentence, mention, led):
                return country, adjective
    return None


def _elided_side(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«…, турецкую — председатель …», «Казахстан представлял вице-министр …»: the side right before the delegate."""
    index = mention.first - 1
    if index < 1 or not (sentence.tokens[index].text in DASHES or sentence.tokens[index].base in LEADING):
        return None
    index -= 1
    if sentence.tokens[index].base in {"делегация", "сторона"} and index > 0:
        index -= 1
    token = sentence.tokens[index]
    found = country_at(sentence, index)
    country = country_adjective(token) or (found.value if found and token.case in {"Acc", "Nom"} else None)
    return (country, token) if country else None


def _from_side(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«с [российской] стороны в них участвовал …», «от [России] присутствовал …»: the side that opens the clause."""
    before = sentence.tokens[: mention.first]
    opening = next(
        (token for token in reversed(before) if token.lower in {"с", "со", "от"} or token.text in ";:"), None
    )
    if opening is None or opening.text in ";:" or opening.index + 1 >= mention.first:
        return None
    named = sentence.tokens[opening.index + 1]
    country = country_adjective(named)
    if country and sentence.tokens[opening.index + 2].lower in {"стороны", *DASHES}:
        return country, named
    found = country_at(sentence, named.index)
    if found is None or opening.lower != "от":
        return None
    return (
        (found.value, named) if any(t.base in LEADING or t.text in DASHES for t in before[found.last + 1 :]) else None
    )


def _led(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«делегация [Чехии] во главе с …»: who leads a delegation is of its state."""
    words = [token.lower for token in sentence.tokens[: mention.first]]
    if words[-2:] not in (["главе", "с"], ["главе", "со"]) and words[-1:] != ["руководством"]:
        return None
    stretch = list(reversed(sentence.tokens[: mention.first]))[:LONGEST_DELEGATION]
    group = next((token.index for token in stretch if token.base in BODIES_OF_PEOPLE), None)
    if group is None:
        return None
    for token in sentence.tokens[max(0, group - 2) : mention.first]:
        found = country_at(sentence, token.index)
        country = country_adjective(token) or (found.value if found else None)
        if country:
            return country, token
    return None


def _in_brackets(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«Энрике Манало (Филиппины)»."""
    following = sentence.tokens[mention.last + 1 : mention.last + 2]
    if not mention.name or not following or following[0].text != "(":
        return None
    found = country_at(sentence, mention.last + 2)
    closed = found is not None and sentence.tokens[found.last + 1 : found.last + 2]
    return (found.value, sentence.tokens[found.first]) if found and closed and closed[0].text == ")" else None


def _depends(sentence: Sentence, mention: Mention, verb: Token) -> bool:
    heads = {mention.head, *(token for token in sentence.tokens[mention.first : mention.last + 1])}
    return any(verb in sentence.ancestors(token) for token in heads)


LENDERS: list[Callable[[Sentence, Mention], tuple[Country, Token] | None]] = [
    _elided_side,
    _from_side,
    _led,
    _in_brackets,
    _of_delegation,
]
