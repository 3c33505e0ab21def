"""Posts as written: «председателем Объединенного комитета начальников штабов Исламской Республики Пакистан».

An office is read from its head noun outwards: adjectives to the left, the complement to the right. The complement is
then divided into what belongs to the role, the organisation and the countries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from workers.doc import Sentence, Token
from workers.extraction.facts import PostStatus
from workers.extraction.gazetteer import Country, city_at, country_adjective, country_at, country_pair
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import cases, forms, has_plural_nominative

OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”"'
MODIFIER_TAGS = frozenset({"ADJ", "DET", "VERB", "NUM"})
COMPLEMENT_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "DET", "VERB"})
MAX_QUOTED = 8
# Heads whose complement may be somebody else's post.
DEPUTIES = (
    "зам", "помощник", "советник", "представитель", "спецпредставитель", "полпред", "кандидат", "член", "секретарь",
    "посланник", "спецпосланник", "супруга", "супруг", "жена", "вдова", "сын", "дочь", "брат", "сестра", "руководитель",
    "референт", "пресс-секретарь", "аппарат", "врио", "исполняющий",
)  # fmt: skip
# Heads accredited somewhere: «посол в Грузии», «постпред при ООН».
ENVOYS = tuple(
    "посол посл постпред представител консул атташе спецпредставител посланник полпред торгпред генконсул постоянн поверенн"
    " спецпосланник нунци".split()
)
SETTLEMENTS = frozenset("город село деревня поселок станица хутор аул район улица провинция штат остров".split())
STATE_NOUNS = frozenset({"республики", "страны", "королевства", "султаната", "эмирата", "княжества"})
CHURCH_POSTS = frozenset("патриарх митрополит архиепископ епископ папа кардинал католикос экзарх".split())
SEE_ENDINGS = ("кий", "кого", "кому", "ким", "ком", "ный", "ного", "ному", "ным", "ном")
# Organisations whose field follows with «по»: «комитет Госдумы по обороне».
FIELD_BODIES = frozenset(
    {
        "комитет",
        "комиссия",
        "департамент",
        "управление",
        "агентство",
        "служба",
        "комиссариат",
        "центр",
        "институт",
        "совет",
        "бюро",
        "фонд",
        "группа",
        "рабочая",
    }
)


@dataclass(frozen=True)
class Office:
    """A post phrase; `first` and `last` are token indexes of its whole extent, `head` that of the post noun."""

    sentence: Sentence
    first: int
    last: int
    head: int
    role: tuple[Token, ...]
    organisation: tuple[Token, ...]
    countries: tuple[Country, ...]
    country_tokens: tuple[Token, ...]
    status: PostStatus = "current"
    bodies: tuple[tuple[tuple[Token, ...], tuple[Country, ...]], ...] = ()

    def shares(self, count: int) -> list[Office]:
        """One office for each holder of a plural post: «президенты России и Турции», «главы Минфина Аргентины и МВФ»."""
        if len(self.bodies) > 1:
            return [replace(self, organisation=body, countries=countries) for body, countries in self.bodies]
        if len(self.countries) > 1:
            return [replace(self, countries=(country,)) for country in self.countries]
        return [self] * count

    @property
    def token(self) -> Token:
        return self.sentence.tokens[self.head]

    @property
    def is_plural(self) -> bool:
        return self.token.number == "Plur" or len(self.countries) > 1

    @property
    def is_address(self) -> bool:
        """«коллега», «гость»: points at somebody and names no post."""
        return self.token.base in words("address_nouns.tsv")

    @property
    def is_bare(self) -> bool:
        """Neither organisation nor country: «министр», «глава ведомства»."""
        return not self.countries and not self.organisation


def is_post(token: Token) -> bool:
    """Whether the token is a noun that heads a post («экс-министр», «замминистра» as well)."""
    if token.upos in {"NOUN", "PROPN"}:
        return any(form in _post_forms() for form in _forms(token))
    return token.upos in {"VERB", "ADJ"} and token.lower in _substantive_forms()


@cache
def _post_forms() -> frozenset[str]:
    return frozenset(form for post in words("posts.tsv") for form in (*forms(post), post))


@cache
def _substantive_forms() -> frozenset[str]:
    """Participles that name posts and are hardly used otherwise: «поверенный», «командующий»."""
    return frozenset(
        form for post in words("posts.tsv") if post.endswith(("енный", "ующий", "яющий")) for form in forms(post)
    )


def is_office_head(token: Token) -> bool:
    return is_post(token) or (token.upos in {"NOUN", "PROPN"} and token.base in words("address_nouns.tsv"))


def is_rank(token: Token) -> bool:
    return token.base in words("ranks.tsv") or token.lower in words("ranks.tsv")


def is_organisation_head(token: Token) -> bool:
    """«министерство», «МИД», «Минобороны»."""
    if token.base in words("organisations.tsv"):
        return True
    return is_abbreviation(token) or (token.lower.startswith("мин") and token.is_capitalised and len(token.text) > 5)


def is_abbreviation(token: Token) -> bool:
    letters = [character for character in token.text if character.isalpha()]
    return 2 <= len(letters) <= 8 and all(letter.isupper() for letter in letters) and token.upos not in {"NUM", "PUNCT"}


def _forms(token: Token) -> Iterator[str]:
    yield token.lower
    yield from (
        part for part in (token.lower.rpartition("-")[2], token.lower.removeprefix("экс-")) if part != token.lower
    )


@dataclass
class _Reader:
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
        nested = position == self.head + 1 or self.tokens[position - 1].upos == "ADJ"
        nested = nested or self.tokens[position - 1].lower == "обязанности"
        return not (self.is_deputy and nested) and not self._inside_organisation(position)

    def _inside_organisation(self, position: int) -> bool:
        """«комитета начальников штабов»: a plural genitive inside the name of a body."""
        token, before = self.tokens[position], self.tokens[position - 1]
        return token.number == "Plur" and token.case == "Gen" and is_organisation_head(before)


def _country(reader: _Reader, position: int) -> int | None:
    if position in reader.names:
        return None
    found = country_at(reader.sentence, position)
    if found is None:
        return None
    reader.country_end = found.last
    return found.last + 1


def _quoted(reader: _Reader, position: int) -> int | None:
    if reader.tokens[position].text not in OPENING_QUOTES:
        return None
    limit = min(len(reader.tokens), position + MAX_QUOTED + 2)
    return next((i + 1 for i in range(position + 1, limit) if reader.tokens[i].text in CLOSING_QUOTES), None)


def _genitive(reader: _Reader, position: int) -> int | None:
    token = reader.tokens[position]
    if reader.stops(position) or token.upos not in COMPLEMENT_TAGS or position - 1 == reader.country_end:
        return None
    if token.relation == "obj" and reader.sentence.tokens[token.head].upos == "VERB":
        return None
    if (token.upos == "VERB" and token.case is None) or _is_missed_name(reader, token) or _follows_see(reader, token):
        return None
    return position + 1 if _is_genitive(reader, token) else None


def _follows_see(reader: _Reader, token: Token) -> bool:
    """«митрополита Волоколамского [Никодима]»: the name behind the see."""
    head, before = reader.tokens[reader.head], reader.tokens[token.index - 1]
    is_see = before.index > reader.head and before.lower.endswith(SEE_ENDINGS) and before.is_capitalised
    return head.base in CHURCH_POSTS and is_see and token.upos == "PROPN"


def _is_missed_name(reader: _Reader, token: Token) -> bool:
    """A living proper noun outside any other entity: a name that the tagger missed."""
    return (
        token.upos == "PROPN" and token.feats.get("Animacy") == "Anim" and token.index not in reader.sentence.entity_at
    )


def _named_place(reader: _Reader, position: int) -> int | None:
    """«села Верхняя Тойма», «города Сочи»: the name behind the common noun, in whatever case."""
    before, token = reader.tokens[position - 1], reader.tokens[position]
    names = token.is_capitalised and position not in reader.names and token.upos in {"PROPN", "ADJ", "NOUN"}
    if not names or position == reader.head + 1:
        return None
    return position + 1 if before.base in SETTLEMENTS or (before.is_capitalised and before.upos == "ADJ") else None


def _bodies(reader: _Reader, position: int) -> int | None:
    """«главы Минфина Аргентины и МВФ»: further bodies of a plural head."""
    if reader.tokens[reader.head].number != "Plur" or reader.tokens[position].text != "и":
        return None
    following = reader.tokens[position + 1] if position + 1 < len(reader.tokens) else None
    is_body = following is not None and following.is_capitalised and is_organisation_head(following)
    return position + 2 if is_body else None


def _is_genitive(reader: _Reader, token: Token) -> bool:
    if token.case == "Ins" and _governs_instrumental(reader.tokens[reader.head]):
        return True
    if _stands_in(token, {"Gen"}) or (is_organisation_head(token) and token.is_capitalised):
        return True
    return _continues_entity(reader, token)


def _governs_instrumental(token: Token) -> bool:
    """«командующий флотом», «управляющий делами», «заведующая кафедрой»."""
    return token.lower.startswith(("командующ", "управляющ", "заведующ", "управделами"))


def _continues_entity(reader: _Reader, token: Token) -> bool:
    entity = reader.sentence.entity_at.get(token.index)
    return entity is not None and entity.type in {"ORGANIZATION", "PROFESSION"} and entity.first < token.index


def _foreign(reader: _Reader, position: int) -> int | None:
    """Latin names and numbers of organisations: «главы Siemens», «школы № 5»."""
    token = reader.tokens[position]
    if token.upos == "X" or (token.text[:1].isascii() and token.text[:1].isalpha()):
        return position + 1
    return position + 2 if token.text == "№" and position + 1 < len(reader.tokens) else None


def _parenthesis(reader: _Reader, position: int) -> int | None:
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


def _see(reader: _Reader, position: int) -> int | None:
    """An agreeing capitalised adjective right behind the post: «патриарх Антиохийский», «митрополит Волоколамский»."""
    token, head = reader.tokens[position], reader.tokens[reader.head]
    follows = position == reader.head + 1 and position not in reader.names
    agrees = token.upos in {"ADJ", "PROPN"} and token.case == head.case and token.lower.endswith(SEE_ENDINGS)
    return position + 1 if follows and agrees and token.is_capitalised and head.base in CHURCH_POSTS else None


def _field(reader: _Reader, position: int) -> int | None:
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
    if word == "из" and reader.tokens[following].is_capitalised:
        return _phrase_end(reader, following, {"Gen"})
    if word in {"в", "на", "от"} and reader.is_envoy and reader.tokens[following].is_capitalised:
        return _phrase_end(reader, following, {"Loc", "Gen"})
    return _phrase_end(reader, following, {"Ins"}) if word in {"с", "со"} and _in_field(reader, position) else None


def _place_before_name(reader: _Reader, position: int) -> bool:
    """«представительства ВОЗ [в Таджикистане] Виктором Ольсавски»: between the post and the name."""
    found = country_at(reader.sentence, position) or city_at(reader.sentence, position)
    return found is not None and found.last + 1 in reader.names


def _in_field(reader: _Reader, position: int) -> bool:
    """«по связям с общественностью», «по взаимодействию с парламентом»."""
    before = reader.tokens[position - 1]
    return before.lower in {"связям", "взаимодействию", "работе", "сотрудничеству", "контактам", "отношениям", "борьбе"}


def _phrase_end(reader: _Reader, position: int, wanted: set[str]) -> int:
    while position < len(reader.tokens):
        token = reader.tokens[position]
        joins = token.lower == "и" and _coordinated(reader, position, wanted) is not None
        if not joins and (token.upos not in COMPLEMENT_TAGS or token.case not in wanted or reader.stops(position)):
            break
        position += 1
    return position


def _coordinated(reader: _Reader, position: int, wanted: set[str] | None = None) -> int | None:
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


def _list_continues(reader: _Reader, position: int) -> bool:
    """After a comma: genitives up to «и»."""
    for token in reader.tokens[position : position + 4]:
        if token.lower == "и":
            return True
        if token.case != "Gen" and token.text != ",":
            return False
    return False


def _countries(reader: _Reader, position: int) -> int | None:
    """«президенты России и Турции», «главы МИД России, Турции и Ирана»: further countries of a plural head."""
    if not reader.may_be_plural or reader.tokens[position].lower not in {"и", ","}:
        return None
    if position + 1 >= len(reader.tokens) or position + 1 in reader.names:
        return None
    found = country_at(reader.sentence, position + 1)
    return None if found is None else found.last + 1


COMPLEMENTS: list[Callable[[_Reader, int], int | None]] = [
    _see, _country, _countries, _bodies, _named_place, _quoted, _field, _coordinated, _parenthesis, _genitive, _foreign,
]  # fmt: skip


def read_office(sentence: Sentence, head: int, names: frozenset[int]) -> Office:
    """The office whose post noun stands at `head`."""
    reader = _Reader(sentence, head, names)
    first, last = reader.left_edge(), reader.right_edge()
    modifiers = sentence.tokens[first:head]
    complement = sentence.tokens[head + 1 : last + 1]
    countries, country_tokens, rest = _split_countries(sentence, complement)
    bodies = tuple(_bodies_of(sentence, complement)) if sentence.tokens[head].number == "Plur" else ()
    adjectives = tuple(token for token in modifiers if country_adjective(token))
    if not countries:
        countries = _adjective_countries(adjectives)
        country_tokens = adjectives if countries else country_tokens
    organisation = _organisation(sentence, rest)
    if not countries and not organisation and sentence.tokens[head].base in words("groups.tsv"):
        named = tuple(token for token in rest if country_adjective(token))
        countries, country_tokens = _adjective_countries(named), named
    role = (*_kept(modifiers), sentence.tokens[head], *_role_complement(rest, organisation))
    if not countries and organisation:
        inner = tuple(token for token in organisation if country_adjective(token))
        countries, country_tokens = _adjective_countries(inner), inner
        organisation = tuple(token for token in organisation if token not in inner or token.is_capitalised)
    return Office(
        sentence,
        first,
        last,
        head,
        role,
        organisation,
        countries,
        country_tokens,
        _status(sentence, first, head),
        bodies if len(bodies) > 1 and all(body for body, _ in bodies) else (),
    )


def _bodies_of(
    sentence: Sentence, complement: tuple[Token, ...]
) -> Iterator[tuple[tuple[Token, ...], tuple[Country, ...]]]:
    """The coordinated organisations of a plural post, each with its countries."""
    start = 0
    for index in range(len(complement) + 1):
        if index == len(complement) or complement[index].text in {"и", ","}:
            countries, _, rest = _split_countries(sentence, complement[start:index])
            yield _organisation(sentence, rest), countries
            start = index + 1


def _role_complement(rest: tuple[Token, ...], organisation: tuple[Token, ...]) -> tuple[Token, ...]:
    """What the organisation leaves to the role: «по правам человека»; the «при» before a body goes with it."""
    kept = [token for token in rest if token not in organisation]
    return _without_loose_ends([token for token in kept if token.lower != "при"] if organisation else kept)


def _adjective_countries(adjectives: tuple[Token, ...]) -> tuple[Country, ...]:
    return tuple(
        country for token in adjectives for country in (country_pair(token) or (country_adjective(token),)) if country
    )


def _split_countries(
    sentence: Sentence, complement: tuple[Token, ...]
) -> tuple[tuple[Country, ...], tuple[Token, ...], tuple[Token, ...]]:
    """Countries of the complement, their tokens, and the rest; where somebody is accredited or elected is dropped."""
    countries: list[Country] = []
    taken: list[Token] = []
    rest: list[Token] = []
    position = 0
    while position < len(complement):
        token = complement[position]
        abroad = token.lower in {"в", "во", "на"} and not _is_in_affairs(complement, position)
        if abroad or token.lower in {"из", "от"}:
            break
        found = country_at(sentence, token.index)
        if found is None:
            rest.append(token)
            position += 1
            continue
        countries.append(found.value)
        taken.extend(sentence.tokens[found.first : found.last + 1])
        position += found.last + 1 - token.index
    return tuple(countries), tuple(taken), _without_loose_ends(_without_state(rest))


def _is_in_affairs(complement: tuple[Token, ...], position: int) -> bool:
    return position + 1 < len(complement) and complement[position + 1].lower == "делах"


def _without_state(tokens: list[Token]) -> list[Token]:
    """«министр обороны республики»: the common noun stands for the country."""
    return tokens[:-1] if len(tokens) > 1 and tokens[-1].lower in STATE_NOUNS else tokens


def _without_loose_ends(tokens: list[Token]) -> tuple[Token, ...]:
    """Conjunctions and commas that lost what they joined."""
    while tokens and tokens[-1].lower in {"и", ",", "по", "при"}:
        tokens.pop()
    while tokens and tokens[0].lower in {"и", ","}:
        tokens.pop(0)
    return tuple(tokens)


def _organisation(sentence: Sentence, rest: tuple[Token, ...]) -> tuple[Token, ...]:
    """The stretch of the complement that names a body, with the adjectives before it and what follows it."""
    start = next((i for i, token in enumerate(rest) if _opens_organisation(sentence, token)), None)
    if start is None or any(token.lower == "по" for token in rest[:start]):
        return ()
    while start > 0 and rest[start - 1].upos in {"ADJ", "VERB", "NUM"}:
        start -= 1
    stretch = rest[start:]
    opened = sentence.tokens[next(t.index for t in stretch if _opens_organisation(sentence, t))]
    field_at = next((i for i, token in enumerate(stretch) if token.lower in {"по", "при"}), None)
    if field_at is not None and opened.base not in FIELD_BODIES and not _is_regional(stretch[field_at:]):
        stretch = stretch[:field_at]
    return tuple(token for token in stretch if token.text not in "()")


def _is_regional(field: tuple[Token, ...]) -> bool:
    """«УМВД [по Томской области]»: where a branch works belongs to its name."""
    return any(token.base in {"область", "край", "район", "округ", "республика", "город"} for token in field)


def _opens_organisation(sentence: Sentence, token: Token) -> bool:
    if is_organisation_head(token) or token.text in OPENING_QUOTES or token.upos == "X":
        return True
    entity = sentence.entity_at.get(token.index)
    return (
        entity is not None
        and entity.type == "ORGANIZATION"
        and token.upos in {"NOUN", "PROPN"}
        and token.is_capitalised
    )


def _kept(modifiers: tuple[Token, ...]) -> tuple[Token, ...]:
    """What of the words before the post belongs to it: no country adjectives, determiners, «нынешний» and the like."""
    return tuple(token for token in modifiers if not country_adjective(token) and not _is_filler(token))


def _is_filler(token: Token) -> bool:
    kind = table("post_modifiers.tsv").get(token.lower) or table("post_modifiers.tsv").get(token.base)
    return bool(kind and kind[0] == "drop") or token.upos == "DET"


def _status(sentence: Sentence, first: int, head: int) -> PostStatus:
    word = sentence.tokens[head].lower
    if word.startswith("экс-"):
        return "former"
    if word.startswith(("врио", "исполняющ")):
        return "acting"
    kinds = {(table("post_modifiers.tsv").get(token.base) or ("",))[0] for token in sentence.tokens[first:head]}
    if _is_abbreviated_acting(sentence, first):
        return "acting"
    known: tuple[PostStatus, ...] = ("former", "acting", "future")
    return next((status for status in known if status in kinds), "current")


def _is_abbreviated_acting(sentence: Sentence, first: int) -> bool:
    """«и. о. министра», «вр. и. о. губернатора» before the post."""
    before = "".join(token.lower for token in sentence.tokens[max(0, first - 4) : first])
    return before.endswith(("и.о.", "ио"))
