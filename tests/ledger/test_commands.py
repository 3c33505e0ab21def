"""`ingest` and `export`: texts in from a file and the ledger out to one, without server or worker."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from events.models import Document, Meeting
from ledger.telling import TALKS, queued, talks, tell

pytestmark = pytest.mark.django_db
ENGLISH = "The minister of energy met the ambassador in London on Monday."
GERMAN = "Der Minister traf am Montag in Wien den Botschafter."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "texts.jsonl"


def ingest(file: Path, *lines: Any) -> tuple[str, str, int]:
    """What the command says, what it complains of, and its exit code."""
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\n".join(written) + "\n", encoding="utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", str(file), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_texts_that_are_not_russian_are_stored_and_fail(file: Path) -> None:
    said, _, code = ingest(file, {"id": 7, "text": ENGLISH, "published": "2024-03-05T10:00:00Z", "source": "Post"})
    document = Document.objects.get()
    assert (said, code) == ("1 texts in the ledger, 1 of them new.\n", 0)
    assert (document.status, document.error_code) == ("failed", "language_not_supported")
    assert (document.external_id, document.source, str(document.published)) == ("7", "Post", "2024-03-05")
    assert document.owner.username == "ingest" and not document.owner.is_active


def test_ingesting_twice_adds_nothing(file: Path) -> None:
    lines = [{"id": "a", "text": ENGLISH}, {"id": "b", "text": GERMAN}]
    assert ingest(file, *lines)[0] == "2 texts in the ledger, 2 of them new.\n"
    assert ingest(file, *lines)[0] == "2 texts in the ledger, 0 of them new.\n"
    assert Document.objects.count() == 2


def test_a_text_twice_in_a_file_is_one_document(file: Path) -> None:
    assert ingest(file, {"text": ENGLISH}, {"text": f" {ENGLISH} "})[0] == "2 texts in the ledger, 1 of them new.\n"
    assert Document.objects.count() == 1


BAD_LINES = {
    '{"text": ': "not JSON",
    '["text"]': "not a JSON object",
    '{"text": "раз", "txet": 1}': "unknown field 'txet'",
    '{"id": 1}': "`text` must be a string",
    '{"text": "  "}': "`text` must be a string",
    '{"text": "a\\u0000b"}': "no NUL",
    '{"text": "раз", "published": "вчера"}': "such as 2021-03-03, not 'вчера'",
}


@pytest.mark.parametrize(("line", "fault"), BAD_LINES.items(), ids=BAD_LINES.values())
def test_a_bad_line_is_named_by_number_and_the_others_are_stored(file: Path, line: str, fault: str) -> None:
    said, complaint, code = ingest(file, {"text": ENGLISH}, "", line, {"text": GERMAN})
    assert complaint.startswith("Line 3: ") and fault in complaint and complaint.count("\n") == 1
    assert (said, code) == ("2 texts in the ledger, 2 of them new.\n", 1)
    assert Document.objects.count() == 2


def test_a_text_that_is_too_long_is_refused(file: Path, settings: Any) -> None:
    settings.MAX_TEXT_CHARACTERS = 20
    assert "Line 1: `text` is longer than 20 characters." in ingest(file, {"text": ENGLISH})[1]


def test_an_id_of_another_text_is_refused(file: Path) -> None:
    said, complaint, code = ingest(file, {"id": "a", "text": ENGLISH}, {"id": "a", "text": GERMAN})
    assert (said, complaint, code) == (
        "1 texts in the ledger, 1 of them new.\n", "Line 2: id 'a' belongs to another text.\n", 1,
    )  # fmt: skip


def test_a_file_that_is_missing_is_named(file: Path) -> None:
    with pytest.raises(CommandError, match="texts"):
        call_command("ingest", str(file))


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\x0c"], ids=["U+2028", "U+0085", "form feed"])
def test_only_line_feeds_end_a_line(file: Path, separator: str) -> None:
    text = f"First.{separator}{ENGLISH}"
    line = json.dumps({"text": text}, ensure_ascii=False)
    file.write_text(f"{line}\r\n", encoding="utf-8-sig")
    call_command("ingest", str(file), stdout=StringIO())
    assert Document.objects.get().text == text


@pytest.mark.pack
def test_a_russian_text_is_in_the_ledger_and_in_the_export(file: Path) -> None:
    text = "Министр обороны Армении Тигран Саркисов 5 марта 2024 года встретился в Ереване с послом Грузии Нодаром Гелашвили."
    assert ingest(file, {"id": "am-1", "text": text})[2] == 0
    [told] = exported()
    assert [told["date"]["start"], told["place"]["city"]] == ["2024-03-05", "Ереван"]
    assert "Тигран Саркисов" in [p["name"] for p in told["participants"]]
    assert told["reports"][0]["document"] == "am-1"


def exported() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_empty_ledger_exports_nothing() -> None:
    assert exported() == []


def test_the_export_has_one_meeting_a_line(owner: Any) -> None:
    tell(queued(owner, TALKS, external_id="kz-1"), *talks().meetings)
    tell(queued(owner, TALKS + " Снег растаял."), *talks().meetings)
    [told] = exported()
    assert told["id"] == str(Meeting.objects.get().pk)
    assert [p["name"] for p in told["participants"]] == ["Ерлан Сагитов", "Нина Лозовая"]
    assert len(told["reports"]) == 2 and told["topics"] == [{"label": "поставки нефти", "context": "energy"}]
