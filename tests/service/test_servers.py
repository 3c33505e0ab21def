"""The queue and the worker on the databases and brokers that the service runs with."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from end_to_end.running import worker

from service.servers import RABBITMQ, REDIS, manage, need, scratch_database

TEXT = (
    "Министр обороны Армении Тигран Саркисов 5 марта 2024 года встретился в Ереване с послом Грузии Нодаром Гелашвили."
)
DOCUMENTS, CLAIMERS = 30, 3
FILL = """
from django.contrib.auth.models import User
from events.models import Document
owner = User.objects.create_user("anna")
for number in range({documents}):
    Document.objects.create(owner=owner, text=f"{{number}} text")
"""
FENCE = """
from datetime import timedelta
from django.utils import timezone
from events import queue, store
from events.models import Document, Report
from workers.extraction.facts import Facts
late = queue.claim(rows=1)
[document] = late.documents
assert not queue.claim(rows=30, characters=10**6).documents.count(document)
Document.objects.filter(pk=document.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
current = queue.claim(rows=1)
assert current.documents == (document,), current
print(store.replace_reports(document, Facts(), late.token, "late"), Document.objects.get(pk=document.pk).status)
print(store.replace_reports(document, Facts(), current.token, "now"), Document.objects.get(pk=document.pk).status)
"""
SUBMIT = """
from django.contrib.auth.models import User
from events.submission import Submission, submit
owner, _ = User.objects.get_or_create(username="anna")
print(submit(owner, Submission({text!r}))[0].pk)
"""
STATE = """
from events.models import Document, Report
print(Document.objects.get().status, Report.objects.count())
"""
PULSE = """
from events.models import Pulse
print(Pulse.objects.count())
"""
PATIENCE_SECONDS = 40


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The variables of a service with an empty, migrated database."""
    ours = {"DATA_DIR": str(tmp_path), "OMP_NUM_THREADS": "1", "DJANGO_SETTINGS_MODULE": "eventapi.settings"}
    variables = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    variables |= ours | {"PYTHONPATH": str(settings.BASE_DIR)}
    if request.param == "sqlite":
        manage(variables, "migrate", "--verbosity", "0")
        yield variables
        return
    with scratch_database() as url:
        variables["DATABASE_URL"] = url
        manage(variables, "migrate", "--verbosity", "0")
        yield variables


def shell(environment: dict[str, str], code: str) -> str:
    return manage(environment, "shell", "--verbosity", "0", "--command", code)


def test_claimers_in_several_processes_never_take_the_same_document(environment: dict[str, str]) -> None:
    shell(environment, FILL.format(documents=DOCUMENTS))
    command = [sys.executable, str(Path(__file__).with_name("claimers.py"))]
    claimers = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(CLAIMERS)
    ]
    for claimer in claimers:
        assert claimer.stdout.readline() == "ready\n"
    for claimer in claimers:
        claimer.stdin.write("go\n")
        claimer.stdin.flush()
    taken = [claimer.communicate(timeout=60)[0].split() for claimer in claimers]
    assert [claimer.returncode for claimer in claimers] == [0] * CLAIMERS
    everything = [pk for pks in taken for pk in pks]
    assert len(everything) == len(set(everything)) == DOCUMENTS


def test_a_late_write_is_fenced_off(environment: dict[str, str]) -> None:
    shell(environment, FILL.format(documents=1))
    assert shell(environment, FENCE).splitlines() == ["False processing", "True done"]


BROKERS = {"rabbitmq": RABBITMQ, "redis": REDIS}


@pytest.mark.services
@pytest.mark.pack
@pytest.mark.parametrize("environment", ["postgresql"], indirect=True)
@pytest.mark.parametrize("broker", BROKERS.values(), ids=BROKERS.keys())
def test_a_text_is_processed_at_the_ring_of_the_broker(
    environment: dict[str, str], broker: str, tmp_path: Path
) -> None:
    variables = environment | {"CELERY_BROKER_URL": need(broker)}
    # There is no beat here, so only the ring wakes the worker.
    log = tmp_path / "worker.log"
    with worker(variables, log):
        wait(variables, PULSE, "1", log)
        shell(variables, SUBMIT.format(text=TEXT))
        wait(variables, STATE, "done 1", log)


def wait(environment: dict[str, str], code: str, expected: str, log: Path) -> None:
    """Until the code prints what is expected."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (printed := shell(environment, code).strip()) != expected:
        assert time.monotonic() < until, (printed, log.read_text()[-2000:])
        time.sleep(0.2)
