"""The filesystem broker survives damaged message files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

DAMAGED = {
    "empty": b"",
    "half-written": b'{"body": "eyJ',
    "no JSON": b"\x00\xff\xfe",
    "a list": b"[1, 2]",
    "a number": b"7",
    "another object": b'{"body": "e30="}',
}


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[SimpleQueue]:
    folders = {name: tmp_path / name for name in ("messages", "processed", "control")}
    for folder in folders.values():
        folder.mkdir()
    options: dict[str, Any] = {
        "data_folder_in": str(folders["messages"]),
        "data_folder_out": str(folders["messages"]),
        "processed_folder": str(folders["processed"]),
        "control_folder": str(folders["control"]),
    }
    with Connection("filesystem://", transport="eventapi.transport:Transport", transport_options=options) as connection:
        # Kombu remembers the queues of a process by name, so each test has one of its own.
        yield connection.SimpleQueue(tmp_path.name)


def messages(folder: Path) -> list[Path]:
    return sorted((folder / "messages").iterdir())


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_message_is_dropped_and_the_next_is_delivered(
    queue: SimpleQueue, tmp_path: Path, content: bytes
) -> None:
    queue.put({"number": 1})
    [good] = messages(tmp_path)
    damaged = good.with_name("0_" + good.name.partition("_")[2])
    damaged.write_bytes(content)
    assert messages(tmp_path)[0] == damaged
    message = queue.get(timeout=2)
    message.ack()
    assert message.payload == {"number": 1}
    assert messages(tmp_path) == []


def test_damaged_messages_alone_leave_the_queue_empty(queue: SimpleQueue, tmp_path: Path) -> None:
    queue.put({"number": 1})
    [only] = messages(tmp_path)
    os.truncate(only, 5)
    with pytest.raises(Empty):
        queue.get(timeout=0.3)
    assert messages(tmp_path) == []


def test_every_message_is_delivered_once(queue: SimpleQueue) -> None:
    for number in range(3):
        queue.put({"number": number})
    received = []
    for _ in range(3):
        message = queue.get(timeout=2)
        message.ack()
        received.append(message.payload["number"])
    assert sorted(received) == [0, 1, 2]
    with pytest.raises(Empty):
        queue.get(timeout=0.2)
