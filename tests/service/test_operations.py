"""What an operator runs and watches: preparation, tokens, health."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

from events import queue
from events.models import Document, Pulse
from service.servers import manage


def issued(*arguments: str) -> str:
    out = StringIO()
    call_command("issue_token", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_issue_token_prints_a_token_and_nothing_else(client: Client) -> None:
    printed = issued("anna")
    key = printed.removesuffix("\n")
    assert Token.objects.get(user__username="anna").key == key
    assert client.get("/api/v1/documents/", headers={"Authorization": f"Token {key}"}).status_code == 200


@pytest.mark.django_db
def test_the_token_of_a_user_stays_and_staff_is_only_who_is_named_so() -> None:
    first = issued("anna")
    assert issued("anna", "--staff") == first
    issued("boris")
    assert dict(User.objects.values_list("username", "is_staff")) == {"anna": True, "boris": False}


def test_preparing_twice_changes_nothing(tmp_path: Path) -> None:
    names = ("DATABASE_URL", "CELERY_BROKER_URL")
    environment = {name: value for name, value in os.environ.items() if name not in names} | {"DATA_DIR": str(tmp_path)}
    first = manage(environment, "prepare")
    given = (tmp_path / "credentials.json").read_text()
    assert manage(environment, "prepare") == first
    assert (tmp_path / "credentials.json").read_text() == given
    assert json.loads(given)["token"] in first
    assert (tmp_path / "credentials.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "static" / "events" / "evidence.css").is_file()
    assert manage(environment, "issue_token", "admin") == json.loads(given)["token"] + "\n"


def test_healthz_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


@pytest.mark.django_db
def test_readyz_says_that_no_worker_lives(client: Client) -> None:
    assert ready(client) == (503, {
        "status": "unavailable",
        "checks": {"database": "ok", "migrations": "ok", "models": "ok", "worker": "no worker has given a sign of life"},
    })  # fmt: skip


@pytest.mark.django_db
def test_readyz_is_content_with_a_worker_that_swept_lately(client: Client) -> None:
    Pulse.beat(Pulse.WORKER)
    status, body = ready(client)
    assert (status, body["status"], set(body["checks"].values())) == (200, "ok", {"ok"})


@pytest.mark.django_db
def test_readyz_complains_of_a_worker_that_fell_silent(client: Client) -> None:
    Pulse.objects.create(name=Pulse.WORKER, at=timezone.now() - timedelta(hours=1))
    assert ready(client)[0] == 503


@pytest.mark.django_db
def test_a_worker_amid_a_long_text_counts_as_alive(client: Client) -> None:
    Document.objects.create(owner=User.objects.create_user("anna"), text="раз")
    queue.claim()
    assert ready(client)[0] == 200


@pytest.mark.django_db
def test_readyz_names_a_missing_model_pack(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANZA_MODELS", str(tmp_path))
    status, body = ready(client)
    assert (status, body["checks"]["models"]) == (503, f"no model pack in {tmp_path}")
