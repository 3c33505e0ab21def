"""Which words of a name are given name, patronymic and surname: ordered rules, the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workers.doc import Token
from workers.extraction.lexicon import table, words
from workers.extraction.names.identity import INITIAL
from workers.extraction.names.paradigms import CASES, candidates, is_known_given, is_known_surname, known_genders

Part = Literal["given", "patronymic", "surname", "regnal"]
Labels = tuple[Part, ...]

REGNAL = re.compile(r"^[IVXІ]+$")
WORD = re.compile(r"\w")
PATRONYMIC = re.compile(r"(ович|евич|ьич|[кфм]ич)(а|у|ем|ом|е)?$|(овн|евн|ичн)(а|ы|е|у|ой|ою)$")
OWN_PATRONYMIC = re.compile(r"(ович|евич)(а|у|ем|ом|е)?$")
SON_OR_DAUGHTER = frozenset("оглы оглу огли кызы гызы кизи улы уулу угли".split())
ARABIC_ARTICLE = re.compile(r"^(аль|ас|ар|ат|аш|аз|ан|ад|эль|ал)-", re.IGNORECASE)
SYLLABLE = r"[бвгджзйклмнпрстфхцчш]{0,3}[аеёиоуыэюя]{1,3}(нг|нь|ль|[ктпхмнйр])?"
ASIAN_WORD = re.compile(rf"^{SYLLABLE}({SYLLABLE})?(а|у|е|ом|ем|я|ю)?$")
ASIAN_ENDING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(а|у|е|ом)$")
# «Ухнагийн Хурэлсух», «Пунсалын Баяр»: whose child somebody is, before the own name.
MONGOLIAN = re.compile(r"(ийн|гын|[лржбдсмг]ын)$")
RUSSIAN_SURNAME = 2.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: tokens written together («И» «.», «О» «'» «Нил») are one word."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def lower(self) -> str:
        return self.text.lower().replace("ё", "е")

    @property
    def token(self) -> Token:
        return self.tokens[-1] if WORD.search(self.tokens[-1].text) else self.tokens[0]

    @property
    def is_initial(self) -> bool:
        return INITIAL.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Division:
    words: tuple[Word, ...]
    labels: Labels
    surname_first: bool = False

    def of(self, part: Part) -> tuple[Word, ...]:
        return tuple(word for word, label in zip(self.words, self.labels, strict=True) if label == part)


def split_parts(tokens: Sequence[Token]) -> Division:
    """The words of a name mention with their parts."""
    found = tuple(_words(tokens))
    for rule in RULES:
        labels = rule(found)
        if labels is not None:
            return Division(found, labels, surname_first=rule is of_asian)
    return Division(found, _each("surname", found))


def _each(part: Part, found: Sequence[Word]) -> Labels:
    return (part,) * len(found)


def _words(tokens: Sequence[Token]) -> list[Word]:
    """The words of the mention; small-letter words that are no particles («британская Яровая») are not of the name."""
    found: list[Word] = []
    for token in tokens:
        if found and _is_joined(found[-1], token):
            found[-1] = Word(found[-1].text + token.text, (*found[-1].tokens, token))
        elif WORD.search(token.text):
            found.append(Word(token.text, (token,)))
    return [word for word in found if _is_of_name(word)] or found


def _is_of_name(word: Word) -> bool:
    small = (
        word.lower in table("name_particles.tsv") or word.lower in SON_OR_DAUGHTER or ARABIC_ARTICLE.match(word.text)
    )
    return any(letter.isupper() for letter in word.text) or bool(small)


def _is_joined(word: Word, token: Token) -> bool:
    """Initials with their stops, apostrophes and hyphens; «И.Иванов» stays two words."""
    if word.tokens[-1].end != token.start:
        return False
    if token.text == ".":
        return len(word.text) <= 3 or word.text[-3:-2] in "-."
    joints = "'’ʼ`‘-"
    return token.text[0] in joints or (word.text[-1] in joints and not word.is_initial)


def of_asian(found: Sequence[Word]) -> Labels | None:
    """«Ли Сяньлун», «Нгуен Суан Фук»: a surname of the region, then one to three words of short syllables."""
    if not 2 <= len(found) <= 4 or not is_asian_surname(ASIAN_ENDING.sub("", found[0].lower), found[0].lower):
        return None
    given = found[1:]
    if not all(ASIAN_WORD.match(word.lower) and word.text[0].isupper() for word in given):
        return None
    if (
        len(given) == 1
        and len(given[0].text) > 4
        and (is_known_given(given[0].text) or is_known_surname(given[0].text))
    ):
        return None
    return ("surname", *_each("given", given))


def is_asian_surname(*forms: str) -> bool:
    return any(form in words("asian_surnames.tsv") for form in forms)


def of_regnal(found: Sequence[Word]) -> Labels | None:
    """«Григорий VIII»."""
    if len(found) < 2 or not REGNAL.match(found[-1].text):
        return None
    return (*_each("given", found[1:]), "regnal")


def of_son_or_daughter(found: Sequence[Word]) -> Labels | None:
    """«Ильхам Гейдар оглы Алиев», «Алиев Ильхам Гейдар оглы»."""
    at = next((i for i, word in enumerate(found) if word.lower in SON_OR_DAUGHTER and i > 0), None)
    if at is None:
        return None
    before: list[Part] = ["given"] * (at - 1)
    if at == len(found) - 1 and at >= 3:
        before[0] = "surname"
    return (*before, "patronymic", "patronymic", *_each("surname", found[at + 1 :]))


def of_patronymic(found: Sequence[Word]) -> Labels | None:
    """«Иван Иванович Иванов», «Иванов Иван Иванович», «Иван Иванович»; «Слободан Милошевич» is none."""
    at = next((i for i, word in enumerate(found) if PATRONYMIC.search(word.lower) and _is_patronymic(found, i)), None)
    if at is None:
        return None
    after: list[Part] = ["surname"] * (len(found) - at - 1)
    if at >= 2 and not after:
        return (*_each("surname", found[: at - 1]), "given", "patronymic")
    return (*_each("given", found[:at]), "patronymic", *after)


def _is_patronymic(found: Sequence[Word], at: int) -> bool:
    text = found[at].text
    if at == 0:
        return len(found) == 2 and _known("patronymic", text) and not is_known_given(text)
    if at < len(found) - 1:
        return is_known_given(found[at - 1].text) or _known("patronymic", text)
    if len(found) >= 3:
        return _known("patronymic", text) and is_known_given(found[at - 1].text)
    return _known("patronymic", text) and is_known_given(found[0].text)


def _known(part: str, text: str) -> bool:
    return any(
        gender in known_genders(part, candidate.nominative)
        for gender in "mf"
        for case in CASES
        for candidate in candidates(part, text, case, gender)
    )


def of_initials(found: Sequence[Word]) -> Labels | None:
    """«И. И. Иванов», «Иванов И. И.», «Дж. Байден», «Джордж У. Буш»."""
    at = [i for i, word in enumerate(found) if word.is_initial]
    if not at or len(at) == len(found):
        return None
    names: list[Part] = ["given", "patronymic"] if len(at) == 2 and len(found) == 3 else ["given"] * len(at)
    if at[0] > 0 and at[-1] < len(found) - 1:
        return (*_each("given", found[: at[-1] + 1]), *_each("surname", found[at[-1] + 1 :]))
    if at[0] > 0:
        return (*_each("surname", found[: at[0]]), *names)
    return (*names, *_each("surname", found[len(names) :]))


def of_particle(found: Sequence[Word]) -> Labels | None:
    """The surname begins at its last particle: «Урсула | фон дер Ляйен», «Мухаммед бен Салман | аль Сауд»."""
    at = [
        i
        for i, word in enumerate(found)
        if (_is_particle(word) and i < len(found) - 1) or ARABIC_ARTICLE.match(word.text)
    ]
    if not at:
        return None
    first = at[-1]
    while first - 1 in at:
        first -= 1
    return (*_each("given", found[:first]), *_each("surname", found[first:]))


def _is_particle(word: Word) -> bool:
    return table("name_particles.tsv").get(word.lower, ("",))[0] == "surname"


def of_surname_first(found: Sequence[Word]) -> Labels | None:
    """«Иванов Иван»: a surname of Russian shape before a known given name."""
    if len(found) != 2 or is_known_given(found[0].text) or not is_known_given(found[1].text):
        return None
    if is_known_surname(found[1].text) or MONGOLIAN.search(found[0].lower):
        return None
    return ("surname", "given") if _is_russian_surname(found[0].text) else None


def _is_russian_surname(text: str) -> bool:
    return any(
        candidate.weight >= RUSSIAN_SURNAME
        for gender in "mf"
        for case in CASES
        for candidate in candidates("surname", text, case, gender)
    )


def of_single(found: Sequence[Word]) -> Labels | None:
    if len(found) != 1:
        return None
    given = is_known_given(found[0].text) and not is_known_surname(found[0].text)
    return ("given",) if given else ("surname",)


def of_hispanic(found: Sequence[Word]) -> Labels | None:
    """«Андрес Мануэль Лопес Обрадор»: after a Hispanic given name the first unknown word opens the surname."""
    language = next(
        (table("given_names.tsv")[w.lower][1] for w in found[:1] if w.lower in table("given_names.tsv")), None
    )
    if len(found) < 3 or language != "es":
        return None
    first = next((i for i, word in enumerate(found) if not is_known_given(word.text)), len(found) - 1)
    return (*_each("given", found[:first]), *_each("surname", found[first:]))


def of_usual(found: Sequence[Word]) -> Labels | None:
    """The last word is the surname."""
    return (*_each("given", found[:-1]), "surname")


RULES: tuple[Callable[[Sequence[Word]], Labels | None], ...] = (
    of_single,
    of_regnal,
    of_son_or_daughter,
    of_initials,
    of_asian,
    of_patronymic,
    of_particle,
    of_surname_first,
    of_hispanic,
    of_usual,
)
