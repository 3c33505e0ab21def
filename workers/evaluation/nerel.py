"""Meeting events, posts and places of work of NEREL: a reader of its brat files, and the score of our records on them.

NEREL marks words, not values: a value of ours is right where the words that gave it overlap words that NEREL relates, or
where it is made of the same words (cases ignored). Its meetings are events with a meeting word in them. A meeting of ours
that it does not mark counts as one too many, but says little: NEREL leaves many verbs («обсудили») unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from pathlib import Path

from workers.evaluation.comparison import stem_overlap
from workers.evaluation.gold import GoldError, Record
from workers.evaluation.matching import match
from workers.evaluation.scoring import TextScore

MEETING_WORD = re.compile(
    r"\b(встреч|встрет|встречал|переговор|бесед|побесед|саммит|визит|консультаци|разговор|аудиенци)", re.IGNORECASE
)
NO_MEETING = re.compile(r"чемпионат|финал|матч|турнир|встречн", re.IGNORECASE)
# NEREL gives no day of publication, and only the words of a date count: any day will do to read «в понедельник».
SOME_DAY = date(2018, 7, 1)
# Relations that tie names of one thing, people to an event, an event to a day or a place.
SAME, PART = {"ALTERNATIVE_NAME", "ABBREVIATION"}, {"AGENT", "PARTICIPANT_IN", "ORGANIZES"}
DAY, PLACE = {"POINT_IN_TIME", "START_TIME"}, {"TAKES_PLACE_IN"}
SLOTS = ["meeting", "participants", "date", "place", "works as", "works as, participants", "workplace"]


@dataclass(frozen=True)
class Mention:
    """`start` and `end` bound all parts of the mention."""

    type: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Thing:
    """A person, place, event …: its mentions that NEREL ties together."""

    mentions: tuple[Mention, ...]

    @property
    def type(self) -> str:
        return self.mentions[0].type

    def __str__(self) -> str:
        return max((mention.text for mention in self.mentions), key=len)


@dataclass(frozen=True)
class MeetingEvent:
    event: Thing
    people: tuple[Thing, ...]
    days: tuple[Thing, ...]
    places: tuple[Thing, ...]

    @property
    def is_told(self) -> bool:
        return bool(self.people or self.days or self.places)


@dataclass(frozen=True)
class NerelText:
    """`posts` and `workplaces` are pairs of a person and a profession, organisation or country."""

    name: str
    text: str
    meetings: tuple[MeetingEvent, ...]
    posts: tuple[tuple[Thing, Thing], ...]
    workplaces: tuple[tuple[Thing, Thing], ...]


def read_nerel(directory: Path) -> list[NerelText]:
    """The texts of a directory such as `dev` with *.txt and *.ann files side by side; raises GoldError."""
    paths = sorted(directory.glob("*.ann"))
    if not paths:
        raise GoldError(f"{directory} holds no *.ann files of NEREL.")
    return [_read(path) for path in paths]


def _read(path: Path) -> NerelText:
    try:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        return nerel_text(path.stem, text, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, IndexError, KeyError, ValueError) as error:
        raise GoldError(f"{path} or its text cannot be read: {error!r}") from error


def nerel_text(name: str, text: str, annotation: str) -> NerelText:
    lines = [line.split("\t") for line in annotation.splitlines()]
    mentions = {line[0]: _mention(*line[1:3]) for line in lines if line[0].startswith("T")}
    relations = [_relation(line[1]) for line in lines if line[0].startswith("R")]
    things = _things(mentions, [(a, b) for kind, a, b in relations if kind in SAME])
    tied = [(kind, things[a], things[b]) for kind, a, b in relations]
    events = {thing: None for thing in things.values() if _is_meeting(thing)}
    return NerelText(
        name,
        text,
        tuple(_meeting(event, tied) for event in events),
        _distinct((a, b) for kind, a, b in tied if kind == "WORKS_AS" and a.type == "PERSON"),
        _distinct((a, b) for kind, a, b in tied if kind == "WORKPLACE" and a.type == "PERSON"),
    )


def _mention(place: str, text: str) -> Mention:
    """«DATE 10 18;25 30»: a mention may have several parts."""
    kind, _, offsets = place.partition(" ")
    numbers = [int(number) for number in re.split("[ ;]", offsets)]
    return Mention(kind, numbers[0], numbers[-1], text)


def _relation(line: str) -> tuple[str, str, str]:
    """«AGENT Arg1:T6 Arg2:T15»."""
    kind, first, second = line.split()
    return kind, first.removeprefix("Arg1:"), second.removeprefix("Arg2:")


def _things(mentions: dict[str, Mention], ties: Iterable[tuple[str, str]]) -> dict[str, Thing]:
    """Mention -> what it names; people and events of the same words are one though NEREL does not tie them."""
    groups = {identifier: [identifier] for identifier in mentions}
    named = [identifier for identifier, mention in mentions.items() if mention.type in {"EVENT", "PERSON"}]
    alike = ((a, b) for a, b in combinations(named, 2) if _same_words(mentions[a], mentions[b]))
    for one, other in chain(ties, alike):
        if groups[one] is not groups[other] and mentions[one].type == mentions[other].type:
            groups[one].extend(groups[other])
            for identifier in groups[other]:
                groups[identifier] = groups[one]
    made = {id(group): Thing(tuple(mentions[identifier] for identifier in group)) for group in groups.values()}
    return {identifier: made[id(group)] for identifier, group in groups.items()}


def _same_words(one: Mention, other: Mention) -> bool:
    """«встречи на Эльбе», «Встреча на Эльбе»; «Обама», «Барак Обама»."""
    shorter = one.type == "PERSON" or len(one.text.split()) == len(other.text.split())
    return one.type == other.type and shorter and stem_overlap(one.text, other.text) == 1


def _is_meeting(thing: Thing) -> bool:
    """At least half of its mentions have a meeting word, none speaks of sport or of oncoming traffic («встречная полоса»)."""
    words = [mention.text for mention in thing.mentions]
    meeting = sum(bool(MEETING_WORD.search(text)) for text in words)
    return thing.type == "EVENT" and 2 * meeting >= len(words) and not any(map(NO_MEETING.search, words))


def _meeting(event: Thing, tied: Sequence[tuple[str, Thing, Thing]]) -> MeetingEvent:
    def of(relations: set[str], forward: bool) -> tuple[Thing, ...]:
        ends = ((a, b) if forward else (b, a) for kind, a, b in tied if kind in relations)
        return tuple(dict.fromkeys(other for own, other in ends if own == event))

    people = tuple(thing for thing in of(PART, forward=False) if thing.type == "PERSON")
    return MeetingEvent(event, people, of(DAY, forward=True), of(PLACE, forward=True))


def _distinct(pairs: Iterable[tuple[Thing, Thing]]) -> tuple[tuple[Thing, Thing], ...]:
    """One pair for a post told of a person at several places or in a longer form."""
    kept: list[tuple[Thing, Thing]] = []
    for person, thing in pairs:
        if not any(person == known and stem_overlap(str(thing), str(other)) == 1 for known, other in kept):
            kept.append((person, thing))
    return tuple(kept)


def score_nerel(gold: NerelText, got: Record) -> TextScore:
    """Compare what `manage.py extract` gives for a text with NEREL's events and relations."""
    score = TextScore(gold.name, "nerel", bool(gold.meetings), not gold.meetings and bool(got["meetings"]))
    for meeting, ours in match(gold.meetings, got["meetings"], _meeting_likeness):
        if not meeting or meeting.is_told:
            _score_meeting(score, meeting, ours)
    posts = got["posts"]
    everybody = {person: None for person, _ in (*gold.posts, *gold.workplaces)}
    people = {person: [post for post in posts if _is(person, post, "name", "name")] for person in everybody}
    met = {person for meeting in gold.meetings for person in meeting.people}
    _score_posts(score, "works as", gold.posts, people, ["role"])
    _score_posts(score, "works as, participants", [pair for pair in gold.posts if pair[0] in met], people, ["role"])
    _score_posts(score, "workplace", gold.workplaces, people, ["organisation", "country"])
    return score


def _meeting_likeness(meeting: MeetingEvent, ours: Record) -> float:
    told = _overlap(meeting.event, ours, "trigger")
    shared = sum(any(_is(person, own, "name", "name") for own in ours["participants"]) for person in meeting.people)
    return told * (1.0 + shared)


def _score_meeting(score: TextScore, meeting: MeetingEvent | None, ours: Record | None) -> None:
    expected = f"«{meeting.event}»" if meeting else None
    _score(score, "meeting", expected, f"«{ours['trigger']['text']}»" if ours else None, meeting and ours)
    if meeting:
        named = [own for own in (ours or {}).get("participants", ()) if own["type"] == "person" and own["name"]]
        for person, own in match(meeting.people, named, lambda a, b: float(_is(a, b, "name", "name"))):
            _score(score, "participants", str(person) if person else None, own and own["name"], person and own)
        _score_words(score, "date", meeting.days, ours, (ours or {}).get("date", {}).get("text"))
        place = (ours or {}).get("place", {})
        text = place.get("city") or place.get("country") if place.get("source") == "text" else None
        _score_words(score, "place", meeting.places, ours, text)


def _score_words(
    score: TextScore, slot: str, expected: Sequence[Thing], ours: Record | None, value: str | None
) -> None:
    """Found if the words that gave our value overlap any of those expected."""
    if expected or value:
        right = ours and any(_overlap(thing, ours, slot) for thing in expected)
        _score(score, slot, " / ".join(map(str, expected)) or None, value, right)


def _score_posts(
    score: TextScore,
    slot: str,
    pairs: Sequence[tuple[Thing, Thing]],
    people: dict[Thing, list[Record]],
    fields: Sequence[str],
) -> None:
    """Pairs found among our posts of the person; a value of theirs that no pair has is one too many."""
    for person in dict.fromkeys(person for person, _ in pairs):
        expected = [thing for own, thing in pairs if own == person]
        values = [(post, field) for post in people.get(person, ()) for field in fields if post[field]]
        for thing, value in match(expected, values, lambda a, b: float(_is(a, b[0], b[1], b[1]))):
            told = f"{person}: {value[0][value[1]]}" if value else None
            _score(score, slot, f"{person}: {thing}" if thing else None, told, thing and value)


def _score(score: TextScore, slot: str, expected: str | None, value: str | None, right: object) -> None:
    if right:
        score.found(slot)
    else:
        score.missed(slot, expected, value)


def _is(thing: Thing, record: Record, key: str, field: str) -> bool:
    """The value `key` of our record comes from words of the thing, or is made of the same words."""
    return _overlap(thing, record, field) or any(
        stem_overlap(mention.text, record[key] or "") == 1 for mention in thing.mentions
    )


def _overlap(thing: Thing, record: Record, field: str) -> bool:
    return any(
        mention.start < end and start < mention.end
        for start, end in _evidence(record, field)
        for mention in thing.mentions
    )


def _evidence(record: Record, field: str) -> Iterator[tuple[int, int]]:
    yield from ((item["start"], item["end"]) for item in record.get("evidence", ()) if item["field"] == field)
