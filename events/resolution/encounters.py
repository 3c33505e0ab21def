"""Which reports are of one meeting: people, days, place, manner, status and the subject of the talks.

Reports that give the day are sorted first; vaguer ones - a month, «недавно», a plan without a day - join the only meeting
that they fit.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from events.resolution.clustering import Grouping, open_pairs, surest_first
from events.resolution.verdicts import BARRED, Feature, Reason, Verdict, judge

BOUNDS = (2.0, 5.0)
UNIQUE_IS_ENOUGH, CLEAR_LEAD = 4.0, 1.0
TALKS = {"in_person", "multilateral"}
AHEAD = {"planned", "possible"}
NEXT_DAY = timedelta(days=1)
NEWS = timedelta(days=7)
PLANS = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant of a report: who, of which type, for which state, in which post (empty: not told)."""

    participant: uuid.UUID
    type: str = "person"
    country: str = ""
    role: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Sketch:
    """What counts of a report. `since` and `until`: the days between which the meeting must have been, None: unknown."""

    id: uuid.UUID
    document: uuid.UUID
    seats: tuple[Seat, ...]
    kind: str = "in_person"
    status: str = "held"
    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    date_source: str = ""
    time: str = ""
    city: str = ""
    country: str = ""
    venue: str = ""
    published: date | None = None
    flags: str = ""
    topics: frozenset[str] = frozenset()
    text: str = ""  # the hash of its text: an order that does not depend on arrival

    @property
    def has_day(self) -> bool:
        return self.precision == "day" and self.start == self.end

    @property
    def is_loose(self) -> bool:
        """Fits several days, or speaks of a day other than the one on which it was to be."""
        return not self.has_day or "moved" in self.flags

    @property
    def since(self) -> date | None:
        return window(self)[0]

    @property
    def until(self) -> date | None:
        return window(self)[1]

    @property
    def people(self) -> frozenset[uuid.UUID]:
        return frozenset(seat.participant for seat in self.seats)

    @property
    def order(self) -> tuple[str, ...]:
        day = self.start.isoformat() if self.start else ""
        out = self.published.isoformat() if self.published else ""
        return (day, out, self.text, self.kind, self.status, self.city, str(self.id))


def window(sketch: Sketch) -> tuple[date | None, date | None]:
    """First and last day on which the meeting can have been or was to be."""
    out = sketch.published
    if "moved" in sketch.flags and out:
        return out - NEWS * 4, max(sketch.end or out, out) + NEWS * 4
    if sketch.start and sketch.end:
        return sketch.start, sketch.end
    if out is None:
        return None, None
    if sketch.status == "held":
        return out - NEWS, out
    return out - NEWS, out + PLANS


def documents(first: Sketch, second: Sketch) -> Reason | None:
    same = first.document == second.document
    return Reason("documents", BARRED, "two meetings of one text") if same else None


def manners(first: Sketch, second: Sketch) -> Reason | None:
    """A call is no meeting in person, a visit no talk, a sitting of many no talk of two of them."""
    one, other = first.kind, second.kind
    if one == other:
        return None
    if {one, other} != TALKS:
        return Reason("manners", BARRED, f"{one} and {other}")
    fewer, more = sorted((first.people, second.people), key=len)
    aside = fewer < more and len(more) >= 3
    return Reason("manners", BARRED, "talks beside a sitting of more") if aside else None


def people(first: Sketch, second: Sketch) -> Reason | None:
    """Who is in both; whether those that are in one only may be meant by somebody of the other."""
    shared = len(first.people & second.people)
    one = [seat for seat in first.seats if seat.participant not in second.people]
    other = [seat for seat in second.seats if seat.participant not in first.people]
    meant = _meant(one, other)
    fewest = min(len(first.seats), len(second.seats))
    if not fewest or shared + meant == 0:
        return Reason("people", BARRED, "nobody in common")
    if shared >= 2:
        return Reason("people", 4.0, f"{shared} participants in common")
    if shared + meant >= 2:
        return Reason("people", 3.5 if shared else 3.0, "participants in common, one of them by post or state")
    if shared and any(_open(each, seat) for each in one for seat in other):
        return Reason("people", -1.0, "one participant in common, another without a name or a post to go by")
    return _one_shared(first, second, bool(shared), bool(one), bool(other))


def _one_shared(first: Sketch, second: Sketch, shared: bool, one: bool, other: bool) -> Reason:
    if first.kind == second.kind == "visit":
        return Reason("people", 4.0, "the same visitor")
    if first.kind == second.kind == "multilateral" and shared:
        return Reason("people", 1.5, "one participant in common, of several")
    if one and other:
        return Reason("people", BARRED, "one participant in common, the others are not the same")
    return Reason("people", 1.0 if shared else 0.0, "one participant in common, no other named in one of them")


def _meant(one: Sequence[Seat], other: Sequence[Seat]) -> int:
    """How many of the one may be somebody of the other: a state for its minister, a post for its holder, a group."""
    left, found = list(other), 0
    for seat in one:
        match = next((each for each in left if may_be(seat, each)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


def _open(one: Seat, other: Seat) -> bool:
    """A person without a name, and one of whom no post is told: nothing joins them, and nothing parts them."""
    if one.type != "person" or other.type != "person" or one.named == other.named:
        return False
    return not (one.role and other.role) and not (one.country and other.country)


def may_be(one: Seat, other: Seat) -> bool:
    """A state for whoever speaks for it, a post for its holder, a group of a state for another of it."""
    if one.country and other.country and one.country != other.country:
        return False
    known = bool(one.country and other.country)
    if "country" in (one.type, other.type):
        return known
    if {one.type, other.type} == {"group", "person"}:
        return known
    if one.type != other.type:
        return known and not (one.named and other.named) and {one.type, other.type} != {"group", "organisation"}
    if one.type == "group":
        return known
    if one.named and other.named:
        return False
    return _same_post(one.role, other.role) or (known and not (one.role and other.role))


def _same_post(one: str, other: str) -> bool:
    """«губернатор» may be the «губернатор Вологодской области»."""
    words = one.split(), other.split()
    if not (words[0] and words[1]) or words[0][0] != words[1][0]:
        return False
    return set(words[0]) <= set(words[1]) or set(words[1]) <= set(words[0])


def days(first: Sketch, second: Sketch) -> Reason | None:
    """The same day, days of which one is within the other, neighbouring days, or days that exclude each other."""
    if first.has_day and second.has_day and first.start and second.start:
        return _exact(first, second, abs((first.start - second.start).days))
    one, other = window(first), window(second)
    if not (one[0] and one[1] and other[0] and other[1]):
        return Reason("days", -3.0, "no day to go by")
    if one[1] < other[0] or other[1] < one[0]:
        return Reason("days", BARRED, "their days exclude each other")
    if one == other and first.start:
        return Reason("days", 2.0, "the same days")
    return _within(first, second)


def _exact(first: Sketch, second: Sketch, apart: int) -> Reason:
    if not apart:
        return Reason("days", 3.0, f"both on {first.start}")
    if _was_moved(first, second):
        return Reason("moves", 1.5, "moved from one day to the other")
    if {first.status, second.status} & AHEAD:
        return Reason("days", -5.0, f"for {first.start} and {second.start}")
    weak = "dateline" in (first.date_source, second.date_source)
    if apart == 1 and "again" not in first.flags + second.flags:
        return Reason("days", 0.0 if weak else -1.5, "on neighbouring days")
    return Reason("days", BARRED, f"on {first.start} and {second.start}")


def _was_moved(first: Sketch, second: Sketch) -> bool:
    """One was announced for a day, the other, not older, tells of its move."""
    for plan, move in ((first, second), (second, first)):
        ahead = (
            plan.status in AHEAD and "moved" not in plan.flags and move.status in {"planned", "possible", "cancelled"}
        )
        if ahead and "moved" in move.flags and plan.published and move.published:
            return plan.published <= move.published
    return False


def _within(first: Sketch, second: Sketch) -> Reason:
    """A month or a week around the day; news of the last days; a plan."""
    vague, exact = (second, first) if first.has_day else (first, second)
    if vague.start is not None:
        return Reason("days", 1.0, f"{exact.start or 'its days'} lies within {vague.start}..{vague.end}")
    if vague.status == "held" and vague.published and exact.start:
        late = (vague.published - exact.start).days
        return Reason("days", 1.0 if late <= 1 else 0.0, f"told {late} days after it")
    undated = first.status == second.status == "held" and first.start is second.start is None
    if undated and first.published and second.published and abs((first.published - second.published).days) <= 1:
        return Reason("days", 1.5, "news of one day")
    return Reason("days", 0.0, "no day that contradicts")


def places(first: Sketch, second: Sketch) -> Reason | None:
    if first.city and second.city:
        if first.city == second.city:
            return Reason("places", 2.0, f"both in {first.city}")
        near = bool(first.country) and first.country == second.country
        return Reason("places", -2.0 if near else -4.0, f"in {first.city} and in {second.city}")
    if first.country and second.country:
        same = first.country == second.country
        return Reason("places", 1.0 if same else -3.0, f"in {first.country} and in {second.country}")
    return None


def hours(first: Sketch, second: Sketch) -> Reason | None:
    if not (first.time and second.time):
        return None
    apart = abs(_minutes(first.time) - _minutes(second.time))
    return Reason("hours", -4.0 if apart >= 120 else 1.0, f"at {first.time} and at {second.time}")


def _minutes(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute or 0)


def statuses(first: Sketch, second: Sketch) -> Reason | None:
    """An announcement is older than the report of what was held."""
    for plan, held in ((first, second), (second, first)):
        vague = plan.status in AHEAD and held.status == "held" and not plan.has_day
        if vague and plan.published and held.start and plan.published > held.start + NEXT_DAY:
            return Reason("statuses", -6.0, "announced after it was held")
    return None


def subjects(first: Sketch, second: Sketch) -> Reason | None:
    if not (first.topics and second.topics):
        return None
    shared = len(first.topics & second.topics) / min(len(first.topics), len(second.topics))
    if shared >= 0.3:
        return Reason("subjects", 2.0, "about the same subject")
    return Reason("subjects", -0.5, "about other subjects")


def venues(first: Sketch, second: Sketch) -> Reason | None:
    same = bool(first.venue) and first.venue == second.venue
    return Reason("venues", 1.0, f"both in «{first.venue}»") if same else None


FEATURES: list[Feature[Sketch]] = [
    documents, manners, people, days, places, hours, statuses, subjects, venues,
]  # fmt: skip


def compare(first: Sketch, second: Sketch) -> Verdict:
    return judge(first, second, FEATURES, BOUNDS)


Pair = frozenset[uuid.UUID]


@dataclass
class Meetings:
    """Reports sorted into meetings; why each belongs where it is; pairs that people should look at."""

    groups: list[frozenset[uuid.UUID]] = field(default_factory=list)
    why: dict[uuid.UUID, tuple[uuid.UUID, Verdict]] = field(default_factory=dict)
    doubts: dict[Pair, Verdict] = field(default_factory=dict)


def sort_out(
    sketches: Mapping[uuid.UUID, Sketch],
    verdicts: Mapping[Pair, Verdict],
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> Meetings:
    """Meetings of the reports; `verdicts` of the pairs that may be one; `same` and `different` are people's judgements."""
    return _Sorting(sketches, verdicts, set(same), set(different)).meetings()


class _Sorting:
    def __init__(
        self,
        sketches: Mapping[uuid.UUID, Sketch],
        verdicts: Mapping[Pair, Verdict],
        same: set[Pair],
        different: set[Pair],
    ) -> None:
        self.sketches, self.order = sketches, {pk: sketch.order for pk, sketch in sketches.items()}
        self.verdicts = verdicts
        barred = {pair for pair, found in verdicts.items() if found.barred}
        linked = [pair for pair in same if pair <= sketches.keys() and len(pair) == 2 and pair not in different]
        self.grouping = Grouping(sketches, (barred - set(linked)) | different)
        for pair in sorted(linked, key=lambda pair: sorted(self.order[pk] for pk in pair)):
            one, other = pair
            self.grouping.link(one, other)

    def meetings(self) -> Meetings:
        exact = {pk for pk, sketch in self.sketches.items() if not sketch.is_loose}
        self._join(self._is_move)
        self._join(lambda pair: pair <= exact)
        loose = self.sketches.keys() - exact
        self._join(lambda pair: pair <= loose and self._same_days(pair))
        chosen = {pk: self._candidate(pk, exact) for pk in loose}
        for pk in sorted(loose, key=lambda pk: self.order[pk]):
            if (other := chosen[pk]) is not None:
                self.grouping.join(pk, other)
        self._join(lambda pair: bool(pair & loose) and not self._is_placed(pair, exact))
        groups = [frozenset(group) for group in self.grouping.groups()]
        return Meetings(groups, self._reasons(), self._open_questions())

    def _join(self, wanted: Callable[[Pair], bool]) -> None:
        scores = {pair: found.score for pair, found in self.verdicts.items() if found.answer == "same" and wanted(pair)}
        for one, other in surest_first(scores, self.order):
            self.grouping.join(one, other)

    def _is_move(self, pair: Pair) -> bool:
        return any(reason.feature == "moves" for reason in self.verdicts[pair].reasons)

    def _same_days(self, pair: Pair) -> bool:
        one, other = (self.sketches[pk] for pk in pair)
        return one.start == other.start and one.end == other.end and one.start is not None

    def _is_placed(self, pair: Pair, exact: set[uuid.UUID]) -> bool:
        """Both sides already stand with a report that gives the day."""
        return all(self.grouping.of(pk) & exact for pk in pair)

    def _candidate(self, pk: uuid.UUID, exact: set[uuid.UUID]) -> uuid.UUID | None:
        best: dict[int, tuple[float, uuid.UUID]] = {}
        for other in sorted(exact, key=lambda other: self.order[other]):
            found = self.verdicts.get(frozenset((pk, other)))
            apart = other not in self.grouping.of(pk)
            if found and apart and found.score >= UNIQUE_IS_ENOUGH and self.grouping.may_join(pk, other):
                group = id(self.grouping.of(other))
                if found.score > best.get(group, (0.0,))[0]:
                    best[group] = (found.score, other)
        ranked = sorted(best.values(), key=lambda found: -found[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD):
            return None
        return ranked[0][1]

    def _reasons(self) -> dict[uuid.UUID, tuple[uuid.UUID, Verdict]]:
        found = {}
        for pk in self.sketches:
            known = [
                (verdict.score, self.order[other], other, verdict)
                for other in self.grouping.of(pk) - {pk}
                if (verdict := self.verdicts.get(frozenset((pk, other))))
            ]
            if known:
                _, _, other, verdict = max(known, key=lambda each: each[:2])
                found[pk] = (other, verdict)
        return found

    def _open_questions(self) -> dict[Pair, Verdict]:
        scores = {pair: found.score for pair, found in self.verdicts.items() if found.score > BOUNDS[0]}
        return {pair: self.verdicts[pair] for pair in open_pairs(self.grouping, scores)}


def all_verdicts(sketches: Iterable[Sketch]) -> dict[Pair, Verdict]:
    return {frozenset((one.id, other.id)): compare(one, other) for one, other in combinations(sketches, 2)}
