"""What a participant is called and was: name, aliases and posts, from its guises."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from events.models import Alias, Guise, Participant, Participation, Post
from events.names import latin, query_keys
from events.resolution.given_names import INITIAL

NAME = ("name", "given", "patronymic", "surname")
STATE = ("country", "country_code")
SHOWN = (*NAME, "latin", "role", "organisation", *STATE)


def forms(said: Participation, text: str) -> list[str]:
    """The forms of the name as written; «министр» and «глава ведомства» are none."""
    name = set(query_keys(said.name))
    written = (
        " ".join(text[item["start"] : item["end"]].split())[:500] for item in said.evidence if item["field"] == "name"
    )
    return [form for form in written if name & set(query_keys(form))]


def count_forms(changes: Iterable[tuple[uuid.UUID, str, int]]) -> set[uuid.UUID]:
    """Add to (or take from) the counts of aliases; the participants whose set of aliases changed."""
    totals: Counter[tuple[uuid.UUID, str]] = Counter()
    for owner, form, number in changes:
        totals[owner, form] += number
    rows = Alias.objects.filter(participant__in={owner for owner, _ in totals})
    known = {(row.participant_id, row.text): row for row in rows.filter(text__in={form for _, form in totals})}
    touched: set[uuid.UUID] = set()
    fresh, kept, stale = [], [], []
    for (owner, form), number in totals.items():
        row = known.get((owner, form))
        if row is None and number > 0:
            fresh.append(Alias(participant_id=owner, text=form, folded=form.lower(), count=number))
            touched.add(owner)
        elif row is not None and row.count + number <= 0:
            stale.append(row.pk)
            touched.add(owner)
        elif row is not None and number:
            row.count += number
            kept.append(row)
    Alias.objects.bulk_create(fresh)
    for row in kept:
        Alias.objects.filter(pk=row.pk).update(count=row.count)
    if stale:
        Alias.objects.filter(pk__in=stale).delete()
    return touched


def refresh(participant: Participant, guises: Sequence[Guise]) -> set[str]:
    """Name, state, latest post and posts anew; the names of the fields that changed."""
    before = {name: getattr(participant, name) for name in SHOWN}
    best = max(guises, key=_fullness)
    for name in NAME:
        setattr(participant, name, getattr(best, name))
    participant.latin = latin(participant.name)
    state = max((guise for guise in guises if guise.country), key=_recency, default=None)
    latest = max((guise for guise in guises if guise.role and guise.tenure == "current"), key=_recency, default=None)
    for name in STATE:
        setattr(participant, name, getattr(state, name) if state else "")
    participant.role = latest.role if latest else ""
    participant.organisation = latest.organisation if latest else best.organisation
    participant.key = best.block or best.post
    spellings = [alias.text for alias in participant.aliases.all()]
    search = participant.search
    participant.index_names([*spellings, *{guise.name for guise in guises if guise.name}])
    changed = {name for name in SHOWN if before[name] != getattr(participant, name)}
    if changed or search != participant.search:
        participant.save()
    return changed | ({"posts"} if _posts(participant, guises) else set())


def _fullness(guise: Guise) -> tuple[int, int, int, int, str]:
    spelled = bool(guise.given) and not INITIAL.match(guise.given)
    return (int(spelled), int(bool(guise.patronymic)), guise.mentions, len(guise.name.split()), guise.name)


def _recency(guise: Guise) -> tuple[date, bool, str]:
    return (guise.last_seen or date.min, bool(guise.name), str(guise.pk))


def _posts(participant: Participant, guises: Sequence[Guise]) -> bool:
    """Each post with the first and the last day on which a text gives it; whether that changed."""
    days: dict[tuple[str, str, str, str], list[date]] = {}
    for guise in guises:
        if guise.role and guise.tenure != "future":
            seen = days.setdefault((guise.role, guise.organisation, guise.country, guise.country_code), [])
            seen += [day for day in (guise.first_seen, guise.last_seen) if day]
    merged: dict[tuple[str, str, str], tuple[str, list[date]]] = {}
    for (role, organisation, country, code), seen in days.items():
        old = merged.setdefault((role, organisation, country), (code, []))
        old[1].extend(seen)
    rows = {
        (role, organisation, country, code, min(seen, default=None), max(seen, default=None))
        for (role, organisation, country), (code, seen) in merged.items()
    }
    names = ("role", "organisation", "country", "country_code", "first_seen", "last_seen")
    known = {tuple(getattr(post, name) for name in names) for post in participant.posts.all()}
    if rows == known:
        return False
    if known:
        Post.objects.filter(participant=participant).delete()
    Post.objects.bulk_create(
        Post(participant=participant, **dict(zip(names, row, strict=True))) for row in sorted(rows, key=str)
    )
    return True
