"""One record for each real meeting of a text: the mentions of a meeting are read one by one and then joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workers.doc import Doc, Token
from workers.extraction.arguments import names_all_sides
from workers.extraction.coreference import Coreference
from workers.extraction.covered_visits import without_covered_visits
from workers.extraction.exclusions import find_triggers, is_summary
from workers.extraction.finder import ALL_SIDES, Argument
from workers.extraction.joining import Event, agree, join, latest_before, same_side, told_before
from workers.extraction.paraphrases import merge_paraphrases
from workers.extraction.place_readings import Place
from workers.extraction.sightings import Sighting, read
from workers.extraction.timing import Timeline
from workers.extraction.triggers import Trigger

__all__ = ["Event", "Sighting", "find_events"]


def find_events(
    doc: Doc, coreference: Coreference, timeline: Timeline, places: Callable[[Trigger], Iterator[Place]]
) -> tuple[list[Event], list[Sighting]]:
    """All meetings of the text in the order of their first mentions, and the mentions of visits."""
    sightings = [read(trigger, coreference, timeline, places) for trigger in find_triggers(doc)]
    told = [sighting for sighting in sightings if not is_summary(sighting.trigger)]
    events = _told_in_full(told)
    merge_paraphrases(events, doc)
    loose = [
        s.bare if s.is_anaphoric or s.is_vague or _repeats_sides(s) else s for s in told if not _is_taken(events, s)
    ]
    _by_previous_sentence(events, [s for s in loose if not _is_taken(events, s)], coreference)
    for gather in GATHERINGS:
        gather(events, [s for s in loose if not _is_taken(events, s)], sightings)
    for sighting in loose:
        if not _is_taken(events, sighting):
            _attach(events, sighting)
    kept = without_covered_visits(sorted(events, key=lambda event: event.first.position))
    return kept, [sighting for sighting in sightings if sighting.is_visit or is_summary(sighting.trigger)]


def _is_taken(events: Sequence[Event], sighting: Sighting) -> bool:
    return any(own.trigger is sighting.trigger for event in events for own in event.sightings)


def _told_in_full(told: Sequence[Sighting]) -> list[Event]:
    """Meetings whose sides one sentence names; then those of «они» and «министры» that continue none of them."""
    events: list[Event] = []
    for sighting in told:
        if sighting.stands_alone and not sighting.is_anaphoric and not sighting.is_vague:
            join(events, sighting)
    for sighting in told:
        indirect = sighting.is_anaphoric or (sighting.is_vague and sighting.stands_alone)
        if indirect and not any(_may_continue(event, sighting.bare) for event in events):
            join(events, sighting)
    return events


def _by_previous_sentence(events: list[Event], loose: Sequence[Sighting], coreference: Coreference) -> None:
    """«X и Y подписали договор. Политики встретились в ресторане»: the two subjects of the sentence before."""
    for sighting in loose:
        plain = sighting.trigger.frame in {"with", "talks"} and not sighting.arguments
        if not plain or any(_may_continue(event, sighting) for event in events):
            continue
        if not (_means_known_sides(sighting.trigger) or _is_bare_noun(sighting.trigger)):
            continue
        sides = _coordinated_before(sighting, coreference)
        if sides:
            join(events, replace(sighting, arguments=sides))


def _coordinated_before(sighting: Sighting, coreference: Coreference) -> tuple[Argument, ...]:
    """People in the nominative joined by «и» or a comma, in one of the two sentences before."""
    sentence = sighting.position[0]
    for earlier in range(sentence - 1, max(-1, sentence - 3), -1):
        pairs = [(m, a) for m, a in coreference.mentions(earlier) if a.type == "person" and a.name and m.case == "Nom"]
        tokens = coreference.doc.sentences[earlier].tokens
        joined = [(one, two) for one, two in pairwise(pairs) if _is_and(tokens[one[0].last + 1 : two[0].first])]
        if len(pairs) == 2 and joined:
            return tuple(Argument(actor, mention, "subject") for mention, actor in pairs)
    return ()


def _is_and(between: Sequence[Token]) -> bool:
    return bool(between) and all(token.lower in {"и", ",", "а", "также"} for token in between)


# Gatherings: meetings whose sides several sentences name.


def by_attendance(events: list[Event], loose: Sequence[Sighting], _: Sequence[Sighting]) -> None:
    """«Встреча сопредседателей состоялась … Узбекистан представлял X, Казахстан - Y»: sides told only by attendance."""
    for sighting in loose:
        if sighting.trigger.frame not in {"talks", "assembly"} or any(_may_continue(e, sighting) for e in events):
            continue
        told = [s for s in loose if s.is_attendance and 0 <= s.position[0] - sighting.position[0] <= 2]
        told = [s for s in told if not _stands_beside(events, s)]
        if len({id(actor) for s in (sighting, *told) for actor in s.actors}) >= 2:
            events.append(Event([sighting, *(s for s in told if s is not sighting)]))


def by_protagonist(events: list[Event], loose: Sequence[Sighting], sightings: Sequence[Sighting]) -> None:
    """«Переговоры с министром нефти Омана были посвящены …»: the one side is whom the text is about."""
    told = list(sightings)
    for sighting in loose:
        if (
            sighting.is_admission
            or not _lacks_subject(sighting)
            or any(_may_continue(event, sighting) for event in events)
        ):
            continue
        protagonist = _protagonist(sighting, told)
        if protagonist is not None:
            completed = replace(sighting, arguments=(protagonist, *sighting.arguments))
            join(events, completed)
            told[told.index(sighting)] = completed


def _lacks_subject(sighting: Sighting) -> bool:
    """Only the other side is named: «переговоры с X», «принял X»."""
    other = all(argument.place in {"with", "object"} for argument in sighting.arguments)
    people = any(argument.actor.type in {"person", "group"} for argument in sighting.arguments)
    people = people and sighting.verdict.rule != "conditional"
    subjects = (child for child in sighting.trigger.children if child.relation == "nsubj" and child.upos != "PRON")
    return other and people and not (sighting.trigger.is_verb and any(subjects))


def _protagonist(sighting: Sighting, sightings: Sequence[Sighting]) -> Argument | None:
    """The only subject of the latest mention of a meeting before this one, if it is a person."""
    before = [s for s in sightings if s.position < sighting.position and s.position[0] >= sighting.position[0] - 6]
    for earlier in reversed(before):
        acting = [argument for argument in earlier.arguments if argument.place in {"subject", "governor", "genitive"}]
        if acting:
            sole = len(acting) == 1 and acting[0].actor.type == "person" and acting[0].actor not in sighting.actors
            return replace(acting[0], anaphoric=True) if sole else None
    return None


def by_neighbours(events: list[Event], loose: Sequence[Sighting], _: Sequence[Sighting]) -> None:
    """«Министр пообщался со спортсменами. Во встрече принял участие X»: each mention names one side."""
    for number, sighting in enumerate(loose):
        if not _is_partial(sighting) or any(_may_continue(event, sighting) for event in events):
            continue
        near = [s for s in loose[number:] if _is_partial(s) and s.position[0] - sighting.position[0] <= 2]
        near = [s for s in near if agree(Event([sighting]), s) and not _stands_beside(events, s)]
        if len({id(actor) for s in near for actor in s.actors}) >= 2 and not _is_taken(events, sighting):
            events.append(Event(near))


def _stands_beside(events: Sequence[Event], sighting: Sighting) -> bool:
    """The sentence tells a meeting already: «соберутся в Маскате на конференцию»."""
    return any(sighting.position[0] == own.position[0] for event in events for own in event.sightings)


def _is_partial(sighting: Sighting) -> bool:
    people = any(actor.type in {"person", "group"} for actor in sighting.actors)
    return (
        people
        and not sighting.is_admission
        and sighting.trigger.frame in {"with", "call", "receive", "talks", "assembly"}
    )


GATHERINGS: list[Callable[[list[Event], Sequence[Sighting], Sequence[Sighting]], None]] = [
    by_attendance,
    by_protagonist,
    by_neighbours,
]


def _attach(events: list[Event], sighting: Sighting) -> None:
    """A mention without sides of its own belongs to the nearest meeting told before it, else to the next one."""
    fitting = [event for event in events if _may_continue(event, sighting)]
    earlier = told_before(fitting, sighting)
    if earlier:
        max(earlier, key=lambda event: latest_before(event, sighting)).sightings.append(sighting)
    elif fitting:
        min(fitting, key=lambda event: event.first.position).sightings.append(sighting)
    elif _recalls(sighting):
        _recall(events, sighting)


def _recalls(sighting: Sighting) -> bool:
    """«в последний раз они встречались в июне», «условились о встрече в мае»: the same sides on another day."""
    if sighting.trigger.frame in {"visit", "attend", "discuss"} or not _names_nobody(sighting):
        return False
    if sighting.is_anew:
        return True
    definite = sighting.when is not None or bool(sighting.places) or sighting.trigger.is_verb
    if sighting.is_agreed or sighting.is_earlier:
        return definite
    fixed = sighting.verdict.status == "planned" and not sighting.verdict.weak and _is_bare_noun(sighting.trigger)
    return sighting.when is not None and (fixed or _means_known_sides(sighting.trigger))


def _names_nobody(sighting: Sighting) -> bool:
    """No side, or «сопредседатели», «бизнесмены» as the subject: those of the meeting before."""
    return all(
        argument.mention.type == "group"
        and argument.mention.first == argument.mention.last
        and argument.place in {"subject", "governor", "genitive"}
        for argument in sighting.arguments
    )


def _is_bare_noun(trigger: Trigger) -> bool:
    """«основные переговоры запланированы на сегодня»: nothing tells whose they are."""
    own = any(child.relation == "nmod" for child in trigger.children)
    return trigger.frame == "talks" and not trigger.is_verb and not own


def _repeats_sides(sighting: Sighting) -> bool:
    """«бизнесмены увиделись»: a mention that only repeats who meets."""
    return bool(sighting.arguments) and sighting.trigger.frame != "attend" and _names_nobody(sighting)


def _means_known_sides(trigger: Trigger) -> bool:
    """«они виделись в мае», «встретились в мае» without a subject, «стороны провели переговоры в мае»."""
    above = trigger.sentence.parent(trigger.token)
    verb = trigger.token if trigger.is_verb else above
    if names_all_sides(trigger):
        return True
    subjects = [t for t in trigger.sentence.children(verb) if t.relation == "nsubj"] if verb is not None else []
    collective = any(t.base in ALL_SIDES and t.number == "Plur" for t in subjects)
    return collective or (trigger.is_verb and not subjects and trigger.token.number == "Plur")


def _recall(events: list[Event], sighting: Sighting) -> None:
    earlier = [event for event in told_before(events, sighting) if not event.is_visit]
    if earlier:
        source = max(earlier, key=lambda event: latest_before(event, sighting))
        events.append(Event([replace(sighting, arguments=tuple(source.arguments))]))


def _may_continue(event: Event, sighting: Sighting) -> bool:
    """Whether a mention that does not name all sides may mean the meeting."""
    if sighting.trigger.frame == "attend":
        stayed_away = sighting.verdict.status == "denied" and not all(
            actor in event.actors for actor in sighting.actors
        )
        return bool(sighting.arguments) and not stayed_away and _follows_closely(event, sighting)
    if sighting.trigger.frame == "discuss" and sighting.verdict.status in ("cancelled", "denied"):
        return False  # «отказался обсуждать детали»
    if event.is_visit != sighting.is_visit or not agree(event, sighting):
        return False
    assembly = any(own.trigger.frame == "assembly" for own in event.sightings) or _is_destination(event, sighting)
    if sighting.trigger.frame == "assembly" and not assembly:
        return False
    if names_all_sides(sighting.trigger) or not sighting.arguments:
        return True
    attends = all(argument.place in {"governor", "attendant"} for argument in sighting.arguments)
    return attends or all(any(same_side(actor, own) for own in event.actors) for actor in sighting.actors)


def _is_destination(event: Event, sighting: Sighting) -> bool:
    """«соберутся [на конференцию]», but not «на полях форума встретились»."""
    above = sighting.trigger.sentence.parent(sighting.trigger.token)
    own = any(above == s.trigger.token and s.position[0] == sighting.position[0] for s in event.sightings)
    return own and sighting.trigger.token.case == "Acc"


def _follows_closely(event: Event, sighting: Sighting) -> bool:
    """At most three sentences after the last word of the meeting."""
    return 0 <= sighting.position[0] - max(own.position[0] for own in event.sightings) <= 3
