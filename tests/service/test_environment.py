"""What the environment may say, and what it may not; secrets made on the first start."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from eventapi import environment
from service.servers import manage, scratch_database

REFUSED = [
    ("PORT", "eighty", "PORT must be a whole number, not 'eighty'."),
    ("PORT", "0", "PORT must be at least 1, not 0."),
    ("LEASE_SECONDS", "5.5", "LEASE_SECONDS must be a whole number, not '5.5'."),
    ("MAX_ATTEMPTS", "-1", "MAX_ATTEMPTS must be at least 1, not -1."),
    ("DEBUG", "maybe", "DEBUG must be 1 or 0, not 'maybe'."),
    ("DATA_DIR", "/dev/null/data", "DATA_DIR must be a directory that can be written"),
]
FLAGS = [("1", True), ("yes", True), ("ON", True), ("0", False), ("false", False), ("", False)]
PRINT_KEY = "from django.conf import settings; print(settings.SECRET_KEY)"


def clean(tmp_path: Path, **variables: str) -> dict[str, str]:
    """No setting but the data directory and the given ones."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "eventapi.settings"} | variables


def run(variables: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=variables, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "value", "complaint"), REFUSED, ids=[f"{name}={value}" for name, value, _ in REFUSED])
def test_a_variable_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, name: str, value: str, complaint: str
) -> None:
    done = run(clean(tmp_path, **{name: value}), PRINT_KEY)
    assert done.returncode == 1
    assert complaint in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(("value", "expected"), FLAGS, ids=[repr(value) for value, _ in FLAGS])
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert environment.flag("DEBUG", default=not expected) is expected


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "news.example, 10.0.0.1,,")
    assert environment.items("ALLOWED_HOSTS", []) == ["news.example", "10.0.0.1"]


def test_processes_that_start_together_agree_on_one_secret_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: run(clean(tmp_path), PRINT_KEY).stdout.strip(), range(4)))
    assert len(keys) == 1 and len(keys.pop()) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("secret_key*")) == ["secret_key"]


def test_the_secret_key_of_the_environment_is_used_and_not_kept(tmp_path: Path) -> None:
    assert run(clean(tmp_path, SECRET_KEY="given"), PRINT_KEY).stdout == "given\n"
    assert not (tmp_path / "secret_key").exists()


def test_what_is_stored_is_for_the_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(clean(data), PRINT_KEY).returncode == 0
    folders = [data, *(data / "broker" / name for name in ("messages", "processed", "control"))]
    assert {oct(stat.S_IMODE(folder.stat().st_mode)) for folder in folders} == {"0o700"}


@pytest.mark.services
def test_a_second_host_keeps_the_password_of_the_first(tmp_path: Path) -> None:
    with scratch_database() as url:
        first = manage(clean(tmp_path / "one", DATABASE_URL=url), "prepare")
        second = manage(clean(tmp_path / "two", DATABASE_URL=url), "prepare")
        assert "password" in first and "user admin, made elsewhere" in second
        assert manage(clean(tmp_path / "one", DATABASE_URL=url), "prepare") == first
        assert not (tmp_path / "two" / "credentials.json").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "two words", "a" * 151], ids=["empty", "a space", "too long"])
def test_issue_token_refuses_what_is_no_user_name(name: str) -> None:
    with pytest.raises(CommandError, match="is no user name"):
        call_command("issue_token", name)


@pytest.mark.parametrize(
    ("given", "expected"), [({}, "8000 1\n"), ({"PORT": "8123"}, "8123 1\n")], ids=["none", "PORT"]
)
def test_make_hands_on_port_and_threads(tmp_path: Path, given: dict[str, str], expected: str) -> None:
    command = ["make", "--silent", "--eval", "show: ; @echo $$PORT $$OMP_NUM_THREADS", "show"]
    done = subprocess.run(command, env=clean(tmp_path, **given), cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.stdout == expected
