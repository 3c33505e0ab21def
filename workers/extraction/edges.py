"""The edge of the parse that a stretch of the text hangs on: which word, by which relation, on which word."""

from __future__ import annotations

from dataclasses import dataclass

from workers.doc import Doc, Sentence, Token


@dataclass(frozen=True)
class Edge:
    """`governor` is None for the root of a sentence."""

    word: str
    relation: str
    governor: str | None

    def __str__(self) -> str:
        return f"{self.word} ←{self.relation}— {self.governor}" if self.governor else f"{self.word} ←root"


def edge_of(doc: Doc, start: int, end: int) -> Edge | None:
    """The edge that leads out of the words between two offsets; None where no word stands."""
    for sentence in doc.sentences:
        inside = [token for token in sentence.tokens if start <= token.start and token.end <= end]
        top = next((token for token in inside if _leads_out(token, inside)), None)
        if top is not None:
            return _edge(sentence, top)
    return None


def _leads_out(token: Token, inside: list[Token]) -> bool:
    return token.upos != "PUNCT" and token.head not in {other.index for other in inside}


def _edge(sentence: Sentence, token: Token) -> Edge:
    governor = sentence.parent(token)
    return Edge(token.text, token.deprel, governor.text if governor else None)
