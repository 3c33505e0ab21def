"""What a meeting's fields are, over all its reports.

The rule, field by field: what a later report corrects - a plan by what was held, a day by a move - no longer counts; of
what is left the most precise value stands; of equally precise ones the value of most independent sources; of these the
latest. Values that differ for good are a conflict. A less precise value is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.resolution.wording import city_of

FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "status": ("status",),
    "date": ("date_start", "date_end", "date_precision", "date_source", "date_text"),
    "time": ("date_time",),
    "place": ("city", "country", "country_code", "place_source"),
    "venue": ("venue",),
}
PRECISIONS = ["unknown", "yearless", "year", "month", "day"]
AHEAD = {"planned", "possible"}
STATUS_RANK = ["possible", "planned", "denied", "cancelled", "held"]


@dataclass(frozen=True)
class Account:
    """One report as its fields go: `values` by column, who tells it and when."""

    id: str
    source: str
    published: date | None
    flags: str
    values: Mapping[str, Any]

    @property
    def order(self) -> tuple[Any, ...]:
        return (self.published or date.min, self.source, self.id)


@dataclass
class Settled:
    """The columns of a field, the reports for it and those against, and whether they disagree for good."""

    columns: dict[str, Any]
    supporting: list[str] = field(default_factory=list)
    against: list[dict[str, Any]] = field(default_factory=list)
    conflict: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"for": self.supporting, "against": self.against, "conflict": self.conflict}


def settle(accounts: Sequence[Account]) -> dict[str, Settled]:
    """Every field of a meeting, from the accounts of its reports."""
    ordered = sorted(accounts, key=lambda account: account.order)
    return {name: RULES[name](name, ordered) for name in FIELDS}


def _standing(accounts: Sequence[Account]) -> list[Account]:
    """Without the plans that something later replaced: what was held, cancelled or moved."""
    if any(account.values["status"] == "held" for account in accounts):
        kept = [account for account in accounts if account.values["status"] not in AHEAD]
        return kept if any(_says_day(account) for account in kept) else list(accounts)
    moves = [account for account in accounts if "moved" in account.flags and _says_day(account)]
    return [account for account in accounts if account.order >= moves[-1].order] if moves else list(accounts)


def _says_day(account: Account) -> bool:
    return bool(account.values["date_precision"] == "day")


def _date(name: str, accounts: Sequence[Account]) -> Settled:
    standing = _standing(accounts)
    finest = max(PRECISIONS.index(account.values["date_precision"]) for account in standing)
    sharp = [account for account in standing if PRECISIONS.index(account.values["date_precision"]) == finest]
    shortest = _shortest(sharp)
    settled = _vote(
        name, accounts, shortest, lambda account: (account.values["date_start"], account.values["date_end"])
    )
    settled.conflict = finest == PRECISIONS.index("day") and len({_days(account) for account in shortest}) > 1
    return settled


def _days(account: Account) -> tuple[Any, Any]:
    return account.values["date_start"], account.values["date_end"]


def _shortest(accounts: Sequence[Account]) -> list[Account]:
    """A single day is more precise than a week around it."""
    spans = {account.id: _span(account) for account in accounts}
    least = min(spans.values())
    return [account for account in accounts if spans[account.id] == least]


def _span(account: Account) -> int:
    start, end = _days(account)
    return (end - start).days if start and end else 0


def _place(name: str, accounts: Sequence[Account]) -> Settled:
    standing = [account for account in _standing(accounts) if _city(account)]
    standing = standing or [account for account in accounts if _city(account)]
    if not standing:
        return _plain(name, accounts, "country")
    settled = _vote(name, accounts, standing, _city)
    settled.conflict = len({_city(account) for account in standing}) > 1
    return settled


def _city(account: Account) -> str:
    """The city under its usual name: another spelling is no conflict."""
    return city_of(account.values["city"])


def _status(name: str, accounts: Sequence[Account]) -> Settled:
    """The latest that is stated; a plan never follows what was held."""
    held = [account for account in accounts if account.values["status"] == "held"]
    final = [account for account in accounts if account.values["status"] not in AHEAD] if held else list(accounts)
    best = max(
        final, key=lambda each: (each.published or date.min, STATUS_RANK.index(each.values["status"]), each.order)
    )
    settled = _settled(name, accounts, best, lambda account: account.values["status"])
    settled.conflict = bool(held) and any(account.values["status"] == "denied" for account in accounts)
    return settled


def _time(name: str, accounts: Sequence[Account]) -> Settled:
    settled = _plain(name, accounts, "date_time")
    standing = {account.values["date_time"] for account in _standing(accounts)} - {""}
    settled.conflict = len(standing) > 1
    return settled


def _kind(name: str, accounts: Sequence[Account]) -> Settled:
    return _vote(name, accounts, accounts, lambda account: account.values["kind"])


def _venue(name: str, accounts: Sequence[Account]) -> Settled:
    """The fullest."""
    given = [account for account in accounts if account.values["venue"]]
    if not given:
        return Settled({"venue": ""})
    best = max(given, key=lambda account: (len(account.values["venue"].split()), account.order))
    return _settled(name, accounts, best, lambda account: account.values["venue"])


def _plain(name: str, accounts: Sequence[Account], column: str) -> Settled:
    given = [account for account in accounts if account.values[column]]
    return _vote(name, accounts, given or accounts, lambda account: account.values[column])


RULES: dict[str, Callable[[str, Sequence[Account]], Settled]] = {
    "kind": _kind, "status": _status, "date": _date, "time": _time, "place": _place, "venue": _venue,
}  # fmt: skip


def _vote(
    name: str, accounts: Sequence[Account], standing: Iterable[Account], value: Callable[[Account], Any]
) -> Settled:
    """The value of most sources, then the latest; its columns from the fullest report that gives it."""
    sources: dict[Any, set[str]] = defaultdict(set)
    latest: dict[Any, Account] = {}
    for account in standing:
        sources[value(account)].add(account.source)
        latest[value(account)] = account
    chosen = max(latest, key=lambda each: (len(sources[each]), latest[each].order))
    givers = [account for account in standing if value(account) == chosen]
    best = max(givers, key=lambda account: (_fullness(account, name), account.order))
    return _settled(name, accounts, best, value)


def _settled(name: str, accounts: Sequence[Account], best: Account, value: Callable[[Account], Any]) -> Settled:
    columns = {column: best.values[column] for column in FIELDS[name]}
    supporting = [account.id for account in accounts if value(account) == value(best)]
    against = [
        {"report": account.id, "value": _shown(value(account))}
        for account in accounts
        if value(account) != value(best) and _says_something(value(account))
    ]
    return Settled(columns, supporting, against)


def _says_something(value: Any) -> bool:
    return any(value) if isinstance(value, tuple) else bool(value)


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_shown(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _fullness(account: Account, name: str) -> int:
    return sum(bool(account.values[column]) for column in FIELDS[name])
