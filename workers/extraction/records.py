"""Events of a text as facts: kind, status, date, place, participants, topics, statements and confidence together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.doc import Doc
from workers.extraction.arrivals import arrivals, reception
from workers.extraction.attribution import owner_of
from workers.extraction.confidence import confidence
from workers.extraction.contexts import context_of
from workers.extraction.coreference import Coreference
from workers.extraction.facts import (
    Evidence,
    Kind,
    MeetingFact,
    ParticipantFact,
    StatementFact,
    TopicFact,
    Trigger,
    When,
    Where,
)
from workers.extraction.gazetteer import City, Country
from workers.extraction.meetings import Event, Sighting
from workers.extraction.participants import Describer
from workers.extraction.place_readings import Place
from workers.extraction.scenes import Scenes
from workers.extraction.sides import REMOTE, Table, with_sides
from workers.extraction.timing import Timeline
from workers.extraction.topics import TopicSpan


@dataclass(frozen=True)
class Scribe:
    """Writes the records of one text."""

    doc: Doc
    coreference: Coreference
    timeline: Timeline
    visits: Sequence[Sighting]
    scenes: Scenes

    @property
    def describer(self) -> Describer:
        return Describer(self.doc)

    def meeting(
        self, event: Event, topics: Sequence[TopicSpan], statements: Sequence[StatementFact], main: bool
    ) -> MeetingFact:
        """The record of one event; `main` says that the dateline's city may serve it."""
        trigger = event.named_by.trigger.token
        facts = [self.describer.participant(actor) for actor in event.actors]
        kind = self._kind(event, facts)
        place, place_evidence = self._place(event, kind, main)
        came = arrivals(self.doc, self.coreference, self.visits)
        table = Table(event.arguments, facts, place, kind, reception(event, came, place))
        when = self._when(event)
        verdict = event.verdict
        record = MeetingFact(
            kind=kind,
            status=verdict.status,
            confidence=0.0,
            date=when,
            place=place,
            participants=with_sides(table),
            topics=tuple(_topics(topics, facts)),
            statements=tuple(statements),
            trigger=Trigger(self.doc.text[trigger.start : trigger.end], trigger.start, trigger.end),
            evidence=(
                *self._trigger_evidence(event),
                Evidence("status", verdict.token.start, verdict.token.end, verdict.rule),
                *self._date_evidence(event, when),
                *place_evidence,
                *(Evidence("statement", s.start, s.end, s.kind) for s in statements),
            ),
        )
        return replace(record, confidence=confidence(record))

    def _kind(self, event: Event, facts: Sequence[ParticipantFact]) -> Kind:
        named = [sighting.kind[0] for sighting in event.sightings if sighting.kind and sighting.kind[0] != "visit"]
        if event.is_visit:
            return "visit"
        if named:
            return named[0]
        countries = {fact.country for fact in facts if fact.country}
        bodies = [fact for fact in facts if fact.type == "organisation"]
        assembly = any(sighting.trigger.frame == "assembly" for sighting in event.sightings)
        return (
            "multilateral" if len(countries) >= 3 or len(bodies) >= 3 or (assembly and len(facts) >= 3) else "in_person"
        )

    def _when(self, event: Event) -> When:
        if event.when:
            return event.when
        shared = [v.when for v in self.visits if not v.is_visit and v.when and v.when.text and _visits(v, event)]
        if shared and event.verdict.status == "held":
            return shared[0]
        if scene := self.scenes.when(event):
            return scene
        line = self.timeline.dateline
        if line and line.day and event.verdict.status == "held":
            return When(line.day, line.day, "day", "dateline", line.text)
        return When()

    def _place(self, event: Event, kind: Kind, main: bool) -> tuple[Where, tuple[Evidence, ...]]:
        if kind in REMOTE:
            return Where(), ()
        places = self.scenes.places(event)
        told = _where(places)
        evidence = tuple(Evidence("place", place.start, place.end, place.rule) for place in places)
        line = self.timeline.dateline
        if told.city or line is None or line.city is None or not self._dateline_fits(event, main):
            return told, evidence
        there = _city(line.city)
        if told.country not in (None, there.country):
            return told, evidence
        return replace(there, venue=told.venue), (*evidence, Evidence("place", line.start, line.end, "dateline"))

    def _dateline_fits(self, event: Event, main: bool) -> bool:
        """The meeting the text is about, and others that were held within a week of the dateline's day."""
        if event.verdict.status == "denied":
            return False
        line, when = self.timeline.dateline, event.when
        if main or line is None or line.day is None:
            return main
        held = event.verdict.status == "held"
        return held and (when is None or when.start is None or abs((when.start - line.day).days) <= 7)

    def _trigger_evidence(self, event: Event) -> Iterator[Evidence]:
        for sighting in event.sightings:
            token = sighting.trigger.token
            yield Evidence("trigger", token.start, token.end, sighting.trigger.frame)
        for sighting in event.sightings:
            if sighting.kind:
                yield Evidence("kind", sighting.kind[1].start, sighting.kind[1].end, sighting.kind[0])

    def _date_evidence(self, event: Event, when: When) -> Iterator[Evidence]:
        if when.source == "dateline" and self.timeline.dateline:
            yield Evidence("date", self.timeline.dateline.start, self.timeline.dateline.end, "dateline")
        elif when.text:
            for sighting in event.sightings:
                if sighting.when and sighting.when.text == when.text:
                    start = self.doc.text.find(when.text, sighting.trigger.sentence.start)
                    if start >= 0:
                        yield Evidence("date", start, start + len(when.text), when.source or "text")
                    return


def _visits(visit: Sighting, event: Event) -> bool:
    return any(actor is own for actor in visit.actors for own in event.actors)


def _city(city: City) -> Where:
    country = city.country
    return Where(city.name, country.name if country else None, country.code if country else None, None, "dateline")


def _where(places: Sequence[Place]) -> Where:
    """City, country and venue from the best places that do not contradict each other."""
    if not places:
        return Where()
    city: City | None = next((place.city for place in places if place.city), None)
    country: Country | None = (
        city.country if city and city.country else next((p.country for p in places if p.country), None)
    )
    venue = next((p.venue for p in places if p.venue and (p.city is None or p.city == city)), None)
    return Where(
        city.name if city else None, country.name if country else None, country.code if country else None, venue, "text"
    )


def _topics(spans: Sequence[TopicSpan], facts: Sequence[ParticipantFact]) -> Iterator[TopicFact]:
    """Each label once; a label that does not tell its context has that of the people who talk."""
    posts = " ".join(part for fact in facts for part in (fact.role, fact.organisation) if part)
    seen: set[str] = set()
    for span in spans:
        if span.label.lower() not in seen:
            seen.add(span.label.lower())
            context = context_of(posts) if span.context == "other" else span.context
            yield TopicFact(span.label, context, (Evidence("label", span.start, span.end, span.rule),))


def assigned_topics(events: Sequence[Event], spans: Sequence[TopicSpan]) -> dict[int, list[TopicSpan]]:
    """Event number -> topics: of the meeting told in the same sentence, else of the latest one before it."""
    found: dict[int, list[TopicSpan]] = {}
    for span in spans:
        owner = owner_of(events, span.sentence, span.anchor)
        if owner is not None:
            found.setdefault(owner, []).append(span)
    return found
