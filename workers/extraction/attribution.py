"""Whose statement it is, and which meeting a statement or a topic belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.doc import Doc
from workers.extraction.actors import Actor
from workers.extraction.facts import StatementFact
from workers.extraction.meetings import Event
from workers.extraction.participants import Describer
from workers.extraction.speaker_references import Speakers
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
    speakers: Speakers

    def statement(self, span: StatementSpan) -> tuple[Actor | None, StatementFact] | None:
        """The statement with its speaker; None when an institution is its source."""
        if span.speaker is None:
            return None, StatementFact(None, span.verb, span.kind, span.text, span.start, span.end)
        actor = self.speakers.of(*span.speaker)
        if actor is None and not self._is_unnamed_person(*span.speaker):
            return None
        if actor is not None and (actor.type in {"organisation", "country"} or self._is_source(span, actor)):
            return None
        name = Describer(self.doc).name(actor) if actor else None
        if actor is not None:
            self.speakers.spoken.append((span.sentence, actor))
        return actor, StatementFact(name, span.verb, span.kind, span.text, span.start, span.end)

    def _is_unnamed_person(self, sentence: int, index: int) -> bool:
        """«прокурор», «ведущая»: somebody spoke, whom the text leaves without a name."""
        token = self.doc.sentences[sentence].tokens[index]
        return token.upos in {"NOUN", "ADJ"} and not token.is_capitalised and token.feats.get("Animacy") != "Inan"

    def _is_source(self, span: StatementSpan, actor: Actor) -> bool:
        """«…, сообщила Акорда»: a word alone, nowhere else in the text, that closes a lead is an agency, not a person."""
        alone = len(actor.mentions) == 1 and actor.first.office is None and actor.first.first == actor.first.last
        return span.rule == "said_behind" and alone
