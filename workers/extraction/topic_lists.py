"""Agendas whose items stand on lines of their own: «На повестке три вопроса: / — [аренда]; / — [вывоз мусора].»"""

from __future__ import annotations

from collections.abc import Iterator

from workers.doc import Doc, Sentence
from workers.extraction.topic_continuations import Demand
from workers.extraction.topic_joints import behind_joint, enumerator
from workers.extraction.topic_openings import Opening
from workers.extraction.topic_rules import governs_topics
from workers.extraction.topic_themes import names_topics

BULLETS = frozenset("— – - • * · ‣ ▪ ● ✓".split())


def in_list(doc: Doc) -> Iterator[tuple[Sentence, Opening]]:
    """Each item behind a heading that ends in a colon and speaks of topics."""
    for heading in doc.sentences:
        if heading.tokens[-1].text != ":" or not _announces(heading):
            continue
        for item in doc.sentences[heading.index + 1 :]:
            first = _behind_mark(item)
            if first is None:
                break
            yield item, Opening(item.tokens[first], first, Demand("Nom", people=True))


def _announces(heading: Sentence) -> bool:
    """«обсудили:», «темы встречи:», «рассмотрели три вопроса:»."""
    return any(governs_topics(heading, token) or names_topics(token) for token in heading.tokens)


def _behind_mark(item: Sentence) -> int | None:
    """The position behind the mark of a list item; None for a line without one."""
    tokens = item.tokens
    first = behind_joint(tokens, 1) if tokens[0].text in BULLETS else enumerator(tokens, 0)
    return first if 0 < first < len(tokens) else None
