"""Guises of the mentions of a text: made, counted and dated as texts come and go."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Min

from events.models import Guise, Participation, StatedPost
from events.names import fold
from events.resolution.lexicon import table
from events.resolution.posts import PostOf, post_of
from events.resolution.spelling import skeleton

NAMESPACE = uuid.UUID("6f1d3a52-5f0e-5c0b-9a51-3c1f7a1d2b11")
PATRONYMIC = re.compile("(вич|вна|чна|ична)$")
QUOTES = re.compile('[«»"„“”]')


@dataclass(frozen=True)
class Mention:
    """A mention in the ledger's terms: the guise it belongs to and the day on which it was seen."""

    guise: Guise
    seen: date | None


def of_participation(said: Participation, text: str, seen: date | None) -> Guise:
    """The guise of a participant of a report; `text` is the hash of the text."""
    post = post_of(said.role, said.organisation, said.country_code or fold(said.country))
    values = {name: getattr(said, name) for name in ("type", "name", "given", "patronymic", "surname", "role")}
    values |= {name: getattr(said, name) for name in ("organisation", "country", "country_code")}
    bound = _bound(said, post, text, seen)
    return _made(
        values | {"block": _block(said), "post": _post_key(said, post), "tenure": _tenure(post, "current")} | bound
    )


def of_post(stated: StatedPost) -> Guise | None:
    """The guise of a person whose post a text states; None where the name is too short to tell who it is."""
    words = stated.name.split()
    if len(words) < 2:
        return None
    patronymic = words[1] if len(words) == 3 and PATRONYMIC.search(words[1]) else ""
    given = words[0] if patronymic else " ".join(words[:-1])
    said = Participation(
        type="person", name=stated.name, given=given, patronymic=patronymic, surname=words[-1], role=stated.role,
        organisation=stated.organisation, country=stated.country, country_code=stated.country_code,
    )  # fmt: skip
    post = post_of(said.role, said.organisation, said.country_code or fold(said.country))
    values = {name: getattr(said, name) for name in ("type", "name", "given", "patronymic", "surname", "role")}
    values |= {name: getattr(said, name) for name in ("organisation", "country", "country_code")}
    tenure = {"block": _block(said), "post": _post_key(said, post), "tenure": _tenure(post, stated.status)}
    return _made(values | tenure)


def _made(values: dict[str, Any]) -> Guise:
    signature = "|".join(fold(str(values.get(name) or "")) for name in SIGNATURE)
    return Guise(id=uuid.uuid5(NAMESPACE, signature), **values)


SIGNATURE = (
    "type", "name", "given", "patronymic", "surname", "role", "organisation", "country", "country_code", "tenure", "day", "scope",
)  # fmt: skip


def _tenure(post: PostOf, status: str) -> str:
    if post.former or status == "former":
        return Guise.Tenure.FORMER
    return Guise.Tenure.FUTURE if status == "future" else Guise.Tenure.CURRENT


def _block(said: Participation) -> str:
    """Persons of one surname, in any spelling; organisations of one name; a state."""
    if said.type == "person":
        return f"person:{skeleton(said.surname or said.name)}"[:200] if said.name else ""
    if said.type == "country":
        return f"country:{said.country_code or fold(said.name)}"
    return f"organisation:{organisation_name(said.name)}"[:200] if said.type == "organisation" and said.name else ""


def organisation_name(name: str) -> str:
    plain = fold(QUOTES.sub("", name))
    return fold(table("organisations.tsv").get(plain, plain))


def _post_key(said: Participation, post: PostOf) -> str:
    if said.type == "group":
        return f"group|{description(said)}"[:200]
    return post.key[:200] if said.type == "person" else ""


def description(said: Participation) -> str:
    return fold(" ".join(part for part in (said.name, said.role, said.rank, said.organisation, said.country) if part))


def _bound(said: Participation, post: PostOf, text: str, seen: date | None) -> dict[str, Any]:
    """A post without a name is bound to its day; a group, and a post that many hold, to its text as well."""
    if said.name and said.type != "group":
        return {}
    unique = said.type == "person" and post.key and seen
    return {"day": seen, "scope": "" if unique else f"{text[:40]}:{said.position}:{said.report.position}"}


def keep(mentions: Sequence[Mention]) -> tuple[dict[uuid.UUID, Guise], set[uuid.UUID]]:
    """The stored guises of these mentions, counted and dated, and which of them are new or seen on a new first or last day.

    New ones have no participant yet.
    """
    wanted = {mention.guise.pk: mention.guise for mention in mentions}
    known = Guise.objects.in_bulk(list(wanted))
    fresh = [guise for pk, guise in wanted.items() if pk not in known]
    guises = known | {guise.pk: guise for guise in fresh}
    before = {pk: (guise.first_seen, guise.last_seen) for pk, guise in known.items()}
    for mention in mentions:
        _see(guises[mention.guise.pk], mention.seen)
    altered = {pk for pk, guise in guises.items() if before.get(pk) != (guise.first_seen, guise.last_seen)}
    altered |= {guise.pk for guise in fresh}
    Guise.objects.bulk_create(fresh)
    for pk, guise in known.items():
        values = {"mentions": guise.mentions, "first_seen": guise.first_seen, "last_seen": guise.last_seen}
        Guise.objects.filter(pk=pk).update(**values)
    return guises, altered


def _see(guise: Guise, seen: date | None) -> None:
    guise.mentions += 1
    if seen:
        guise.first_seen = min(guise.first_seen or seen, seen)
        guise.last_seen = max(guise.last_seen or seen, seen)


def drop(counts: Counter[uuid.UUID]) -> None:
    """Mentions of these guises were deleted: count and date anew."""
    for pk, count in counts.items():
        Guise.objects.filter(pk=pk).update(mentions=F("mentions") - count, **_bounds(pk))


def _bounds(pk: uuid.UUID) -> dict[str, date | None]:
    days = [
        Participation.objects.filter(guise=pk).aggregate(low=Min("seen"), high=Max("seen")),
        StatedPost.objects.filter(guise=pk).aggregate(low=Min("seen"), high=Max("seen")),
    ]
    low = [each["low"] for each in days if each["low"]]
    high = [each["high"] for each in days if each["high"]]
    return {"first_seen": min(low, default=None), "last_seen": max(high, default=None)}


def gone(guises: Iterable[uuid.UUID]) -> list[Guise]:
    """Those of the guises that no text has any more, taken out of the ledger."""
    if not set(guises):
        return []
    empty = list(Guise.objects.filter(pk__in=list(guises), mentions=0))
    Guise.objects.filter(pk__in=[guise.pk for guise in empty]).delete()
    return empty
