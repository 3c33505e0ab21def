"""Short ways to have documents tell of meetings, through the real queue and store."""

from __future__ import annotations

from datetime import date
from typing import Any

from events import queue, store
from events.models import Document
from events.submission import Submission, submit
from workers.extraction.facts import (
    Evidence,
    Facts,
    MeetingFact,
    ParticipantFact,
    PostFact,
    StatementFact,
    TopicFact,
    Trigger,
    When,
    Where,
)


def person(name: str, country: str | None = None, code: str | None = None, role: str = "министр") -> ParticipantFact:
    """Somebody whom texts begin by calling «Министр»."""
    given, _, surname = name.rpartition(" ")
    evidence = (Evidence("name", 0, 7, "mention"),)
    return ParticipantFact(
        "person", name, given or None, None, surname, role, None, None, country, code, None, evidence
    )


def meeting(*people: ParticipantFact, day: str | None = None, **values: Any) -> MeetingFact:
    """A meeting with defaults for all that a test does not care for; `day` is one day or «first..last»."""
    first, _, last = (day or "").partition("..")
    found = When(date.fromisoformat(first), date.fromisoformat(last or first), "day", "text", day) if day else When()
    topics = tuple(TopicFact(label, context) for label, context in values.get("topics", ()))
    said = (StatementFact(people[0].name, "сказать", "direct", "Мы рады", 0, 7),) if people else ()
    return MeetingFact(
        kind=values.get("kind", "in_person"),
        status=values.get("status", "held"),
        confidence=values.get("confidence", 0.9),
        date=found,
        place=Where(*values.get("place", ())),
        participants=people,
        topics=topics,
        statements=said,
        trigger=Trigger("встреча", 0, 7),
        evidence=(Evidence("kind", 0, 7, "noun"),),
    )


def tell(
    owner: Any, text: str, *meetings: MeetingFact, posts: tuple[PostFact, ...] = (), **provenance: Any
) -> Document:
    """A processed document of the owner that tells of these meetings."""
    document, _ = submit(owner, Submission(text, **provenance), ring_bell=False)
    lease = queue.claim()
    assert [each.pk for each in lease.documents] == [document.pk]
    assert store.replace_reports(document, Facts(meetings, posts), lease.token, "test")
    document.refresh_from_db()
    return document
