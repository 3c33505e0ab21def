"""Kinds of filter: what a parameter accepts, and the code it refuses other values with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.errors import FieldFault, fault, invalid_query
from events.api.problems import FAULT_BY_CODE, Fault
from events.api.validation import read_date

COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")


class DayInput(forms.Field):
    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        found = read_date(value)
        if isinstance(found, Fault):
            raise ValidationError(found.detail, found.code)
        return found


class ShareInput(forms.FloatField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=1, **options)

    def clean(self, value: Any) -> float | None:
        try:
            share: float | None = super().clean(value)
        except ValidationError:
            raise ValidationError("The value must be a number from 0 to 1.", "invalid_number") from None
        return share


class CountInput(forms.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100_000, **options)

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except ValidationError:
            raise ValidationError("The value must be a whole number from 0 to 100000.", "invalid_number") from None
        return number


class IdInput(forms.UUIDField):
    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError("The value must be an id: a UUID.", "invalid_id") from None


class CountryCodeInput(forms.CharField):
    def clean(self, value: Any) -> str:
        code: str = super().clean(value)
        if code and not COUNTRY_CODE.fullmatch(code):
            raise ValidationError("The value must be a code of ISO 3166-1: two letters.", "invalid_choice")
        return code.upper()


def _names(field: forms.ChoiceField) -> list[str]:
    choices: Any = field.choices
    return [name for name, _ in choices]


class SeveralInput(forms.MultipleChoiceField):
    """Any values; each is one of `choices` if there are some."""

    def validate(self, value: Any) -> None:
        allowed = _names(self)
        if allowed and not set(value) <= set(allowed):
            raise ValidationError(f"The value must be one of: {', '.join(allowed)}.", "invalid_choice")


@extend_schema_field(OpenApiTypes.DATE)
class DayFilter(filters.Filter):
    field_class = DayInput


class IdFilter(filters.UUIDFilter):
    field_class = IdInput


@extend_schema_field({"type": "integer", "minimum": 0, "maximum": 100_000})
class CountFilter(filters.Filter):
    field_class = CountInput


@extend_schema_field({"type": "number", "minimum": 0, "maximum": 1})
class ShareFilter(filters.Filter):
    field_class = ShareInput


@extend_schema_field({"type": "string", "pattern": "^[A-Za-z]{2}$"})
class CountryCodeFilter(filters.Filter):
    field_class = CountryCodeInput


class AnyOfFilter(filters.MultipleChoiceFilter):
    """May be repeated: rows with any of the values."""

    field_class = SeveralInput
    repeatable = True

    def __init__(self, values: Iterable[str] = (), **options: Any) -> None:
        super().__init__(choices=[(value, value) for value in values], **options)


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class EachOfFilter(AnyOfFilter):
    """May be repeated, with a method that asks for all values together."""


class StrictFilterBackend(filters.DjangoFilterBackend):
    """Refused values are a problem document that names each."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise invalid_query(*_faults(filterset.form))
        found: QuerySet[Any] = filterset.qs
        return found


def _faults(form: forms.Form) -> Iterable[FieldFault]:
    for name, errors in form.errors.as_data().items():
        for error in errors:
            code = error.code if error.code in FAULT_BY_CODE else "invalid_choice"
            yield FieldFault(name, fault(str(code), " ".join(error.messages)))
