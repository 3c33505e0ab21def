"""Trained networks → the pack: weights in half precision, Stanza's directory layout, checksums and the model card."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch

from workers.training.networks import LANGUAGE, NETWORKS, PACKAGE

PRETRAIN = "news60k"
# Parts that look words up in the vectors.
_WITH_VECTORS = frozenset({"pos", "depparse", "ner"})
_HALVED = (torch.float32, torch.float64)


def assemble(work: Path, pack: Path) -> None:
    """Write the pack's files; what was there before under the same names is replaced."""
    (pack / LANGUAGE).mkdir(parents=True, exist_ok=True)
    for network in NETWORKS:
        _halve(network.saved(work), _part(pack, network.processor, PACKAGE))
    shutil.copyfile(work / "vectors.pt", _part(pack, "pretrain", PRETRAIN))
    (pack / "resources.json").write_text(json.dumps(_resources(pack), indent=1) + "\n", encoding="utf-8")
    sign(pack)


def sign(pack: Path) -> None:
    """Write the checksums that the loader compares."""
    files = sorted(path for path in pack.rglob("*") if path.is_file() and path.suffix in {".pt", ".json"})
    lines = (f"{_digest(path, 'sha256')}  ./{path.relative_to(pack).as_posix()}\n" for path in files)
    (pack / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _part(pack: Path, processor: str, name: str) -> Path:
    path = pack / LANGUAGE / processor / f"{name}.pt"
    path.parent.mkdir(exist_ok=True)
    return path


def _halve(source: Path, target: Path) -> None:
    """Half the bytes: Stanza copies the weights into full precision when it loads them."""
    checkpoint: dict[str, Any] = torch.load(source, map_location="cpu", weights_only=True)
    checkpoint["model"] = _halved(checkpoint["model"])
    torch.save(checkpoint, target, _use_new_zipfile_serialization=False)


def _halved(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _halved(item) for name, item in value.items()}
    return value.half() if isinstance(value, torch.Tensor) and value.dtype in _HALVED else value


def _resources(pack: Path) -> dict[str, Any]:
    """The index that stanza.Pipeline reads instead of asking the network."""
    parts: dict[str, Any] = {}
    for network in NETWORKS:
        entry: dict[str, Any] = {"md5": _digest(_part(pack, network.processor, PACKAGE), "md5")}
        if network.processor in _WITH_VECTORS:
            entry["dependencies"] = [{"model": "pretrain", "package": PRETRAIN}]
        parts[network.processor] = {PACKAGE: entry}
    defaults = {network.processor: PACKAGE for network in NETWORKS}
    parts["pretrain"] = {PRETRAIN: {"md5": _digest(_part(pack, "pretrain", PRETRAIN), "md5")}}
    parts |= {"packages": {PACKAGE: defaults}, "default_processors": defaults, "default_dependencies": {}}
    return {LANGUAGE: parts, "russian": {"alias": LANGUAGE}}


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
