"""Meetings, participants, topics, statements and posts out of one parsed text: the pipeline in reading order.

Pure: no Django, Celery, Stanza, clock, network or settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workers.doc import Doc
from workers.extraction.adjuncts import echoes
from workers.extraction.attribution import Attribution, statement_owner
from workers.extraction.coreference import Coreference, resolve
from workers.extraction.facts import Facts, StatementFact
from workers.extraction.meetings import Event, find_events
from workers.extraction.place_readings import Place
from workers.extraction.places import find_places
from workers.extraction.posts import find_posts
from workers.extraction.records import Scribe, assigned_topics
from workers.extraction.scanning import find_mentions
from workers.extraction.scenes import Scenes
from workers.extraction.speaker_memory import Speakers
from workers.extraction.speech import Text
from workers.extraction.statements import find_statements
from workers.extraction.timing import Timeline
from workers.extraction.topics import find_topics
from workers.extraction.triggers import Trigger

PIPELINE_VERSION = "1"


def extract(doc: Doc, published: date | None = None, today: date | None = None) -> Facts:
    """Everything that `doc` says of meetings and posts.

    `published` is the reference day where no dateline gives one; `today` bounds a year that only a weekday gives.
    """
    coreference = resolve(doc, find_mentions(doc))
    timeline = Timeline(doc, published, today)
    events, visits = find_events(doc, coreference, timeline, lambda trigger: _places(doc, coreference, trigger))
    topics = assigned_topics(events, find_topics(doc))
    statements = _statements(doc, coreference, events)
    scribe = Scribe(doc, coreference, timeline, visits, Scenes(doc, coreference, timeline, events, visits))
    main = _main(events)
    meetings = tuple(
        scribe.meeting(event, topics.get(number, []), statements.get(number, []), number == main)
        for number, event in enumerate(events)
    )
    return Facts(meetings, tuple(find_posts(coreference)))


def _places(doc: Doc, coreference: Coreference, trigger: Trigger) -> Iterator[Place]:
    """Places of a meeting where the text tells of it; words of somebody's post or name are none."""
    for telling in (trigger, *echoes(doc, trigger)):
        mentions = coreference.mentions(telling.sentence.index)
        people = [mention for mention, _ in mentions if mention.type in {"person", "group"}]
        yield from find_places(doc.text, telling, lambda i, people=people: any(m.covers(i) for m in people))  # type: ignore[misc]


def _statements(doc: Doc, coreference: Coreference, events: list[Event]) -> dict[int, list[StatementFact]]:
    """Event number -> what was said at or about it."""
    attribution = Attribution(doc, Speakers(Text(doc), coreference))
    found: dict[int, list[StatementFact]] = {}
    spans = find_statements(doc)
    for span in spans:
        attributed = attribution.statement(span)
        if attributed is None:
            continue
        actor, statement = attributed
        owner = statement_owner(events, span, actor, spans)
        if owner is not None:
            found.setdefault(owner, []).append(statement)
    return found


def _main(events: list[Event]) -> int | None:
    """The meeting that the text is about: the dateline's city is its place."""
    return 0 if events else None
