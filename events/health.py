"""Whether the process lives, and whether the service can do its work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """The web process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok", "port": settings.PORT})
