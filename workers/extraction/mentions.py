"""Who is named in a text: persons with their posts and ranks, groups, organisations and countries, as written.

A mention is a stretch of one sentence. Posts are divided in offices.py; which mentions mean the same person is decided
in coreference.py; the nominative forms are made there, when all mentions of the person are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.doc import Doc, Entity, Sentence, Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country, capital_of, city_at, city_named, country_adjective, country_at
from workers.extraction.lexicon import table
from workers.extraction.morphology import possible_cases
from workers.extraction.offices import (
    CHURCH_POSTS,
    CLOSING_QUOTES,
    OPENING_QUOTES,
    SEE_ENDINGS,
    Office,
    is_office_head,
    is_organisation_head,
    is_rank,
    read_office,
)

RANK_TAILS = frozenset(
    "армии флота авиации юстиции полиции милиции внутренней таможенной службы первого второго третьего 1-го 2-го 3-го"
    " ранга наук исторических экономических юридических технических медицинских политических физико-математических".split()
)
STATE_BODIES = frozenset({"правительство", "парламент", "кабинет", "минобороны", "минфин"})
LIST_OPENERS = frozenset({"—", "–", "-", ":", "("})
RANK_ADJECTIVES = frozenset(
    "бригадный дивизионный старший младший главный государственный действительный корпусный".split()
)
TITLES = frozenset("шейх принц принцесса господин госпожа г-н г-жа мистер миссис товарищ сэр леди дон сеньор".split())
ADDRESSES = frozenset(
    "г-жа г-н г-жой г-ном г-жи г-на г-же г-ну господин госпожа господином госпожой господина госпожи".split()
)
NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "NUM"})
PLACE_ENTITIES = frozenset(
    {"ORGANIZATION", "COUNTRY", "CITY", "LOCATION", "FACILITY", "EVENT", "PRODUCT", "WORK_OF_ART"}
)


@dataclass(frozen=True)
class Mention:
    """`first` to `last` is the whole stretch; `head` the token whose case the sentence governs."""

    sentence: int
    first: int
    last: int
    head: Token
    type: ParticipantType
    name: tuple[Token, ...] = ()
    office: Office | None = None
    rank: tuple[Token, ...] = ()
    country: Country | None = None
    country_tokens: tuple[Token, ...] = ()

    @property
    def case(self) -> str | None:
        return self.head.case

    @property
    def position(self) -> tuple[int, int]:
        return self.sentence, self.first

    @property
    def is_plural(self) -> bool:
        return self.office is not None and self.office.is_plural and not self.name

    def covers(self, index: int) -> bool:
        return self.first <= index <= self.last


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """All mentions, in the order of the text; those of one sentence do not overlap, but for distributed plural posts."""
    surnames = _known_surnames(doc)
    return tuple(mention for sentence in doc.sentences for mention in _Scanner(sentence, surnames).mentions())


def _known_surnames(doc: Doc) -> frozenset[str]:
    """Stems of the last words of the names that the tagger found, to find those it missed."""
    return frozenset(
        _surname_stem(sentence.tokens[entity.last])
        for sentence in doc.sentences
        for entity in sentence.entities
        if entity.type == "PERSON" and entity.last > entity.first and len(sentence.tokens[entity.last].text) > 3
    )


def _surname_stem(token: Token) -> str:
    return token.lower[: max(3, len(token.lower) - 2)]


def _share_stem(one: str, other: str) -> bool:
    """Equal but for case endings."""
    return (one.startswith(other) or other.startswith(one)) and abs(len(one) - len(other)) <= 2


class _Scanner:
    """One pass over a sentence from left to right."""

    def __init__(self, sentence: Sentence, surnames: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names = dict(_name_spans(sentence, surnames))
        self.name_tokens = frozenset(i for first, last in self.names.items() for i in range(first, last + 1))

    def mentions(self) -> Iterator[Mention]:
        found: list[Mention] = []
        position = 0
        while position < len(self.tokens):
            new = self._at(position)
            if not new:
                position += 1
                continue
            position = max(mention.last for mention in new) + 1
            new[0] = replace(new[0], first=max(new[0].first, found[-1].last + 1 if found else 0))
            if found and (joined := self._postposed(found[-1], new)):
                found[-1] = joined
            else:
                found.extend(new)
        yield from found

    def _at(self, position: int) -> list[Mention]:
        token = self.tokens[position]
        if position in self.names:
            return [self._person(position, self.names[position])]
        if token.upos in {"NOUN", "PROPN"} and self._names_group(token):
            return self._with_names(self._office(position), group=True)
        if self._heads_office(position):
            return self._with_names(self._office(position), group=False)
        if is_rank(token) or (token.base in RANK_ADJECTIVES and self._rank_end(position) > position + 1):
            return self._ranked(position)
        return self._side(position)

    def _office(self, position: int) -> Office:
        return read_office(self.sentence, position, self.name_tokens)

    def _names_group(self, token: Token) -> bool:
        entry = table("groups.tsv").get(token.base) or table("groups.tsv").get(token.base.rpartition("-")[2])
        if entry is None:
            return self._is_crowd(token)
        plural_only = entry[0] == "plural"
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
        if not is_office_head(token) or self._is_inside_name(position) or self._is_title(position):
            return False
        following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        modifies = token.lower.startswith(("управляющ", "исполняющ", "заведующ")) and following is not None
        return not (modifies and following is not None and is_office_head(following) and following.case == token.case)

    def _is_title(self, position: int) -> bool:
        """«принц», «шейх» before a name: neither post nor rank, unless «наследный принц»."""
        token = self.tokens[position]
        heir = position > 0 and self.tokens[position - 1].base == "наследный"
        return token.base in TITLES and not heir and position + 1 in self.names

    def _person(self, first: int, last: int) -> Mention:
        name = self.tokens[first : last + 1]
        return Mention(self.sentence.index, first, last, name[0], "person", tuple(name))

    def _with_names(self, office: Office, group: bool) -> list[Mention]:
        """The office with the rank and the name(s) that follow it, or without any."""
        rank_first = self._rank_start(office.last + 1)
        rank_end = self._rank_end(rank_first)
        at = self._skip_titles(rank_end)
        if (
            office.is_plural
            and at + 1 < len(self.tokens)
            and self.tokens[at].text in LIST_OPENERS
            and at + 1 in self.names
        ):
            at += 1  # «лидеров России и Турции — Владимира Путина и …»
        names = self._name_list(at, office) if not group or office.is_plural else []
        if office.is_plural and len(names) == 1:
            names = []  # «сказал журналистам Осман»
        if office.is_plural and max(len(names), len(office.countries), len(office.bodies)) > 1:
            return self._distributed(office, names)
        rank = self.tokens[rank_first:rank_end] if rank_end > rank_first else ()
        if names:
            first, last = names[0]
            person = self._person(first, last)
            return [replace(person, first=office.first, head=office.token, office=office, rank=tuple(rank))]
        if not rank and (chained := self._chained(office, office.last + 1)):
            return [chained]
        kind: ParticipantType = "group" if group or office.is_plural else "person"
        last = rank_end - 1 if rank else office.last
        country = office.countries[0] if office.countries else None
        return [Mention(self.sentence.index, office.first, last, office.token, kind, (), office, tuple(rank), country)]

    def _chained(self, office: Office, position: int) -> Mention | None:
        """«председатель Отдела … митрополит Антоний»: a second post without comma; the first full one counts."""
        if position >= len(self.tokens) or position in self.names or office.is_plural or office.is_address:
            return None
        token = self.tokens[position]
        if not is_office_head(token) or token.case != office.token.case or token.number != office.token.number:
            return None
        follower = self._with_names(self._office(position), group=False)
        if len(follower) != 1 or not follower[0].name:
            return None
        return replace(follower[0], first=office.first, head=office.token, office=office)

    def _distributed(self, office: Office, names: list[tuple[int, int]]) -> list[Mention]:
        """«президенты России и Турции Владимир Путин и Реджеп Тайип Эрдоган»: one mention for each."""
        offices = office.shares(len(names))
        mentions = []
        for i in range(max(len(names), len(offices))):
            own = offices[i] if i < len(offices) else replace(office, countries=(), organisation=())
            first, last = names[i] if i < len(names) else (office.first, office.last)
            name = self.tokens[first : last + 1] if i < len(names) else ()
            start = office.first if i == 0 or not name else first
            mentions.append(Mention(self.sentence.index, start, last, office.token, "person", tuple(name), own))
        return mentions

    def _name_list(self, position: int, office: Office) -> list[tuple[int, int]]:
        """The name at `position`, and for a plural office the names coordinated with it."""
        names: list[tuple[int, int]] = []
        last = self._name_at(position, office.token)
        while last is not None:
            names.append((position, last))
            position = last + 2
            joined = office.is_plural and last + 1 < len(self.tokens) and self.tokens[last + 1].text in ("и", ",")
            last = self.names.get(position) if joined else None
        return names

    def _name_at(self, position: int, governor: Token) -> int | None:
        """The last token of a name that starts here; capitalised words that the tagger missed count after a post."""
        if position in self.names:
            return None if self._is_other_person(position, governor) else self.names[position]
        last = position
        while last < len(self.tokens) and self._could_be_name(self.tokens[last], governor):
            last += 1
        return last - 1 if last > position + 1 or (last > position and self.tokens[position].upos == "PROPN") else None

    def _is_other_person(self, position: int, governor: Token) -> bool:
        """«в качестве министра [Картер] посвятил», «членами семьи [Манделы]»: the cases part the name from the post."""
        name = self.tokens[position : self.names[position] + 1]
        if name[0].relation == "nsubj" and name[0].case == "Nom" and governor.case not in (None, "Nom"):
            return True
        if any(token.head == governor.index and token.relation == "appos" for token in name):
            return False
        if any(governor.case in possible_cases(token.lower) for token in name if len(token.text) > 3):
            return False
        has_complement = position > governor.index + 1 and not is_rank(self.tokens[position - 1])
        return (
            has_complement and governor.case not in (None, "Gen", "Acc") and {token.case for token in name} == {"Gen"}
        )

    def _could_be_name(self, token: Token, governor: Token) -> bool:
        entity = self.sentence.entity_at.get(token.index)
        if not token.is_capitalised or token.upos != "PROPN":
            return False
        if governor.base in CHURCH_POSTS:
            return token.case in (None, governor.case)
        if entity and entity.type in PLACE_ENTITIES:
            return False
        if country_at(self.sentence, token.index) or city_at(self.sentence, token.index) or country_adjective(token):
            return False
        return token.case in (None, governor.case) and not (len(token.text) > 1 and token.text.isupper())

    def _rank_start(self, position: int) -> int:
        """A rank may follow its post behind a comma."""
        if position + 1 < len(self.tokens) and self.tokens[position].text == "," and is_rank(self.tokens[position + 1]):
            end = self._rank_end(position + 1)
            return position + 1 if end in self.names else position
        return position

    def _rank_end(self, position: int) -> int:
        """The index after the rank that starts at `position`; `position` itself if there is none."""
        start = position
        if position < len(self.tokens) and self.tokens[position].base in RANK_ADJECTIVES:
            position += 1
        if position >= len(self.tokens) or not is_rank(self.tokens[position]):
            return start
        position += 1
        while position < len(self.tokens) and self.tokens[position].lower in RANK_TAILS:
            position += 1
        return position

    def _skip_titles(self, position: int) -> int:
        while position < len(self.tokens) and self.tokens[position].base in TITLES:
            position += 1
        return position

    def _ranked(self, position: int) -> list[Mention]:
        """«генерал Надим Раза», «пакистанский генерал»."""
        end = self._rank_end(position)
        if end == position:
            return []
        rank = tuple(self.tokens[position:end])
        first = position
        while first > 0 and (country_adjective(self.tokens[first - 1]) or self.tokens[first - 1].upos == "DET"):
            first -= 1
        adjective = self.tokens[first]
        country = country_adjective(adjective)
        head = next(token for token in rank if is_rank(token))
        if head.number == "Plur":
            return []
        last = self._name_at(self._skip_titles(end), head)
        name = self.tokens[self._skip_titles(end) : last + 1] if last is not None else ()
        stretch = (first, last if last is not None else end - 1)
        tokens = (adjective,) if country else ()
        return [Mention(self.sentence.index, *stretch, head, "person", tuple(name), None, rank, country, tokens)]

    def _side(self, position: int) -> list[Mention]:
        """Countries and organisations that may stand for their people."""
        if found := country_at(self.sentence, position):
            tokens = self.tokens[found.first : found.last + 1]
            return [
                Mention(
                    self.sentence.index,
                    found.first,
                    found.last,
                    tokens[0],
                    "country",
                    country=found.value,
                    country_tokens=tuple(tokens),
                )
            ]
        if capital := self._capital(position):
            return [capital]
        if self.tokens[position].base in STATE_BODIES and country_at(self.sentence, position + 1):
            return [self._body(position, position + 1)]
        entity = self.sentence.entity_at.get(position)
        if entity is None or entity.type != "ORGANIZATION" or position != self._body_start(entity):
            return []
        if any(is_office_head(token) and token.case != "Gen" for token in self.tokens[entity.first : entity.last + 1]):
            return []
        return [self._body(position, entity.last)]

    def _body_start(self, entity: Entity) -> int:
        """Behind a preposition that the tagger took in: «консультации между [Минобороны России]»."""
        stretch = self.tokens[entity.first : min(entity.last, entity.first + 3)]
        preposition = next((token for token in stretch if token.lower in {"между", "с", "со"}), None)
        return preposition.index + 1 if preposition else entity.first

    def _body(self, first: int, last: int) -> Mention:
        """An organisation with quotation marks, generic noun and adjectives: «индийская корпорация «Бхарат Стил»»."""
        if last + 1 < len(self.tokens) and self.tokens[last + 1].text in CLOSING_QUOTES:
            last += 1
        head = self._entity_head(first, last)
        if first > 0 and self.tokens[first - 1].text in OPENING_QUOTES:
            first -= 1
            if first > 0 and self.tokens[first - 1].upos == "NOUN" and is_organisation_head(self.tokens[first - 1]):
                first -= 1
                head = self.tokens[first]
        while first > 0 and self.tokens[first - 1].upos == "ADJ" and self.tokens[first - 1].case == head.case:
            first -= 1
        named = next((f for i in range(first, last + 1) if (f := country_at(self.sentence, i))), None)
        if named is not None:
            words = tuple(self.tokens[named.first : named.last + 1])
            return Mention(
                self.sentence.index, first, last, head, "organisation", country=named.value, country_tokens=words
            )
        adjective = next((token for token in self.tokens[first : last + 1] if country_adjective(token)), None)
        country = country_adjective(adjective) if adjective else None
        tokens = (adjective,) if adjective else ()
        return Mention(self.sentence.index, first, last, head, "organisation", country=country, country_tokens=tokens)

    def _capital(self, position: int) -> Mention | None:
        """«Москва и Анкара обсудили», «между Москвой и Анкарой»: a capital that may stand for its state."""
        found = city_at(self.sentence, position)
        if found is None or found.value.country is None or capital_of(found.value.country) != found.value:
            return None
        before = self.tokens[position - 1] if position else None
        if before is not None and before.upos == "ADP" and before.lower not in {"между", "с", "со"}:
            return None
        head = self.tokens[found.first]
        return Mention(self.sentence.index, found.first, found.last, head, "country", country=found.value.country)

    def _entity_head(self, first: int, last: int) -> Token:
        stretch = self.tokens[first : last + 1]
        return next((token for token in stretch if not first <= token.head <= last), stretch[0])

    def _postposed(self, before: Mention, new: list[Mention]) -> Mention | None:
        """«Закир Гасанов, министр обороны Азербайджана, …», «Миллер (глава «Газпрома»)»: the office joins the name."""
        after = new[0]
        if len(new) > 1 or after.name or after.office is None or not before.name or before.office is not None:
            return None
        if after.office.is_address or after.is_plural or before.sentence != after.sentence:
            return None
        between = [token.text for token in self.tokens[before.last + 1 : after.first]]
        if between not in ([","], ["("], ["—"], ["–"]):
            return None
        agrees = after.case == before.case or (between == ["("] and after.case == "Nom")
        return replace(before, last=after.last, office=after.office) if agrees and self._is_closed(after.last) else None

    def _is_closed(self, last: int) -> bool:
        """An apposition ends at a comma, a bracket or the end of the sentence."""
        return last + 1 >= len(self.tokens) or self.tokens[last + 1].upos == "PUNCT"


def _name_spans(sentence: Sentence, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First -> last token of each personal name: entities, joined where the tagger broke a name, and known surnames."""
    spans: list[list[int]] = []
    for entity in sentence.entities:
        if entity.type != "PERSON" or not (trimmed := _trimmed(sentence, entity.first, entity.last)):
            continue
        if (middle := _second_subject(sentence, trimmed)) is not None:
            spans += [[trimmed[0], middle - 1], [middle, trimmed[1]]]
        elif spans and _continues_name(sentence, spans[-1], trimmed):
            spans[-1][1] = trimmed[1]
        else:
            spans.append(list(trimmed))
    covered = {i for first, last in spans for i in range(first, last + 1)}
    for token in sentence.tokens:
        if token.index not in covered and _is_missed_surname(sentence, token, surnames):
            spans.append([token.index, token.index])
    yield from ((first, last) for first, last in sorted(spans))


def _introduces_name(token: Token) -> bool:
    return is_office_head(token) or is_rank(token) or token.base in TITLES


def _second_subject(sentence: Sentence, span: tuple[int, int]) -> int | None:
    """«с полпредом [Александром Хлопониным] [Пшихачев] рассказывал»: a nominative behind an oblique name is another one."""
    for index in range(span[0] + 1, span[1] + 1):
        before, token = sentence.tokens[index - 1], sentence.tokens[index]
        if token.case == "Nom" and before.case in {"Ins", "Dat", "Loc"} and token.text != ".":
            return index
    return None


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Without posts, ranks, titles and punctuation at the edges; None if no name is left."""
    tokens = sentence.tokens
    while first <= last and (_is_no_name(tokens[first]) or is_office_head(tokens[first]) or _is_see(tokens, first)):
        first += 1
    while last >= first and tokens[last].upos == "PUNCT" and tokens[last].text != ".":
        last -= 1
    if first > last or not any(token.is_capitalised for token in tokens[first : last + 1]):
        return None
    if (found := country_at(sentence, first)) and found.last == last:
        return None
    if first == last and city_named(tokens[first].text) and not (first and _introduces_name(tokens[first - 1])):
        return None  # «Рига заинтересована …», a city that the tagger took for a person
    return first, last


def _is_see(tokens: Sequence[Token], index: int) -> bool:
    """«митрополит [Волоколамский] Антоний»: the see is part of the post."""
    return index > 0 and tokens[index - 1].base in CHURCH_POSTS and tokens[index].lower.endswith(SEE_ENDINGS)


def _is_no_name(token: Token) -> bool:
    if token.text in OPENING_QUOTES + CLOSING_QUOTES or token.upos in {"PUNCT", "ADP", "CCONJ", "ADV", "SCONJ", "PART"}:
        return True
    if token.lower in ADDRESSES:
        return True
    return not token.is_capitalised and (is_rank(token) or token.base in TITLES)


def _continues_name(sentence: Sentence, before: list[int], after: tuple[int, int]) -> bool:
    """Adjacent pieces, the second of which the parser hangs on the first (or the tagger gives the same case)."""
    if after[0] != before[1] + 1:
        return False
    left, right = sentence.tokens[before[1]], sentence.tokens[after[0]]
    return (
        len(left.text) <= 2
        or left.text == "."
        or right.head in range(before[0], before[1] + 1)
        or left.case == right.case
    )


def _is_missed_surname(sentence: Sentence, token: Token, surnames: frozenset[str]) -> bool:
    entity = sentence.entity_at.get(token.index)
    if not token.is_capitalised or token.index == 0 or len(token.text) < 4:
        return False
    if entity is not None and entity.type not in {"FACILITY", "LOCATION", "CITY", "EVENT"}:
        return False
    return token.upos == "PROPN" and any(_share_stem(_surname_stem(token), known) for known in surnames)
