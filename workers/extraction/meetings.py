"""One record for each real meeting of a text: the mentions of a meeting are read one by one and then joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workers.doc import Doc, Token
from workers.extraction.actors import Actor
from workers.extraction.arguments import arguments_of, names_all_sides
from workers.extraction.coreference import Coreference
from workers.extraction.facts import Kind, Status, When
from workers.extraction.finder import Argument
from workers.extraction.lexicon import words
from workers.extraction.modality import Verdict, judge
from workers.extraction.places import Place
from workers.extraction.talk_arguments import ATTENDANCE
from workers.extraction.timing import Timeline
from workers.extraction.triggers import Trigger, find_triggers, is_summary

ANEW = frozenset("следующий очередной новый повторный вновь снова еще".split())
REMOTE: list[tuple[Kind, tuple[str, ...]]] = [
    ("video", ("видеосвяз", "видеоконференц", "видеоформат", "онлайн", "дистанционн", "вкс", "видеозвон", "видеомост")),
    ("phone", ("телефон", "созвон")),
]


@dataclass(frozen=True)
class Sighting:
    """One mention of a meeting with what its sentence says of it."""

    trigger: Trigger
    arguments: tuple[Argument, ...]
    verdict: Verdict
    kind: tuple[Kind, Token] | None
    when: When | None
    places: tuple[Place, ...]

    @property
    def actors(self) -> list[Actor]:
        return [argument.actor for argument in self.arguments]

    @property
    def position(self) -> tuple[int, int]:
        return self.trigger.position

    @property
    def is_visit(self) -> bool:
        return self.trigger.frame == "visit"

    @property
    def is_anaphoric(self) -> bool:
        """All sides are meant by «они», «министры» or the like."""
        return len(self.arguments) >= 2 and all(argument.anaphoric for argument in self.arguments)

    @property
    def bare(self) -> Sighting:
        return replace(self, arguments=())

    @property
    def is_attendance(self) -> bool:
        """«в переговорах участвовали …»: adds to the meeting told before."""
        if self.trigger.frame == "attend":
            return True
        verbs = (token.base for token in self.trigger.sentence.ancestors(self.trigger.token))
        return next(verbs, "") in ATTENDANCE and all(argument.place == "governor" for argument in self.arguments)

    @property
    def stands_alone(self) -> bool:
        """Names enough sides to be a meeting by itself."""
        if self.is_attendance:
            return False
        if self.is_visit:
            return bool(self.places) and any(actor.type in {"person", "group"} for actor in self.actors)
        received = self.trigger.frame != "receive" or any(argument.place == "object" for argument in self.arguments)
        return received and len(self.arguments) >= 2


@dataclass
class Event:
    """A meeting with all its mentions."""

    sightings: list[Sighting] = field(default_factory=list)

    @property
    def first(self) -> Sighting:
        return min(self.sightings, key=lambda sighting: sighting.position)

    @property
    def arguments(self) -> list[Argument]:
        """Each participant once, as its first sighting gives it."""
        found: dict[int, Argument] = {}
        for sighting in sorted(self.sightings, key=lambda sighting: sighting.position):
            for argument in sighting.arguments:
                found.setdefault(id(argument.actor), argument)
        return [argument for argument in found.values() if not _is_represented(argument.actor, list(found.values()))]

    @property
    def actors(self) -> list[Actor]:
        return [argument.actor for argument in self.arguments]

    @property
    def verdict(self) -> Verdict:
        """Cancellation and denial win, then the first strong verdict, then the first weak one."""
        ordered = sorted(self.sightings, key=lambda sighting: (sighting.trigger.frame == "attend", sighting.position))
        verdicts = [sighting.verdict for sighting in ordered]
        final = [verdict for verdict in verdicts if verdict.status in ("cancelled", "denied")]
        strong = [verdict for verdict in verdicts if not verdict.weak]
        return next(iter((*final, *strong, *verdicts)))

    @property
    def is_visit(self) -> bool:
        return all(sighting.is_visit for sighting in self.sightings)

    @property
    def when(self) -> When | None:
        """The first date that a mention of the meeting gives, days before longer stretches."""
        dates = [s.when for s in sorted(self.sightings, key=lambda sighting: sighting.position) if s.when]
        precise = [when for when in dates if when.precision == "day"]
        return next(iter((*precise, *dates)), None)


def _is_represented(actor: Actor, arguments: list[Argument]) -> bool:
    """A country for which a person or a delegation of the same meeting stands is no side of its own."""
    if actor.type != "country" or actor.country is None:
        return False
    others = [argument.actor.country for argument in arguments if argument.actor.type in {"person", "group"}]
    return any(other is not None and other[0] == actor.country[0] for other in others)


def find_events(
    doc: Doc, coreference: Coreference, timeline: Timeline, places: Callable[[Trigger], Iterator[Place]]
) -> tuple[list[Event], list[Sighting]]:
    """All meetings of the text in the order of their first mentions, and the mentions of visits."""
    sightings = [_sighting(trigger, coreference, timeline, places) for trigger in find_triggers(doc)]
    events: list[Event] = []
    told = [sighting for sighting in sightings if not is_summary(sighting.trigger)]
    for sighting in told:
        if sighting.stands_alone and not sighting.is_anaphoric:
            _join(events, sighting)
    for sighting in told:
        if sighting.is_anaphoric and not any(_may_continue(event, sighting.bare) for event in events):
            _join(events, sighting)
    _name_posts(events)
    _merge_paraphrases(events)
    loose = [s.bare if s.is_anaphoric else s for s in told if not any(s in event.sightings for event in events)]
    _gather(events, loose)
    for sighting in loose:
        if not any(sighting in event.sightings for event in events):
            _attach(events, sighting)
    kept = _without_covered_visits(sorted(events, key=lambda event: event.first.position))
    return kept, [sighting for sighting in sightings if sighting.is_visit or is_summary(sighting.trigger)]


def _sighting(
    trigger: Trigger, coreference: Coreference, timeline: Timeline, places: Callable[[Trigger], Iterator[Place]]
) -> Sighting:
    arguments = tuple(arguments_of(trigger, coreference))
    verdict = judge(trigger)
    return Sighting(
        trigger, arguments, verdict, _kind(trigger), timeline.when(trigger, verdict), tuple(places(trigger))
    )


def _kind(trigger: Trigger) -> tuple[Kind, Token] | None:
    """By the trigger itself or the words around it («по телефону», «по видеосвязи»)."""
    if trigger.default_kind:
        return trigger.default_kind, trigger.token
    for kind, stems in REMOTE:
        word = next((token for token in trigger.clause if token.lower.startswith(stems)), None)
        if word and _is_nearest(trigger, word):
            return kind, word
    return None


def _is_nearest(trigger: Trigger, word: Token) -> bool:
    """No other word for a meeting stands closer: «встретился с A и поговорил по телефону с B»."""
    others = [token for token in trigger.clause if token.base in words("triggers.tsv")]
    distance = abs(word.index - trigger.token.index)
    return distance <= 12 and all(abs(word.index - other.index) >= distance for other in others)


def _join(events: list[Event], sighting: Sighting) -> None:
    fitting = [event for event in events if _is_same(event, sighting)]
    if fitting:
        max(fitting, key=lambda event: _overlap(event, sighting)).sightings.append(sighting)
    else:
        events.append(Event([sighting]))


def _overlap(event: Event, sighting: Sighting) -> int:
    return sum(any(same_side(actor, own) for own in event.actors) for actor in sighting.actors)


def same_side(one: Actor, other: Actor) -> bool:
    """The same actor, or a country and the person who stands for it."""
    if one is other:
        return True
    if "country" in (one.type, other.type) and one.country and other.country:
        return one.country[0] == other.country[0]
    return False


def _is_same(event: Event, sighting: Sighting) -> bool:
    """Shared participants, no contradiction of day, status or kind."""
    overlap = _overlap(event, sighting)
    enough = overlap >= 2 or overlap == len(sighting.actors) or overlap == len(event.actors)
    if not enough or event.is_visit != sighting.is_visit:
        return False
    return all(agrees(event, sighting) for agrees in AGREEMENTS)


def same_day(event: Event, sighting: Sighting) -> bool:
    """Days given for both must touch; an unnamed day agrees with any."""
    mine, other = sighting.when, event.when
    if mine is None or other is None or mine.start is None or other.start is None:
        return True
    return mine.start <= (other.end or other.start) and other.start <= (mine.end or mine.start)


def same_stage(event: Event, sighting: Sighting) -> bool:
    """What was held is not what is still planned."""
    stages = {_stage(sighting.verdict.status), _stage(event.verdict.status)}
    weak = sighting.verdict.weak or event.verdict.weak
    return weak or stages != {"past", "future"}


def _stage(status: Status) -> str:
    return {"held": "past", "planned": "future", "possible": "future"}.get(status, "any")


def not_anew(event: Event, sighting: Sighting) -> bool:
    """«следующая встреча», «вновь встретятся»: another one, unless the next one was told already."""
    return not _is_anew(sighting) or any(_is_anew(own) for own in event.sightings)


def _is_anew(sighting: Sighting) -> bool:
    index = sighting.trigger.token.index
    near = sighting.trigger.sentence.tokens[max(0, index - 2) : index + 3]
    return any(token.base in ANEW for token in near)


def same_destination(event: Event, sighting: Sighting) -> bool:
    """A visit to one country is not a visit to another."""
    if not sighting.is_visit:
        return True
    mine = {place.country for place in sighting.places if place.country}
    other = {place.country for own in event.sightings for place in own.places if place.country}
    return not mine or not other or bool(mine & other)


AGREEMENTS: list[Callable[[Event, Sighting], bool]] = [same_day, same_stage, not_anew, same_destination]


def _gather(events: list[Event], loose: list[Sighting]) -> None:
    """«Встреча сопредседателей состоялась … Узбекистан представлял X, Казахстан - Y»: sides told only by attendance."""
    for sighting in loose:
        if sighting.trigger.is_verb or any(_may_continue(event, sighting) for event in events):
            continue
        told = [s for s in loose if s.is_attendance and 0 <= s.position[0] - sighting.position[0] <= 2]
        if len({id(actor) for s in (sighting, *told) for actor in s.actors}) >= 2:
            events.append(Event([sighting, *told]))


def _name_posts(events: list[Event]) -> None:
    """«Пашинян и Алиев встретились … Премьер Армении и президент Азербайджана обсудили»: as many posts as bare names.

    The posts are given to the names in their order, and the two mentions become one meeting.
    """
    for later in list(events):
        for earlier in events:
            if earlier is later or not _mirrors(earlier, later):
                continue
            for named, post in zip(earlier.actors, later.actors, strict=False):
                named.mentions.extend(post.mentions)
            earlier.sightings.extend(replace(s, arguments=()) for s in later.sightings)
            events.remove(later)
            break


def _merge_paraphrases(events: list[Event]) -> None:
    """«Салимов обсудил с адмиралом …» above «Салимов принял … адмирала Сантосо»: a headline that names one side only."""
    for vague in list(events):
        unnamed = [actor for actor in vague.actors if actor.type == "person" and not actor.name]
        shared = [actor for actor in vague.actors if actor.name]
        if not unnamed or not shared or vague.is_visit:
            continue
        full = next((event for event in events if event is not vague and _paraphrases(vague, event, shared)), None)
        if full is not None:
            kept = tuple(argument for argument in vague.first.arguments if argument.actor in shared)
            full.sightings.extend(replace(sighting, arguments=kept) for sighting in vague.sightings)
            events.remove(vague)


def _paraphrases(vague: Event, full: Event, shared: Sequence[Actor]) -> bool:
    """The full meeting is told within two sentences, has the shared people and as many sides."""
    distance = abs(full.first.position[0] - vague.first.position[0])
    sides = len(full.actors) >= len(vague.actors) and all(actor in full.actors for actor in shared)
    return (
        sides and distance <= 4 and all(agrees(full, sighting) for sighting in vague.sightings for agrees in AGREEMENTS)
    )


def _mirrors(named: Event, posts: Event) -> bool:
    pairs = [actor for actor in named.actors if actor.name and not actor.offices]
    unnamed = [actor for actor in posts.actors if actor.type == "person" and not actor.name]
    same = len(pairs) == len(unnamed) == len(posts.actors) >= 2
    return same and all(agrees(named, sighting) for sighting in posts.sightings for agrees in AGREEMENTS)


def _attach(events: list[Event], sighting: Sighting) -> None:
    """A mention without sides of its own belongs to the nearest meeting told before it, else to the next one."""
    fitting = [event for event in events if _may_continue(event, sighting)]
    earlier = [event for event in fitting if event.first.position < sighting.position]
    if earlier:
        max(earlier, key=lambda event: _latest(event, sighting)).sightings.append(sighting)
    elif fitting:
        min(fitting, key=lambda event: event.first.position).sightings.append(sighting)
    elif _recalls(sighting):
        _recall(events, sighting)


def _recalls(sighting: Sighting) -> bool:
    """«в последний раз они встречались в июне», «следующая встреча состоится …»: the same sides on another day."""
    another = sighting.when is not None or _is_anew(sighting) or _is_earlier(sighting)
    return another and not sighting.arguments and (names_all_sides(sighting.trigger) or _is_anew(sighting))


def _is_earlier(sighting: Sighting) -> bool:
    """«в последний раз», «ранее», «в прошлый раз»."""
    return any(token.base in {"последний", "ранее", "прошлый", "предыдущий"} for token in sighting.trigger.clause)


def _recall(events: list[Event], sighting: Sighting) -> None:
    earlier = [event for event in events if event.first.position < sighting.position and not event.is_visit]
    if earlier:
        source = max(earlier, key=lambda event: _latest(event, sighting))
        events.append(Event([replace(sighting, arguments=tuple(source.arguments))]))


def _latest(event: Event, sighting: Sighting) -> tuple[int, int]:
    return max(own.position for own in event.sightings if own.position < sighting.position)


def _may_continue(event: Event, sighting: Sighting) -> bool:
    if sighting.trigger.frame == "attend":
        return bool(sighting.arguments) and _follows_closely(event, sighting)
    if event.is_visit != sighting.is_visit or not all(agrees(event, sighting) for agrees in AGREEMENTS):
        return False
    if sighting.trigger.frame == "assembly" and not any(own.trigger.frame == "assembly" for own in event.sightings):
        return False
    if names_all_sides(sighting.trigger) or not sighting.arguments:
        return True
    attends = all(argument.place == "governor" for argument in sighting.arguments)
    return attends or all(any(same_side(actor, own) for own in event.actors) for actor in sighting.actors)


def _follows_closely(event: Event, sighting: Sighting) -> bool:
    """At most three sentences after the last word of the meeting."""
    return 0 <= sighting.position[0] - max(own.position[0] for own in event.sightings) <= 3


def _without_covered_visits(events: list[Event]) -> list[Event]:
    """A visit during which meetings are reported stays only with days of its own; a cancelled one cancels them."""
    meetings = [event for event in events if not event.is_visit]
    covered = [event for event in events if event.is_visit and _is_covered(event, meetings)]
    for visit in covered:
        if visit.verdict.status in ("cancelled", "denied"):
            for event in meetings:
                if _overlaps(visit, event) and _stage(event.verdict.status) == "future":
                    event.sightings.extend(replace(sighting, arguments=()) for sighting in visit.sightings)
    return [event for event in events if event not in covered and not (meetings and _is_mere_invitation(event))]


def _is_mere_invitation(event: Event) -> bool:
    """«пригласил посетить Латвию осенью»: a visit that is only possible and has no day."""
    day = event.when is not None and event.when.precision == "day"
    return event.is_visit and event.verdict.status == "possible" and not day


def _overlaps(one: Event, other: Event) -> bool:
    return any(same_side(actor, own) for actor in one.actors for own in other.actors)


def _is_covered(visit: Event, meetings: Sequence[Event]) -> bool:
    shared = [event for event in meetings if _overlaps(visit, event)]
    if not shared:
        return False
    days = visit.when
    return days is None or days.start is None or any(_same_range(days, event.when) for event in shared)


def _same_range(one: When, other: When | None) -> bool:
    return other is None or (one.start, one.end) == (other.start, other.end)
