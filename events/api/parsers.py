"""Reading request bodies: JSON objects in UTF-8, bounded in size and depth, each key once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from rest_framework.parsers import JSONParser

from events.api.errors import ApiProblem, FieldFault, body_too_large, fault, invalid_body

BODY = "body"


class StrictJSONParser(JSONParser):
    """`application/json` as RFC 8259 has it: UTF-8, no NaN or Infinity, no key twice in an object.

    The framework bounds the bodies of JSONParser and of what derives from it, no others.
    """

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return read_object(stream.read())


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`, or the problem that keeps it from being one."""
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_each_key_once)
    except UnicodeDecodeError as error:
        raise ApiProblem("malformed_json", f"The body is not UTF-8: invalid byte at {error.start}.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ApiProblem("malformed_json", f"The body is not JSON: {error.msg} at {where}.") from None
    except RecursionError:
        raise ApiProblem("malformed_json", "The JSON is nested too deeply.") from None
    except ValueError:
        raise ApiProblem("malformed_json", "The JSON has a number of too many digits.") from None
    if not isinstance(value, dict):
        raise invalid_body(FieldFault(BODY, fault("not_an_object")))
    return value


def _no_constant(name: str) -> NoReturn:
    raise ApiProblem("malformed_json", f"{name} is not JSON.")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise invalid_body(FieldFault(key, fault("duplicate_field")))
        found[key] = value
    return found


def admit_body(request: HttpRequest) -> None:
    """Refuse encoded bodies and charsets other than UTF-8; read a chunked body, which has no length, up to the limit.

    Django takes a body without Content-Length for an empty one.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise ApiProblem("unsupported_media_type", "Compressed bodies are not accepted.")
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.strip().lower().replace("_", "-") not in ("utf-8", "utf8"):
        raise ApiProblem("unsupported_media_type", "JSON must be in UTF-8.")
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        _read_chunked(request)


def _read_chunked(request: HttpRequest) -> None:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = request.META["wsgi.input"].read(limit + 1)
    if len(body) > limit:
        raise body_too_large()
    request.META["CONTENT_LENGTH"] = str(len(body))
    request._stream = BytesIO(body)
