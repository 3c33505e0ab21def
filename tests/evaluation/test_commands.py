"""The commands `extract` and `evaluate`: real pack, no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).parent.parent.parent
TEXT = "Министр обороны Азербайджана Закир Гасанов 3 марта встретился в Баку с генералом Надимом Разой."


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.pack
def test_extract_gives_one_json_object_per_text(news: Path) -> None:
    record = json.loads(run("extract", str(news), published="2021-03-04"))
    (meeting,) = record["meetings"]
    assert set(record) == {"meetings", "posts"}
    assert TEXT[meeting["trigger"]["start"] : meeting["trigger"]["end"]] == meeting["trigger"]["text"] == "встретился"
    assert meeting["date"]["start"] == "2021-03-03"


@pytest.mark.pack
def test_explained_json_adds_the_words_and_the_edge(news: Path) -> None:
    (meeting,) = json.loads(run("extract", str(news), explain=True))["meetings"]
    evidence = [*meeting["evidence"], *(item for person in meeting["participants"] for item in person["evidence"])]
    assert evidence and all(item["words"] == TEXT[item["start"] : item["end"]] for item in evidence)
    assert all(item["edge"]["word"] in item["words"] for item in evidence)


@pytest.mark.pack
def test_card_names_both_and_the_word_that_gave_the_meeting(news: Path) -> None:
    card = run("extract", str(news), format="card")
    assert "Закир Гасанов" in card and "Надим Раза" in card and "По слову: «встретился»" in card


@pytest.mark.pack
def test_jsonl_keeps_ids_order_and_each_lines_own_day(tmp_path: Path) -> None:
    lines = [{"id": "b", "text": TEXT, "published": "2019-03-09"}, {"id": 7, "text": "Снег растаял."}]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    first, second = (json.loads(line) for line in run("extract", str(path), format="jsonl").splitlines())
    assert (first["id"], first["meetings"][0]["date"]["start"]) == ("b", "2019-03-03")
    assert second == {"id": 7, "meetings": [], "posts": []}


@pytest.mark.parametrize(
    "content, options, message",
    [
        (None, {}, "cannot be read: No such file"),
        (b"\xff\xfe", {}, "is not UTF-8"),
        (b"", {"published": "2021-02-30"}, "--published is no date: '2021-02-30'"),
        (b'{"text": "a"}\n{"text": ', {"format": "jsonl"}, "line 2 of .* is not JSON"),
        (b'["a"]', {"format": "jsonl"}, "line 1 of .* is not an object with a text"),
        (b'{"text": "a", "published": "soon"}', {"format": "jsonl"}, "published in line 1 of .* is no date: 'soon'"),
        (b'{"text": "a", "published": 5}', {"format": "jsonl"}, "published in line 1 of .* is no date: 5"),
    ],
    ids=["missing", "not UTF-8", "no day", "not JSON", "no object", "no date", "a number"],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, content: bytes | None, options: dict[str, str], message: str
) -> None:
    path = tmp_path / "input"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as error:
        run("extract", str(path), **options)
    assert error.value.returncode == 2


@pytest.mark.pack
def test_evaluate_prints_slots_constructions_and_errors(tmp_path: Path) -> None:
    gold = {"text": TEXT, "published": None, "construction": "sample", "meetings": [], "posts": []}
    (tmp_path / "sample.json").write_text(json.dumps(gold), encoding="utf-8")
    report = run("evaluate", str(tmp_path), by_slot=True, by_construction=True, errors=True)
    assert "without a meeting 1, of these giving one 1 " in report
    assert "sample [sample]" in report and "meeting: expected nothing; got «встретился»" in report


def test_evaluate_names_a_damaged_gold_file(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.json: the keys are"):
        run("evaluate", str(tmp_path))


def test_the_shell_sees_the_exit_code() -> None:
    command = [sys.executable, "manage.py", "extract", "--published", "never", os.devnull]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--published is no date: 'never'" in result.stderr and "Traceback" not in result.stderr
