"""What all tests share: a doorbell of their own, so that no test rings the worker of a service that runs here."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventapi.celery import app


@pytest.fixture(scope="session", autouse=True)
def doorbell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the rings of this test run arrive, one file each."""
    root = tmp_path_factory.mktemp("broker")
    folders = {name: root / name for name in ("messages", "processed", "control")}
    for folder in folders.values():
        folder.mkdir()
    app.conf.broker_transport_options = {
        **app.conf.broker_transport_options,
        "data_folder_in": str(folders["messages"]),
        "data_folder_out": str(folders["messages"]),
        "processed_folder": str(folders["processed"]),
        "control_folder": str(folders["control"]),
    }
    return folders["messages"]
