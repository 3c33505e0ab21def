"""The whole path once: start the real service, send it a text over the API, show the meeting, stop."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workers.extraction.card import card

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tbilisi.txt"
READY_SECONDS, RESULT_SECONDS, STOP_SECONDS = 90, 60, 10
# Settings of another installation have no place in the demonstration.
FOREIGN = (
    "DATABASE_URL", "CELERY_BROKER_URL", "BROKER_DIR", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS", "HTTPS", "LOG_LEVEL",
    "MAX_TEXT_CHARACTERS", "SWEEP_SECONDS",
)  # fmt: skip


class Command(BaseCommand):
    help = "Starts the service on a free port with data of its own, submits a sample text, prints the meeting, stops."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background job inherits an ignored SIGINT
            signal.signal(number, signal.default_int_handler)
        try:
            self.demonstrate(Path(settings.DATA_DIR) / "demo")
        except KeyboardInterrupt:
            raise CommandError("Interrupted; everything is stopped.", returncode=130) from None
        self.say("stopped")

    def demonstrate(self, data: Path) -> None:
        shutil.rmtree(data, ignore_errors=True)
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        environment |= {"DATA_DIR": str(data), "PORT": str(free_port()), "OMP_NUM_THREADS": "1"}
        token = self.prepare(environment, data)
        with service(environment, data / "service.log") as process:
            client = Client(f"http://127.0.0.1:{environment['PORT']}", token)
            self.wait("starting web server, worker and beat", READY_SECONDS, process, data, client.is_ready)
            self.show(client, process, data)

    def prepare(self, environment: dict[str, str], data: Path) -> str:
        """Make the database and the first user; returns the user's token."""
        self.say("preparing the database")
        command = [sys.executable, "manage.py", "prepare"]
        done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)
        if done.returncode:
            raise CommandError(f"The database cannot be prepared.\n{done.stderr[-2000:]}")
        return str(json.loads((data / "credentials.json").read_text())["token"])

    def show(self, client: Client, process: subprocess.Popen[bytes], data: Path) -> None:
        text = SAMPLE.read_text(encoding="utf-8")
        self.say(f"submitting {SAMPLE.name} ({len(text)} characters)")
        document = client.call("POST", "/api/v1/documents/", {"text": text, "external_id": SAMPLE.stem})
        found: dict[str, Any] = {}

        def is_done() -> bool:
            found.update(client.call("GET", f"/api/v1/documents/{document['id']}/"))
            return found["status"] not in ("queued", "processing")

        self.wait("waiting for the worker", RESULT_SECONDS, process, data, is_done)
        if found["status"] != "done" or not found["result"]["meetings"]:
            raise CommandError(f"The sample gave no meeting: {json.dumps(found, ensure_ascii=False)[:500]}")
        for meeting in found["result"]["meetings"]:
            self.stdout.write("\n" + card(meeting) + "\n")
            self.stdout.write(json.dumps(meeting, ensure_ascii=False, indent=2))

    def wait(
        self, what: str, seconds: int, process: subprocess.Popen[bytes], data: Path, is_over: Callable[[], bool]
    ) -> None:
        """Until `is_over`; the service must stay alive meanwhile."""
        started = time.monotonic()
        self.stdout.write(f"▸ {what} ", ending="")
        while not is_over():
            if process.poll() is not None or time.monotonic() - started > seconds:
                raise CommandError(
                    f"{what}: gave up after {time.monotonic() - started:.0f} s.\n{tail(data / 'service.log')}"
                )
            self.stdout.write(".", ending="")
            self.stdout.flush()
            time.sleep(0.25)
        self.stdout.write(f" {time.monotonic() - started:.1f} s")

    def say(self, what: str) -> None:
        self.stdout.write(f"▸ {what}")
        self.stdout.flush()


class Client:
    """The few calls that the demonstration makes."""

    def __init__(self, base: str, token: str) -> None:
        self.base, self.token = base, token

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {
            "Authorization": f"Token {self.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        data = json.dumps(body).encode() if body is not None else None
        try:
            with urlopen(Request(self.base + path, data=data, headers=headers, method=method), timeout=10) as answer:
                result: dict[str, Any] = json.load(answer)
                return result
        except HTTPError as error:
            raise CommandError(f"{method} {path}: {error.code} {error.read().decode()[:500]}") from error
        except OSError as error:
            raise CommandError(f"{method} {path}: the service does not answer ({error})") from error

    def is_ready(self) -> bool:
        try:
            with urlopen(self.base + "/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def service(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The processes of the Procfile, stopped whatever happens."""
    honcho = Path(sys.executable).parent / "honcho"
    environment["PATH"] = f"{honcho.parent}{os.pathsep}{environment.get('PATH', '')}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(honcho), "start"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=settings.BASE_DIR,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tail(path: Path, lines: int = 20) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
