"""Serializer fields that take what they say and nothing near it: a number is no string, 3.3.2021 no date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import URLValidator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from events.api.problems import FAULT_BY_CODE, Fault
from events.api.validation import ENCODABLE, LINE_RULES, TEXT_RULES, Rule, first_fault, read_date

MESSAGES: dict[str, Any] = {code: FAULT_BY_CODE[code].detail for code in ("required", "null")}


def refuse(found: Fault) -> NoReturn:
    raise serializers.ValidationError([ErrorDetail(found.detail, found.code)])


class StrictStringField(serializers.Field[str, str, str, Any]):
    """A string as sent, never trimmed or converted, that every one of `rules` lets pass."""

    def __init__(self, *, rules: Sequence[Rule], max_length: int, **kwargs: Any) -> None:
        super().__init__(error_messages=MESSAGES, **kwargs)
        self.rules, self.max_length = rules, max_length

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            refuse(FAULT_BY_CODE["not_a_string"])
        if len(data) > self.max_length:
            refuse(Fault("too_long", f"The value has {len(data)} characters; {self.max_length} are allowed."))
        found = first_fault(data, self.rules)
        return data if found is None else refuse(found)

    def to_representation(self, value: str) -> str:
        return value


class WebAddressField(StrictStringField):
    """An http or https address."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(rules=LINE_RULES, max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        address = super().to_internal_value(data)
        try:
            URLValidator(schemes=["http", "https"])(address)
        except DjangoValidationError:
            refuse(FAULT_BY_CODE["invalid_url"])
        return address


@extend_schema_field(OpenApiTypes.DATE)
class DayField(serializers.Field[date, str, str, Any]):
    """A day as YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=MESSAGES, **kwargs)

    def to_internal_value(self, data: Any) -> date:
        if not isinstance(data, str):
            refuse(FAULT_BY_CODE["not_a_string"])
        found = first_fault(data, ENCODABLE) or read_date(data)
        return refuse(found) if isinstance(found, Fault) else found

    def to_representation(self, value: date) -> str:
        return value.isoformat()


class TextField(StrictStringField):
    """A text to be read; the longest is a setting."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rules=TEXT_RULES, max_length=settings.MAX_TEXT_CHARACTERS, **kwargs)


@extend_schema_field(OpenApiTypes.UUID)
class IdField(serializers.Field[UUID, str, str, Any]):
    """An id: a UUID as a string."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=MESSAGES, **kwargs)

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            refuse(FAULT_BY_CODE["not_a_string"])
        try:
            return UUID(data)
        except ValueError:
            return refuse(FAULT_BY_CODE["invalid_id"])

    def to_representation(self, value: UUID) -> str:
        return str(value)


@extend_schema_field({"type": "array", "items": {"type": "string", "format": "uuid"}, "maxItems": 500})
class IdsField(serializers.Field[list[UUID], list[str], list[str], Any]):
    """Several ids."""

    def to_internal_value(self, data: Any) -> list[UUID]:
        if not isinstance(data, list) or len(data) > 500:
            refuse(Fault("invalid_id", "The value must be a list of at most 500 ids."))
        return [IdField().to_internal_value(each) for each in data]

    def to_representation(self, value: list[UUID]) -> list[str]:
        return [str(each) for each in value]


@extend_schema_field(
    {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string", "maxLength": 500}}]}
)
class ColumnsField(serializers.Field[Any, Any, Any, Any]):
    """The value of a meeting's field: a string, or an object of strings such as {"city": "Баку", "country": "Азербайджан"}."""

    def to_internal_value(self, data: Any) -> Any:
        members = data if isinstance(data, dict) else {"value": data}
        for name, value in members.items():
            if not isinstance(value, str):
                refuse(FAULT_BY_CODE["not_a_string"])
            if len(value) > 500:
                refuse(FAULT_BY_CODE["too_long"])
            if found := first_fault(value, ENCODABLE) or first_fault(name, ENCODABLE):
                refuse(found)
        return data

    def to_representation(self, value: Any) -> Any:
        return value
