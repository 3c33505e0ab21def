"""Posts as written: «председателем Объединенного комитета начальников штабов Исламской Республики Пакистан».

An office is read from its head noun outwards: adjectives to the left, the complement to the right. The complement is
then divided into what belongs to the role, the organisation and the countries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workers.doc import Sentence, Token
from workers.extraction.complements import right_edge
from workers.extraction.facts import PostStatus
from workers.extraction.gazetteer import Country, country_adjective, country_at, country_demonym, country_pair
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import has_plural_nominative, is_singular_form
from workers.extraction.office_bodies import board_length, opens_organisation, organisation_of
from workers.extraction.post_reader import Reader
from workers.extraction.post_words import (
    CHURCH_POSTS,
    CLOSING_QUOTES,
    DEPUTIES,
    OPENING_QUOTES,
    SEE_ENDINGS,
    is_office_head,
    is_organisation_head,
    is_post,
    is_rank,
)

__all__ = [
    "CHURCH_POSTS",
    "CLOSING_QUOTES",
    "DEPUTIES",
    "OPENING_QUOTES",
    "SEE_ENDINGS",
    "Office",
    "is_office_head",
    "is_organisation_head",
    "is_post",
    "is_rank",
    "read_office",
]
STATE_NOUNS = frozenset({"республики", "страны", "королевства", "султаната", "эмирата", "княжества"})


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
        """«вице-министр» is none, whatever the tagger says."""
        plural = self.token.number == "Plur" and not is_singular_form(self.token.lower)
        return (plural and not self.has_singular_modifier) or len(self.countries) > 1 or self.is_plural_subject

    @property
    def is_plural_subject(self) -> bool:
        """«[Главы] государств рассмотрели»: a subject whose form is the plural's nominative, tagged as a genitive."""
        verb = self.sentence.parent(self.token)
        agrees = verb is not None and verb.number == "Plur" and self.token.relation == "nsubj"
        return agrees and self.token.case not in (None, "Nom") and has_plural_nominative(self.token.lower)

    @property
    def has_singular_modifier(self) -> bool:
        """«его эмиратского коллеги»: the form is a plural's as well, the adjective is not."""
        before = self.sentence.tokens[self.head - 1] if self.head > self.first else None
        plural = self.token.number == "Plur"
        return plural and before is not None and before.upos == "ADJ" and before.number == "Sing"

    @property
    def is_address(self) -> bool:
        """«коллега», «гость»: points at somebody and names no post."""
        return self.token.base in words("address_nouns.tsv") and not self.organisation

    @property
    def is_bare(self) -> bool:
        """Neither organisation nor country: «министр», «глава ведомства»."""
        return not self.countries and not self.organisation


def read_office(sentence: Sentence, head: int, names: frozenset[int]) -> Office:
    """The office whose post noun stands at `head`."""
    reader = Reader(sentence, head, names)
    first, last = reader.left_edge(), right_edge(reader)
    modifiers = sentence.tokens[first:head]
    complement = sentence.tokens[head + 1 : last + 1]
    countries, country_tokens, rest = _split_countries(sentence, complement)
    bodies = tuple(_bodies_of(sentence, complement)) if sentence.tokens[head].number == "Plur" else ()
    adjectives = tuple(token for token in modifiers if country_adjective(token))
    if not countries:
        countries = _adjective_countries(adjectives)
        country_tokens = adjectives if countries else country_tokens
    governed = board_length(rest)
    organisation = organisation_of(sentence, rest[governed:])
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
            yield organisation_of(sentence, rest), countries
            start = index + 1


def _role_complement(rest: tuple[Token, ...], organisation: tuple[Token, ...]) -> tuple[Token, ...]:
    """What the organisation leaves to the role: «по правам человека»; the «при» before a body goes with it."""
    kept = [token for token in rest if token not in organisation and not _is_team(token)]
    return _without_loose_ends([token for token in kept if token.lower != "при"] if organisation else kept)


def _is_team(token: Token) -> bool:
    """«тренер [казанцев]», «защитник [хозяев]»: a team by where it is from."""
    return token.base in {"хозяин", "гость"} or token.lower.endswith("цев") or bool(country_demonym(token))


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
    quoted = _quoted(complement)
    position = 0
    while position < len(complement):
        token = complement[position]
        abroad = token.lower in {"в", "во", "на"} and not _is_in_affairs(complement, position)
        if token.lower == "от" and opens_organisation(sentence, sentence.tokens[token.index + 1]):
            position += 1  # «депутат от КПРФ»
            continue
        if position not in quoted and (abroad or token.lower in {"из", "от"}):
            break
        field = position > 0 and complement[position - 1].lower in {"по", "всея"}  # «спецпосланник по Ливии»
        found = None if field or position in quoted else country_at(sentence, token.index)
        if found is None:
            rest.append(token)
            position += 1
            continue
        countries.append(found.value)
        taken.extend(sentence.tokens[found.first : found.last + 1])
        position += found.last + 1 - token.index
    return tuple(countries), tuple(taken), _without_loose_ends(_without_state(rest))


def _quoted(complement: tuple[Token, ...]) -> frozenset[int]:
    """Places inside quotation marks: «Единой России» names no country."""
    inside: set[int] = set()
    opened: int | None = None
    for place, token in enumerate(complement):
        if opened is None and token.text in OPENING_QUOTES:
            opened = place
        elif opened is not None and token.text in CLOSING_QUOTES:
            inside.update(range(opened, place + 1))
            opened = None
    return frozenset(inside)


def _is_in_affairs(complement: tuple[Token, ...], position: int) -> bool:
    return position + 1 < len(complement) and complement[position + 1].lower == "делах"


def _without_state(tokens: list[Token]) -> list[Token]:
    """«министр обороны республики»: the common noun stands for the country."""
    if tokens and tokens[-1].lower in STATE_NOUNS | {"стран", "государств"}:
        tokens = tokens[:-1]
        while tokens and tokens[-1].upos in {"DET", "NUM"}:
            tokens.pop()
    return tokens


def _without_loose_ends(tokens: list[Token]) -> tuple[Token, ...]:
    """Conjunctions and commas that lost what they joined."""
    while tokens and tokens[-1].lower in {"и", ",", "по", "при"}:
        tokens.pop()
    while tokens and tokens[0].lower in {"и", ","}:
        tokens.pop(0)
    return tuple(tokens)


def _kept(modifiers: tuple[Token, ...]) -> tuple[Token, ...]:
    """What of the words before the post belongs to it: no country adjectives, determiners, «нынешний» and the like."""
    return tuple(token for token in modifiers if not country_adjective(token) and not _is_filler(token))


def _is_filler(token: Token) -> bool:
    kind = table("post_modifiers.tsv").get(token.lower) or table("post_modifiers.tsv").get(token.base)
    return bool(kind and kind[0] == "drop") or token.upos in {"DET", "NUM"}


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
