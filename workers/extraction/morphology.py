"""The dictionary of word forms (pymorphy3): a second opinion where the tagger does not know a word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pymorphy3

from workers.doc import Token
from workers.extraction.lexicon import words


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[pymorphy3.analyzer.Parse, ...]:
    return tuple(analyzer().parse(word))


def is_future_form(word: str) -> bool:
    """«встретятся», «обсудят»: the non-past of a perfective verb."""
    verbs = [parse for parse in parses(word.lower()) if "VERB" in parse.tag]
    return bool(verbs) and "futr" in verbs[0].tag


CASES = {
    "nomn": "Nom",
    "gent": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "gen2": "Gen",
    "loc2": "Loc",
}


@lru_cache(maxsize=50_000)
def cases(word: str) -> frozenset[str]:
    """The cases that a known form may stand in, in UD terms; empty for unknown words."""
    return frozenset(CASES[p.tag.case] for p in parses(word) if p.is_known and p.tag.case in CASES)


@lru_cache(maxsize=50_000)
def is_gerund_form(word: str) -> bool:
    """«отметив», «заявляя»: a form that the dictionary has as a gerund first of all."""
    first = parses(word)[0]
    return bool(first.is_known and "GRND" in first.tag)


@lru_cache(maxsize=50_000)
def has_plural_nominative(word: str) -> bool:
    """«главы», «министры»: a form that may stand in the nominative plural."""
    return any("plur" in parse.tag and "nomn" in parse.tag for parse in parses(word) if parse.is_known)


@lru_cache(maxsize=50_000)
def possible_cases(word: str) -> frozenset[str]:
    """As `cases`, with guesses for unknown words."""
    return frozenset(CASES[p.tag.case] for p in parses(word) if p.tag.case in CASES)


def corrected_case(word: str, tagged: str | None) -> str | None:
    """The tagger's case, or the only one in which a known form can stand if the tagger's is impossible."""
    possible = cases(word)
    return tagged if not possible or tagged in possible or len(possible) > 1 else next(iter(possible))


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> frozenset[str]:
    """Dictionary forms of the words that a form may belong to, «ё» folded to «е»; guesses for unknown words are left out."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses(word) if parse.is_known)


@lru_cache(maxsize=50_000)
def is_animate(word: str) -> bool:
    """«дзюдоистами», «гостей»: a known form of a noun for living beings and of no other noun."""
    nouns = [parse for parse in parses(word) if parse.is_known and "NOUN" in parse.tag]
    return bool(nouns) and all("anim" in parse.tag for parse in nouns)


def dictionary_lemma(token: Token) -> str:
    """The lemma of a noun by the dictionary where it is sure, else the tagger's: «гостья», not «гостье»."""
    first = parses(token.lower)[0]
    return first.normal_form.replace("ё", "е") if first.is_known and first.tag.POS == "NOUN" else token.base


@lru_cache(maxsize=50_000)
def is_inanimate(lemma: str) -> bool:
    """«критика», «жалоба»: a dictionary form of nouns for things only."""
    nouns = [parse for parse in parses(lemma) if parse.is_known and "NOUN" in parse.tag]
    own = [parse for parse in nouns if parse.normal_form.replace("ё", "е") == lemma]
    return bool(own) and all("inan" in parse.tag for parse in own)


def forms(lemma: str) -> frozenset[str]:
    """All forms of a noun, lower-cased with «ё» folded to «е»; of a compound, those of its last part."""
    prefix, hyphen, last = lemma.rpartition("-")
    nouns = [parse for parse in parses(last) if parse.tag.POS in {"NOUN", "ADJF", "PRTF"} and "nomn" in parse.tag]
    found = {form.word for parse in nouns[:1] for form in parse.lexeme if form.tag.POS not in {"ADJS", "PRTS", "COMP"}}
    if not any(parse.is_known for parse in parses(last)):
        found |= regular_forms(last)
    return frozenset(f"{prefix}{hyphen}{form}".replace("ё", "е") for form in found | {last})


def regular_forms(lemma: str) -> frozenset[str]:
    """«хоким», «торага»: the forms of a noun that the dictionary lacks, by its ending."""
    if lemma.endswith("а"):
        return frozenset(lemma[:-1] + ending for ending in ("а", "ы", "и", "е", "у", "ой", "", "ам", "ами", "ах"))
    if lemma[-1] in "бвгджзйклмнпрстфхцчшщ":
        return frozenset(
            lemma + ending for ending in ("", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах")
        )
    return frozenset({lemma})


@cache
def _new_nouns() -> dict[str, str]:
    """Forms of the listed posts and bodies that the dictionary of word forms lacks -> their nominative."""
    listed = (noun for name in ("posts.tsv", "organisations.tsv") for noun in words(name) if "-" not in noun)
    unknown = (noun for noun in listed if all(not parse.is_known or "Name" in parse.tag for parse in parses(noun)))
    return {form: noun for noun in unknown for form in regular_forms(noun)}


def listed_noun(form: str) -> str | None:
    """«хокимом» → «хоким»."""
    return _new_nouns().get(form)


AGENT = re.compile(
    r"(ист|истка|ник|ница|тель|тельница|лог|граф|вед|ер|ёр|ор|ант|антка|щик|щица|чик|чица|мен|врач|арь)$"
)
PERSONAL_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


@lru_cache(maxsize=50_000)
def is_living_noun(word: str) -> bool:
    """«слесарь», «кларнетистка»: a common noun for a living being, known or with a suffix of those who do something."""
    nouns = [parse for parse in parses(word.partition("-")[0]) if "NOUN" in parse.tag][:1]
    living = [parse for parse in nouns if "anim" in parse.tag and not PERSONAL_NAMES & parse.tag.grammemes]
    return any(parse.is_known or AGENT.search(parse.normal_form) for parse in living)


@lru_cache(maxsize=50_000)
def is_singular_form(word: str) -> bool:
    """«министр», «вице-министр»: a known form, or compound of one, that no plural has."""
    known = [parse for parse in parses(word.rpartition("-")[2]) if parse.is_known and "NOUN" in parse.tag]
    return bool(known) and all("sing" in parse.tag for parse in known)


@lru_cache(maxsize=50_000)
def is_feminine_doer(lemma: str) -> bool:
    """«аспирантка», «советница», «поэтесса»: a suffix that only women's occupations have."""
    feminine = any("femn" in parse.tag and "anim" in parse.tag for parse in parses(lemma) if "NOUN" in parse.tag)
    return feminine and lemma.endswith(("ка", "ница", "есса", "иня", "чица", "щица", "вица", "ица", "ая"))


@lru_cache(maxsize=50_000)
def is_place_word(word: str) -> bool:
    """«Хакасии», «Чечни»: a form that the dictionary has as a place and as nobody's name."""
    known = [parse for parse in parses(word) if parse.is_known]
    return any("Geox" in parse.tag for parse in known) and not any(
        mark in parse.tag for parse in known for mark in ("Name", "Surn", "Patr")
    )


def living_case(word: str, tagged: str | None, gender: str | None) -> str | None:
    """As `corrected_case` for a person's noun: «командующий» is no accusative, which would be «командующего»."""
    if tagged == "Acc" and gender == "Masc" and word[-1] in "бвгджзйклмнпрстфхцчшщь":
        return "Nom"
    return corrected_case(word, tagged)


@lru_cache(maxsize=50_000)
def is_noun_only(word: str) -> bool:
    """«фразой»: a known form of nouns and of nothing else."""
    known = [parse for parse in parses(word) if parse.is_known]
    return bool(known) and all("NOUN" in parse.tag for parse in known)
