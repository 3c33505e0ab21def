"""The admin: every page opens, texts are shown escaped and marked, actions do what they say."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import queue
from events.models import Document, Doubt, Judgement, Meeting, Participant, Post, Tombstone
from ledger.telling import TALKS, meeting, person, queued, talks, tell, tell_again, words
from workers.extraction.facts import PostFact

OURS = [model for model in site._registry if model._meta.app_label == "events"]
MODELS = pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
MOST_QUERIES = 12


@pytest.fixture
def ledger(owner: User) -> None:
    """At least one row of everything."""
    facts = talks()
    tell(queued(owner, TALKS), *facts.meetings, posts=facts.posts)
    gone = tell(queued(owner, "раз"), meeting(person("Иван Орлов"), person("Пётр Белый")))
    tell_again(gone)
    Post.objects.create(participant=Participant.objects.get(surname="Сагитов"), role="министр")
    Doubt.objects.create(subject="meeting", first=uuid.uuid4(), second=uuid.uuid4(), score=3.0)
    Judgement.objects.create(
        decision="accepted", subject="meeting", subject_id=Meeting.objects.get().pk, made_by=owner, reason="Верно."
    )


def page(model: Any, kind: str, *args: Any) -> str:
    return reverse(f"admin:events_{model._meta.model_name}_{kind}", args=args)


@MODELS
def test_every_list_opens(admin_client: Client, ledger: None, model: Any) -> None:
    assert model.objects.exists()
    assert admin_client.get(page(model, "changelist")).status_code == 200


@MODELS
def test_every_record_opens(admin_client: Client, ledger: None, model: Any) -> None:
    for row in model.objects.all():
        assert admin_client.get(page(model, "change", row.pk)).status_code == 200


@MODELS
def test_every_list_with_a_search_box_is_searched(admin_client: Client, ledger: None, model: Any) -> None:
    if site._registry[model].search_fields:
        answer = admin_client.get(page(model, "changelist"), {"q": "нетакогослова"})
        assert answer.status_code == 200 and answer.context["cl"].result_count == 0


def test_visitors_are_sent_to_the_login(client: Client, ledger: None) -> None:
    answer = client.get(page(Document, "changelist"))
    assert answer.status_code == 302 and "/admin/login/" in answer["Location"]


def test_the_text_is_escaped_and_its_evidence_is_marked(admin_client: Client, owner: User) -> None:
    text = "<script>alert('раз')</script> Министр Иван Орлов подал в отставку & ушёл."
    stated = PostFact("Иван Орлов", "министр", evidence=(words(text, "Министр", "role", "apposition"),))
    document = tell(queued(owner, text, title="<script>title</script>"), posts=(stated,))
    html = admin_client.get(page(Document, "change", document.pk)).content.decode()
    assert "<script>alert" not in html and "<script>title" not in html
    assert "&lt;script&gt;alert(&#x27;раз&#x27;)&lt;/script&gt;" in html and "отставку &amp; ушёл" in html
    assert '<mark class="evidence role" title="role: apposition">Министр</mark> Иван Орлов' in html


def test_the_shorter_of_two_marks_lies_on_top(admin_client: Client, owner: User) -> None:
    text = "Министр финансов Иван Орлов ушёл."
    marks = (words(text, "Министр финансов", "role", "long"), words(text, "финансов", "organisation", "short"))
    document = tell(queued(owner, text), posts=(PostFact("Иван Орлов", "министр", evidence=marks),))
    html = admin_client.get(page(Document, "change", document.pk)).content.decode()
    assert '>Министр </mark><mark class="evidence organisation" title="organisation: short">финансов</mark>' in html


@pytest.mark.parametrize("model", [Document, Meeting], ids=["documents", "meetings"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(
    admin_client: Client, owner: User, django_assert_max_num_queries: Any, model: Any
) -> None:
    for number in range(12):
        host, guest = person("Иван Орлов"), person("Пётр Белый")
        tell(queued(owner, f"Текст {number}"), meeting(host, guest, day=f"2024-03-{number + 1:02}"))
    admin_client.get(page(model, "changelist"))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert admin_client.get(page(model, "changelist")).context["cl"].result_count == 12


def test_extract_again_queues_the_chosen_documents_and_rings(admin_client: Client, owner: User, doorbell: Path) -> None:
    chosen = [tell(queued(owner, text), meeting(person("Иван Орлов"))) for text in ("раз", "два")]
    left = tell(queued(owner, "три"))
    rings = len(list(doorbell.iterdir()))
    data = {"action": "re_extract", "_selected_action": [str(document.pk) for document in chosen]}
    answer = admin_client.post(page(Document, "changelist"), data, follow=True)
    assert "2 documents are queued again." in answer.content.decode()
    assert set(queue.claim().documents) == set(chosen)
    left.refresh_from_db()
    assert (left.status, len(list(doorbell.iterdir()))) == ("done", rings + 1)


def test_what_extraction_wrote_cannot_be_added_by_hand(admin_client: Client, ledger: None) -> None:
    forbidden = [Document, Tombstone]
    assert [admin_client.get(page(model, "add")).status_code for model in forbidden] == [403, 403]


def test_a_meeting_is_reviewed_and_its_field_locked(admin_client: Client, ledger: None) -> None:
    row = Meeting.objects.get()
    form = admin_client.get(page(Meeting, "change", row.pk)).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"review": "accepted", "city": "Алматы", "locked_fields": '["place"]'}
    for inline in ("attendances", "reports"):
        data |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    answer = admin_client.post(page(Meeting, "change", row.pk), data)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.review, row.city, row.locked_fields) == ("accepted", "Алматы", ["place"])
