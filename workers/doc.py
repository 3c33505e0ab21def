"""The parsed text as the rules see it: frozen values, tree walks, and a CoNLL-U reader for tests.

All `start` and `end` values are character offsets into the text as submitted, end exclusive. `Token.text` is the
normalised form (soft hyphens and stress marks removed, Latin look-alikes replaced, all-caps headlines re-cased);
`Doc.text[token.start:token.end]` is what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

ROOT = -1


def _no_feats() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Token:
    """One syntactic word. `index` and `head` are 0-based positions in the sentence; `head` is ROOT (-1) for the root."""

    index: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    feats: Mapping[str, str] = field(default_factory=_no_feats, hash=False)
    head: int = ROOT
    deprel: str = "root"

    @cached_property
    def lower(self) -> str:
        """The form in lower case with «ё» folded to «е»: the key of every lexicon."""
        return self.text.lower().replace("ё", "е")

    @cached_property
    def base(self) -> str:
        """The lemma in lower case with «ё» folded to «е»."""
        return self.lemma.lower().replace("ё", "е")

    @property
    def case(self) -> str | None:
        return self.feats.get("Case")

    @property
    def number(self) -> str | None:
        return self.feats.get("Number")

    @property
    def gender(self) -> str | None:
        return self.feats.get("Gender")

    @property
    def tense(self) -> str | None:
        return self.feats.get("Tense")

    @property
    def relation(self) -> str:
        """The dependency relation without its subtype."""
        return self.deprel.partition(":")[0]

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True)
class Entity:
    """A named entity: tokens `first` (inclusive) to `last` (inclusive) of its sentence, and the tagger's type."""

    first: int
    last: int
    type: str


@dataclass(frozen=True)
class Sentence:
    """Tokens of one sentence. `paragraph` numbers the lines or blocks of the text from 0."""

    index: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    paragraph: int = 0

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != ROOT:
                children[token.head].append(token.index)
        return tuple(tuple(indexes) for indexes in children)

    @cached_property
    def entity_at(self) -> Mapping[int, Entity]:
        """Token index -> the entity that covers it."""
        return {i: entity for entity in self.entities for i in range(entity.first, entity.last + 1)}

    def children(self, token: Token) -> tuple[Token, ...]:
        return tuple(self.tokens[i] for i in self._children[token.index])

    def parent(self, token: Token) -> Token | None:
        return None if token.head == ROOT else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors of a token, nearest first; a damaged tree (a cycle) ends the walk."""
        seen = {token.index}
        head = self.parent(token)
        while head is not None and head.index not in seen:
            yield head
            seen.add(head.index)
            head = self.parent(head)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all it governs, in order of the sentence."""
        seen: set[int] = set()
        queue = [token.index]
        while queue:
            index = queue.pop()
            if index not in seen:
                seen.add(index)
                queue.extend(self._children[index])
        return tuple(self.tokens[i] for i in sorted(seen))


@dataclass(frozen=True)
class Doc:
    """A parsed text: the text as submitted and its sentences."""

    text: str
    sentences: tuple[Sentence, ...]

    def words(self, tokens: Sequence[Token]) -> str:
        """The stretch of the submitted text from the first to the last of the tokens."""
        return self.text[tokens[0].start : tokens[-1].end]


def from_conllu(conllu: str, entities: Iterable[tuple[int, int, int, str]] = ()) -> Doc:
    """Build a Doc from CoNLL-U; words are joined by one space unless MISC says SpaceAfter=No.

    `entities` are (sentence, first token, last token, type), 0-based and inclusive.
    """
    text = ""
    sentences: list[Sentence] = []
    entities = tuple(entities)
    for number, block in enumerate(block for block in conllu.strip().split("\n\n") if block.strip()):
        tokens: list[Token] = []
        for line in block.splitlines():
            columns = line.strip().split("\t") if "\t" in line else line.split()
            if not columns or not columns[0].isdigit():
                continue
            start = len(text)
            text += columns[1]
            tokens.append(_token(columns, start))
            if "SpaceAfter=No" not in columns[-1]:
                text += " "
        spans = tuple(Entity(first, last, kind) for at, first, last, kind in entities if at == number)
        sentences.append(Sentence(number, tuple(tokens), spans, number))
    return Doc(text, tuple(sentences))


def _token(columns: Sequence[str], start: int) -> Token:
    feats = _no_feats() if columns[5] in ("_", "") else dict(pair.split("=", 1) for pair in columns[5].split("|"))
    return Token(
        index=int(columns[0]) - 1,
        text=columns[1],
        start=start,
        end=start + len(columns[1]),
        lemma=columns[2],
        upos=columns[3],
        feats=feats,
        head=int(columns[6]) - 1,
        deprel=columns[7],
    )
