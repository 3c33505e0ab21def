"""All case forms of a phrase given in the nominative: the keys of a gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pymorphy3.analyzer import Parse

from workers.extraction.agreement import NOUNS, agreeing, analysis_of, inflected, nominatives

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def forms(phrase: str) -> frozenset[str]:
    """All case forms of a phrase given in the nominative, lower-cased with «ё» as «е»: the keys of a gazetteer."""
    phrase_words = phrase.lower().split()
    head = next((i for i, word in enumerate(phrase_words) if nominatives(word, NOUNS)), len(phrase_words) - 1)
    found = {phrase.lower()}
    for parse in nominatives(phrase_words[head], NOUNS)[:1]:
        if all(agreeing(word, analysis_of(parse)) for word in phrase_words[:head]):
            found |= {" ".join(_declined(phrase_words, head, parse, case)) for case in CASES}
    return frozenset(form.replace("ё", "е") for form in found)


def _declined(phrase_words: Sequence[str], head: int, parse: Parse, case: str) -> Iterator[str]:
    """The words of a phrase in one case: modifiers and head change, what follows the head stays."""
    analysis = analysis_of(parse)
    inanimate = case == "accs" and "inan" in parse.tag
    for i, word in enumerate(phrase_words):
        if i < head:
            own = "nomn" if inanimate and (analysis.number == "plur" or analysis.gender != "femn") else case
            yield inflected(agreeing(word, analysis)[0], own, analysis.number, analysis.gender)
        else:
            yield inflected(parse, case, analysis.number, None) if i == head else word
