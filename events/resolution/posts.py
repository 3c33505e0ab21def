"""Posts compared: one wording for one post, whether several people may hold it, and the walk of life it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from events.names import fold
from events.resolution.lexicon import rows, table

DEPUTY = re.compile(
    r"^(?:первый |старший )?(?:заместител\w+|зам(?=\w)|вице-(?!премьер)|помощни\w+|и\. ?о\.|врио"
    r"|исполняющ\w+ обязанности)"
)
FORMER = re.compile(r"^(?:бывш\w+|экс-?|прежн\w+|отставн\w+) ?", re.I)
ACTING = re.compile(r"^(?:и\. ?о\.|врио|исполняющ\w+ обязанности|временно исполняющ\w+ обязанности) ?", re.I)
QUOTES = re.compile('[«»"„“”]')


@dataclass(frozen=True, slots=True)
class PostOf:
    """`role` in its usual wording; `key` is empty where the post alone tells nobody in particular."""

    role: str
    organisation: str
    country: str
    former: bool
    key: str

    @property
    def head(self) -> str:
        return self.role.split()[0] if self.role else ""

    @property
    def is_deputy(self) -> bool:
        return bool(DEPUTY.match(self.role))

    @property
    def field(self) -> str:
        """What the post is over, besides the state: ministry, region, company."""
        return " ".join([*self.role.split()[1:], self.organisation]).strip()


@lru_cache(maxsize=100_000)
def post_of(role: str, organisation: str = "", country: str = "") -> PostOf:
    written = fold(QUOTES.sub("", role))
    former = bool(FORMER.match(written))
    plain = FORMER.sub("", ACTING.sub("", written))
    body = fold(QUOTES.sub("", organisation))
    plain, body = _usual(plain, body)
    return PostOf(plain, body, country, former, _key(plain, body, country))


def _usual(role: str, body: str) -> tuple[str, str]:
    """«глава» of «МИД» and «глава МИД» are the minister of foreign affairs; «глава правительства» is the premier."""
    fields, posts = table("ministries.tsv"), table("posts.tsv")
    if body in fields and role in {"глава", "министр", "руководитель"}:
        return f"министр {fields[body]}", ""
    whole = f"{role} {_genitive(body)}".strip()
    if whole in posts:
        return posts[whole], ""
    for beginning, usual in posts.items():
        if role == beginning or role.startswith(f"{beginning} "):
            return usual + role.removeprefix(beginning), body
    if role.startswith("глава "):
        return _minister(role.removeprefix("глава "), fields) or role, body
    return role, body


def _minister(body: str, fields: dict[str, str]) -> str | None:
    nominative = {body, body.removesuffix("а"), re.sub("^министерства", "министерство", body)}
    return next((f"министр {fields[name]}" for name in nominative if name in fields), None)


def _genitive(body: str) -> str:
    return {"правительство": "правительства", "кабинет министров": "кабинета министров"}.get(body, body)


def _key(role: str, body: str, country: str) -> str:
    """A post of one holder at a time: a state's or a body's, or with its region, city or ministry."""
    if not role or DEPUTY.match(role):
        return ""
    words = role.split()
    shared = words[0] in table("shared_posts.tsv") and not (words[0] == "министр" and len(words) > 1 and country)
    regional = len(words) > 1 and words[-1] not in {"секретарь", "директор", "министр"} and not country
    headed = words[0] in {"глава", "председатель", "лидер", "секретарь", "директор", "начальник", "руководитель"}
    if headed and (body or len(words) > 1):
        shared = False
    if shared or not (country or body or regional):
        return ""
    return f"{role}|{body}|{country}"


@lru_cache(maxsize=100_000)
def sphere(role: str, organisation: str, country: str) -> str:
    folded = fold(role)
    for before in ("", " "):  # the first word of a post says more than the others: «супруга министра»
        for beginning, named, *_ in rows("spheres.tsv"):
            if folded.startswith(fold(beginning)) if not before else f" {fold(beginning)}" in folded:
                return named
    if folded.startswith(("президент", "глава")):
        return "business" if organisation and not country else "state"
    return ""
