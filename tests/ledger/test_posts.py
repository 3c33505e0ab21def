"""Posts of participants, from the first day seen to the last."""

from __future__ import annotations

from datetime import date
from typing import Any

from events.models import Document, Participant
from events.store import forget_document
from ledger.telling import meeting, person, queued, tell

HOST = person("Семён Сидоров")


def posts_of(surname: str) -> list[tuple[str, date, date]]:
    person = Participant.objects.get(surname=surname)
    return [(post.role, post.first_seen, post.last_seen) for post in person.posts.order_by("first_seen")]


def test_a_post_lasts_from_the_first_meeting_to_the_last(owner: Any) -> None:
    for text, day, role in (
        ("раз", "2021-03-03", "министр"),
        ("два", "2020-05-01", "министр"),
        ("три", "2023-01-02", "посол"),
    ):
        tell(queued(owner, text), meeting(person("Иван Орлов", role=role), HOST, day=day))
    expected = [("министр", date(2020, 5, 1), date(2021, 3, 3)), ("посол", date(2023, 1, 2), date(2023, 1, 2))]
    assert posts_of("Орлов") == expected


def test_a_meeting_without_a_day_counts_on_the_day_of_publication(owner: Any) -> None:
    tell(queued(owner, "раз", published=date(2022, 2, 2)), meeting(person("Иван Орлов", role="министр"), HOST))
    assert posts_of("Орлов") == [("министр", date(2022, 2, 2), date(2022, 2, 2))]


def test_a_post_that_nothing_tells_of_any_more_is_gone(owner: Any) -> None:
    tell(queued(owner, "раз"), meeting(person("Иван Орлов", role="министр"), HOST, day="2021-03-03"))
    tell(queued(owner, "два"), meeting(person("Иван Орлов", role="посол"), HOST, day="2022-03-03"))
    forget_document(Document.objects.get(text="раз"))
    assert [role for role, *_ in posts_of("Орлов")] == ["посол"]
