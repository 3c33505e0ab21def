"""The state that a clause gives a delegate: «российскую делегацию возглавит …», «Казахстан — вице-министр …»."""

from __future__ import annotations

from dataclasses import replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.gazetteer import Country, country_adjective, country_at
from workers.extraction.mentions import Mention

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
    if lent := _elided_side(sentence, mention):
        return lent
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


def _depends(sentence: Sentence, mention: Mention, verb: Token) -> bool:
    heads = {mention.head, *(token for token in sentence.tokens[mention.first : mention.last + 1])}
    return any(verb in sentence.ancestors(token) for token in heads)
