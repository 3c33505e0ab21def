"""Who fills the subject of a verb: by the tree, through control and relative clauses, else by order."""

from __future__ import annotations

from workers.doc import Token
from workers.extraction.actors import Actor
from workers.extraction.finder import Finder, is_predicate, verb_between
from workers.extraction.mentions import Mention


def subject(finder: Finder, verb: Token) -> list[tuple[Mention, Actor]]:
    """The mentions that fill the subject of a verb: its own, a shared or controlling one, else the nearest nominative."""
    sentence = finder.sentence
    seen: set[int] = set()
    while verb.index not in seen:
        seen.add(verb.index)
        for child in sorted(sentence.children(verb), key=lambda child: child.case != "Nom"):
            possible = child.case in (None, "Nom") or (
                child.case in ("Gen", "Dat") and finder.trigger.frame != "receive"
            )
            if child.relation == "nsubj" and possible and (found := finder.resolve(child.index)):
                return found
        head = sentence.parent(verb)
        infinitive = verb.feats.get("VerbForm") == "Inf" and verb.relation == "nmod"  # «готовность встретиться»
        if (verb.relation in {"acl", "amod"} or infinitive) and head is not None:
            relative = any(child.base == "который" and child.relation == "nsubj" for child in sentence.children(verb))
            if relative or verb.feats.get("VerbForm") not in {"Fin", "Inf"}:
                return finder.resolve(head.index)
            verb = next((above for above in sentence.ancestors(head) if is_predicate(above)), verb)
            continue
        if head is None or verb.relation not in {
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "csubj",
            "parataxis",
            "obl",
            "cop",
            "aux",
        }:
            break
        if verb.feats.get("VerbForm") == "Fin" and verb.relation not in {"conj", "cop", "aux", "ccomp"}:
            break
        verb = head if is_predicate(head) or head.upos in {"NOUN", "ADJ"} else verb
    return nearest_nominative(finder, verb)


def nearest_nominative(finder: Finder, verb: Token) -> list[tuple[Mention, Actor]]:
    """Fallback by order: the last nominative mention before the verb with no other finite verb between, else the next."""
    before = [
        slot
        for slot in finder.slots
        if slot[0].last < verb.index and slot[0].case == "Nom" and not verb_between(finder, slot[0].last, verb.index)
    ]
    if before:
        first = before[0] if all(before[0][0].last < other[0].first for other in before[1:]) else before[-1]
        return finder.coordinated([first])
    after = [
        slot
        for slot in finder.slots
        if slot[0].first > verb.index and slot[0].case == "Nom" and not verb_between(finder, verb.index, slot[0].first)
    ]
    return finder.coordinated(after[:1])
