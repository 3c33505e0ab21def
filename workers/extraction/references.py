"""Whether a mention may mean an actor: posts, ranks, countries and groups that point back; relatives and namesakes apart."""

from __future__ import annotations

from workers.extraction.actors import Actor
from workers.extraction.delegations import BODIES_OF_PEOPLE
from workers.extraction.gazetteer import Country
from workers.extraction.mentions import Mention
from workers.extraction.roles import may_mean, post_class


def may_be(actor: Actor, mention: Mention) -> bool:
    """Whether an unnamed mention may mean the actor."""
    if mention.type != actor.type:
        return False
    if mention.type in {"country", "organisation", "group"}:
        return _same_side(actor, mention)
    if shares_sentence(actor, mention):
        return False
    if mention.office is None:
        return _may_be_rank(actor, mention)
    if mention.office.is_address:
        return not mention.office.countries or country_fits(actor, mention.office.countries[0])
    own = [office for _, office in actor.offices]
    return any(may_mean(mention.office, office) for office in own)


def shares_sentence(actor: Actor, mention: Mention) -> bool:
    """Two mentions of one clause that both fill a role are rarely the same person."""
    return any(own.sentence == mention.sentence and own.first < mention.first <= own.last for own in actor.mentions)


def _same_side(actor: Actor, mention: Mention) -> bool:
    if mention.type == "country":
        return any(own.country == mention.country for own in actor.mentions)
    if (
        mention.type == "group"
        and mention.country is not None
        and _delegates(mention)
        and any(_delegates(own) for own in actor.mentions)
    ):
        return any(own.country == mention.country for own in actor.mentions)
    forms = {own.head.base for own in actor.mentions}
    if mention.type == "group" and mention.first == mention.last and mention.head.base in BODIES_OF_PEOPLE & forms:
        return True  # «делегация» alone: the one told before
    return mention.head.base in forms and _span_key(mention) in {_span_key(own) for own in actor.mentions}


def _delegates(mention: Mention) -> bool:
    """«делегация Сената Чехии», «чешские парламентарии»: people sent by a state."""
    return mention.head.base in {"делегация", "парламентарий", "гость", "сенатор", "депутат", "переговорщик", "делегат"}


def is_delegation(actor: Actor) -> bool:
    """A group that was sent: «делегация», «сенаторы», with or without its state."""
    return any(_delegates(mention) for mention in actor.mentions)


def _span_key(mention: Mention) -> tuple[int, str]:
    return mention.last - mention.first, mention.head.base


def _may_be_rank(actor: Actor, mention: Mention) -> bool:
    if actor.rank is None or actor.rank[1][0].base.partition("-")[0] != mention.rank[0].base.partition("-")[0]:
        return False
    return mention.country is None or country_fits(actor, mention.country)


def country_fits(actor: Actor, country: Country) -> bool:
    return actor.country is not None and actor.country[0] == country


def is_identified(mention: Mention) -> bool:
    """A mention that names its country or body may point forwards, as headlines do."""
    if mention.office is not None:
        return not mention.office.is_bare or len(mention.office.role) > 1 or post_class(mention.office) is not None
    return mention.country is not None


def contradicts(actor: Actor, mention: Mention) -> bool:
    """A namesake: the text gives this mention a relation («жена», «брат») or another country."""
    if mention.office is None:
        return False
    if mention.office.token.base in {"жена", "супруга", "муж", "супруг", "брат", "сестра", "сын", "дочь", "вдова"}:
        return all(own.office is None or own.office.token.base != mention.office.token.base for own in actor.mentions)
    return (
        bool(mention.office.countries)
        and actor.country is not None
        and actor.country[0] not in mention.office.countries
    )
