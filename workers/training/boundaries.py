"""Token and sentence boundaries as Stanza's tokenizer reads them: a text file and a file with one digit a character.

0 inside a token or between tokens, 1 the last character of a token, 2 the last character of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from workers.training import conllu, entities
from workers.training.conllu import Sentence
from workers.training.sources import Sources

# A paragraph of treebank sentences: they come without their context.
SENTENCES_A_PARAGRAPH = 3


def write(work: Path, sources: Sources, gold: list[Sentence], choosing: list[Sentence]) -> None:
    """Training paragraphs from treebanks and news texts; NEREL dev decides when to stop."""
    news = [list(entities.sentences(text)) for text in sources.nerel("train")]
    news += [list(entities.sentences(text)) for text in sources.factrueval()]
    _write(work, "tokens-train", [*_chunks(gold), *(p for text in news for p in _chunks(text))])
    dev = [p for text in sources.nerel("dev") for p in _chunks(list(entities.sentences(text)))]
    _write(work, "tokens-dev", dev)
    conllu.write(work / "tokens-dev.conllu", (_chain(sentence) for paragraph in dev for sentence in paragraph))


def _chain(sentence: Sentence) -> Sentence:
    """A tree of sorts: the scorer of the boundaries asks for one."""
    return tuple(replace(word, head=number) for number, word in enumerate(sentence))


def _chunks(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    sentences = [sentence for sentence in sentences if sentence]
    for first in range(0, len(sentences), SENTENCES_A_PARAGRAPH):
        yield sentences[first : first + SENTENCES_A_PARAGRAPH]


def _write(work: Path, name: str, paragraphs: Iterable[list[Sentence]]) -> None:
    texts, labels = zip(*(_labelled(paragraph) for paragraph in paragraphs), strict=True)
    (work / f"{name}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    (work / f"{name}.labels").write_text("\n\n".join(labels) + "\n", encoding="utf-8")
    (work / f"{name}-mwt.json").write_text("[]", encoding="utf-8")


def _labelled(paragraph: list[Sentence]) -> tuple[str, str]:
    text = label = ""
    for sentence in paragraph:
        for number, word in enumerate(sentence, start=1):
            text += word.form
            label += "0" * (len(word.form) - 1) + ("2" if number == len(sentence) else "1")
            if not word.glued and (number < len(sentence) or sentence is not paragraph[-1]):
                text += " "
                label += "0"
    return text, label
