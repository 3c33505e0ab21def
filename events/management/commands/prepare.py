"""Everything between a fresh checkout and a running service: database, static files, first users."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from rest_framework.authtoken.models import Token

ADMIN = "admin"


class Command(BaseCommand):
    help = "Migrates the database, collects static files and makes an admin user with a token on the first start."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        path = credentials_path()
        if not path.exists():
            self._first_users(path)
        given = json.loads(path.read_text())
        base = f"http://127.0.0.1:{settings.PORT}"
        self.stdout.write(f"API      {base}/api/v1/")
        self.stdout.write(f"Docs     {base}/api/docs/")
        self.stdout.write(f"Admin    {base}/admin/  user {given['user']}, password {given['password']}")
        self.stdout.write(f"Token    {given['token']}")
        self.stdout.write(f"(kept in {path})")

    def _first_users(self, path: Path) -> None:
        password = secrets.token_urlsafe(12)
        users = get_user_model().objects
        user = users.filter(username=ADMIN).first() or users.create_superuser(ADMIN, password=password)
        user.set_password(password)
        user.save()
        token, _ = Token.objects.get_or_create(user=user)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({"user": ADMIN, "password": password, "token": token.key}, file)


def credentials_path() -> Path:
    return Path(settings.DATA_DIR) / "credentials.json"
