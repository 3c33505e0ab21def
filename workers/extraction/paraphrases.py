"""Meetings told twice in different words: a headline that names nobody, posts in one sentence and names in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.doc import Doc
from workers.extraction.actors import Actor
from workers.extraction.joining import Event, agree, is_summed_up, same_side

LEAD = 5  # a headline's meeting is told again within so many sentences


def merge_paraphrases(events: list[Event], doc: Doc) -> None:
    _name_posts(events)
    _merge_vague(events)
    _merge_summed_up(events)
    _merge_headlines(events, doc)


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
            earlier.sightings.extend(sighting.bare for sighting in later.sightings)
            events.remove(later)
            break


def _mirrors(named: Event, posts: Event) -> bool:
    pairs = [actor for actor in named.actors if actor.name and not actor.offices]
    unnamed = [actor for actor in posts.actors if actor.type == "person" and not actor.name]
    same = len(pairs) == len(unnamed) == len(posts.actors) >= 2
    return same and all(agree(named, sighting) for sighting in posts.sightings)


def _merge_vague(events: list[Event]) -> None:
    """«Салимов обсудил с адмиралом …» above «Салимов принял … адмирала Сантосо»: one side without a name."""
    for vague in list(events):
        unnamed = [actor for actor in vague.actors if actor.type == "person" and not actor.name]
        shared = [actor for actor in vague.actors if actor.name]
        if not unnamed or not shared or vague.is_visit:
            continue
        _merge_into(next((e for e in events if e is not vague and _paraphrases(vague, e, shared)), None), vague, events)


def _paraphrases(vague: Event, full: Event, shared: Sequence[Actor]) -> bool:
    """The full meeting is told within a few sentences, has the shared people and as many sides."""
    distance = abs(full.first.position[0] - vague.first.position[0])
    sides = len(full.actors) >= len(vague.actors) and all(actor in full.actors for actor in shared)
    return sides and distance <= LEAD - 1 and all(agree(full, sighting) for sighting in vague.sightings)


def _merge_summed_up(events: list[Event]) -> None:
    """«видеоконференция глав внешнеполитических ведомств» beside «министр X и министр Y обсудят»."""
    for vague in list(events):
        if not vague.arguments or not all(is_summed_up(argument) for argument in vague.arguments):
            continue
        persons = [e for e in events if e is not vague and sum(actor.type == "person" for actor in e.actors) >= 2]
        near = [e for e in persons if abs(e.first.position[0] - vague.first.position[0]) < LEAD]
        _merge_into(next((e for e in near if all(agree(e, s) for s in vague.sightings)), None), vague, events)


def _merge_headlines(events: list[Event], doc: Doc) -> None:
    """«Владелец клуба может встретиться с инвесторами» above «Руслан Цагараев … с представителями фонда»."""
    for event in list(events):
        if all(is_headline(doc, sighting.position[0]) for sighting in event.sightings):
            told = [e for e in events if e is not event and e.first.position > event.first.position]
            _merge_into(next((e for e in told if _is_told_by(event, e)), None), event, events)


def is_headline(doc: Doc, index: int) -> bool:
    """A first paragraph without a full stop, with a text under it."""
    sentence = doc.sentences[index]
    first = sentence.paragraph == doc.sentences[0].paragraph
    last = next((s for s in reversed(doc.sentences) if s.paragraph == sentence.paragraph), sentence)
    return first and last.tokens[-1].text not in {".", "!", "…"} and doc.sentences[-1].paragraph != sentence.paragraph


def _is_told_by(headline: Event, event: Event) -> bool:
    """Everybody whom the headline names is there, every state too; nothing contradicts."""
    named = [actor for actor in headline.actors if actor.name]
    states = {actor.country[0] for actor in headline.actors if actor.country}
    known = {actor.country[0] for actor in event.actors if actor.country}
    near = event.first.position[0] - headline.first.position[0] <= LEAD
    fits = all(any(same_side(actor, own) for own in event.actors) for actor in named) and (states <= known or not known)
    return near and fits and event.is_visit == headline.is_visit and all(agree(event, s) for s in headline.sightings)


def _merge_into(full: Event | None, vague: Event, events: list[Event]) -> None:
    """The mentions of the vague meeting with those of its sides that the full one has as well."""
    if full is None:
        return
    own = full.actors
    for sighting in vague.sightings:
        kept = tuple(argument for argument in sighting.arguments if argument.actor in own)
        full.sightings.append(replace(sighting, arguments=kept))
    events.remove(vague)
