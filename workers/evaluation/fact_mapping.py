"""Our records as facts of factRuEval-2016.

Its Meeting facts are those of named persons. Its Occupation facts are those of somebody at some place: a profession
without one («скульптор») is none. Place of work: the proper name where the organisation has one in quotation marks
(«газета «Труд»» → «Труд»), with the country that stands beside it in the text («МИД РФ», «японский МИД»), else the country
as the text names it («КНР»), else the region or city that our posts keep in the role. «экс-» belongs to the position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.evaluation.factrueval import Argument, Fact
from workers.evaluation.gold import Record

QUOTED_NAME = re.compile(r"[«„“\"]([^«»„“”\"]+)[»“”\"]?$")


def system_facts(text: str, extracted: Record) -> list[Fact]:
    """What `manage.py extract` gives for `text`, as facts of the two kinds."""
    meetings = [_meeting(meeting) for meeting in extracted["meetings"]]
    posts = [_occupation(text, post) for post in extracted["posts"]]
    return list(dict.fromkeys(fact for fact in (*meetings, *posts) if fact))


def _meeting(meeting: Record) -> Fact | None:
    people = [person["name"] for person in meeting["participants"] if person["type"] == "person" and person["name"]]
    return Fact("Meeting", tuple(Argument("participant", (name,)) for name in people)) if len(people) > 1 else None


def _occupation(text: str, post: Record) -> Fact | None:
    words = {item["field"]: Words(text, item["start"], item["end"]) for item in post.get("evidence", ())}
    role, region = _split(post["role"])
    where = next(_places(post, words, region), None)
    if where is None:
        return None
    position = post["role"] if post["organisation"] or post["country"] else role
    mark = "экс-" if "role" in words and words["role"].former else ""
    values = {"who": post["name"], "position": mark + position, "where": where}
    return Fact("Occupation", tuple(Argument(name, (value,)) for name, value in values.items()))


@dataclass(frozen=True)
class Words:
    """The words of the text that gave a value."""

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    @property
    def former(self) -> bool:
        """«экс-» at the words or before them."""
        return self.text[max(0, self.start - len("экс-")) : self.end].lower().startswith("экс-") or (
            str(self).lower().startswith("экс-")
        )

    def joined(self, following: Words) -> str | None:
        """Both as one phrase where they are neighbours."""
        neighbours = self.text[self.end : following.start] == " "
        return self.text[self.start : following.end] if neighbours else None


def _split(role: str) -> tuple[str, str]:
    """«губернатор Вологодской области» → «губернатор», «Вологодской области»."""
    words = role.split()
    cut = next((i for i, word in enumerate(words) if i and word[0].isupper()), len(words))
    return " ".join(words[:cut]), " ".join(words[cut:])


def _places(post: Record, words: dict[str, Words], region: str) -> Iterator[str]:
    """Places of work, the likeliest first."""
    body, state = words.get("organisation"), words.get("country")
    if post["organisation"]:
        yield _quoted(post["organisation"]) or _with_country(post["organisation"], body, state)
    if post["country"]:
        yield str(state) if state and str(state)[:1].isupper() else post["country"]
    if region:
        yield region


def _quoted(organisation: str) -> str | None:
    quoted = QUOTED_NAME.search(organisation)
    return quoted[1] if quoted else None


def _with_country(organisation: str, body: Words | None, state: Words | None) -> str:
    """«Исламский комитет» → «Исламский комитет России»; «МИД» → «японского МИДа», in the case of the text."""
    if body and state and body.joined(state):
        return f"{organisation} {state}"
    return state.joined(body) or organisation if body and state else organisation
