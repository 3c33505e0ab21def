"""Who is named in a text: persons with their posts and ranks, groups, organisations and countries, as written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.facts import PostStatus
from workers.extraction.holders import RANK_ADJECTIVES, Holders
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.name_spans import is_title, known_surnames, name_spans
from workers.extraction.offices import is_office_head, is_rank
from workers.extraction.post_words import is_occupation
from workers.extraction.shared_surnames import with_shared_surnames
from workers.extraction.side_mentions import side_at

JOINTS = frozenset({",", "(", "—", "–", "-"})
# What may stand between a name and a post behind it, and what it says of the post: «Тулинский, [ныне] советник …».
THEN_OR_NOW: dict[tuple[str, ...], PostStatus | None] = {
    (): None,
    ("ныне",): None,
    ("сейчас",): None,
    ("теперь",): None,
    ("а", "ныне"): None,
    ("ранее",): "former",
    ("прежде",): "former",
    ("до", "этого"): "former",
    ("в", "прошлом"): "former",
    ("в", "недавнем", "прошлом"): "former",
}


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """All mentions, in the order of the text; those of one sentence do not overlap, but for distributed plural posts."""
    surnames = known_surnames(doc)
    found = (with_shared_surnames(list(_Scanner(sentence, surnames).mentions())) for sentence in doc.sentences)
    return tuple(mention for mentions in found for mention in mentions)


class _Scanner:
    """One pass over a sentence from left to right."""

    def __init__(self, sentence: Sentence, surnames: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names = dict(name_spans(sentence, surnames))
        self.holders = Holders(sentence, self.names)

    def mentions(self) -> Iterator[Mention]:
        found: list[Mention] = []
        position = 0
        while position < len(self.tokens):
            new = self._at(position)
            if not new or self._is_agency(new[0]):
                position += 1
                continue
            position = max(mention.last for mention in new) + 1
            new[0] = replace(new[0], first=max(new[0].first, found[-1].last + 1 if found else 0))
            if found and (joined := self._postposed(found[-1], new)):
                found[-1] = joined
            else:
                found.extend(new)
        yield from found

    def _is_agency(self, mention: Mention) -> bool:
        """«KZ-Inform – Касым Абилов …»: the name before the dash that opens a report."""
        following = self.tokens[mention.last + 1 : mention.last + 2]
        opens = mention.type == "organisation" and mention.first == 0 and bool(following)
        return opens and following[0].text in {"—", "–", "-"}

    def _at(self, position: int) -> list[Mention]:
        token = self.tokens[position]
        if position in self.names:
            return [self.holders.person(position, self.names[position])]
        if token.upos in {"NOUN", "PROPN"} and self._names_group(token):
            return self.holders.with_names(self.holders.office(position), group=True)
        if self._heads_office(position):
            return self.holders.with_names(self.holders.office(position), group=False)
        if is_rank(token) or (token.base in RANK_ADJECTIVES and self.holders.rank_end(position) > position + 1):
            return self.holders.ranked(position)
        if is_occupation(token) and (found := self.holders.occupied(position)):
            return found
        return side_at(self.sentence, position)

    def _names_group(self, token: Token) -> bool:
        entry = table("groups.tsv").get(token.base) or table("groups.tsv").get(token.base.rpartition("-")[2])
        if entry is None:
            return self._is_crowd(token)
        plural_only = entry[0] != "any"
        return not plural_only or (token.number == "Plur" and not is_office_head(token))

    def _is_inside_name(self, position: int) -> bool:
        """«Совет министров»: a post noun inside an organisation that began before it."""
        entity = self.sentence.entity_at.get(position)
        return (
            entity is not None
            and entity.type == "ORGANIZATION"
            and entity.first < position
            and self.tokens[position].number == "Plur"
            and self.tokens[position].case == "Gen"
        )

    def _is_crowd(self, token: Token) -> bool:
        """«с рыбаками», «с юными лётчиками»: living beings in the plural with whom somebody talks."""
        living = token.upos == "NOUN" and token.number == "Plur" and token.feats.get("Animacy") == "Anim"
        before = token.index - 1
        while before >= 0 and self.tokens[before].upos in {"ADJ", "DET"}:
            before -= 1
        return (
            living
            and token.case == "Ins"
            and before >= 0
            and self.tokens[before].lower in {"с", "со"}
            and not is_office_head(token)
        )

    def _heads_office(self, position: int) -> bool:
        """A post noun that is neither part of a body's name, nor a title, nor a modifier: «управляющий [директор]»."""
        token = self.tokens[position]
        if token.lower == "главе" and position and self.tokens[position - 1].lower == "во":
            return False
        if not is_office_head(token) or self._is_inside_name(position) or self._is_title(position):
            return False
        following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        modifies = token.lower.startswith(("управляющ", "исполняющ", "заведующ")) and following is not None
        return not (modifies and following is not None and is_office_head(following) and following.case == token.case)

    def _is_title(self, position: int) -> bool:
        """«принц», «шейх» before a name: neither post nor rank, unless «наследный принц»."""
        token = self.tokens[position]
        heir = position > 0 and self.tokens[position - 1].base == "наследный"
        return is_title(token) and not heir and position + 1 in self.names

    def _postposed(self, before: Mention, new: list[Mention]) -> Mention | None:
        """«Закир Гасанов, министр обороны Азербайджана, …», «Миллер (глава «Газпрома»)»: the office joins the name."""
        after = new[0]
        if len(new) > 1 or after.name or after.office is None or not before.name:
            return None
        if after.office.is_address or after.is_plural or before.sentence != after.sentence:
            return None
        between = [token.text for token in self.tokens[before.last + 1 : after.first]]
        then = tuple(word for word in between if word not in JOINTS)
        if not between or between[0] not in JOINTS or then not in THEN_OR_NOW:
            return None
        own = after.office
        if status := THEN_OR_NOW[then]:
            own = replace(own, status=status)
        agrees = after.case == before.case or (between[0] == "(" and after.case == "Nom")
        if not agrees or not self._is_closed(after.last):
            return None
        if before.office is None:
            return replace(before, last=after.last, office=own, further=after.further)
        belongs = bool(then) or (before.covers(after.head.head) and after.head.relation == "appos")
        return replace(before, last=after.last, further=(*before.further, own)) if belongs else None

    def _is_closed(self, last: int) -> bool:
        """An apposition ends at a comma, a bracket or the end of the sentence."""
        return last + 1 >= len(self.tokens) or self.tokens[last + 1].upos == "PUNCT"
