"""Who is who: guises - the ways in which texts present somebody - sorted into persons.

Full names first, then initials, then surnames alone: the latter attach to a unique candidate or to nobody.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from events.names import fold
from events.resolution.clustering import Grouping, open_pairs, surest_first
from events.resolution.given_names import INITIAL, agree, agree_surnames, gender
from events.resolution.lexicon import table
from events.resolution.posts import PostOf, post_of, sphere
from events.resolution.spelling import masculine
from events.resolution.verdicts import BARRED, Feature, Reason, Verdict, judge

BOUNDS = (0.5, 3.0)
UNIQUE_IS_ENOUGH, CLEAR_LEAD, ALIKE_WITHOUT_NAME = 1.0, 2.0, 2.5
WORTH_A_REVIEW = 1.0
NEAR_DAYS, REIGN_DAYS, SPHERE_DAYS, LIFETIME_DAYS = 60, 365, 730, 15 * 365


@dataclass(frozen=True, slots=True)
class Guise:
    """Name, post and state as some texts have them, when they were seen, and with whom (surnames' skeletons)."""

    id: uuid.UUID
    name: str = ""
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    role: str = ""
    organisation: str = ""
    country: str = ""
    first: date | None = None
    last: date | None = None
    company: frozenset[str] = frozenset()

    @property
    def family(self) -> str:
        return self.surname or self.name

    @property
    def own(self) -> str:
        return self.given if self.surname else ""

    @property
    def tier(self) -> int:
        """0: a full name; 1: initials; 2: a surname alone."""
        if not self.own:
            return 2
        return 1 if INITIAL.match(self.own) else 0

    @property
    def post(self) -> PostOf:
        return post_of(self.role, self.organisation, self.country)

    @property
    def is_bare(self) -> bool:
        return not (self.role or self.organisation or self.country)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.name, self.patronymic, self.role, self.organisation, self.country, str(self.id))


def days_between(first: Guise, second: Guise) -> int:
    """Days from the last sight of the one to the first of the other; 0 where they overlap or are not known."""
    if not (first.first and first.last and second.first and second.last):
        return 0
    return max((second.first - first.last).days, (first.first - second.last).days, 0)


def names(first: Guise, second: Guise) -> Reason | None:
    """Surname, given name and patronymic: how well they agree; one that contradicts excludes."""
    family = agree_surnames(first.family, second.family)
    own = agree(first.own, second.own)
    father = agree(first.patronymic, second.patronymic)
    if "other" in (family, own, father):
        return Reason("names", BARRED, f"«{first.name}» is no «{second.name}»")
    weight = {"exact": 5.0, "near": 4.0, "initial": 2.5, "open": 1.0}[own]
    weight += {"exact": 1.0, "near": 0.5, "initial": 0.5, "open": 0.0}[father] - 1.5 * (family == "near")
    said = {
        "exact": "the same name",
        "near": "a spelling of the same name",
        "initial": "initials that fit",
        "open": "the surname",
    }
    return Reason("names", weight, f"{said[own]}: «{first.name}» and «{second.name}»")


def genders(first: Guise, second: Guise) -> Reason | None:
    one, other = (gender(each.own, each.patronymic, each.family) for each in (first, second))
    return Reason("genders", BARRED, "a man and a woman") if {one, other} == {"m", "f"} else None


def states(first: Guise, second: Guise) -> Reason | None:
    if not (first.country and second.country):
        return None
    if first.country == second.country:
        return Reason("states", 2.0, f"both of {first.country}")
    return Reason("states", -8.0, f"of {first.country} and of {second.country}")


def posts(first: Guise, second: Guise) -> Reason | None:
    """The same post, a vaguer word for it, a deputy, a rival of the same rank, or just another post."""
    one, other = first.post, second.post
    if not (one.role and other.role):
        return None
    if one.role == other.role and _open_or_same(one.organisation, other.organisation):
        return Reason("posts", 3.0, f"the same post, {one.role}")
    if one.is_deputy != other.is_deputy:
        return Reason("posts", -3.0, f"{one.role} and {other.role}: a deputy is another post")
    if one.head == other.head:
        return _of_one_rank(first, second)
    near = days_between(first, second) < NEAR_DAYS
    return Reason("posts", -1.0 if near else -0.5, f"other posts: {one.role} and {other.role}")


def _open_or_same(one: str, other: str) -> bool:
    return not (one and other) or one == other


def _of_one_rank(first: Guise, second: Guise) -> Reason:
    one, other = first.post, second.post
    fields = set(one.field.split()), set(other.field.split())
    if fields[0] <= fields[1] or fields[1] <= fields[0]:
        return Reason("posts", 1.5, f"{one.role} may be {other.role}")
    if one.is_deputy or one.head in {"депутат", "сенатор", "член", "советник"}:
        return Reason("posts", -1.5, f"{one.role} and {other.role}")
    weight = -5.0 if days_between(first, second) < REIGN_DAYS else -2.0
    if first.tier == second.tier == 0 and first.country and first.country == second.country:
        weight = -2.0  # a reshuffle: no government has two ministers of one full name
    return Reason("posts", weight, f"{one.role} and {other.role} are two posts of one rank")


def organisations(first: Guise, second: Guise) -> Reason | None:
    one, other = first.post.organisation, second.post.organisation
    same = bool(one) and one == other and first.post.role != second.post.role
    return Reason("organisations", 1.5, f"both of «{first.organisation}»") if same else None


def spheres(first: Guise, second: Guise) -> Reason | None:
    one, other = (sphere(each.role, each.organisation, each.country) for each in (first, second))
    if not (one and other) or one == other:
        return None
    weight = -5.0 if days_between(first, second) < SPHERE_DAYS else -2.5
    return Reason("spheres", weight, f"other walks of life: {one} and {other}")


def company(first: Guise, second: Guise) -> Reason | None:
    shared = first.company & second.company
    return Reason("company", 1.5, "seen with the same people") if shared else None


def common_names(first: Guise, second: Guise) -> Reason | None:
    common = masculine(first.family) in table("common_names.tsv") and first.tier == second.tier == 0
    return Reason("common_names", -1.0, f"many are called {first.family}") if common else None


def times(first: Guise, second: Guise) -> Reason | None:
    far = days_between(first, second) > LIFETIME_DAYS
    return Reason("times", -1.5, "more than fifteen years apart") if far else None


FEATURES: list[Feature[Guise]] = [
    names, genders, states, posts, organisations, spheres, company, common_names, times,
]  # fmt: skip


def compare(first: Guise, second: Guise) -> Verdict:
    return judge(first, second, FEATURES, BOUNDS)


@dataclass
class Persons:
    """Guises sorted into persons; why each guise belongs to its person; pairs that people should look at."""

    groups: list[frozenset[uuid.UUID]] = field(default_factory=list)
    why: dict[uuid.UUID, tuple[uuid.UUID, Verdict]] = field(default_factory=dict)
    doubts: dict[frozenset[uuid.UUID], Verdict] = field(default_factory=dict)


Pair = frozenset[uuid.UUID]


def sort_out(guises: Iterable[Guise], same: Iterable[Pair] = (), different: Iterable[Pair] = ()) -> Persons:
    """Persons of guises of one surname, `same` and `different` being people's judgements on pairs of guises."""
    return _Sorting({guise.id: guise for guise in guises}, set(same), set(different)).persons()


class _Sorting:
    def __init__(self, guises: Mapping[uuid.UUID, Guise], same: set[Pair], different: set[Pair]) -> None:
        self.guises, self.order = guises, {guise.id: guise.order for guise in guises.values()}
        self.verdicts = {
            frozenset((one, other)): compare(guises[one], guises[other])
            for one, other in combinations(sorted(guises, key=lambda pk: self.order[pk]), 2)
        }
        linked = [pair for pair in same if pair <= guises.keys() and len(pair) == 2]
        barred = {pair for pair, found in self.verdicts.items() if found.barred or found.score <= -3}
        self.grouping = Grouping(guises, (barred - self._overruled(linked, barred)) | different)
        self.doubts: dict[Pair, Verdict] = {}
        for pair in sorted(linked, key=lambda pair: sorted(self.order[pk] for pk in pair)):
            one, other = pair
            if not self._judged_apart(one, other, different):
                self.grouping.link(one, other)

    def _overruled(self, linked: Sequence[Pair], barred: set[Pair]) -> set[Pair]:
        """Whoever is the same as one of a linked pair is not kept from it by what speaks against the other."""
        moot = set(linked)
        for pair in linked:
            for one, other in (tuple(pair), tuple(pair)[::-1]):
                for third in self.guises.keys() - pair:
                    known = self.verdicts[frozenset((third, one))]
                    if known.answer == "same":
                        moot.add(frozenset((third, other)))
        return moot & barred

    def _judged_apart(self, one: uuid.UUID, other: uuid.UUID, different: set[Pair]) -> bool:
        groups = self.grouping.of(one), self.grouping.of(other)
        return any(frozenset((a, b)) in different for a in groups[0] for b in groups[1])

    def persons(self) -> Persons:
        for tier in (0, 1, 2):
            mine = [pk for pk, guise in self.guises.items() if guise.tier == tier]
            if tier:
                self._attach(mine, [pk for pk, guise in self.guises.items() if guise.tier < tier])
            self._join(mine, BOUNDS[1] if tier == 0 else ALIKE_WITHOUT_NAME)
        bare = [pk for pk, guise in self.guises.items() if guise.tier == 2 and guise.is_bare]
        self._attach(bare, [pk for pk in self.guises if pk not in bare])
        groups = [frozenset(group) for group in self.grouping.groups()]
        return Persons(groups, self._reasons(), self._open_questions())

    def _join(self, mine: Sequence[uuid.UUID], enough: float) -> None:
        pairs = (frozenset(pair) for pair in combinations(mine, 2))
        scores = {pair: self.verdicts[pair].score for pair in pairs if self.verdicts[pair].score >= enough}
        for one, other in surest_first(scores, self.order):
            self.grouping.join(one, other)

    def _attach(self, mine: Sequence[uuid.UUID], known: Sequence[uuid.UUID]) -> None:
        """Each to its unique candidate; all decide by the groups as they are now."""
        chosen = {pk: self._candidate(pk, known) for pk in mine if self.grouping.of(pk) == {pk}}
        for pk in sorted(chosen, key=lambda pk: self.order[pk]):
            other = chosen[pk]
            if other is not None:
                self.grouping.join(pk, other)

    def _candidate(self, pk: uuid.UUID, known: Sequence[uuid.UUID]) -> uuid.UUID | None:
        best: dict[int, tuple[float, uuid.UUID]] = {}
        for other in sorted(known, key=lambda other: self.order[other]):
            score = self.verdicts[frozenset((pk, other))].score
            group = id(self.grouping.of(other))
            if score >= UNIQUE_IS_ENOUGH and self.grouping.may_join(pk, other) and score > best.get(group, (0.0,))[0]:
                best[group] = (score, other)
        ranked = sorted(best.values(), key=lambda found: -found[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD):
            self.doubts.update({frozenset((pk, other)): self.verdicts[frozenset((pk, other))] for _, other in ranked})
            return None
        return ranked[0][1]

    def _reasons(self) -> dict[uuid.UUID, tuple[uuid.UUID, Verdict]]:
        found = {}
        for pk in self.guises:
            others = self.grouping.of(pk) - {pk}
            if others:
                best = max(others, key=lambda o: (self.verdicts[frozenset((pk, o))].score, self.order[o]))
                found[pk] = (best, self.verdicts[frozenset((pk, best))])
        return found

    def _open_questions(self) -> dict[Pair, Verdict]:
        scores = {pair: found.score for pair, found in self.verdicts.items() if found.score >= WORTH_A_REVIEW}
        return {pair: self.verdicts[pair] for pair in open_pairs(self.grouping, scores)}


def folded_country(name: str, code: str) -> str:
    return code or fold(name)
