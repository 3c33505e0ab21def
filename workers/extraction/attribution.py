"""Whose statement it is, and which meeting a statement or a topic belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workers.doc import Doc, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.facts import StatementFact
from workers.extraction.meetings import Event
from workers.extraction.participants import Describer
from workers.extraction.speech import StatementSpan


def owner_of(events: Sequence[Event], sentence: int, token: int, actor: Actor | None = None) -> int | None:
    """The event that a topic or a statement at this position belongs to."""
    candidates = [
        (sighting.position, number)
        for number, event in enumerate(events)
        for sighting in event.sightings
        if actor is None or actor in event.actors
    ]
    here = [(abs(position[1] - token), number) for position, number in candidates if position[0] == sentence]
    if here:
        return min(here)[1]
    before = [(position, number) for position, number in candidates if position[0] < sentence]
    if before:
        return max(before)[1]
    return min(candidates)[1] if candidates else None


@dataclass(frozen=True)
class Attribution:
    """Finds the speakers of statements."""

    doc: Doc
    coreference: Coreference
    spoken: list[tuple[int, Actor]] = field(default_factory=list)

    def statement(self, span: StatementSpan) -> tuple[Actor | None, StatementFact] | None:
        """The statement with its speaker; None when an institution is its source."""
        actor = self.speaker(span)
        if span.speaker is not None and (actor is None or actor.type in {"organisation", "country"}):
            return None
        name = Describer(self.doc).name(actor) if actor else None
        if actor is not None:
            self.spoken.append((span.sentence, actor))
        return actor, StatementFact(name, span.verb, span.kind, span.text, span.start, span.end)

    def speaker(self, span: StatementSpan) -> Actor | None:
        if span.speaker is None:
            return None
        sentence, index = span.speaker
        token = self.doc.sentences[sentence].tokens[index]
        if token.upos != "PRON" and token.lower not in {"он", "она", "его", "ее"}:
            return next(iter(self.coreference.at(sentence, index)), None)
        return self._last_speaker(sentence, token) or self.coreference.pronoun(sentence, token)

    def _last_speaker(self, sentence: int, token: Token) -> Actor | None:
        """«добавил он», «по его словам»: who spoke last, within two sentences."""
        if not self.spoken or sentence - self.spoken[-1][0] > 2:
            return None
        actor = self.spoken[-1][1]
        wanted = "f" if token.lower in {"она", "ее"} else "m"
        return actor if actor.gender in (wanted, None) else None
