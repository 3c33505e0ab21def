"""Every post that a text states for a named person: beside the name, or as what somebody was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workers.extraction.appointments import Stated, by_appointment, by_position
from workers.extraction.coreference import Coreference
from workers.extraction.facts import PostFact
from workers.extraction.inflection import nominative
from workers.extraction.mentions import Mention
from workers.extraction.name_spans import TITLES
from workers.extraction.offices import Office
from workers.extraction.participants import Describer, spans
from workers.extraction.post_words import is_kin, is_state_post

MARK = re.compile(
    r"^(?:экс-|бывш\w+ |прежн\w+ |тогдашн\w+ |отставн\w+ |избранн\w+ |новоизбранн\w+ |будущ\w+ )", re.IGNORECASE
)

NO_POSTS = frozenset("житель жительница школьник школьница пенсионер пенсионерка заявитель истец".split())
HONOURS = frozenset({"народный", "заслуженный"})
HONOURED = frozenset("артист артистка художник художница учитель врач тренер деятель мастер работник".split())


def find_posts(coreference: Coreference) -> Iterator[PostFact]:
    """Posts in the order of persons, each wording once."""
    describer = Describer(coreference.doc)
    seen: set[tuple[str, str]] = set()
    for stated in (*beside_names(coreference), *by_appointment(coreference), *by_position(coreference)):
        name, role = stated.actor.name, plain_role(describer, stated.office)
        if name is not None and role and (name.full, role) not in seen:
            seen.add((name.full, role))
            yield _fact(describer, stated, name.full, role)


def beside_names(coreference: Coreference) -> Iterator[Stated]:
    """«президент России Владимир Путин», «Миллер, глава «Газпрома»»."""
    for actor in coreference.actors:
        for mention, office in actor.offices:
            further = [own for own in mention.further if not own.is_bare or len(own.role) > 1]
            for own in (office, *further):
                if mention.name and not is_kin(own.token) and not _is_title(own):
                    yield Stated(actor, _with_lent_state(mention, own), mention.name, own.status)


def _with_lent_state(mention: Mention, office: Office) -> Office:
    """The state that the clause gives a delegate: «Молдавию представлял вице-премьер …»."""
    if office.countries or office.organisation or mention.country is None or not is_state_post(office.token):
        return office
    return replace(office, countries=(mention.country,), country_tokens=mention.country_tokens)


def _is_title(office: Office) -> bool:
    """«принц», «доктор», «народный артист»: what somebody is called, no post."""
    if office.token.base in NO_POSTS:
        return True
    if len(office.role) == 1:
        return office.is_bare and office.token.base in TITLES | {"доктор"}
    return office.role[0].base in HONOURS and office.token.base in HONOURED


def plain_role(describer: Describer, office: Office) -> str | None:
    """The role without «бывший», «и. о.» and the like, which are told by the status."""
    head = office.token.lower
    if office.status == "acting" and head.startswith(("исполняющ", "врио")):
        inner = [token for token in office.role if token.index > office.head and token.lower != "обязанности"]
        return nominative(inner, describer.doc.text) if inner else None
    role = describer.role(office)
    return MARK.sub("", role) if role else None


def _fact(describer: Describer, stated: Stated, name: str, role: str) -> PostFact:
    office = stated.office
    country = office.countries[0] if office.countries else None
    return PostFact(
        name=name,
        role=role,
        organisation=describer.organisation(office),
        country=country.name if country else None,
        country_code=country.code if country else None,
        status=stated.status,
        evidence=(
            *spans("name", stated.name, "name_with_post"),
            *spans("role", office.role, "office"),
            *spans("organisation", office.organisation, "office_organisation"),
            *spans("country", office.country_tokens, "office_country"),
        ),
    )
