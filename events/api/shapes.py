"""The shapes of what the API answers, for its schema. Those of extracted facts are read off the facts themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rest_framework import serializers

Shape = serializers.Serializer[Any]
AnyField = serializers.Field[Any, Any, Any, Any]

PLAIN: dict[type, Callable[..., AnyField]] = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
    date: serializers.DateField,
}


@cache
def shape_of(fact: type) -> type[Shape]:
    """The serializer that describes a frozen dataclass as `to_json` writes it."""
    members = {name: field_of(hint) for name, hint in get_type_hints(fact).items()}
    return type(fact.__name__, (serializers.Serializer,), {**members, "__doc__": fact.__doc__})


def field_of(hint: Any, **options: Any) -> AnyField:
    """The serializer field of a type hint: scalars, literals, dataclasses, tuples of these, and None beside them."""
    arguments = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return field_of(next(each for each in arguments if each is not NoneType), allow_null=True)
    if get_origin(hint) is Literal:
        return serializers.ChoiceField(choices=arguments, **options)
    if get_origin(hint) is tuple:
        return many(arguments[0])
    return PLAIN[hint](**options) if hint in PLAIN else shape_of(hint)(**options)


def many(hint: Any) -> AnyField:
    if hint in PLAIN:
        return serializers.ListField(child=field_of(hint))
    return shape_of(hint)(many=True)
