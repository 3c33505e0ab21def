"""What every endpoint of the API shares: JSON in, JSON out, checked queries and bodies, and no page that is HTML."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.errors import ApiProblem
from events.api.pagination import PARAMETERS
from events.api.parsers import StrictJSONParser, admit_body
from events.api.queries import check_query
from events.api.schema import ApiSchema


class HeaderNegotiation(DefaultContentNegotiation):
    """The Accept header alone decides: `?format=` is an unknown parameter like any other."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:  # noqa: A002
        return renderers


class Endpoint(APIView):
    """Base of all views; a list endpoint's parameters are those of its filters and of its pages."""

    renderer_classes = (JSONRenderer,)
    parser_classes = (StrictJSONParser,)
    content_negotiation_class = HeaderNegotiation
    metadata_class = None
    http_method_names = ("get", "post", "head")
    schema = ApiSchema()
    filterset_class: ClassVar[Any] = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._check_query(request)
        admit_body(request._request)

    def _check_query(self, request: Request) -> None:
        is_list = getattr(self, "action", None) == "list"
        filters = self.filterset_class.base_filters if is_list and self.filterset_class else {}
        known = {*filters, *PARAMETERS} if is_list else set()
        repeatable = {name for name, each in filters.items() if getattr(each, "repeatable", False)}
        check_query(request._request, known, repeatable)


class Elsewhere(Endpoint):
    """Every other address: one that lacks only its last slash is redirected with method and body, the rest is a 404."""

    schema = None  # type: ignore[assignment]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _to_slash(request) if _lacks_slash(request.path_info) else super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super(Endpoint, self).initial(request, *args, **kwargs)
        raise ApiProblem("not_found", "There is no such address; /api/docs/ lists all.")


def _lacks_slash(path: str) -> bool:
    if path.endswith("/"):
        return False
    return getattr(resolve(f"{path}/").func, "cls", None) is not Elsewhere


def _to_slash(request: HttpRequest) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    location = f"{quote(request.path)}/" + (f"?{query}" if query else "")
    answer = HttpResponse(status=308, headers={"Location": location})
    del answer["Content-Type"]
    return answer
