"""The participant across documents that a mention means.

Full names meet by key unless their states differ; a surname alone attaches to a unique bearer; a person known by post
only, and a group, belong to their document.
"""

from __future__ import annotations

from collections.abc import Callable

from events.models import Document, Participant
from events.names import fold, latin
from events.resolution.footprint import Footprint
from workers.extraction.facts import ParticipantFact

Feature = Callable[[Participant, ParticipantFact], bool]


def participant_for(said: ParticipantFact, document: Document, before: Footprint) -> Participant:
    """The participant that the mention means, created where none fits."""
    key = key_of(said, document)
    candidates = [row for row in _candidates(said, key) if all(fits(row, said) for fits in FEATURES)]
    known = [row for row in candidates if row.pk in before.participants]
    participant = next(iter(known or (candidates if len(candidates) == 1 else [])), None)
    if participant is None:
        return _create(said, key)
    _complete(participant, said)
    return participant


def key_of(said: ParticipantFact, document: Document) -> str:
    """Type and name; where the name does not tell who it is, the document as well."""
    if said.type == "group" or not said.name:
        return f"{said.type}|{_description(said)}|{document.pk}"
    return f"{said.type}|{fold(said.name)}"


def _description(said: ParticipantFact) -> str:
    return fold(" ".join(part for part in (said.name, said.role, said.rank, said.organisation, said.country) if part))


def _candidates(said: ParticipantFact, key: str) -> list[Participant]:
    rows = list(Participant.objects.filter(key=key)[:20])
    if rows or said.type != "person" or not said.surname:
        return rows
    if said.given is None:
        return list(Participant.objects.filter(type="person", surname=said.surname)[:20])
    return []


def same_state(row: Participant, said: ParticipantFact) -> bool:
    """Bearers of one name who represent different states are different people."""
    return not (row.country_code and said.country_code) or row.country_code == said.country_code


def same_patronymic(row: Participant, said: ParticipantFact) -> bool:
    return not (row.patronymic and said.patronymic) or fold(row.patronymic) == fold(said.patronymic)


FEATURES: list[Feature] = [same_state, same_patronymic]


def _create(said: ParticipantFact, key: str) -> Participant:
    participant = Participant(
        type=said.type,
        name=said.name or "",
        given=said.given or "",
        patronymic=said.patronymic or "",
        surname=said.surname or "",
        latin=latin(said.name or ""),
        role=said.role or "",
        organisation=said.organisation or "",
        country=said.country or "",
        country_code=said.country_code or "",
        key=key,
    )
    participant.index_names([])
    participant.save()
    return participant


def _complete(participant: Participant, said: ParticipantFact) -> None:
    """Fill what was not known; the latest role stands."""
    changed = []
    for field in ("patronymic", "country", "country_code"):
        if not getattr(participant, field) and getattr(said, field):
            setattr(participant, field, getattr(said, field))
            changed.append(field)
    if said.role and (participant.role, participant.organisation) != (said.role, said.organisation or ""):
        participant.role, participant.organisation = said.role, said.organisation or ""
        changed += ["role", "organisation"]
    if changed:
        participant.save(update_fields=[*changed, "updated"])
