"""Clients of the API: two users, one of the staff, and nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.authtoken.models import Token


def client_of(user: User) -> Client:
    token = Token.objects.get_or_create(user=user)[0]
    return Client(raise_request_exception=False, headers={"Authorization": f"Token {token.key}"})


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("anna")


@pytest.fixture
def api(user: User) -> Client:
    return client_of(user)


@pytest.fixture
def other_api(db: None) -> Client:
    return client_of(User.objects.create_user("boris"))


@pytest.fixture
def staff_api(db: None) -> Client:
    return client_of(User.objects.create_user("vera", is_staff=True))


@pytest.fixture
def anonymous() -> Client:
    return Client(raise_request_exception=False)
