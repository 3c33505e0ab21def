"""Django's own error pages: problem documents for addresses under /api/, the usual pages elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from events.api.errors import MEDIA_TYPE, problem_body

PREFIX = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem("malformed_request") if _is_api(request) else defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem("permission_denied") if _is_api(request) else defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem("not_found") if _is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return _problem("server_error") if _is_api(request) else defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(PREFIX)


def _problem(code: str) -> JsonResponse:
    body: dict[str, Any] = problem_body(code)
    return JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE)
