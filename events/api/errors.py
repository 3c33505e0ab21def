"""Exceptions of the API and their one rendering: application/problem+json (RFC 9457) with stable codes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from rest_framework.exceptions import APIException, MethodNotAllowed
from rest_framework.response import Response
from rest_framework.views import exception_handler as framework_handler

from events.api.problems import BY_CODE, FAULT_BY_CODE, Fault

MEDIA_TYPE = "application/problem+json"
SHOWN_NAME = 100
RETRY_AFTER_SECONDS = 5
FALLBACK = "malformed_request"

log = logging.getLogger("events.api")


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault and the field, query parameter or header that has it."""

    field: str
    fault: Fault

    def as_json(self) -> dict[str, str]:
        return {"field": shown(self.field), "code": self.fault.code, "detail": self.fault.detail}


class ApiProblem(APIException):
    """An error response by its code in PROBLEMS. `extra` are further members of the problem document."""

    def __init__(self, code: str, detail: str | None = None, errors: Sequence[FieldFault] = (), **extra: str) -> None:
        problem = BY_CODE[code]
        super().__init__(detail or problem.advice, code)
        self.status_code = problem.status
        self.errors = tuple(errors)
        self.extra = extra


class MovedTo(Exception):
    """The record lives on under another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def fault(code: str, detail: str | None = None) -> Fault:
    """The fault of that code, with a sentence of its own where one is given."""
    return Fault(code, detail) if detail else FAULT_BY_CODE[code]


def invalid_body(*errors: FieldFault) -> ApiProblem:
    return ApiProblem("invalid_body", _sentence(errors), errors)


def invalid_query(*errors: FieldFault) -> ApiProblem:
    return ApiProblem("invalid_query", _sentence(errors), errors)


def body_too_large() -> ApiProblem:
    return ApiProblem("body_too_large", f"The body may have at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes.")


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """Every exception of a view as a problem document. What is not foreseen is logged and becomes a 500."""
    if isinstance(exc, MovedTo):
        return Response(status=308, headers={"Location": exc.address})
    exc = _translated(exc)
    response = framework_handler(exc, context)
    if response is None or not isinstance(exc, APIException):
        return _unforeseen(exc, context)
    errors, extra = getattr(exc, "errors", ()), getattr(exc, "extra", {})
    body = problem_body(_code(exc), _detail(exc, context), errors, **extra)
    answer = Response(body, response.status_code, content_type=MEDIA_TYPE)
    for name, value in response.items():
        answer[name] = value
    return answer


def problem_body(
    code: str, detail: str | None = None, errors: Sequence[FieldFault] = (), **extra: str
) -> dict[str, Any]:
    problem = BY_CODE[code]
    return {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": detail or problem.advice,
        "code": problem.code,
        "errors": [error.as_json() for error in errors],
        **extra,
    }


def shown(text: str) -> str:
    """Foreign text, shortened and made fit for an answer: what cannot be encoded is escaped."""
    short = text if len(text) <= SHOWN_NAME else text[:SHOWN_NAME] + "…"
    return short.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _translated(exc: Exception) -> Exception:
    """Exceptions of Django and of the database as problems; others as they are."""
    if isinstance(exc, (Http404, ObjectDoesNotExist)):
        return ApiProblem("not_found")
    if isinstance(exc, PermissionDenied):
        return ApiProblem("permission_denied")
    if isinstance(exc, RequestDataTooBig):
        return body_too_large()
    if isinstance(exc, (SuspiciousOperation, BadRequest)):
        return ApiProblem("malformed_request")
    return exc


def _unforeseen(exc: Exception, context: dict[str, Any]) -> Response:
    request = getattr(context["request"], "_request", None)
    got_request_exception.send(sender=None, request=request)
    log.exception("unhandled %s at %s", type(exc).__name__, getattr(request, "path", ""), exc_info=exc)
    if isinstance(exc, (OperationalError, InterfaceError)):
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        return Response(problem_body("unavailable"), 503, headers=headers, content_type=MEDIA_TYPE)
    return Response(problem_body("server_error"), 500, content_type=MEDIA_TYPE)


def _code(exc: APIException) -> str:
    code = exc.get_codes()
    return code if isinstance(code, str) and code in BY_CODE else FALLBACK


def _detail(exc: APIException, context: dict[str, Any]) -> str | None:
    if isinstance(exc, ApiProblem):
        return str(exc.detail)
    if isinstance(exc, MethodNotAllowed):
        allowed = ", ".join(context["view"].allowed_methods)
        return f"{context['request'].method} is not allowed here; allowed: {allowed}."
    return None


def _sentence(errors: Sequence[FieldFault]) -> str:
    return " ".join(f"{shown(error.field)}: {error.fault.detail}" for error in errors[:5])
