"""Starting and stopping as a person does it: the demonstration, the processes of the Procfile, Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from end_to_end.running import OURS, free_port, processes, running, wait

pytestmark = [pytest.mark.end_to_end, pytest.mark.pack]
STOP_SECONDS = 5
LINE = re.compile(r"^\S+ (web|worker|beat)\.1 +\| (.*)$", re.MULTILINE)
DAMAGED = {
    "0_{}": b'{"body": "eyJ',
    "1_{}": b'{"body": null, "headers": {"task": "workers.tasks.sweep"}, "properties": {"delivery_tag": "1"}}',
    "2_{}": b'{"properties": {"delivery_tag": []}}',
    "3_{}": b'{"body": "W10=", "content-type": "application/x-python-serialize", "headers": {"task": "workers.tasks.sweep",'
    b' "id": "1"}, "properties": {"delivery_tag": "1"}}',
}


@contextmanager
def command(data: Path, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a session of its own, as from a terminal."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"DATA_DIR": str(data), "PORT": str(free_port()), "OMP_NUM_THREADS": "1", **variables}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    process = subprocess.Popen(
        arguments, env=environment, cwd=settings.BASE_DIR, text=True, start_new_session=True,
        stdout=(data / "output.log").open("w"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(15)


def left(data: Path) -> list[int]:
    return [pid for words in ("celery", "gunicorn", "honcho") for pid in processes({"DATA_DIR": str(data)}, words)]


def output(data: Path) -> str:
    return (data / "output.log").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_an_interrupted_demonstration_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with command(tmp_path, sys.executable, "manage.py", "demo") as demo:
        wait(lambda: len(left(tmp_path / "demo")) >= 4, 40, tmp_path / "demo")
        demo.send_signal(number)
        assert demo.wait(STOP_SECONDS + 5) == 130
    assert output(tmp_path).endswith("CommandError: Interrupted; everything is stopped.\n")
    assert left(tmp_path / "demo") == []


def test_a_demonstration_without_models_says_so_and_fails(tmp_path: Path) -> None:
    with command(tmp_path, sys.executable, "manage.py", "demo", STANZA_MODELS=str(tmp_path)) as demo:
        assert demo.wait(60) == 1
    assert f"CRITICAL workers.tasks No Stanza models in {tmp_path}." in output(tmp_path)
    assert left(tmp_path / "demo") == []


def test_ctrl_c_stops_the_service_in_time(tmp_path: Path) -> None:
    with running(tmp_path):
        [honcho] = [pid for pid in left(tmp_path) if os.getpgid(pid) == pid and "honcho" in command_line(pid)]
        started = time.monotonic()
        os.kill(honcho, signal.SIGINT)
        wait(lambda: left(tmp_path) == [], STOP_SECONDS, tmp_path)
        assert time.monotonic() - started < STOP_SECONDS


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def test_every_event_is_one_line_of_the_log_without_the_text(tmp_path: Path) -> None:
    text = "Министр энергетики Армении Ашот Кочарян 7 июня 2024 года встретился с послом Грузии Нодаром Гелашвили."
    with running(tmp_path) as service:
        found = service.outcome(service.submit(text)["id"], seconds=15)
    log = (tmp_path / "service.log").read_text()
    lines = LINE.findall(log)
    mine = [line for _, line in lines if found["id"] in line and "workers.tasks" in line]
    assert len(mine) == 1 and "1 meetings" in mine[0]
    assert len([line for _, line in lines if line.startswith("POST /api/v1/documents/ 202")]) == 1
    assert "Кочарян" not in log and "Traceback" not in log
    assert [line for _, line in lines if "Service Unavailable" in line] == []


def test_a_worker_survives_messages_that_it_cannot_take(tmp_path: Path) -> None:
    text = "Министр обороны Армении Тигран Саркисов {} мая 2024 года встретился с послом Грузии Нодаром Гелашвили."
    with running(tmp_path, SWEEP_SECONDS="600") as service:
        messages = tmp_path / "broker" / "messages"
        for name, content in DAMAGED.items():
            (messages / name.format("damaged.celery.msg")).write_bytes(content)
        wait(lambda: list(messages.iterdir()) == [], 10, tmp_path)
        # No sweep rings here: the worker itself hears the bell after the damage.
        assert service.outcome(service.submit(text.format(3))["id"], seconds=15)["status"] == "done"
    assert (tmp_path / "service.log").read_text().count("dropped a") >= 3


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with command(tmp_path, sys.executable, "manage.py", "prepare", "--to-serve", PORT=port) as prepare:
            assert prepare.wait(30) == 1
    assert f"Port {port} is in use." in output(tmp_path)
