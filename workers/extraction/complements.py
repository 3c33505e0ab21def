"""How far a post reaches: modifiers before its noun, and the complements behind it, one rule for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.gazetteer import city_at, country_adjective, country_at
from workers.extraction.lexicon import table
from workers.extraction.morphology import cases, has_plural_nominative
from workers.extraction.post_words import (
    CHURCH_POSTS,
    CLOSING_QUOTES,
    DEPUTIES,
    OPENING_QUOTES,
    SEE_ENDINGS,
    is_abbreviation,
    is_office_head,
    is_organisation_head,
    is_rank,
)

MODIFIER_TAGS = frozenset({"ADJ", "DET", "VERB", "NUM"})
COMPLEMENT_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "DET", "VERB"})
MAX_QUOTED = 8
# Heads accredited somewhere: «посол в Грузии», «постпред при ООН».
ENVOYS = tuple(
    "посол посл постпред представител консул атташе спецпредставител посланник полпред торгпред генконсул постоянн поверенн"
    " спецпосланник нунци".split()
)
# Bodies named by the head of state or government that they serve.
BODIES_OF_HEADS = frozenset(
    "администрация аппарат канцелярия секретариат офис резиденция пресс-служба совет фонд".split()
)
SETTLEMENTS = frozenset("город село деревня поселок станица хутор аул район улица провинция штат остров".split())


@dataclass
class Reader:
    """Reads one office from its head; `names` are the token indexes of personal names, where it must stop."""

    sentence: Sentence
    head: int
    names: frozenset[int]
    country_end: int = -1

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @property
    def is_deputy(self) -> bool:
        head = self.tokens[self.head]
        return head.base.startswith(DEPUTIES) or head.lower.startswith("исполняющ")

    @property
    def may_be_plural(self) -> bool:
        """By the tagger, or «главы», «президента» whose form is that of the nominative plural as well."""
        head = self.tokens[self.head]
        return head.number == "Plur" or (head.case in {"Nom", "Gen", "Acc"} and has_plural_nominative(head.lower))

    @property
    def is_kin(self) -> bool:
        """«семья президента», «родственники погибших»: people named by whose they are."""
        return self.tokens[self.head].base in {"семья", "родственник", "родитель"}

    @property
    def is_envoy(self) -> bool:
        if self.tokens[self.head].number == "Plur":
            return False
        return any(token.lower.startswith(ENVOYS) for token in self.tokens[max(0, self.head - 1) : self.head + 1])

    def left_edge(self) -> int:
        """Agreeing modifiers before the head; a coordination of country adjectives counts as one modifier."""
        first = self.head
        while first > 0 and self._modifies(self.tokens[first - 1]):
            first -= 1
            if first > 1 and self._coordinates(first - 1):
                first -= 1
        return first

    def _coordinates(self, index: int) -> bool:
        """«чрезвычайный и полномочный посол», «российский и турецкий министры»."""
        before, after = self.tokens[index - 1], self.tokens[index + 1]
        return self.tokens[index].text == "и" and before.upos == after.upos == "ADJ" and before.case == after.case

    def _modifies(self, token: Token) -> bool:
        if token.index in self.names:
            return False
        if token.lower in table("post_modifiers.tsv") or token.lower in {"первый", "первая", "временно"}:
            return True
        if token.upos not in MODIFIER_TAGS or token.lower == "также" or (token.upos == "NUM" and token.text.isdigit()):
            return False
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return False
        head = self.tokens[self.head]
        return token.case == head.case or token.head == self.head or country_adjective(token) is not None

    def right_edge(self) -> int:
        """The last token of the complement."""
        position = self.head + 1
        while position < len(self.tokens):
            step = next((found for reader in COMPLEMENTS if (found := reader(self, position)) is not None), None)
            if step is None:
                break
            position = step
        return position - 1

    def stops(self, position: int) -> bool:
        """A name, a rank or another post in the case of the head begins here."""
        token = self.tokens[position]
        if self.is_kin and token.case == "Gen":
            return False
        if position in self.names:
            return True
        if is_rank(token):
            return token.case == self.tokens[self.head].case or token.upos == "NOUN"
        if not is_office_head(token):
            return False
        if position == self.head + 1 and token.number == "Plur" and token.case == "Gen":
            return self.tokens[self.head].number == "Plur"  # «тренер вратарей»
        nested = position == self.head + 1 or self.tokens[position - 1].upos == "ADJ"
        nested = nested or self.tokens[position - 1].lower == "обязанности"
        return not (self.is_deputy and nested) and not self._inside_organisation(position)

    def _inside_organisation(self, position: int) -> bool:
        """«комитета начальников штабов», «администрации президента»: a genitive inside the name of a body."""
        token, before = self.tokens[position], self.tokens[position - 1]
        of_body = token.number == "Plur" or before.base in BODIES_OF_HEADS
        return of_body and token.case == "Gen" and is_organisation_head(before)


def _country(reader: Reader, position: int) -> int | None:
    if position in reader.names:
        return None
    found = country_at(reader.sentence, position)
    if found is None:
        return None
    reader.country_end = found.last
    return found.last + 1


def _quoted(reader: Reader, position: int) -> int | None:
    if reader.tokens[position].text not in OPENING_QUOTES:
        return None
    limit = min(len(reader.tokens), position + MAX_QUOTED + 2)
    return next((i + 1 for i in range(position + 1, limit) if reader.tokens[i].text in CLOSING_QUOTES), None)


def _genitive(reader: Reader, position: int) -> int | None:
    token = reader.tokens[position]
    if reader.stops(position) or token.upos not in COMPLEMENT_TAGS or position - 1 == reader.country_end:
        return None
    if token.relation == "obj" and reader.tokens[token.head].upos == "VERB" and token.lower != "обязанности":
        return None
    if (token.upos == "VERB" and token.case is None) or _is_missed_name(reader, token) or _follows_see(reader, token):
        return None
    return position + 1 if _is_genitive(reader, token) else None


def _follows_see(reader: Reader, token: Token) -> bool:
    """«митрополита Волоколамского [Никодима]»: the name behind the see."""
    head, before = reader.tokens[reader.head], reader.tokens[token.index - 1]
    is_see = before.index > reader.head and before.lower.endswith(SEE_ENDINGS) and before.is_capitalised
    return head.base in CHURCH_POSTS and is_see and token.upos == "PROPN"


def _is_missed_name(reader: Reader, token: Token) -> bool:
    """A living proper noun outside any other entity: a name that the tagger missed."""
    return (
        token.upos == "PROPN" and token.feats.get("Animacy") == "Anim" and token.index not in reader.sentence.entity_at
    )


def _named_body(reader: Reader, position: int) -> int | None:
    """The rest of an organisation's name, prepositions and all: «Движения [против нелегальной иммиграции]»."""
    entity = reader.sentence.entity_at.get(position)
    if entity is None or entity.type != "ORGANIZATION" or not reader.head < entity.first < position:
        return None
    inside = range(position, entity.last + 1)
    return None if any(i in reader.names for i in inside) else entity.last + 1


def _named_place(reader: Reader, position: int) -> int | None:
    """«села Верхняя Тойма», «города Сочи»: the name behind the common noun, in whatever case."""
    before, token = reader.tokens[position - 1], reader.tokens[position]
    names = token.is_capitalised and position not in reader.names and token.upos in {"PROPN", "ADJ", "NOUN"}
    if not names or position == reader.head + 1:
        return None
    return position + 1 if before.base in SETTLEMENTS or (before.is_capitalised and before.upos == "ADJ") else None


def _bodies(reader: Reader, position: int) -> int | None:
    """«главы Минфина Аргентины и МВФ»: further bodies of a plural head."""
    if reader.tokens[reader.head].number != "Plur" or reader.tokens[position].text != "и":
        return None
    following = reader.tokens[position + 1] if position + 1 < len(reader.tokens) else None
    is_body = following is not None and following.is_capitalised and is_organisation_head(following)
    return position + 2 if is_body else None


def _is_genitive(reader: Reader, token: Token) -> bool:
    if token.case == "Ins" and _governs_instrumental(reader.tokens[reader.head]):
        return True
    if _stands_in(token, {"Gen"}) or (is_organisation_head(token) and token.is_capitalised):
        return True
    return _continues_entity(reader, token)


def _governs_instrumental(token: Token) -> bool:
    """«командующий флотом», «управляющий делами», «заведующая кафедрой»."""
    return token.lower.startswith(("командующ", "управляющ", "заведующ", "управделами"))


def _continues_entity(reader: Reader, token: Token) -> bool:
    entity = reader.sentence.entity_at.get(token.index)
    return entity is not None and entity.type in {"ORGANIZATION", "PROFESSION"} and entity.first < token.index


def _foreign(reader: Reader, position: int) -> int | None:
    """Latin names and numbers of organisations: «главы Siemens», «школы № 5»."""
    token = reader.tokens[position]
    if token.upos == "X" or (token.text[:1].isascii() and token.text[:1].isalpha()):
        return position + 1
    return position + 2 if token.text == "№" and position + 1 < len(reader.tokens) else None


def _parenthesis(reader: Reader, position: int) -> int | None:
    """«агентства по атомной энергии (МАГАТЭ) Рафаэлем Гросси»: skipped when the phrase goes on behind it."""
    if reader.tokens[position].text != "(":
        return None
    close = next(
        (i for i in range(position + 1, min(position + 5, len(reader.tokens))) if reader.tokens[i].text == ")"), None
    )
    if close is None or any(i in reader.names for i in range(position, close)):
        return None
    follows = close + 1 < len(reader.tokens) and (close + 1 in reader.names or reader.tokens[close + 1].case == "Gen")
    return close + 1 if follows else None


def _see(reader: Reader, position: int) -> int | None:
    """An agreeing capitalised adjective right behind the post: «патриарх Антиохийский», «митрополит Волоколамский»."""
    token, head = reader.tokens[position], reader.tokens[reader.head]
    follows = position == reader.head + 1 and position not in reader.names
    agrees = token.upos in {"ADJ", "PROPN"} and token.case == head.case and token.lower.endswith(SEE_ENDINGS)
    return position + 1 if follows and agrees and token.is_capitalised and head.base in CHURCH_POSTS else None


def _field(reader: Reader, position: int) -> int | None:
    """Prepositional complements: «по правам человека», «при ООН», «в делах», «в Грузии» of an envoy."""
    word = reader.tokens[position].lower
    following = position + 1
    if following >= len(reader.tokens) or following in reader.names:
        return None
    if word == "по" and reader.tokens[following].case in {"Dat", "Loc"}:
        return _phrase_end(reader, following, {"Dat", "Loc"})
    if word in {"при", "в", "во"} and (reader.is_envoy or reader.tokens[following].lower == "делах"):
        found = country_at(reader.sentence, following)
        return found.last + 1 if found else _phrase_end(reader, following, {"Loc", "Acc"})
    if word in {"в", "во", "на"} and _place_before_name(reader, following):
        return _phrase_end(reader, following, {"Loc"})
    if word == "от" and reader.tokens[following].base in {"партия", "фракция", "округ", "блок"}:
        return _quoted(reader, following + 1) or following + 1
    if word == "от" and (is_abbreviation(reader.tokens[following]) or _quoted(reader, following)):
        return _quoted(reader, following) or following + 1
    if word in {"в", "во", "на"} and _body_before_name(reader, following):
        return following + 1
    place = reader.tokens[following].is_capitalised or reader.tokens[following].base in SETTLEMENTS
    if word == "из" and place:
        return _phrase_end(reader, following, {"Gen"})
    if word == "от" and reader.tokens[following].base in SETTLEMENTS:
        return _phrase_end(reader, following, {"Gen"})
    if word in {"в", "на", "от"} and reader.is_envoy and reader.tokens[following].is_capitalised:
        return _phrase_end(reader, following, {"Loc", "Gen"})
    return _phrase_end(reader, following, {"Ins"}) if word in {"с", "со"} and _in_field(reader, position) else None


def _place_before_name(reader: Reader, position: int) -> bool:
    """«представительства ВОЗ [в Таджикистане] Виктором Ольсавски»: between the post and the name."""
    found = country_at(reader.sentence, position) or city_at(reader.sentence, position)
    return found is not None and found.last + 1 in reader.names


def _body_before_name(reader: Reader, position: int) -> bool:
    """«председатель фракции «Новые люди» [в Госдуме] Алексей Нечаев»."""
    token = reader.tokens[position]
    return token.is_capitalised and is_organisation_head(token) and position + 1 in reader.names


def _in_field(reader: Reader, position: int) -> bool:
    """«по связям с общественностью», «по взаимодействию с парламентом»."""
    before = reader.tokens[position - 1]
    return before.lower in {"связям", "взаимодействию", "работе", "сотрудничеству", "контактам", "отношениям", "борьбе"}


def _phrase_end(reader: Reader, position: int, wanted: set[str]) -> int:
    while position < len(reader.tokens):
        token = reader.tokens[position]
        joins = token.lower == "и" and _coordinated(reader, position, wanted) is not None
        if not joins and (token.upos not in COMPLEMENT_TAGS or token.case not in wanted or reader.stops(position)):
            break
        position += 1
    return position


def _coordinated(reader: Reader, position: int, wanted: set[str] | None = None) -> int | None:
    """«и», «,» between parts of one complement: «иностранных дел и торговли», «науки, образования и культуры»."""
    token = reader.tokens[position]
    if token.lower not in {"и", ","} or position + 1 >= len(reader.tokens) or position == reader.head + 1:
        return None
    following = reader.tokens[position + 1]
    if reader.stops(position + 1) or country_at(reader.sentence, position + 1) or country_adjective(following):
        return None
    if (
        not _stands_in(following, wanted or {"Gen"})
        or following.upos not in {"NOUN", "ADJ"}
        or following.is_capitalised
    ):
        return None
    if wanted is None and reader.tokens[position - 1].case != "Gen":
        return None
    before_post = any(
        is_office_head(reader.tokens[i]) for i in range(position + 1, min(position + 3, len(reader.tokens)))
    )
    if before_post or (token.text == "," and not _list_continues(reader, position + 1)):
        return None
    return position + 1


def _stands_in(token: Token, wanted: set[str]) -> bool:
    """By the tagger, or by the dictionary where the tagger's case is impossible for the form or a conjunct's."""
    possible = cases(token.lower)
    doubtful = token.case not in possible or token.relation == "conj"
    return token.case in wanted or bool(doubtful and possible & wanted)


def _list_continues(reader: Reader, position: int) -> bool:
    """After a comma: genitives up to «и»."""
    for token in reader.tokens[position : position + 4]:
        if token.lower == "и":
            return True
        if token.case != "Gen" and token.text != ",":
            return False
    return False


def _countries(reader: Reader, position: int) -> int | None:
    """«президенты России и Турции», «главы МИД России, Турции и Ирана»: further countries of a plural head."""
    if not reader.may_be_plural or reader.tokens[position].lower not in {"и", ","}:
        return None
    if position + 1 >= len(reader.tokens) or position + 1 in reader.names:
        return None
    found = country_at(reader.sentence, position + 1)
    return None if found is None else found.last + 1


COMPLEMENTS: list[Callable[[Reader, int], int | None]] = [
    _see, _country, _countries, _bodies, _named_place, _quoted, _field, _coordinated, _parenthesis, _genitive, _foreign,
    _named_body,
]  # fmt: skip
