"""The servers of a larger installation: PostgreSQL, RabbitMQ, Redis; addresses from the environment or the usual ones."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
RABBITMQ = os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
PORTS = {"postgresql": 5432, "amqp": 5672, "redis": 6379}
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def need(url: str) -> str:
    """The address, if a server answers there; else the test is skipped, or fails where servers are required."""
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or PORTS[parts.scheme]
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError as error:
        stop = pytest.fail if REQUIRED else pytest.skip
        stop(f"no {parts.scheme} server at {host}:{port} ({error})")
    return url


@contextmanager
def scratch_database() -> Iterator[str]:
    """The address of an empty PostgreSQL database that is dropped at the end."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(need(POSTGRESQL), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(POSTGRESQL)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a `manage.py` command prints."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
