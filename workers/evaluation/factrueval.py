"""Meeting and Occupation facts of factRuEval-2016: a reader of its files and the official score, approximated.

As in the official scorer's easy mode, facts of raised difficulty count in no way, a fact is worth the share of its
arguments that agree (positions weigh half), and values agree within two edits. Two things are simpler: a system fact
serves one standard fact only, and positions agree in any case form, for want of the official table of positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from workers.evaluation.comparison import alike_words, fold
from workers.evaluation.gold import GoldError, Record
from workers.evaluation.matching import match

KINDS = ("Meeting", "Occupation")
WEIGHTS = {"position": 0.5}
MAX_EDITS = 2
DIFFICULT = "сложность повышенная"
# How the parts of a person's name may follow one another.
NAME_ORDERS = ["lastname firstname patronymic", "firstname patronymic lastname", "firstname patronymic",
               "firstname lastname", "lastname firstname", "nickname", "firstname", "patronymic", "lastname",
               "firstname nickname"]  # fmt: skip

# An argument: its name and the values of which any is right.
Argument = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Fact:
    kind: str
    arguments: tuple[Argument, ...]
    ignored: bool = False


@dataclass(frozen=True)
class FactText:
    name: str
    text: str
    facts: tuple[Fact, ...]


@dataclass
class FactScore:
    """Sums over texts for one kind of fact; `misses` are lines for the list of errors."""

    quality: float = 0.0
    standard: int = 0
    system: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float | None:
        total = self.standard + self.system
        return 2 * self.quality / total if total else None


def read_factrueval(directory: Path) -> list[FactText]:
    """The texts of a directory such as `devset` that have a .facts file; raises GoldError."""
    paths = sorted(directory.glob("*.facts"))
    if not paths:
        raise GoldError(f"{directory} holds no *.facts files of factRuEval-2016.")
    return [_read(path) for path in paths]


def _read(path: Path) -> FactText:
    try:
        entities = _entities(path)
        facts = tuple(_facts(path, entities))
        return FactText(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8-sig"), facts)
    except (OSError, UnicodeDecodeError, IndexError, KeyError) as error:
        raise GoldError(f"{path} and its companions cannot be read: {error!r}") from error


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _entities(path: Path) -> dict[str, tuple[str, ...]]:
    """Entity id -> its names: those in the mentions and those built from its attributes."""
    mentions = {}
    for line in path.with_suffix(".objects").read_text(encoding="utf-8-sig").splitlines():
        identifiers, _, words = line.partition("#")
        if identifiers.strip():
            mentions[identifiers.split()[0]] = words.strip()
    return {
        header.split()[0]: tuple(dict.fromkeys([*_attribute_names(lines), *_mentioned(header, mentions)]))
        for header, *lines in _blocks(path.with_suffix(".coref"))
    }


def _mentioned(header: str, mentions: dict[str, str]) -> list[str]:
    return [mentions[identifier] for identifier in header.split()[1:] if identifier in mentions]


def _attribute_names(lines: Sequence[str]) -> list[str]:
    attributes: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(" ")
        attributes.setdefault(key.rstrip("0123456789"), []).append(value)
    people = [
        " ".join(parts)
        for order in NAME_ORDERS
        for parts in product(*(attributes.get(key, []) for key in order.split()))
    ]
    return people + attributes.get("name", [])


def _facts(path: Path, entities: dict[str, tuple[str, ...]]) -> Iterator[Fact]:
    spans = dict(_spans(path))
    for header, *lines in _blocks(path):
        kind = header.split()[1]
        if kind in KINDS:
            arguments = tuple(argument for line in lines if (argument := _argument(line, entities, spans)))
            yield Fact(kind, arguments, DIFFICULT in (line.lower() for line in lines))


def _spans(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.with_suffix(".spans").read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            numbers, _, comment = line.partition("#")
            words = comment.split()
            yield numbers.split()[0], " ".join(word for word in words if not word.isdigit())


def _argument(line: str, entities: dict[str, tuple[str, ...]], spans: dict[str, str]) -> Argument | None:
    name, _, value = line.partition(" ")
    values = []
    for alternative in value.split("|"):
        head, _, words = alternative.strip().partition(" ")
        if head.startswith("obj"):
            values += [words, *entities.get(head.removeprefix("obj"), ())]
        elif head.startswith("span"):
            values += [words, spans.get(head.removeprefix("span"), "")]
        elif values:
            values.append(alternative.strip())
    return (name.lower(), tuple(value for value in values if value)) if values else None


def system_facts(extracted: Record) -> list[Fact]:
    """What `manage.py extract` gives, as facts of the two kinds."""
    facts = []
    for meeting in extracted["meetings"]:
        names = [participant["name"] for participant in meeting["participants"] if participant["name"]]
        if len(names) > 1:
            facts.append(Fact("Meeting", tuple(("participant", (name,)) for name in names)))
    return facts + [_occupation(post) for post in extracted["posts"]]


def _occupation(post: Record) -> Fact:
    """A post; the region or city that our posts keep in the role is the standard's place of work."""
    words = post["role"].split()
    cut = next((i for i, word in enumerate(words) if i and word[0].isupper()), len(words))
    where = post["organisation"] or post["country"] or " ".join(words[cut:])
    position = " ".join(words) if post["organisation"] or post["country"] else " ".join(words[:cut])
    arguments: list[Argument] = [("who", (post["name"],)), ("position", (position,))]
    return Fact("Occupation", tuple(arguments + ([("where", (where,))] if where else [])))


def score_facts(text: FactText, extracted: Record, scores: dict[str, FactScore]) -> None:
    """Add a text's figures to the scores of each kind."""
    system = system_facts(extracted)
    for kind in KINDS:
        standard = [{"fact": fact} for fact in text.facts if fact.kind == kind]
        ours = [{"fact": fact} for fact in system if fact.kind == kind]
        pairs = match(standard, ours, lambda gold, got: quality(gold["fact"], got["fact"]))
        for gold, got in pairs:
            _add(scores.setdefault(kind, FactScore()), text.name, _unwrapped(gold), _unwrapped(got))


def _unwrapped(record: Record | None) -> Fact | None:
    return None if record is None else record["fact"]


def _add(score: FactScore, name: str, gold: Fact | None, got: Fact | None) -> None:
    if gold and gold.ignored:
        return
    worth = quality(gold, got) if gold and got else 0.0
    score.quality += worth
    score.standard += gold is not None
    score.system += got is not None
    if worth < 1:
        score.misses.append(f"{name} {worth:.2f}: expected {_described(gold)}; got {_described(got)}")


def quality(gold: Fact, got: Fact) -> float:
    """Weight of the agreeing arguments as a share of all arguments on either side."""
    pairs = [(a, b) for b in got.arguments for a in gold.arguments if _agree(a, b)]
    found, used = {a for a, _ in pairs}, {b for _, b in pairs}
    right = _weight(found)
    wrong = _weight(set(gold.arguments) - found) + _weight(set(got.arguments) - used)
    return right / (right + wrong) if right else 0.0


def _weight(arguments: set[Argument]) -> float:
    return sum(WEIGHTS.get(name, 1.0) for name, _ in arguments)


def _agree(gold: Argument, got: Argument) -> bool:
    (name, values), (other, (ours, *_)) = gold, got
    compare = _same_position if name == "position" else _close
    return name == other and any(compare(fold(value).lower(), fold(ours).lower()) for value in values)


def _same_position(gold: str, got: str) -> bool:
    words, ours = gold.split(), got.split()
    alike = len(words) == len(ours) and all(alike_words(*pair) for pair in zip(words, ours, strict=True))
    return alike or _close(gold, got)


def _close(one: str, other: str) -> bool:
    """Levenshtein distance of at most MAX_EDITS."""
    if abs(len(one) - len(other)) > MAX_EDITS:
        return False
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1] <= MAX_EDITS


def _described(fact: Fact | None) -> str:
    return "nothing" if fact is None else ", ".join(f"{name} {values[0]}" for name, values in fact.arguments)


def fact_table(scores: dict[str, FactScore]) -> list[str]:
    """Lines of text: precision, recall and F1 per kind of fact."""
    table = [f"{'fact':<12}{'F1':>7}{'P':>7}{'R':>7}{'quality':>9}{'standard':>10}{'system':>8}"]
    for kind, score in scores.items():
        shares = [score.f1, *(score.quality / n if n else None for n in (score.system, score.standard))]
        figures = "".join(f"{'-' if value is None else f'{value:.3f}':>7}" for value in shares)
        table.append(f"{kind:<12}{figures}{score.quality:>9.2f}{score.standard:>10}{score.system:>8}")
    return table
