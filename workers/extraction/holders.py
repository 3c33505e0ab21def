"""Posts and ranks with the names of those who hold them, as they stand side by side."""

from __future__ import annotations

from dataclasses import replace

from workers.doc import Sentence, Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country, city_at, country_adjective, country_at
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.morphology import living_case, possible_cases
from workers.extraction.name_spans import is_title
from workers.extraction.offices import CHURCH_POSTS, OPENING_QUOTES, Office, is_office_head, is_rank, read_office
from workers.extraction.regional_posts import shares_of

RANK_TAILS = frozenset(
    "армии флота авиации юстиции полиции милиции внутренней таможенной службы первого второго третьего 1-го 2-го 3-го"
    " ранга класса запаса"
    " наук исторических экономических юридических технических медицинских политических физико-математических".split()
)
INDECLINABLE = ("е", "и", "о", "у", "ю", "э")
LIST_OPENERS = frozenset({"—", "–", "-", ":", "("})
RANK_ADJECTIVES = frozenset(
    "бригадный дивизионный старший младший главный государственный действительный корпусный".split()
)
PLACE_ENTITIES = frozenset(
    {"ORGANIZATION", "COUNTRY", "CITY", "LOCATION", "FACILITY", "EVENT", "PRODUCT", "WORK_OF_ART"}
)


CHAIN_JOINTS = frozenset({",", "—", "–", "-"})


def office_case(token: Token) -> str | None:
    """The tagger's case of a post noun, or the only one that its form can have."""
    return living_case(token.lower, token.case, token.gender)


def _may_be_one(office: Office, other: Office) -> bool:
    """Two posts with a comma between them are one person's where both are told in full and no two states stand there."""
    told = not office.is_bare or len(office.role) > 1
    return told and (not office.countries or not other.countries or office.countries == other.countries)


def _merged(office: Office, holder: Mention) -> Mention:
    """The first post that is more than a bare noun is the holder's; the others stand beside it."""
    posts = (office, *((holder.office,) if holder.office else ()), *holder.further)
    main = next((own for own in posts if not own.is_bare or len(own.role) > 1), office)
    further = tuple(own for own in posts if own is not main)
    states = [own for own in further if own.countries]
    if states and not main.countries:  # «первый заместитель министра обороны — начальник Генштаба Таджикистана»
        main = replace(main, countries=states[0].countries, country_tokens=states[0].country_tokens)
    return replace(holder, first=office.first, head=office.token, office=main, further=further)


class Holders:
    """Reads the posts, ranks and names of one sentence; `names` gives the first and last token of each name."""

    def __init__(self, sentence: Sentence, names: dict[int, int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names = names
        self.name_tokens = frozenset(i for first, last in names.items() for i in range(first, last + 1))

    def office(self, position: int) -> Office:
        return read_office(self.sentence, position, self.name_tokens)

    def person(self, first: int, last: int) -> Mention:
        name = self.tokens[first : last + 1]
        return Mention(self.sentence.index, first, last, name[0], "person", tuple(name))

    def with_names(self, office: Office, group: bool) -> list[Mention]:
        """The office with the rank and the name(s) that follow it, or without any."""
        regional = shares_of(office)
        office = replace(office, last=regional[0].last) if regional else office
        rank_first = self._rank_start(office.last + 1)
        rank_end = self.rank_end(rank_first)
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
        if office.is_plural and max(len(names), len(office.countries), len(office.bodies), len(regional)) > 1:
            if not names and not is_unique_post(office):
                return self._groups(office)
            return self._distributed(office, names, regional or office.shares(len(names)))
        rank = self.tokens[rank_first:rank_end] if rank_end > rank_first else ()
        if names:
            first, last = names[0]
            person = self.person(first, last)
            return [replace(person, first=office.first, head=office.token, office=office, rank=tuple(rank))]
        if not rank and (chained := self._chained(office, office.last + 1)):
            return [chained]
        if not rank and (paired := self._paired(office)):
            return [paired]
        kind: ParticipantType = "group" if group or office.is_plural else "person"
        last = rank_end - 1 if rank else office.last
        country = office.countries[0] if office.countries else None
        return [Mention(self.sentence.index, office.first, last, office.token, kind, (), office, tuple(rank), country)]

    def _paired(self, office: Office) -> Mention | None:
        """«Крис Хелмбрехт — [директор и совладелец агентства …]»: two posts of the person named before, at one body."""
        at = office.last + 1
        named = office.first > 1 and office.first - 2 in self.name_tokens and not office.is_plural
        if not named or not office.is_bare or at + 1 >= len(self.tokens) or self.tokens[at].lower != "и":
            return None
        start = self._chain_start(at + 1, office)
        other = self.office(start) if start is not None else None
        if other is None or other.is_bare or other.is_plural or other.last + 1 in self.names:
            return None
        first = replace(office, organisation=other.organisation, countries=other.countries)
        mention = Mention(self.sentence.index, office.first, other.last, office.token, "person", (), first)
        return replace(mention, further=(other,))

    def _chained(self, office: Office, position: int) -> Mention | None:
        """«председатель Отдела … митрополит Антоний», «член Политбюро, министр … Ван И»: the first full post counts."""
        joined = position < len(self.tokens) and self.tokens[position].text in CHAIN_JOINTS
        position += joined
        if position >= len(self.tokens) or position in self.names or office.is_plural or office.is_address:
            return None
        start = self._chain_start(position, office)
        if start is None:
            return None
        follower = self.with_names(self.office(start), group=False)
        if len(follower) != 1 or not follower[0].name or follower[0].office is None:
            return None
        return _merged(office, follower[0]) if not joined or _may_be_one(office, follower[0].office) else None

    def _chain_start(self, position: int, office: Office) -> int | None:
        """The post noun behind its adjectives, in the case of the first post."""
        while position < len(self.tokens) and self.tokens[position].upos == "ADJ" and position not in self.names:
            position += 1
        token = self.tokens[position] if position < len(self.tokens) else office.token
        agrees = office_case(token) == office_case(office.token) and token.number == office.token.number
        return position if is_office_head(token) and agrees and token is not office.token else None

    def occupied(self, position: int) -> list[Mention]:
        """«кларнетист Иван Дымов», «Иван Дымов, слесарь завода, …»: an occupation that no list has, beside its name."""
        office = self.office(position)
        found = self.with_names(office, group=False)
        if len(found) == 1 and found[0].name:
            return found
        before = self.tokens[max(0, office.first - 2) : office.first]
        follows = len(before) == 2 and before[0].index in self.name_tokens and before[1].text in {",", "("}
        return found if follows and before[0].case == office.token.case else []

    def _groups(self, office: Office) -> list[Mention]:
        """«представители России и Ирана», «делегации двух стран»: a group for each state or body."""
        found = []
        for share in office.shares(1):
            country = share.countries[0] if share.countries else None
            of = self._with_state(share) or tuple(
                t for t in share.country_tokens if country_of(self.sentence, t) == country
            )
            quoted = bool(share.organisation) and any(token.text in OPENING_QUOTES for token in share.organisation)
            label = of if quoted else (office.token, *of)
            kind: ParticipantType = "organisation" if quoted else "group"
            stretch = (self.sentence.index, office.first, office.last, office.token, kind)
            found.append(Mention(*stretch, (), share, (), country, share.country_tokens, label=label))
        return found

    def _with_state(self, share: Office) -> tuple[Token, ...]:
        """«правительства [Чада]»: a body with the state behind it."""
        if not share.organisation:
            return ()
        found = country_at(self.sentence, share.organisation[-1].index + 1)
        own = found is not None and found.value in share.countries
        return share.organisation + (self.tokens[found.first : found.last + 1] if own and found else ())

    def _distributed(self, office: Office, names: list[tuple[int, int]], offices: list[Office]) -> list[Mention]:
        """«президенты России и Турции Владимир Путин и Реджеп Тайип Эрдоган»: one mention for each."""
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
        verb = self.sentence.parent(governor)
        if verb is not None and verb.base in table("appointments.tsv") and governor.case == "Ins" != name[0].case:
            return name[0].case is not None  # «избрал председателем [Виктора Некляева]»
        if any(token.head == governor.index and token.relation == "appos" for token in name):
            return False
        if any(governor.case in possible_cases(token.lower) for token in name if len(token.text) > 3):
            return False
        if name[-1].lower.endswith(INDECLINABLE):
            return False  # «с директором департамента Бриджит Кюрмеле»
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
            end = self.rank_end(position + 1)
            return position + 1 if end in self.names else position
        return position

    def rank_end(self, position: int) -> int:
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
        while position < len(self.tokens) and is_title(self.tokens[position]):
            position += 1
        return position

    def ranked(self, position: int) -> list[Mention]:
        """«генерал Надим Раза», «пакистанский генерал»."""
        end = self.rank_end(position)
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


def is_unique_post(office: Office) -> bool:
    """«министры России и Турции» are two persons; «представители России и Турции» two groups."""
    entry = table("groups.tsv").get(office.token.base)
    return entry is None or entry[0] == "holder"


def country_of(sentence: Sentence, token: Token) -> Country | None:
    found = country_at(sentence, token.index)
    return found.value if found else country_adjective(token)
