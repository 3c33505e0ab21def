"""The scene of a meeting: the day and the place that the sentences around it give its participants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from workers.doc import Doc, Sentence, Token
from workers.extraction.adjuncts import is_finite, is_report
from workers.extraction.coreference import Coreference
from workers.extraction.facts import When
from workers.extraction.meetings import Event, Sighting
from workers.extraction.place_readings import Place
from workers.extraction.places import places_named, places_of_act
from workers.extraction.timing import Timeline

SEQUENCE = frozenset("затем вечером днем утром далее также ночью".split())
BEFORE = frozenset("ранее прежде последний прошлый предыдущий".split())
NEAR = 5  # sentences from the word of a visit to a meeting of that visit
TOGETHER = timedelta(days=3)  # meetings of one trip


@dataclass(frozen=True)
class Scenes:
    """What one text tells around its meetings."""

    doc: Doc
    coreference: Coreference
    timeline: Timeline
    events: Sequence[Event]
    visits: Sequence[Sighting]

    def when(self, event: Event) -> When | None:
        """The day that the meeting's own sentences leave out: of its visit, else, if it was held, of the scene."""
        if event.verdict.status != "held":
            return on_the_days_of_the_visit(self, event)
        return next((when for rule in DAY_RULES if (when := rule(self, event))), None)

    def places(self, event: Event) -> list[Place]:
        """Places of the meeting's own sentences, else those of the scene it is set in."""
        own = [place for sighting in event.sightings for place in sighting.places]
        for rule in PLACE_RULES:
            if any(place.city or place.country for place in own):
                break
            own = [*own, *rule(self, event)]
        return own

    def acts(self, event: Event) -> Iterator[tuple[Sentence, Token]]:
        """Finite verbs of the sentence before the meeting's in the same or the paragraph above, done by its participants."""
        first = event.first.trigger.sentence.index
        for sentence in self.doc.sentences[max(0, first - 1) : first]:
            verb = next((t for t in sentence.tokens if is_finite(t) and not is_report(t)), None)
            if (
                verb is not None
                and verb.tense != "Pres"
                and self._shares_people(event, sentence)
                and self._is_free(sentence)
            ):
                yield sentence, verb

    def _shares_people(self, event: Event, sentence: Sentence) -> bool:
        return any(actor in event.actors for _, actor in self.coreference.mentions(sentence.index))

    def _is_free(self, sentence: Sentence) -> bool:
        """Tells of no meeting of its own."""
        return all(sighting.position[0] != sentence.index for event in self.events for sighting in event.sightings)


def after_another_meeting(scenes: Scenes, event: Event) -> When | None:
    """«Затем губернатор побеседовал с …», «Вечером он принял …»: the day of the meeting told before."""
    first = event.first.trigger
    opening = {token.lower for token in first.sentence.tokens[:4]}
    earlier = [other for other in scenes.events if other.first.position < event.first.position and other is not event]
    if not opening & SEQUENCE or not earlier:
        return None
    before = max(earlier, key=lambda other: other.first.position)
    shared = any(actor in before.actors for actor in event.actors)
    return before.when if shared and before.verdict.status == "held" else None


def on_the_days_of_the_visit(scenes: Scenes, event: Event) -> When | None:
    """«находился с визитом во Вьетнаме с 28 декабря по 2 января. В Ханое его приняли …»."""
    for visit in scenes.visits:
        shared = any(actor in event.actors for actor in visit.actors)
        alike = visit.verdict.status == event.verdict.status
        if shared and alike and visit.when and visit.when.precision == "day" and leads_to(visit, event):
            return visit.when
    return None


def earlier_on_the_same_day(scenes: Scenes, event: Event) -> When | None:
    """«Министр встретился с послом. Ранее в тот же день, 18 июня, он виделся с премьером»: the day told with the later words."""
    following = [other for other in scenes.events if other.first.position > event.first.position]
    later = min(following, key=lambda other: other.first.position, default=None)
    if later is None or not any(actor in event.actors for actor in later.actors):
        return None
    told = scenes.timeline.rules(later.first.trigger.sentence)
    return later.when if "same_day" in told and later.verdict.status == "held" else None


def on_the_day_of_the_act(scenes: Scenes, event: Event) -> When | None:
    """«20 апреля министры подписали план. Перед церемонией они провели переговоры»."""
    for sentence, _ in scenes.acts(event):
        for _, when in scenes.timeline.of_sentence(sentence, "held"):
            if when.precision == "day" and when.start == when.end:
                return when
    return None


def on_a_visit(scenes: Scenes, event: Event) -> list[Place]:
    """«прибыл в Осло с визитом. В тот же день его принял король»: the place of the visit that a participant pays."""
    home = {actor.country[0] for actor in event.actors if actor.country}
    shared = [visit for visit in scenes.visits if any(actor in event.actors for actor in visit.actors)]
    return [
        place
        for visit in shared
        for place in visit.places
        if not visit.is_visit
        or place.country in home
        or (visit.position < event.first.position and (not home or leads_to(visit, event)))
    ]


def leads_to(visit: Sighting, event: Event) -> bool:
    """The meeting is told soon after the visit, and neither is recalled from earlier times."""
    near = 0 <= event.first.position[0] - visit.position[0] <= NEAR
    return near and not any(is_recalled(sighting) for sighting in (visit, event.first))


def is_recalled(sighting: Sighting) -> bool:
    """«ранее он посетил», «в последний раз встречались»."""
    return any(token.base in BEFORE for token in sighting.trigger.clause)


def there(scenes: Scenes, event: Event) -> list[Place]:
    """«вылетел в Эр-Рияд. Там его принял министр»: the last place of the sentence before."""
    sentence = event.first.trigger.sentence
    if not sentence.index or sentence.tokens[0].lower != "там":
        return []
    places = list(places_named(scenes.doc.text, scenes.doc.sentences[sentence.index - 1]))
    return places[-1:]


def where_they_acted(scenes: Scenes, event: Event) -> list[Place]:
    """«подписали в Белграде договор. Перед церемонией министры провели переговоры»."""
    return [place for sentence, act in scenes.acts(event) for place in places_of_act(scenes.doc.text, sentence, act)]


def where_they_met_too(scenes: Scenes, event: Event) -> list[Place]:
    """«встретились в понедельник в Сеуле … Накануне корейский президент принял японского гостя»: the host's other meeting."""
    if is_recalled(event.first):
        return []
    home = {argument.actor.country[0] for argument in event.arguments if argument.actor.country}
    return [
        place
        for other in scenes.events
        if other is not event and not is_recalled(other.first) and of_one_trip(event, other)
        for sighting in other.sightings
        for place in sighting.places
        if place.country in home
    ]


def of_one_trip(one: Event, other: Event) -> bool:
    """Most of the people are the same, and the days lie close together."""
    shared = [actor for actor in one.actors if actor in other.actors]
    first, second = one.when, other.when
    dated = first is not None and second is not None and first.start is not None and second.start is not None
    return len(shared) >= 2 and (not dated or abs(first.start - second.start) <= TOGETHER)  # type: ignore[union-attr,operator]


PLACE_RULES: list[Callable[[Scenes, Event], list[Place]]] = [there, on_a_visit, where_they_acted, where_they_met_too]
DAY_RULES: list[Callable[[Scenes, Event], When | None]] = [
    after_another_meeting,
    on_the_days_of_the_visit,
    earlier_on_the_same_day,
    on_the_day_of_the_act,
]
