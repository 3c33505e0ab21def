"""A second stage for taggers: on from the trained model, with Adam and a rate that falls to nothing.

Stanza's parser has a second stage of its own; its tagger trains at one rate, its entity tagger waits for plateaus.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from stanza.models import ner_tagger, tagger
from stanza.models.common import utils
from stanza.models.common.doc import Document
from stanza.models.ner.data import DataLoader
from stanza.models.pos.trainer import Trainer as PosTrainer

POS_STEPS, POS_RATE = 1800, 0.0015
NER_STEPS, NER_RATE = 2000, 0.002
LOG_STEP = 20

logger = logging.getLogger("stanza")


def pos(arguments: list[str]) -> None:
    """Train the tagger that `arguments` (its trainer's own) name a while longer; it is replaced when done."""
    settings = tagger.parse_args(arguments)
    utils.set_random_seed(settings["seed"])
    pretrain = tagger.load_pretrain(settings)
    settings["word_cutoff"] = utils.update_word_cutoff(pretrain, settings["word_cutoff"])
    model = tagger.model_file_name(settings)
    vocab, _, batches = tagger.load_training_data(settings, pretrain)
    trainer = PosTrainer(args=settings, pretrain=pretrain, model_file=model, device=settings["device"])
    if trainer.vocab.state_dict() != vocab.state_dict():
        raise ValueError(f"{model} was trained on other data; delete it and train the tagger again.")
    _descend(trainer, batches, list(trainer.optimizers.values()), min(POS_STEPS, settings["max_steps"]), POS_RATE)
    trainer.save(model)


def ner(arguments: list[str]) -> None:
    """The same for the entity tagger."""
    settings = ner_tagger.parse_args(arguments)
    utils.set_random_seed(settings["seed"])
    model = ner_tagger.model_file_name(settings)
    loaded, trainer, vocab = ner_tagger.load_model(settings, model)
    document = Document(json.loads(Path(settings["train_file"]).read_text(encoding="utf-8")))
    batches = DataLoader(document, settings["batch_size"], loaded, None, vocab=vocab, evaluation=False)
    trainer.optimizer = torch.optim.Adam([p for p in trainer.model.parameters() if p.requires_grad], lr=NER_RATE)
    _descend(trainer, batches, [trainer.optimizer], min(NER_STEPS, settings["max_steps"]), NER_RATE)
    trainer.save(model)


def _descend(trainer: Any, batches: Iterable[Any], optimizers: list[Any], steps: int, rate: float) -> None:
    for step, batch in zip(range(steps), _endless(batches), strict=False):
        for group in (group for optimizer in optimizers for group in optimizer.param_groups):
            group["lr"] = rate * (1 - step / steps)
        loss = trainer.update(batch)
        if step % LOG_STEP == 0:
            logger.info("Polishing STEP %d/%d, loss = %.4f", step, steps, loss)


def _endless(batches: Iterable[Any]) -> Iterator[Any]:
    """Epoch after epoch, each shuffled anew by the trainer's own loader."""
    while True:
        yield from batches
        reshuffle = getattr(batches, "reshuffle", None)
        if reshuffle is not None:
            reshuffle()


STAGES: dict[str, Callable[[list[str]], None]] = {"pos": pos, "ner": ner}

if __name__ == "__main__":
    STAGES[sys.argv[1]](sys.argv[2:])
