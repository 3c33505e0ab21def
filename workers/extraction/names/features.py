"""What speaks for a reading of a name: the features of the whole mention and of its words, each a number of its own.

Weights are rough logarithms of odds: 1 is a hint, 3 is strong, 5 settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workers.doc import Token
from workers.extraction.names.paradigms import Candidate, is_common_word, known_genders
from workers.extraction.names.parts import Division, Part

Number = Literal["m", "f", "p"]
GENDERS = {"Masc": "m", "Fem": "f"}
# Cases that look alike in many paradigms, so that a demand for one half-fits the other.
NEIGHBOURS = {"Gen": ("Acc",), "Acc": ("Gen", "Nom"), "Dat": ("Loc",), "Loc": ("Dat",), "Nom": ("Acc",)}
ROLES = {
    "nsubj": {"Nom": 1.5},
    "obj": {"Acc": 1.0, "Gen": 0.4},
    "iobj": {"Dat": 1.0, "Ins": 0.3},
    "nmod": {"Gen": 1.0, "Ins": 0.5, "Dat": 0.4, "Loc": 0.2, "Acc": 0.1},
    "obl": {"Ins": 0.8, "Dat": 0.6, "Loc": 0.6, "Gen": 0.6, "Acc": 0.6},
}
KNOWN = {"given": 3.0, "patronymic": 3.0, "surname": 2.0}
IMPROBABLE = -1.5
UNDECLINED_MAN = -3.0
MORA = r"(к|с|т|н|х|м|р|г|дз|д|б|п|ц|ч|й|в|ф|дж)?(ай|ой|эй|ей|уй|а|и|у|э|о|я|ю|ё|е)н?"
JAPANESE = re.compile(rf"^({MORA}){{2,}}$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence and the text demand."""

    case: str | None
    gender: str | None
    attested: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A hypothesis about the whole mention: `number` is m, f, or p for several bearers of one surname."""

    case: str
    number: Number


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a hyphenated word, or a whole word, with its part of the name. `inner` pieces of a hyphenated word may
    stay undeclined («Юнус-Бека»). `asian` is how many syllables an Asian
    name's word has in the nominative: two if the given name is one word, else one."""

    text: str
    part: Part
    token: Token
    fixed: bool
    inner: bool = False
    asian: int = 0
    japanese: bool = False


def known_name(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """The dictionary or the lexicon has the nominative with this part and gender."""
    number = "m" if reading.number == "p" else reading.number
    if choice.weight <= UNDECLINED_MAN:
        return 0.0
    return KNOWN[segment.part] if number in known_genders(segment.part, choice.nominative) else 0.0


def given_as_surname(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    return 0.5 if segment.part == "surname" and known_genders("given", choice.nominative) else 0.0


def word_as_surname(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """«Заяц», «Вишня», «Белая»: surnames that are words."""
    return 0.8 if segment.part == "surname" and is_common_word(choice.nominative, reading.number) else 0.0


def japanese_shape(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """Both words of a Japanese name are open syllables: «Маэхара» is one, «Маэхар» is not."""
    return 2.0 if segment.japanese and JAPANESE.match(choice.nominative) else 0.0


def attested_nominative(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """Less for words of an improbable shape: the tagger may have taken an unknown word for a nominative there too."""
    if choice.nominative.replace("ё", "е") not in context.attested:
        return 0.0
    return 5.0 if choice.weight > IMPROBABLE else 1.5


def tagged_case(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """The tagger calls words that it does not know nominative: there that case counts less."""
    if segment.token.case != reading.case:
        return 0.4 if segment.token.case in NEIGHBOURS.get(reading.case, ()) else 0.0
    known = known_name(choice, segment, reading, context)
    return 1.0 if known or reading.case != "Nom" else 0.4


def tagged_gender(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    return 0.4 if GENDERS.get(segment.token.gender or "") == reading.number else 0.0


def tagged_lemma(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """A lemma that differs from the form; an unknown word's lemma is often the word itself."""
    token = segment.token
    return 0.5 if token.base != token.lower and choice.nominative.replace("ё", "е") == token.base else 0.0


def demanded_case(reading: Reading, division: Division, context: Context) -> float:
    if reading.case == context.case:
        return 5.0 if reading.case == "Nom" else 3.0
    if {reading.case, context.case} == {"Gen", "Acc"}:
        return 2.0
    return 1.0 if context.case in NEIGHBOURS.get(reading.case, ()) else 0.0


def demanded_gender(reading: Reading, division: Division, context: Context) -> float:
    return 4.0 if context.gender == reading.number else 0.0


def usual_bearer(reading: Reading, division: Division, context: Context) -> float:
    """News name men more often than women, and one person more often than a family."""
    return {"m": 0.7, "f": 0.0, "p": -1.0}[reading.number]


def usual_case(reading: Reading, division: Division, context: Context) -> float:
    return {"Nom": 0.8, "Gen": 0.3, "Ins": 0.1, "Dat": 0.0, "Acc": -0.1, "Loc": -1.0}[reading.case]


def syntactic_role(reading: Reading, division: Division, context: Context) -> float:
    """The case that goes with the relation of the name to its sentence."""
    tokens = [word.token for word in division.words]
    indexes = {token.index for token in tokens}
    relations = [token.relation for token in tokens if token.head not in indexes]
    return ROLES.get(relations[0] if relations else "", {}).get(reading.case, 0.0)


def tagged_number(reading: Reading, division: Division, context: Context) -> float:
    return 2.0 if reading.number == "p" and division.words[-1].token.number == "Plur" else 0.0


FEATURES: tuple[Callable[[Reading, Division, Context], float], ...] = (
    demanded_case,
    demanded_gender,
    usual_bearer,
    usual_case,
    syntactic_role,
    tagged_number,
)
WORD_FEATURES: tuple[Callable[[Candidate, Segment, Reading, Context], float], ...] = (
    known_name,
    given_as_surname,
    word_as_surname,
    japanese_shape,
    attested_nominative,
    tagged_case,
    tagged_gender,
    tagged_lemma,
)
