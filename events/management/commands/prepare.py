"""Everything between a fresh checkout and a running service: database, static files, first users."""

from __future__ import annotations

import json
import os
import secrets
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rest_framework.authtoken.models import Token

ADMIN = "admin"


class Command(BaseCommand):
    help = "Migrates the database, collects static files and makes an admin user with a token on the first start."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to-serve", action="store_true", help="Fail if another program listens on PORT.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["to_serve"] and is_taken(settings.PORT):
            raise CommandError(
                f"Port {settings.PORT} is in use. Stop what listens there, or take another: make run PORT=8001"
            )
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        base = f"http://127.0.0.1:{settings.PORT}"
        self.stdout.write(f"API      {base}/api/v1/")
        self.stdout.write(f"Docs     {base}/api/docs/")
        self._show_admin(base)

    def _show_admin(self, base: str) -> None:
        path = credentials_path()
        if not path.exists() and User.objects.filter(username=ADMIN).exists():
            self.stdout.write(f"Admin    {base}/admin/  user {ADMIN}, made elsewhere")
            return
        if not path.exists():
            make_admin(path)
        given = json.loads(path.read_text())
        self.stdout.write(f"Admin    {base}/admin/  user {given['user']}, password {given['password']}")
        self.stdout.write(f"Token    {given['token']}")
        self.stdout.write(f"(as made on the first start, kept in {path})")


def make_admin(path: Path) -> None:
    """A superuser with a token, written to a file that only its owner reads."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_superuser(ADMIN, password=password)
    token, _ = Token.objects.get_or_create(user=user)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"user": ADMIN, "password": password, "token": token.key}, file)


def credentials_path() -> Path:
    return Path(settings.DATA_DIR) / "credentials.json"


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
