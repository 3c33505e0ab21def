"""Documents that tell of meetings: texts of our own and the facts that a reader would find in them."""

from __future__ import annotations

import uuid
from datetime import date
from itertools import count
from typing import Any

from events import queue, store
from events.models import Document
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

TALKS = (
    "Министр энергетики Казахстана Ерлан Сагитов 5 марта 2024 года встретился в Астане с Ниной Лозовой. "
    "Стороны обсудили поставки нефти. «Мы довольны», — сказал Сагитов."
)
_numbers = count(1)


def queued(owner: Any, text: str, **values: Any) -> Document:
    """A document that waits; each sorts after the one before."""
    return Document.objects.create(pk=uuid.UUID(int=next(_numbers)), owner=owner, text=text, **values)


def words(text: str, quoted: str, field: str, rule: str = "mention") -> Evidence:
    start = text.index(quoted)
    return Evidence(field, start, start + len(quoted), rule)


def person(name: str, **values: Any) -> ParticipantFact:
    """«Иван Орлов»: given name and surname, or the surname alone."""
    given, _, surname = name.rpartition(" ")
    return ParticipantFact("person", name, given or None, surname=surname, **values)


def meeting(*people: ParticipantFact, day: str | None = None, city: str | None = None, **values: Any) -> MeetingFact:
    start = date.fromisoformat(day) if day else None
    when = When(start, start, "day", "text", day) if start else When()
    defaults: dict[str, Any] = {
        "kind": "in_person",
        "status": "held",
        "confidence": 0.9,
        "topics": (),
        "statements": (),
    }
    where = Where(city, source="text" if city else None)
    return MeetingFact(
        date=when, place=where, participants=people, **{"trigger": Trigger("встреча", 0, 7)} | defaults | values
    )


def tell(document: Document, *meetings: MeetingFact, posts: tuple[PostFact, ...] = ()) -> Document:
    """The waiting document is processed and these facts are found in it."""
    lease = queue.claim()
    assert [taken.pk for taken in lease.documents] == [document.pk]
    assert store.replace_reports(document, Facts(meetings, posts), lease.token, "test")
    document.refresh_from_db()
    return document


def tell_again(document: Document, *meetings: MeetingFact) -> Document:
    assert queue.requeue([document.pk]) == 1
    return tell(document, *meetings)


def talks() -> Facts:
    """What TALKS says, every kind of value once."""
    sagitov = ParticipantFact(
        "person", "Ерлан Сагитов", "Ерлан", None, "Сагитов", "министр", None, "министерство энергетики", "Казахстан", "KZ",
        "host", (words(TALKS, "Ерлан Сагитов", "name"), words(TALKS, "Министр", "role", "apposition")),
    )  # fmt: skip
    lozovaya = person("Нина Лозовая", side="guest", evidence=(words(TALKS, "Ниной Лозовой", "name"),))
    trigger = words(TALKS, "встретился", "trigger")
    said = words(TALKS, "Мы довольны", "statement")
    told = MeetingFact(
        kind="in_person",
        status="held",
        confidence=0.75,
        date=When(date(2024, 3, 5), date(2024, 3, 5), "day", "text", "5 марта 2024 года", "11:30"),
        place=Where("Астана", "Казахстан", "KZ", "Дом правительства", "text"),
        participants=(sagitov, lozovaya),
        topics=(TopicFact("поставки нефти", "energy", (words(TALKS, "поставки нефти", "topic", "object"),)),),
        statements=(StatementFact("Ерлан Сагитов", "сказать", "direct", "Мы довольны", said.start, said.end),),
        trigger=Trigger("встретился", trigger.start, trigger.end),
        evidence=(words(TALKS, "встретился", "kind", "verb"), words(TALKS, "в Астане", "place", "oblique")),
    )
    post = PostFact(
        "Ерлан Сагитов", "министр", "министерство энергетики", "Казахстан", "KZ", "current",
        (words(TALKS, "Министр энергетики", "role", "apposition"),),
    )  # fmt: skip
    return Facts((told,), (post,))
