"""Names of organisations as the guide wants them: without quotation marks, legal form and generic noun."""

from __future__ import annotations

import re

from workers.extraction.post_words import is_compound_body, organisation_forms

LEGAL = "[А-ЯЁ]{2,5}"
QUOTED = re.compile(rf"^(?P<generic>(?:(?:[а-яё-]+|{LEGAL})\s+){{1,6}})[«„“\"](?P<name>[^«»„“”\"]+)[»“”\"]$")
CAPITALISED = re.compile(r"^(?P<generic>[А-ЯЁ][а-яё-]+\s+)[«„“\"](?P<name>[^«»„“”\"]+)[»“”\"]$")
LATIN = re.compile(r"^(?P<generic>(?:[а-яё-]+\s+){1,3})(?P<name>[A-Z0-9][\w&.'-]*(?: [A-Za-z0-9&][\w&.'-]*)*)$")
NAMED = re.compile(
    r"^(?P<generic>(?:компани[яию]|госкорпораци[яию]|корпораци[яию]|концерн|холдинг|агрохолдинг|авиакомпани[яию]"
    r"|телеканал|агентство) )(?P<name>[А-ЯЁ][\w-]+)$"
)
ADJECTIVE = re.compile(r"([ыи]й|ой|[ая]я|[ое]е|[ыи]е|[ое]го|[ыи]х)$")
# Parts of a body: their name is more than that of the body whose part they are.
PARTS = ("отдел", "управлени", "департамент", "филиал", "цех", "служб", "представительств", "дирекци", "отделени")


def plain_name(label: str) -> str:
    """«компания «Хуатай Энерджи»» → «Хуатай Энерджи», «СПК «Тобол»» → «Тобол», «концерн Volkswagen» → «Volkswagen»."""
    label = label.strip()
    for shape in (QUOTED, CAPITALISED, LATIN, NAMED):
        found = shape.match(label)
        if found and _is_generic(found.group("generic")):
            return found.group("name").strip()
    if label[:1] in '«“„"' and label[-1:] in '»”“"' and not any(mark in label[1:-1] for mark in '«»“”„"'):
        return label[1:-1]
    return label


def _is_generic(words: str) -> bool:
    """A noun for bodies, with its adjectives; a part of a body («отдел компании») is a name of its own."""
    nouns = [word for word in words.split() if not ADJECTIVE.search(word.lower())]
    if not nouns or nouns[0].lower().startswith(PARTS):
        return False
    return nouns[0].isupper() or nouns[0].lower() in organisation_forms() or is_compound_body(nouns[0].lower())
