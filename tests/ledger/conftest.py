"""The owner of the documents of these tests."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_user("anna")
