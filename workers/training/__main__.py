"""`python -m workers.training STEP --data DIR`: one step of the recipe, or `all` of them in order."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workers.training.networks import NETWORKS, Network, TrainingError
from workers.training.sources import DataError

BUNDLED = Path(__file__).parent.parent / "models" / "ru-news"


@dataclass(frozen=True)
class Recipe:
    """Where the data, the intermediate files and the pack are; `jobs` networks are trained at a time, `steps` long."""

    data: Path
    work: Path
    pack: Path
    jobs: int = 1
    steps: int | None = None

    def prepare(self) -> None:
        from workers.training import prepare, vectors  # loads the teacher

        done = self.work / "prepared"
        if not done.exists():
            vectors.write(self.work / "vectors.pt")
            prepare.prepare(self.data, self.work)
            done.touch()

    def train(self) -> None:
        """All networks, the longest first."""
        with ThreadPoolExecutor(self.jobs) as pool:
            runs = [pool.submit(network.train, self.work, place, self.steps) for place, network in enumerate(NETWORKS)]
            for run in runs:
                run.result()

    def assemble(self) -> None:
        from workers.training import pack  # loads torch

        pack.assemble(self.work, self.pack)

    def score(self) -> None:
        """Score the pack and write its card."""
        from workers.training import card, scores  # loads Stanza

        found = scores.score(self.pack, self.data)
        (self.work / "scores.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        card.write(self.pack, self.work, found, date.today())

    def all(self) -> None:
        for step in (self.prepare, self.train, self.assemble, self.score):
            step()


def steps(recipe: Recipe) -> dict[str, Callable[[], None]]:
    def training(network: Network) -> Callable[[], None]:
        return lambda: network.train(recipe.work, steps=recipe.steps)

    return {
        "prepare": recipe.prepare,
        **{network.processor: training(network) for network in NETWORKS},
        "train": recipe.train,
        "assemble": recipe.assemble,
        "score": recipe.score,
        "all": recipe.all,
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m workers.training", description=__doc__)
    parser.add_argument(
        "step", help="prepare, depparse, pos, ner, tokenize, lemma, train (all five), assemble, score or all"
    )
    parser.add_argument("--data", type=Path, required=True, help="the directory with the treebanks and archives")
    parser.add_argument(
        "--work", type=Path, default=Path("var/training"), help="intermediate files; a finished step is kept"
    )
    parser.add_argument("--pack", type=Path, default=BUNDLED, help="the pack to write")
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, len(NETWORKS)), help="networks at a time")
    parser.add_argument("--steps", type=int, help="so many steps only, to try the recipe out")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    known = steps(Recipe(options.data, options.work.resolve(), options.pack, options.jobs, options.steps))
    if options.step not in known:
        parser.error(f"no step {options.step!r}; there are {', '.join(known)}")
    try:
        known[options.step]()
    except (DataError, TrainingError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
