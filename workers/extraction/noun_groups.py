"""Groups of modifiers and their noun: what a phrase is built of, read with the dictionary beside the tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workers.doc import Sentence, Token
from workers.extraction.lexicon import rows
from workers.extraction.morphology import CASES, cases, lemmas, parses
from workers.extraction.offices import is_office_head

NOMINAL = frozenset({"NOUN", "PROPN", "X", "SYM"})
MODIFYING = frozenset({"ADJ", "DET", "NUM"})
LONGEST_MODIFIERS = 14
# The share of words with its ending that must stand in a case for an unknown word to be taken so.
LIKELY = 0.1


@dataclass(frozen=True)
class Group:
    """Modifiers and their noun: tokens `first` to `noun`."""

    first: int
    noun: Token


def group_at(sentence: Sentence, first: int) -> Group | None:
    """The modifiers from `first` on and the noun they lead to: «военной, военно-технической и других [сферах]»."""
    tokens, position, participle = sentence.tokens, first, False
    while position < min(len(tokens), first + LONGEST_MODIFIERS):
        token = tokens[position]
        if is_noun(token) and token.text not in "%№":
            return Group(first, token)
        participle = participle or (token.upos == "VERB" and token.case is not None)
        if token.upos == "ADP" and participle:
            inner = group_at(sentence, position + 1)
            if inner is None:
                return None
            position = inner.noun.index + 1
            continue
        if not (is_modifier(token) or token.upos == "ADV" or _joins_modifiers(tokens, position, first)):
            break
        position += 1
    return _substantive(tokens, first, position)


def _substantive(tokens: Sequence[Token], first: int, stop: int) -> Group | None:
    """Adjectives without a noun: «обмен [пленными]», «подготовка [рабочих]»."""
    last = tokens[stop - 1]
    standing = first < stop and last.upos in {"ADJ", "VERB"} and last.case is not None
    return Group(first, last) if standing else None


@lru_cache(maxsize=50_000)
def _only_noun(word: str) -> bool:
    """The dictionary knows the form as a noun's and as nothing else."""
    known = [parse for parse in parses(word) if parse.is_known]
    return bool(known) and all(parse.tag.POS == "NOUN" for parse in known)


def is_noun(token: Token) -> bool:
    """A noun by the tagger, or by the dictionary where the tagger takes it for a verb, an adjective or a pronoun («ряд
    тем»)."""
    if token.lower == "тем":
        return token.relation == "nmod"
    return token.upos in NOMINAL or (token.upos in {"VERB", "ADJ", "ADV"} and _only_noun(token.lower))


def lemmas_of(token: Token) -> frozenset[str]:
    """The tagger's lemma and those of the dictionary."""
    return lemmas(token.lower) | {token.base}


def is_modifier(token: Token) -> bool:
    """Adjectives, pronouns that stand as such, numbers, participles, «№»."""
    if token.upos in MODIFYING or token.text in {"№", "«", "“", "„"}:
        return True
    return (token.upos == "VERB" and token.case is not None) or token.lower in {"их", "его", "ее"}


def _joins_modifiers(tokens: tuple[Token, ...], position: int, first: int) -> bool:
    """«,» or «и» between two modifiers."""
    if tokens[position].text != "," and tokens[position].lower not in {"и", "или"}:
        return False
    around = tokens[position - 1 : position] + tokens[position + 1 : position + 2]
    return position > first and len(around) == 2 and all(is_modifier(token) for token in around)


def case_of(token: Token) -> str | None:
    """The tagger's case, if the form may have it."""
    return token.case if token.case in possible_cases(token) else None


def possible_cases(token: Token) -> frozenset[str]:
    """The cases that the form may stand in, by the dictionary; of an unknown word, the tagger's and those that words with
    its ending have («наркотрафику»)."""
    known = cases(token.lower)
    return known or frozenset({token.case} if token.case else ()) | _guessed_cases(token)


def _guessed_cases(token: Token) -> frozenset[str]:
    """Names are left to the tagger."""
    if token.upos != "NOUN" or token.is_capitalised:
        return frozenset()
    likely = [parse for parse in parses(token.lower) if parse.score >= LIKELY and parse.tag.POS == "NOUN"]
    return frozenset(CASES[parse.tag.case] for parse in likely if parse.tag.case in CASES)


def group_cases(sentence: Sentence, group: Group) -> frozenset[str]:
    """Cases that the noun and all its modifiers allow."""
    found = possible_cases(group.noun)
    for token in sentence.tokens[group.first : group.noun.index]:
        if token.upos in MODIFYING and token.case is not None and (own := cases(token.lower)):
            found = found & own or found
    return found


def is_animate(token: Token) -> bool:
    """A person, by the post or by the tagger, unless the dictionary knows the word as a thing only («гастролей»)."""
    if token.upos == "NOUN" and (known := _animacy(token.lower)) is not None:
        return known
    animacy = token.feats.get("Animacy")
    return animacy == "Anim" or (animacy != "Inan" and is_office_head(token))


@lru_cache(maxsize=50_000)
def _animacy(word: str) -> bool | None:
    """Whether the dictionary has the form as a living being; None where it does not know it or has both."""
    nouns = [parse for parse in parses(word) if parse.is_known and parse.tag.POS == "NOUN"]
    found = {parse.tag.animacy == "anim" for parse in nouns}
    return found.pop() if len(found) == 1 else None


def starts_adjunct(tokens: Sequence[Token], position: int) -> bool:
    """«в ходе», «на встрече», «по телефону»: says when and where it was discussed, not what."""
    upcoming = " ".join(token.lower for token in tokens[position : position + 4]) + " "
    return any(upcoming.startswith(row[0] + " ") for row in rows("topic_adjuncts.tsv"))
