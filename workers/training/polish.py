"""The tagger's second stage: on from the trained model with a rate that falls to nothing.

Stanza's tagger trains at one rate; its parser has a second stage, and the tagger gains from one as well.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from stanza.models import tagger
from stanza.models.common import utils
from stanza.models.pos.trainer import Trainer

STEPS, RATE = 1800, 0.0015
LOG_STEP = 20

logger = logging.getLogger("stanza")


def polish(arguments: list[str]) -> None:
    """Train the model that `arguments` (the tagger trainer's own) name a while longer; it is replaced when done."""
    settings = tagger.parse_args(arguments)
    steps = min(STEPS, settings["max_steps"])
    utils.set_random_seed(settings["seed"])
    pretrain = tagger.load_pretrain(settings)
    settings["word_cutoff"] = utils.update_word_cutoff(pretrain, settings["word_cutoff"])
    model = tagger.model_file_name(settings)
    vocab, _, batches = tagger.load_training_data(settings, pretrain)
    trainer = Trainer(args=settings, pretrain=pretrain, model_file=model, device=settings["device"])
    if trainer.vocab.state_dict() != vocab.state_dict():
        raise ValueError(f"{model} was trained on other data; delete it and train the tagger again.")
    for step, batch in zip(range(steps), _endless(batches), strict=False):
        _set_rate(trainer, RATE * (1 - step / steps))
        loss = trainer.update(batch)
        if step % LOG_STEP == 0:
            logger.info("Polishing STEP %d/%d, loss = %.4f", step, steps, loss)
    trainer.save(model)


def _endless(batches: Iterable[Any]) -> Iterator[Any]:
    """Epoch after epoch, each shuffled anew by the trainer's own loader."""
    while True:
        yield from batches


def _set_rate(trainer: Trainer, rate: float) -> None:
    for optimizer in trainer.optimizers.values():
        for group in optimizer.param_groups:
            group["lr"] = rate


if __name__ == "__main__":
    polish(sys.argv[1:])
