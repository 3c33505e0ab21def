"""Whose statement it is, and which meeting a statement or a topic belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.doc import Doc
from workers.extraction.actors import Actor
from workers.extraction.facts import StatementFact
from workers.extraction.meetings import Event, Sighting
from workers.extraction.participants import Describer
from workers.extraction.speaker_memory import Speakers, has_name
from workers.extraction.speaker_references import speaker_of
from workers.extraction.speech import StatementSpan


def owner_of(events: Sequence[Event], sentence: int, token: int) -> int | None:
    """The event that a topic at this position belongs to."""
    candidates = [(sighting.position, number) for number, event in enumerate(events) for sighting in event.sightings]
    here = [(abs(position[1] - token), number) for position, number in candidates if position[0] == sentence]
    if here:
        return min(here)[1]
    before = [(position, number) for position, number in candidates if position[0] < sentence]
    if before:
        return max(before)[1]
    return min(candidates)[1] if candidates else None


def statement_owner(
    events: Sequence[Event], span: StatementSpan, speaker: Actor | None, said: Sequence[StatementSpan] = ()
) -> int | None:
    """The meeting that something was said at or about: of those that the speaker takes part in, else of all.

    What is told in the words of others only (`said`) has no statements of its own beside a meeting that the author tells of.
    """
    attended = [number for number, event in enumerate(events) if speaker in event.actors]
    pools = (attended, list(range(len(events))))
    told = [[number for number in pool if not _is_only_said(events[number], said, number)] for pool in pools]
    pool = next(filter(None, (told[0], told[1], *pools)), [])
    ranked = [(_nearness(sighting, span), -number) for number in pool for sighting in events[number].sightings]
    return -max(ranked)[1] if ranked else None


def _is_only_said(event: Event, said: Sequence[StatementSpan], number: int) -> bool:
    """Told in quotations only, or in clauses of reported speech behind a meeting that the text told first."""
    words = [span for span in said if span.kind == "direct" or (span.rule == "content_clause" and number > 0)]
    starts = [sighting.trigger.token.start for sighting in event.sightings]
    return all(any(span.start <= start < span.end for span in words) for start in starts)


def _nearness(sighting: Sighting, span: StatementSpan) -> tuple[int, tuple[int, int]]:
    """Beside the statement, then the latest before it, then told by the statement itself, then the first behind it."""
    sentence, token = sighting.position
    if span.start <= sighting.trigger.token.start < span.end:
        return 1, (0, 0)
    if sentence == span.sentence:
        return 3, (-token, 0)
    return (2, (sentence, token)) if sentence < span.sentence else (0, (-sentence, -token))


@dataclass(frozen=True)
class Attribution:
    """Finds the speakers of statements."""

    doc: Doc
    speakers: Speakers

    def statement(self, span: StatementSpan) -> tuple[Actor | None, StatementFact] | None:
        """The statement with its speaker; None when an institution is its source."""
        if span.speaker is None:
            return None, StatementFact(None, span.verb, span.kind, span.text, span.start, span.end)
        actor = speaker_of(self.speakers, *span.speaker)
        if actor is None and not self._is_unnamed_person(*span.speaker):
            return None
        if actor is not None and (actor.type in {"organisation", "country"} or self._is_source(span, actor)):
            return None
        name = Describer(self.doc).name(actor) if actor and (actor.type == "group" or has_name(actor)) else None
        if actor is not None:
            self.speakers.spoken.append((span.sentence, actor))
        return actor, StatementFact(name, span.verb, span.kind, span.text, span.start, span.end)

    def _is_unnamed_person(self, sentence: int, index: int) -> bool:
        """«прокурор», «ведущая»: somebody spoke, whom the text leaves without a name."""
        token = self.doc.sentences[sentence].tokens[index]
        return token.upos == "NOUN" and token.number != "Plur" and (not token.is_capitalised or index == 0)

    def _is_source(self, span: StatementSpan, actor: Actor) -> bool:
        """«…, сообщила Акорда»: a word alone, nowhere else in the text, that closes a lead is an agency, not a person."""
        alone = len(actor.mentions) == 1 and actor.first.office is None and actor.first.first == actor.first.last
        return span.rule == "said_behind" and alone
