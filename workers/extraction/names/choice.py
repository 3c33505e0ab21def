"""From a name as written to its nominative: of all readings (case, gender) the one that scores best."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from workers.doc import Token
from workers.extraction.lexicon import table
from workers.extraction.names.features import (
    FEATURES,
    GENDERS,
    JAPANESE,
    WORD_FEATURES,
    Context,
    Number,
    Reading,
    Segment,
)
from workers.extraction.names.identity import PersonName
from workers.extraction.names.paradigms import CASES, Candidate, candidates, is_known_given
from workers.extraction.names.parts import SON_OR_DAUGHTER, Division, Part, Word, is_asian_surname, split_parts

CERTAIN_GENDER = 1.0
UNDECLINED_PIECE = -1.0
NO_PARADIGM = -6.0
VOWELS = "аеёиоуыэюя"
SYLLABLES = re.compile(f"[{VOWELS}]+")
ASIAN_INFLECTED = -3.0
ASIAN_WOMAN = -0.5


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
    return [
        Segment(piece, part, word.token, inner or _is_particle(piece, pieces), i < len(pieces), asian, japanese)
        for i, piece in enumerate(pieces, start=1)
    ]


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
    if segment.inner:
        return (*found, Candidate(unchanged.nominative, UNDECLINED_PIECE, False))
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
