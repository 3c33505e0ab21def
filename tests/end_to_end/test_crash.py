"""A worker that is killed amid its work costs no document and doubles none."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from end_to_end.running import processes, running, wait, worker

pytestmark = [pytest.mark.end_to_end, pytest.mark.pack]
TEXT = (
    "Министр обороны Армении Тигран Саркисов {} марта 2024 года встретился в Ереване с послом Грузии Нодаром Гелашвили."
)
LONG = " ".join(
    f"Завод номер {number} в понедельник выпустил первую партию деталей для станков." for number in range(400)
)
CELERY_WORKER = "bin/celery --quiet -A eventapi worker"


def counts(data: Path) -> dict[str, int]:
    """How many documents have which status."""
    with sqlite3.connect(data / "ledger.sqlite3", timeout=10) as database:
        return dict(database.execute("SELECT status, count(*) FROM events_document GROUP BY status").fetchall())


def reports(data: Path) -> tuple[int, int, int]:
    """Reports, the documents they are of, meetings."""
    with sqlite3.connect(data / "ledger.sqlite3", timeout=10) as database:
        query = "SELECT count(*), count(DISTINCT document_id), count(DISTINCT meeting_id) FROM events_report"
        return database.execute(query).fetchone()


def test_a_killed_worker_is_replaced_and_every_text_is_done_once(tmp_path: Path) -> None:
    environment = {"LEASE_SECONDS": "3", "SWEEP_SECONDS": "1"}
    with running(tmp_path, **environment) as service:
        for day in range(1, 5):
            service.submit(TEXT.format(day))
        long = service.submit(LONG + " " + TEXT.format(5))["id"]
        for day in range(6, 10):
            service.submit(TEXT.format(day))
        wait(lambda: service.document(long)["status"] == "processing", 30, tmp_path)
        [pid] = processes(service.environment, CELERY_WORKER)
        os.kill(pid, signal.SIGKILL)
        before = counts(tmp_path)
        assert before.get("processing")
    time.sleep(3.5)
    with worker(service.environment, tmp_path / "second.log"):
        wait(lambda: counts(tmp_path) == {"done": 9}, 60, tmp_path)
    assert reports(tmp_path) == (9, 9, 9)
