"""Which mentions mean the same participant, and whom a pronoun or a group means at its place.

A reference attaches only to a fitting antecedent; one that finds none is an unnamed participant of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.doc import Doc, Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.delegations import lists_from, seats_of
from workers.extraction.grouping import Grouping
from workers.extraction.mentions import Mention
from workers.extraction.name_grammar import is_subject


@dataclass(frozen=True)
class Coreference:
    """All actors of a text and the look-up from words to actors."""

    doc: Doc
    actors: tuple[Actor, ...]

    def at(self, sentence: int, token: int) -> list[Actor]:
        """Actors whose mention covers the token: several for a distributed plural post."""
        return [
            actor for actor in self.actors if any(m.sentence == sentence and m.covers(token) for m in actor.mentions)
        ]

    def mentions(self, sentence: int) -> list[tuple[Mention, Actor]]:
        found = [
            (mention, actor) for actor in self.actors for mention in actor.mentions if mention.sentence == sentence
        ]
        return sorted(found, key=lambda pair: (pair[0].first, pair[0].last))

    def members(self, actor: Actor) -> list[Actor]:
        """«делегация во главе с [X]», «в составе делегации - [Y] и [Z]»: the people of a group."""
        if actor.type != "group":
            return []
        found: list[Actor] = []
        for mention in actor.mentions:
            for sentence, token in seats_of(self.doc, mention):
                pairs = self.mentions(sentence)
                seated = lists_from(self.doc.sentences[sentence], [mention for mention, _ in pairs], token)
                found += [own for own_mention, own in pairs if own_mention in seated and own.type == "person"]
        return [member for member in found if member is not actor]

    def pronoun(self, sentence: int, token: Token) -> Actor | None:
        """The antecedent of «он», «она»: the nearest earlier person of that gender, subjects first.

        An oblique pronoun («с ним») does not mean the subject of its own clause.
        """
        barred = (
            self._subjects(sentence, token) if token.lower not in {"он", "она"} else self._obliques(sentence, token)
        )
        wanted = "f" if token.lower in {"она", "ее", "ней", "нею", "ей"} else "m"
        candidates = [
            (mention, actor)
            for actor in self.actors
            if actor.type == "person" and actor.gender in (wanted, None) and actor not in barred
            for mention in actor.mentions
            if mention.position < (sentence, token.index) and mention.sentence >= sentence - 3
        ]
        return max(candidates, key=self._prominence, default=(None, None))[1]

    def _obliques(self, sentence: int, token: Token) -> list[Actor]:
        """«С министром Вираджаей он обсудил …»: who stands before the subject in its own clause is another person."""
        own = self.doc.sentences[sentence]
        return [
            actor
            for mention, actor in self.mentions(sentence)
            if mention.last < token.index
            and mention.case not in (None, "Nom")
            and not any(word.text in ",:;—–" for word in own.tokens[mention.last + 1 : token.index])
        ]

    def _subjects(self, sentence: int, token: Token) -> list[Actor]:
        """Subjects of the sentence before the token, with all their other mentions."""
        own = self.doc.sentences[sentence]
        pairs = self.mentions(sentence)
        return [
            actor
            for mention, actor in pairs
            if mention.last < token.index and is_subject(own, mention) and not _is_clause_between(own, mention, token)
        ]

    def plural_pronoun(self, sentence: int, token: Token) -> list[Actor]:
        """The antecedents of «они»: the latest coordinated subject of up to two sentences before, else the only two people."""
        return self._joint_subject(sentence, token) or self._only_two(sentence, token)

    def _joint_subject(self, sentence: int, token: Token) -> list[Actor]:
        for earlier in range(sentence, max(-1, sentence - 3), -1):
            subjects = [
                actor
                for mention, actor in self.mentions(earlier)
                if actor.type in {"person", "country"}
                and mention.case == "Nom"
                and (earlier, mention.last) < (sentence, token.index)
            ]
            if len(subjects) >= 2:
                return subjects
        return []

    def _only_two(self, sentence: int, token: Token) -> list[Actor]:
        """«[X] прилетел в Пермь. Его встречала [Y]. Они беседовали …»: just two people in the sentences before."""
        found: list[Actor] = []
        for earlier in range(sentence, max(-1, sentence - 3), -1):
            near = [a for m, a in self.mentions(earlier) if a.type == "person" and m.position < (sentence, token.index)]
            found += [actor for i, actor in enumerate(near) if actor not in found and actor not in near[:i]]
        return sorted(found, key=lambda actor: actor.first.position) if len(found) == 2 else []

    def _prominence(self, candidate: tuple[Mention, Actor]) -> tuple[int, bool, int]:
        mention = candidate[0]
        return mention.sentence, is_subject(self.doc.sentences[mention.sentence], mention), -mention.first


def _is_clause_between(sentence: Sentence, mention: Mention, token: Token) -> bool:
    """«…, где его принял …»: the pronoun stands in another clause than the subject."""
    between = sentence.tokens[mention.last + 1 : token.index]
    return any(word.upos == "SCONJ" or word.base in {"который", "где", "куда", "когда"} for word in between)


def resolve(doc: Doc, mentions: Sequence[Mention]) -> Coreference:
    """Group the mentions of a text into actors."""
    builder = Grouping(doc, mentions)
    builder.named(full=True)
    builder.named(full=False)
    builder.unnamed()
    return Coreference(doc, tuple(sorted(builder.actors, key=lambda actor: actor.first.position)))
