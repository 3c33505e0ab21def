"""How right Meeting and Occupation facts are: the measure of factRuEval-2016's third track, easy mode.

Several facts of ours may serve one standard fact; such a cluster is worth the weight of its agreeing arguments as a share
of all arguments (positions weigh half), less where the arguments that agree come from different facts. Facts of raised
difficulty, and what is matched to them, count in no way. Values agree within two edits. Two things differ from the
official scorer: the best matching of a text is sought by steps from the best one-to-one matching instead of by trying
all, and positions agree in any case form instead of by a table of nominatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from workers.evaluation.comparison import alike_words
from workers.evaluation.factrueval import KINDS, Argument, Fact, FactText, folded
from workers.evaluation.matching import match

WEIGHTS = {"position": 0.5}
MAX_EDITS = 2
RESAMPLES = 1000


@dataclass(frozen=True)
class Sums:
    """Quality summed over standard facts and over ours, and the numbers of both."""

    standard_quality: float = 0.0
    system_quality: float = 0.0
    standard: int = 0
    system: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.standard_quality + other.standard_quality,
            self.system_quality + other.system_quality,
            self.standard + other.standard,
            self.system + other.system,
        )

    @property
    def precision(self) -> float | None:
        return self.system_quality / self.system if self.system else None

    @property
    def recall(self) -> float | None:
        return self.standard_quality / self.standard if self.standard else None

    @property
    def f1(self) -> float | None:
        """None where nothing was expected and nothing came."""
        p, r = self.precision or 0.0, self.recall or 0.0
        if not self.standard + self.system:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class FactScore:
    """Sums for each text for one kind of fact; `misses` are lines for the list of errors."""

    texts: list[Sums] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def sums(self) -> Sums:
        return sum(self.texts, Sums())

    def interval(self, seed: int = 0) -> tuple[float, float] | None:
        """95 % bounds of F1: bootstrap over the texts that have such a fact or were given one."""
        texts = [sums for sums in self.texts if sums.standard or sums.system]
        random = Random(seed)
        if len(texts) < 2:
            return None
        drawn = sorted(
            sum(random.choices(texts, k=len(texts)), Sums()).f1 or 0.0  # a draw of no facts at all scores nothing
            for _ in range(RESAMPLES)
        )
        return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


# Standard fact of each of ours, by number; None: none.
Matching = tuple[int | None, ...]


def score_facts(text: FactText, ours: Sequence[Fact], scores: dict[str, FactScore]) -> None:
    """Add a text's figures to the scores of each kind."""
    for kind in KINDS:
        standard = [fact for fact in text.facts if fact.kind == kind]
        system = [fact for fact in ours if fact.kind == kind]
        matching = best_matching(standard, system)
        score = scores.setdefault(kind, FactScore())
        score.texts.append(evaluated(standard, system, matching))
        score.misses += [f"{text.name} {miss}" for miss in _misses(standard, system, matching)]


def best_matching(standard: Sequence[Fact], system: Sequence[Fact]) -> Matching:
    """The matching of the highest F1 that steps of one fact at a time lead to."""
    matching = _one_to_one(standard, system)
    best = evaluated(standard, system, matching).f1 or 0.0
    improved = True
    while improved:
        improved = False
        for number, fact in enumerate(system):
            for choice in (None, *(n for n, gold in enumerate(standard) if may_match(gold, fact))):
                changed = (*matching[:number], choice, *matching[number + 1 :])
                f1 = evaluated(standard, system, changed).f1 or 0.0
                if f1 > best + 1e-9:
                    matching, best, improved = changed, f1, True
    return matching


def _one_to_one(standard: Sequence[Fact], system: Sequence[Fact]) -> Matching:
    def likeness(gold: int, got: int) -> float:
        one, other = standard[gold], system[got]
        return quality(one, [other]) if may_match(one, other) else 0.0

    pairs = match(range(len(standard)), range(len(system)), likeness)
    partner = {got: gold for gold, got in pairs if gold is not None and got is not None}
    return tuple(partner.get(number) for number in range(len(system)))


def may_match(gold: Fact, got: Fact) -> bool:
    """At least one argument other than the position agrees."""
    return any(a.name != "position" and agree(a, b) for a in gold.arguments for b in got.arguments)


def evaluated(standard: Sequence[Fact], system: Sequence[Fact], matching: Matching) -> Sums:
    sums = Sums(system=matching.count(None))
    for number, gold in enumerate(standard):
        cluster = [fact for fact, choice in zip(system, matching, strict=True) if choice == number]
        if not gold.ignored:
            worth = quality(gold, cluster)
            sums += Sums(worth, worth * len(cluster), 1, len(cluster))
    return sums


def quality(gold: Fact, cluster: Sequence[Fact]) -> float:
    """What `cluster` is worth as an answer to `gold`: 0..1."""
    found: dict[Argument, set[int]] = {}
    extra = 0.0
    for number, fact in enumerate(cluster):
        for argument in fact.arguments:
            agreeing = next((own for own in gold.arguments if agree(own, argument)), None)
            if agreeing:
                found.setdefault(agreeing, set()).add(number)
            else:
                extra += _weight(argument)
    right = sum(_weight(argument) for argument in found)
    missing = sum(_weight(argument) for argument in gold.arguments if argument not in found)
    share = right / (right + extra + missing) if right else 0.0
    return share * (1 + _togetherness(gold, found, len(cluster))) / 2


def _togetherness(gold: Fact, found: dict[Argument, set[int]], facts: int) -> float:
    """Share of the pairs of found arguments that stand in one fact; as officially, of the first arguments of `gold`."""
    pairs = len(found) * (len(found) - 1) // 2
    if facts == 1 or not pairs:
        return 1.0
    first = [found.get(argument, set()) for argument in gold.arguments[: len(found)]]
    return sum(bool(one & other) for n, one in enumerate(first) for other in first[n + 1 :]) / pairs


def _weight(argument: Argument) -> float:
    return WEIGHTS.get(argument.name, 1.0)


def agree(gold: Argument, got: Argument) -> bool:
    """One of the right values is ours within two edits; positions also in another case."""
    ours = folded(got.values[0])
    alike = _same_position if gold.name == "position" else close
    return gold.name == got.name and any(alike(value, ours) for value in gold.values)


def _same_position(gold: str, got: str) -> bool:
    words, ours = gold.split(), got.split()
    in_case = len(words) == len(ours) and all(alike_words(*pair) for pair in zip(words, ours, strict=True))
    return in_case or close(gold, got)


@cache
def close(one: str, other: str) -> bool:
    """Levenshtein distance of at most MAX_EDITS."""
    if abs(len(one) - len(other)) > MAX_EDITS:
        return False
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1] <= MAX_EDITS


def _misses(standard: Sequence[Fact], system: Sequence[Fact], matching: Matching) -> list[str]:
    lines = []
    for number, gold in enumerate(standard):
        cluster = [fact for fact, choice in zip(system, matching, strict=True) if choice == number]
        worth = quality(gold, cluster)
        if worth < 1 and not gold.ignored:
            lines.append(f"{worth:.2f}: expected {_described(gold)}; got {_all_described(cluster)}")
    unmatched = [fact for fact, choice in zip(system, matching, strict=True) if choice is None]
    return lines + [f"{0:.2f}: expected nothing; got {_described(fact)}" for fact in unmatched]


def _all_described(facts: Sequence[Fact]) -> str:
    return " + ".join(_described(fact) for fact in facts) or "nothing"


def _described(fact: Fact) -> str:
    return ", ".join(f"{argument.name} {argument.values[0]}" for argument in fact.arguments)


def fact_table(scores: dict[str, FactScore]) -> list[str]:
    """Lines of text: F1 with its interval, precision and recall per kind of fact."""
    table = [f"{'fact':<12}{'F1':>7}  {'95 %':<13}{'P':>7}{'R':>7}{'quality':>9}{'standard':>10}{'ours':>6}"]
    for kind, score in scores.items():
        sums, bounds = score.sums, score.interval()
        shown = [f"{'-' if value is None else f'{value:.3f}':>7}" for value in (sums.f1, sums.precision, sums.recall)]
        interval = f"{bounds[0]:.3f}-{bounds[1]:.3f}" if bounds else "-"
        row = f"{kind:<12}{shown[0]}  {interval:<13}{shown[1]}{shown[2]}"
        table.append(f"{row}{sums.standard_quality:>9.2f}{sums.standard:>10}{sums.system:>6}")
    return table
