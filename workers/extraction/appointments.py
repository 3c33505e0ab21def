"""Posts told by verbs: «назначен председателем», «занял пост министра», «снят с поста губернатора»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import cast

from workers.doc import Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.facts import PostStatus
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.morphology import possible_cases
from workers.extraction.offices import Office

POSITIONS = frozenset("пост должность место кресло".split())
ATTRIBUTIVE = frozenset({"acl", "amod"})


@dataclass(frozen=True)
class Stated:
    """A post of an actor as one place of the text gives it; `name` are the words that mean the person there."""

    actor: Actor
    office: Office
    name: tuple[Token, ...]
    status: PostStatus


def by_appointment(coreference: Coreference) -> Iterator[Stated]:
    """«Асланян назначена председателем правления», «совет избрал его мэром»."""
    for sentence, mention, office in _unnamed(coreference):
        verb = _appointing(sentence, office) if _is_instrumental(mention) else None
        entry = table("appointments.tsv").get(verb.base) if verb else None
        if verb is None or entry is None:
            continue
        status = cast(PostStatus, entry[0]) if office.status == "current" else office.status
        for person, words in _appointed(coreference, sentence, verb, mention):
            yield Stated(person, _with_body(coreference, sentence, verb, office), words, status)


def by_position(coreference: Coreference) -> Iterator[Stated]:
    """«занял пост премьер-министра», «покинул должность директора», «Сато, занимавшая пост министра, …»."""
    for sentence, mention, office in _unnamed(coreference):
        noun = sentence.tokens[office.first - 1] if office.first else None
        if noun is None or noun.base not in POSITIONS:
            continue
        verb = _occupying(sentence, noun)
        entry = table("position_verbs.tsv").get(verb.base) if verb else None
        if verb is None or entry is None:
            continue
        for person, words in _holder(coreference, sentence, verb, mention):
            yield Stated(person, office, words, _status_of(verb, cast(PostStatus, entry[0])))


def _is_instrumental(mention: Mention) -> bool:
    """By the tagger, or by the form where the tagger's case is impossible («исполняющим» as a nominative)."""
    possible = possible_cases(mention.head.lower)
    return mention.case == "Ins" or ("Ins" in possible and mention.case not in possible)


def _appointing(sentence: Sentence, office: Office) -> Token | None:
    """The governor of the post, else the verb beside it: «исполняющим обязанности директора [стал] …»."""
    beside = [sentence.tokens[i] for i in (office.last + 1, office.first - 1) if 0 <= i < len(sentence.tokens)]
    governor = sentence.parent(office.token)
    if governor is not None and office.token.relation == "conj":
        governor = sentence.parent(governor)  # «является депутатом и членом комитета»
    candidates = [governor, *beside]
    return next((verb for verb in candidates if verb and verb.base in table("appointments.tsv")), None)


def _occupying(sentence: Sentence, noun: Token) -> Token | None:
    """The governor of «пост», else the latest such verb before it in the clause: «занимавшая до 2020 года [пост] …»."""
    before = takewhile(lambda token: token.text != ",", reversed(sentence.tokens[: noun.index]))
    candidates = [sentence.parent(noun), *before]
    return next((verb for verb in candidates if verb and verb.base in table("position_verbs.tsv")), None)


def _unnamed(coreference: Coreference) -> Iterator[tuple[Sentence, Mention, Office]]:
    for actor in coreference.actors:
        for mention in actor.mentions:
            if mention.office is not None and not mention.name:
                yield coreference.doc.sentences[mention.sentence], mention, mention.office


def _status_of(verb: Token, status: PostStatus) -> PostStatus:
    """Who «занимал» a post no longer has it; who «займёт» it has it not yet."""
    if verb.base == "занимать":
        return "former" if verb.tense == "Past" else "current"
    if verb.base == "занять":
        return "current" if verb.tense == "Past" else "future"
    return status


def _holder(
    coreference: Coreference, sentence: Sentence, verb: Token, post: Mention
) -> Iterator[tuple[Actor, tuple[Token, ...]]]:
    """As for an appointment; of a participle the noun that it describes."""
    governor = sentence.parent(verb)
    if verb.feats.get("VerbForm") == "Part" and verb.relation in ATTRIBUTIVE and governor is not None:
        named = [actor for actor in coreference.at(sentence.index, governor.index) if actor.name]
        yield from ((actor, (governor,)) for actor in named[:1])
        return
    yield from _appointed(coreference, sentence, verb, post)


def _appointed(
    coreference: Coreference, sentence: Sentence, verb: Token, post: Mention
) -> Iterator[tuple[Actor, tuple[Token, ...]]]:
    """The object of an active verb, else its subject."""
    children = sorted(sentence.children(verb), key=lambda child: child.relation != "obj")
    for child in children:
        if child.relation not in {"obj", "nsubj"} or post.covers(child.index):
            continue
        for actor in coreference.at(sentence.index, child.index):
            if actor.name:
                yield actor, (child,)
                return
    governor = sentence.parent(verb)
    if verb.feats.get("VerbForm") == "Inf" and governor is not None and governor.upos == "VERB":
        yield from _appointed(coreference, sentence, governor, post)  # «согласился занять пост …»


def _with_body(coreference: Coreference, sentence: Sentence, verb: Token, office: Office) -> Office:
    """«Совет директоров «Ромашки» избрал председателем Иванова»: at the body whose board appoints."""
    if not office.is_bare:
        return office
    subjects = [child for child in sentence.children(verb) if child.relation == "nsubj"]
    boards = [actor for child in subjects for actor in coreference.at(sentence.index, child.index)]
    bodies = [mention for actor in boards if actor.type == "organisation" for mention in actor.mentions]
    here = [mention for mention in bodies if mention.sentence == sentence.index]
    if not here:
        return office
    stretch = sentence.tokens[here[0].first : here[0].last + 1]
    quoted = next((place for place, token in enumerate(stretch) if token.text in '«„“"'), None)
    return replace(office, organisation=tuple(stretch[quoted:])) if quoted is not None else office
