"""More training sentences out of those there are: other words in the same forms, other names, lower case."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from workers.training.conllu import Feats, Sentence, Word

SUBSTITUTED = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
SUBSTITUTION_RATE = 0.35
# Words of a form with fewer members than this stay: a pool of three would teach the pool.
SMALLEST_POOL = 20


class Substitution:
    """Puts other words of the same part of speech and features in: trees and tags stay right, the words are news."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        pools: dict[tuple[str, Feats], set[tuple[str, str]]] = defaultdict(set)
        for word in (word for sentence in sentences for word in sentence):
            if word.upos in SUBSTITUTED and word.form.islower() and word.form.isalpha():
                pools[word.upos, word.feats].add((word.form, word.lemma))
        self._pools = {key: sorted(pool) for key, pool in pools.items() if len(pool) >= SMALLEST_POOL}

    def applied(self, sentence: Sentence, choice: random.Random) -> Sentence:
        return tuple(self._word(word, choice) for word in sentence)

    def _word(self, word: Word, choice: random.Random) -> Word:
        pool = self._pools.get((word.upos, word.feats)) if word.form.islower() and word.deprel != "fixed" else None
        if pool is None or choice.random() > SUBSTITUTION_RATE:
            return word
        form, lemma = choice.choice(pool)
        return replace(word, form=form, lemma=lemma)


class Pool(Protocol):
    """Knows other names for an entity of its kind."""

    def instead_of(self, name: tuple[Word, ...], choice: random.Random, /) -> tuple[Word, ...] | None: ...


def renamed(sentence: Sentence, pools: Mapping[str, Pool], choice: random.Random) -> Sentence | None:
    """The sentence with other names in the same case and gender for entities of the pools' types; None without any."""
    words: list[Word] = []
    changed = False
    for piece in _pieces(sentence):
        pool = pools.get(piece[0].entity.removeprefix("B-"))
        swapped = None if pool is None else pool.instead_of(piece, choice)
        changed |= swapped is not None
        words.extend(piece if swapped is None else swapped)
    return tuple(words) if changed else None


def _pieces(sentence: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The sentence cut at the bounds of its entities."""
    piece: list[Word] = []
    for word in sentence:
        if piece and not word.entity.startswith("I-"):
            yield tuple(piece)
            piece = []
        piece.append(word)
    if piece:
        yield tuple(piece)
