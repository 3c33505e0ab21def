"""The model card: what the pack was made of, with which settings, and how right and fast it is."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

from workers.training import networks, prepare, vectors
from workers.training.scores import TREES, Scores

_TEMPLATE = Path(__file__).with_name("card.md")
_FILES = {
    "lenta": "Lenta news (GramEval-2020 dev)",
    "gsd": "UD GSD test",
    "taiga": "UD Taiga test",
}


def write(pack: Path, work: Path, scores: Scores, day: date) -> None:
    """Fill in the template and put it into the pack."""
    text = _TEMPLATE.read_text(encoding="utf-8").format(
        day=day.isoformat(),
        stanza=version("stanza"),
        torch=version("torch"),
        natasha=version("natasha"),
        slovnet=version("slovnet"),
        words=f"{vectors.WORDS:,}",
        dimensions=vectors.DIMENSIONS,
        copies=prepare.SUBSTITUTED_COPIES,
        silver_weight=networks.SILVER_WEIGHT,
        seeds=f"{prepare.SEED} (data), {networks.SEED} (networks)",
        gold=f"{_tokens(work / 'gold.conllu'):,}",
        silver=f"{_tokens(work / 'silver.conllu'):,}",
        lemmas=f"{_tokens(work / 'lemmas.conllu'):,}",
        parts="\n".join(_parts(pack, work)),
        trees="\n".join(_trees(scores)),
        entities="\n".join(_entities(scores)),
        tokens=f"{scores['boundaries']['tokens']:.1f}",
        sentences=f"{scores['boundaries']['sentences']:.1f}",
        speed=f"{scores['speed']['tokens_per_second']:.0f}",
        size=f"{sum(path.stat().st_size for path in pack.rglob('*.pt')) / 1e6:.0f}",
    )
    (pack / "MODEL_CARD.md").write_text(text, encoding="utf-8")


def _parts(pack: Path, work: Path) -> list[str]:
    rows = []
    for network in networks.NETWORKS:
        [file] = (pack / networks.LANGUAGE / network.processor).glob("*.pt")
        settings = " ".join(Path(word).name if "/" in word else word for word in network.arguments(work))
        rows.append(f"| {network.processor} | {file.stat().st_size / 1e6:.1f} MB | `{settings}` |")
    return rows


def _trees(scores: Scores) -> list[str]:
    return [
        f"| {title} | {scores[name]['tokens']:.0f} | "
        + " | ".join(f"{scores[name][what]:.1f}" for what in TREES)
        + " |"
        for name, title in _FILES.items()
    ]


def _entities(scores: Scores) -> list[str]:
    return [f"| {name} | {score:.1f} |" for name, score in scores["entities"].items()]


def _tokens(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return sum(line[:1].isdigit() for line in lines)
