"""Word vectors: the most frequent words of navec, reduced by principal components, as a Stanza pretrain file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

from workers.training.teacher import vectors

WORDS, DIMENSIONS = 60_000, 100


def write(path: Path) -> None:
    """navec's vocabulary is ordered by frequency; its last two entries stand for unknown words and padding."""
    navec = vectors()
    words = [word for word in navec.vocab.words if not word.startswith("<")][:WORDS]
    full = np.stack([navec[word] for word in words]).astype(np.float64)
    centred = full - full.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :DIMENSIONS]
    reduced /= reduced.std()
    emb = np.vstack([np.zeros((len(VOCAB_PREFIX), DIMENSIONS)), reduced]).astype(np.float32)
    vocab = PretrainedWordVocab(words, lang="ru", lower=True)
    torch.save({"vocab": vocab.state_dict(), "emb": torch.from_numpy(emb)}, path)
