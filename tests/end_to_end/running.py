"""The real service: prepared in a directory of its own, started with the processes of the Procfile, stopped at the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings

from events.management.commands.demo import free_port, service, tail

READY_SECONDS = 60
OURS = ("DATABASE_URL", "CELERY_BROKER_URL", "BROKER_DIR", "MAX_ATTEMPTS", "CLAIM_ROWS", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Service:
    """Where the service runs and who may call it."""

    data: Path
    environment: dict[str, str]
    token: str

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        """Status and JSON body of an answer."""
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.environment['PORT']}{path}"
        try:
            with urlopen(Request(address, data=data, headers=headers, method=method), timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            return error.code, json.load(error)

    def submit(self, text: str, **values: Any) -> dict[str, Any]:
        status, document = self.call("POST", "/api/v1/documents/", {"text": text, **values})
        assert status in {200, 201, 202}, document
        return document

    def document(self, pk: str) -> dict[str, Any]:
        return self.call("GET", f"/api/v1/documents/{pk}/")[1]

    def outcome(self, pk: str, seconds: float) -> dict[str, Any]:
        """The document once it is processed."""
        wait(lambda: self.document(pk)["status"] not in {"queued", "processing"}, seconds, self.data)
        return self.document(pk)


@contextmanager
def running(data: Path, **variables: str) -> Iterator[Service]:
    """The service, ready."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"DATA_DIR": str(data), "PORT": str(free_port()), "OMP_NUM_THREADS": "1", **variables}
    prepare = [sys.executable, "manage.py", "prepare"]
    subprocess.run(prepare, check=True, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    token = json.loads((data / "credentials.json").read_text())["token"]
    with service(environment, data / "service.log"):
        started = Service(data, environment, token)
        wait(lambda: is_ready(started), READY_SECONDS, data)
        yield started


def is_ready(started: Service) -> bool:
    try:
        return started.call("GET", "/readyz")[0] == 200
    except OSError:
        return False


def wait(is_over: Callable[[], bool], seconds: float, data: Path) -> None:
    until = time.monotonic() + seconds
    while not is_over():
        assert time.monotonic() < until, f"not within {seconds} s:\n{tail(data / 'service.log')}"
        time.sleep(0.1)


def processes(environment: dict[str, str], words: str) -> list[int]:
    """Processes of this service, known by its DATA_DIR, whose command line contains the words."""
    mark = f"DATA_DIR={environment['DATA_DIR']}".encode()
    places = [place for place in Path("/proc").iterdir() if place.name.isdigit()]
    return [int(place.name) for place in places if _is(place, mark, words.encode())]


def _is(place: Path, mark: bytes, words: bytes) -> bool:
    try:
        line = (place / "cmdline").read_bytes().replace(b"\0", b" ")
        return words in line and mark in (place / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


@contextmanager
def worker(environment: dict[str, str], log: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker alone, as the Procfile starts it."""
    command = [sys.executable, "-m", "celery", "-A", "eventapi", "worker", "--pool", "solo", "--loglevel", "WARNING"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat", *options]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env=environment, cwd=settings.BASE_DIR, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
