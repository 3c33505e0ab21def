"""The naive floor: a trigger word, every person of its sentence, and nothing else."""

from __future__ import annotations

from workers.doc import Doc, Entity, Sentence
from workers.evaluation.gold import Record

TRIGGERS = ("встреч", "встрет", "переговор", "бесед", "визит", "саммит")


def floor(doc: Doc) -> Record:
    """One meeting per sentence with a trigger word, in the shape of `manage.py extract`."""
    return {"meetings": [meeting for sentence in doc.sentences for meeting in _meetings(doc, sentence)], "posts": []}


def _meetings(doc: Doc, sentence: Sentence) -> list[Record]:
    trigger = next((token for token in sentence.tokens if token.base.startswith(TRIGGERS)), None)
    if trigger is None:
        return []
    people = [_person(sentence, entity) for entity in sentence.entities if entity.type == "PERSON"]
    return [
        {
            "kind": "in_person",
            "status": "held",
            "trigger": {"text": doc.text[trigger.start : trigger.end], "start": trigger.start, "end": trigger.end},
            "date": {"start": None, "end": None, "precision": "unknown"},
            "place": {},
            "participants": people,
            "topics": [],
            "statements": [],
        }
    ]


def _person(sentence: Sentence, entity: Entity) -> Record:
    lemmas = [token.lemma.capitalize() for token in sentence.tokens[entity.first : entity.last + 1]]
    return {"type": "person", "name": " ".join(lemmas), "surname": lemmas[-1]}
