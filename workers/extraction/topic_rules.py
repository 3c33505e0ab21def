"""Rules of topics: each yields where phrases begin that say what was discussed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workers.doc import Sentence, Token
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import lemmas
from workers.extraction.noun_groups import NOMINAL
from workers.extraction.topic_conditions import CONDITIONS, NOUN_CONDITIONS, any_noun
from workers.extraction.topic_openings import Opening, demanded
from workers.extraction.topic_themes import by_theme, by_theme_behind, not_overlooked, of_which, on_theme


def by_verb(sentence: Sentence) -> Iterator[Opening]:
    """«обсудили [поставки]», «были затронуты [вопросы]», «расспрашивали гостя о [полёте]»."""
    for token in sentence.tokens:
        if governs_topics(sentence, token):
            yield from demanded(sentence, token, table("topic_verbs.tsv")[_verb(token) or ""][0])


def governs_topics(sentence: Sentence, token: Token) -> bool:
    """A verb of discussion under its condition, not negated."""
    lemma = _verb(token)
    if lemma is None or _is_negated(sentence, token):
        return False
    return CONDITIONS[table("topic_verbs.tsv")[lemma][1]](sentence, token)


def _verb(token: Token) -> str | None:
    """The lexicon's lemma, by the tagger or by the dictionary («обсуждены»)."""
    if token.upos not in {"VERB", "ADJ", "AUX"}:
        return None
    return next(
        (lemma for lemma in (token.base, *sorted(lemmas(token.lower))) if lemma in words("topic_verbs.tsv")), None
    )


def _is_negated(sentence: Sentence, verb: Token) -> bool:
    return verb.index > 0 and sentence.tokens[verb.index - 1].lower == "не"


def by_noun(sentence: Sentence) -> Iterator[Opening]:
    """«переговоры о [поставках]», «речь шла о [поставках]», «обменялись мнениями по [Ирану]»."""
    for token in sentence.tokens:
        lemma = _noun(token)
        if lemma is not None and NOUN_CONDITIONS.get(lemma, any_noun)(sentence, token):
            yield from demanded(sentence, token, table("topic_nouns.tsv")[lemma][0])


def _noun(token: Token) -> str | None:
    """The lexicon's lemma, by the tagger or by the dictionary."""
    if token.upos not in NOMINAL:
        return None
    return next(
        (lemma for lemma in (token.base, *sorted(lemmas(token.lower))) if lemma in words("topic_nouns.tsv")), None
    )


RULES: list[Callable[[Sentence], Iterator[Opening]]] = [
    by_verb, by_noun, by_theme, of_which, by_theme_behind, on_theme, not_overlooked
]  # fmt: skip
