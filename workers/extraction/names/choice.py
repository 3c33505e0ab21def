"""From a name as written to its nominative: every reading (case, gender) is scored by visible features, the best one wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from workers.doc import Token
from workers.extraction.lexicon import table
from workers.extraction.names.identity import PersonName
from workers.extraction.names.paradigms import CASES, Candidate, candidates, is_known_given, known_genders
from workers.extraction.names.parts import SON_OR_DAUGHTER, Division, Part, Word, is_asian_surname, split_parts

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
CERTAIN_GENDER = 1.0
KNOWN = {"given": 3.0, "patronymic": 3.0, "surname": 2.0}
IMPROBABLE = -1.5
NO_PARADIGM = -6.0
VOWELS = "аеёиоуыэюя"
MORA = r"(к|с|т|н|х|м|р|г|дз|д|б|п|ц|ч|й|в|ф|дж)?(ай|ой|а|и|у|э|о|я|ю|ё|е)н?"
JAPANESE = re.compile(rf"^({MORA}){{2,}}$")
SYLLABLES = re.compile(f"[{VOWELS}]+")
ASIAN_INFLECTED = -3.0
ASIAN_WOMAN = -0.5


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
    """A piece of a hyphenated word, or a whole word, with its part of the name. `asian` is how many syllables an Asian
    name's word has in the nominative: two if the given name is one word, else one."""

    text: str
    part: Part
    token: Token
    fixed: bool
    asian: int = 0
    japanese: bool = False


def person_name(
    tokens: Sequence[Token], case: str | None = None, gender: str | None = None, attested: Collection[str] = ()
) -> PersonName:
    """The name in the nominative. `case` and `gender` (UD values) are what the context demands, None where it is silent;
    `attested` are name words (lower case, «е» for «ё») that stand in the nominative elsewhere in the text."""
    division = split_parts(tokens)
    context = Context(case, GENDERS.get(gender or ""), frozenset(attested))
    scored = sorted(
        ((_score(reading, division, context), reading) for reading in _readings(division)), key=lambda pair: -pair[0]
    )
    best = scored[0][1]
    return PersonName(
        given=_render(division, "given", best, context),
        patronymic=_render(division, "patronymic", best, context),
        surname=_render(division, "surname", best, context),
        gender=_gender(scored),
        surname_first=division.surname_first,
        regnal=" ".join(word.text for word in division.of("regnal")) or None,
    )


def _readings(division: Division) -> list[Reading]:
    plural = set(division.labels) == {"surname"} and any(word.token.number == "Plur" for word in division.words)
    numbers: tuple[Number, ...] = ("m", "f", "p") if plural else ("m", "f")
    return [Reading(case, number) for number in numbers for case in CASES]


def _gender(scored: Sequence[tuple[float, Reading]]) -> Literal["m", "f"] | None:
    """The gender of the best reading where it is clearly better than the best one of the other gender."""
    best, reading = scored[0]
    rival = max((score for score, other in scored if other.number != reading.number), default=best)
    if reading.number == "p" or best - rival < CERTAIN_GENDER:
        return None
    return reading.number


def _score(reading: Reading, division: Division, context: Context) -> float:
    total = sum(feature(reading, division, context) for feature in FEATURES)
    for segment in _all_segments(division):
        total += max(_segment_score(choice, segment, reading, context) for choice in _choices(segment, reading))
    return total


def _render(division: Division, part: Part, reading: Reading, context: Context) -> str | None:
    wanted = division.of(part)
    return " ".join(_word(word, division, part, reading, context) for word in wanted) or None


def _word(word: Word, division: Division, part: Part, reading: Reading, context: Context) -> str:
    chosen = []
    for segment in _segments(word, division, part):
        best = max(_choices(segment, reading), key=lambda own: _segment_score(own, segment, reading, context))
        chosen.append(_recased(segment.text, best.nominative))
    return "-".join(chosen)


def _recased(form: str, nominative: str) -> str:
    """The nominative with the letters of the form as far as they agree: «МакКейном» → «МакКейн»."""
    same = next((i for i, (a, b) in enumerate(zip(form.lower(), nominative, strict=False)) if a != b), len(nominative))
    rest = nominative[same:]
    return form[:same] + (rest.upper() if len(form) > 1 and form.isupper() else rest)


def _all_segments(division: Division) -> list[Segment]:
    pairs = zip(division.words, division.labels, strict=True)
    return [segment for word, part in pairs for segment in _segments(word, division, part)]


def _segments(word: Word, division: Division, part: Part) -> list[Segment]:
    """A hyphenated word declines piece by piece; initials, particles and what stands before «оглы» do not decline."""
    if word.is_initial or part == "regnal" or _is_fixed(word, division, part):
        return [Segment(word.text, part, word.token, fixed=True)]
    asian = (2 if len(division.words) == 2 else 1) if division.surname_first else 0
    inner = bool(asian) and word is not division.words[-1] and (part == "given" or is_asian_surname(word.lower))
    pieces = word.text.split("-")
    japanese = part == "surname" and is_japanese_given([own.lower for own in division.of("given")])
    return [Segment(piece, part, word.token, inner or _is_particle(piece, pieces), asian, japanese) for piece in pieces]


def is_japanese_given(given: Sequence[str]) -> bool:
    """One word of open syllables that is marked as Japanese, or that no list of names has."""
    if len(given) != 1 or not JAPANESE.match(given[0]):
        return False
    return table("given_names.tsv").get(given[0], ("", "-"))[1] == "ja" or not is_known_given(given[0])


def _is_fixed(word: Word, division: Division, part: Part) -> bool:
    if part == "patronymic":
        return any(own.lower in SON_OR_DAUGHTER for own in division.of(part))
    return len(division.words) > 1 and word.lower in table("name_particles.tsv")


def _is_particle(piece: str, pieces: Sequence[str]) -> bool:
    return len(pieces) > 1 and piece is not pieces[-1] and piece.lower() in table("name_particles.tsv")


def _choices(segment: Segment, reading: Reading) -> tuple[Candidate, ...]:
    unchanged = Candidate(segment.text.lower(), 0.0, False)
    if segment.fixed:
        return (unchanged,)
    if segment.asian:
        return _asian_choices(segment, reading) or (unchanged,)
    found = candidates(segment.part, segment.text, reading.case, reading.number)
    return found or (Candidate(unchanged.nominative, NO_PARADIGM, False),)


def _asian_choices(segment: Segment, reading: Reading) -> tuple[Candidate, ...]:
    """Women's names do not decline; of men's the last word does, if it ends in a consonant. A word with more syllables than
    its kind has («Цзэминя», «Чен Ына») carries an ending."""
    form = segment.text.lower()
    if reading.number == "f":
        syllables = len(SYLLABLES.findall(form))
        return (Candidate(form, ASIAN_INFLECTED if syllables > segment.asian else ASIAN_WOMAN, False),)
    found = candidates("given", segment.text, reading.case, "m")
    return tuple(own for own in found if own.nominative[-1] not in VOWELS or own.nominative == form)


def _segment_score(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    if segment.fixed:
        return 0.0
    return choice.weight + sum(feature(choice, segment, reading, context) for feature in WORD_FEATURES)


def known_name(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    """The dictionary or the lexicon has the nominative with this part and gender."""
    number = "m" if reading.number == "p" else reading.number
    return KNOWN[segment.part] if number in known_genders(segment.part, choice.nominative) else 0.0


def given_as_surname(choice: Candidate, segment: Segment, reading: Reading, context: Context) -> float:
    return 0.5 if segment.part == "surname" and known_genders("given", choice.nominative) else 0.0


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
        return 3.0
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
    japanese_shape,
    attested_nominative,
    tagged_case,
    tagged_gender,
    tagged_lemma,
)
