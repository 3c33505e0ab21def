"""The networks and their settings: each is one run of Stanza's own trainer in a process of its own.

Settings that differ from Stanza's defaults were chosen for two CPU cores; on a GPU the same runs take minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

LANGUAGE, PACKAGE = "ru", "news"
SEED = "1234"
# Batches of silver trees for one of gold trees: the teacher speaks the news' own inventory.
SILVER_WEIGHT = "2.0"


_STEP = re.compile(r"step\W{0,3}(\d+)\s*/\s*(\d+)", re.IGNORECASE)


class TrainingError(RuntimeError):
    """A trainer failed; the message names its log."""


@dataclass(frozen=True, slots=True)
class Network:
    """A part of the pack: where it goes, which programs train it one after the other and with which arguments."""

    processor: str
    programs: tuple[str, ...]
    arguments: Callable[[Path], list[str]]
    shortened: Callable[[str], list[str]]

    def saved(self, work: Path) -> Path:
        return work / "saved" / f"{self.processor}.pt"

    def train(self, work: Path, position: int = 0, steps: int | None = None) -> None:
        """Run the trainer unless it has finished before; its own lines go to `<processor>.log`.

        A parser that was interrupted goes on from its last checkpoint, the others begin again. `steps` ends a run early,
        to try the recipe out.
        """
        finished = self.saved(work).with_suffix(".done")
        if finished.exists():
            return
        self.saved(work).parent.mkdir(parents=True, exist_ok=True)
        arguments = ["--mode", "train", "--shorthand", f"{LANGUAGE}_{PACKAGE}", "--seed", SEED]
        arguments += ["--save_dir", str(work / "saved"), "--save_name", self.saved(work).name, *self.arguments(work)]
        arguments += [] if steps is None else self.shortened(str(steps))
        for program in self.programs:
            command = [sys.executable, "-m", *program.split(), *arguments]
            status = _watched(command, work, self.processor, position)
            if status:
                raise TrainingError(f"{program} ended with {status}; see {work / self.processor}.log.")
        finished.touch()


def _watched(command: list[str], work: Path, name: str, position: int) -> int:
    """The exit status of a trainer; its steps move a progress bar where stderr is a terminal."""
    environment = os.environ | {"OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as run,
        (work / f"{name}.log").open("a", encoding="utf-8") as file,
        tqdm(desc=name, position=position, disable=None, unit="step") as bar,
    ):
        assert run.stdout is not None
        for line in run.stdout:
            file.write(line)
            file.flush()
            if step := _STEP.search(line):
                bar.total = int(step[2])
                bar.update(int(step[1]) - bar.n)
        return run.wait()


def _tokenize(work: Path) -> list[str]:
    return [
        *("--lang", LANGUAGE, "--txt_file", str(work / "tokens-train.txt")),
        *("--label_file", str(work / "tokens-train.labels"), "--mwt_json_file", str(work / "tokens-train-mwt.json")),
        *("--dev_txt_file", str(work / "tokens-dev.txt"), "--dev_label_file", str(work / "tokens-dev.labels")),
        *(
            "--dev_conll_gold",
            str(work / "tokens-dev.conllu"),
            "--conll_file",
            str(work / "tokens-dev-predicted.conllu"),
        ),
        *("--max_seqlen", "300", "--steps", "2500", "--eval_steps", "500", "--anneal_after", "500"),
    ]


def _words(work: Path) -> list[str]:
    return ["--lang", LANGUAGE, "--wordvec_pretrain_file", str(work / "vectors.pt"), "--word_emb_dim", "50"]


def _pos(work: Path) -> list[str]:
    return [
        *_words(work),
        *("--train_file", f"{work / 'gold.conllu'};{work / 'silver.conllu'}", "--train_ratios", "1.0;0.35"),
        *("--eval_file", str(work / "choosing.conllu"), "--share_hid", "--deep_biaff_hidden_dim", "200"),
        *("--char_hidden_dim", "128", "--char_emb_dim", "64", "--batch_size", "32", "--max_steps", "5000"),
        *("--dropout", "0.3", "--word_dropout", "0.15"),
        *("--eval_interval", "400", "--fix_eval_interval", "--max_steps_before_stop", "1000", "--second_lr", "0.001"),
    ]


def _lemma(work: Path) -> list[str]:
    return [
        *("--train_file", str(work / "lemmas.conllu"), "--eval_file", str(work / "choosing.conllu")),
        *("--hidden_dim", "120", "--num_epoch", "5", "--decay_epoch", "3", "--lr_decay", "0.5", "--batch_size", "100"),
    ]


def _depparse(work: Path) -> list[str]:
    return [
        *_words(work),
        *("--train_file", str(work / "gold.conllu"), "--silver_file", str(work / "silver.conllu")),
        *("--silver_weight", SILVER_WEIGHT, "--eval_file", str(work / "choosing.conllu")),
        *(
            "--hidden_dim",
            "200",
            "--num_layers",
            "2",
            "--deep_biaff_hidden_dim",
            "128",
            "--deep_biaff_output_dim",
            "100",
        ),
        *("--char_hidden_dim", "64", "--char_emb_dim", "32", "--batch_size", "600", "--max_steps", "4800"),
        *("--dropout", "0.3", "--word_dropout", "0.15"),
        *(
            "--optim",
            "adam",
            "--lr",
            "0.002",
            "--beta2",
            "0.95",
            "--eval_interval",
            "250",
            "--checkpoint_interval",
            "250",
        ),
        *("--second_optim", "adam", "--second_optim_start_step", "3800", "--second_lr", "0.0004"),
    ]


def _ner(work: Path) -> list[str]:
    return [
        *("--wordvec_pretrain_file", str(work / "vectors.pt"), "--train_file", str(work / "ner-train.json")),
        *("--eval_file", str(work / "ner-dev.json"), "--max_steps", "2800", "--eval_interval", "350"),
        *("--max_steps_no_improve", "2500", "--word_dropout", "0.05", "--lr_decay", "0.6", "--patience", "2"),
    ]


def _steps(steps: str) -> list[str]:
    return ["--max_steps", steps, "--eval_interval", steps]


def _tokenizer_steps(steps: str) -> list[str]:
    return ["--steps", steps, "--eval_steps", steps]


def _one_epoch(_: str) -> list[str]:
    return ["--num_epoch", "1"]


NETWORKS = [
    Network("depparse", ("stanza.models.parser",), _depparse, _steps),
    Network("pos", ("stanza.models.tagger", "workers.training.polish pos"), _pos, _steps),
    Network("ner", ("stanza.models.ner_tagger", "workers.training.polish ner"), _ner, _steps),
    Network("tokenize", ("stanza.models.tokenizer",), _tokenize, _tokenizer_steps),
    Network("lemma", ("stanza.models.lemmatizer",), _lemma, _one_epoch),
]
