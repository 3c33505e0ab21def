"""Whether the process lives, and whether the service can do its work."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from events.models import Document, Pulse

SILENT_SWEEPS = 6


def healthz(request: HttpRequest) -> JsonResponse:
    """The web process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every check passes, else 503 with what is wrong."""
    faults = {name: fault for name, check in CHECKS.items() if (fault := _result(check))}
    body = {"status": "unavailable" if faults else "ok", "checks": {name: faults.get(name, "ok") for name in CHECKS}}
    return JsonResponse(body, status=503 if faults else 200)


def _result(check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except DatabaseError as error:
        return f"the database does not answer ({type(error).__name__})"


def database() -> str | None:
    connection.ensure_connection()
    return None


def migrations() -> str | None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(pending)} migrations are not applied: run `manage.py migrate`" if pending else None


def models() -> str | None:
    directory = Path(os.environ.get("STANZA_MODELS") or settings.BUNDLED_MODELS)
    return None if (directory / "resources.json").is_file() else f"no model pack in {directory}"


def worker() -> str | None:
    """A worker swept lately, or is busy with a document whose lease holds."""
    since = timezone.now() - timedelta(seconds=SILENT_SWEEPS * settings.SWEEP_SECONDS)
    alive = Pulse.objects.filter(name=Pulse.WORKER, at__gt=since).exists()
    busy = Document.objects.filter(status=Document.Status.PROCESSING, lease_until__gt=timezone.now()).exists()
    return None if alive or busy else "no worker has given a sign of life"


CHECKS: dict[str, Callable[[], str | None]] = {
    "database": database,
    "migrations": migrations,
    "models": models,
    "worker": worker,
}
