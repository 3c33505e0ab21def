"""Noun phrases into the nominative: the head and the words that agree with it are inflected, dependents stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pymorphy3.analyzer import Parse

from workers.doc import ROOT, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import parses

Number = Literal["keep", "singular"]

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
VARIANT_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
NOUNS = frozenset({"NOUN"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "X"})
MODIFIER_TAGS = frozenset({"ADJ", "DET", "VERB", "NUM", "PRON"})
LINKS = frozenset({"PUNCT", "CCONJ", "ADV", "PART"})
UNCHANGING = frozenset("его ее их".split())
AGREEING = frozenset({"amod", "det", "acl", "nummod"})
ACRONYM = re.compile(r"^([А-ЯЁA-Z]{2,})(['’]?(?:а|у|ом|ем|е|ы|и|ов|ам|ами|ах))?$")
MODIFIER_WORDS = 12


@dataclass(frozen=True, slots=True)
class Analysis:
    """The case, number and gender in which a head stands, by one parse of the dictionary."""

    parse: Parse
    case: str
    number: str
    gender: str | None

    def agrees(self, other: Parse) -> bool:
        """Whether an adjective's parse has this case, number and (in the singular) gender; animacy counts in the accusative."""
        tag = other.tag
        if _case(other) != self.case or tag.number != self.number:
            return False
        return self.number == "plur" or self.gender is None or tag.gender in (self.gender, None)


def nominative(tokens: Sequence[Token], text: str, number: Number = "keep", case: str | None = None) -> str:
    """The phrase with its head in the nominative. `text` is the submitted text (for what stands between the tokens);
    `case` is the case (UD) that the sentence demands, None where only the tagger knows."""
    return _Phrase(tuple(tokens), case).render(text, number)


def forms(phrase: str) -> frozenset[str]:
    """All case forms of a phrase given in the nominative, lower-cased with «ё» as «е»: the keys of a gazetteer."""
    phrase_words = phrase.lower().split()
    head = next((i for i, word in enumerate(phrase_words) if _nominatives(word, NOUNS)), len(phrase_words) - 1)
    found = {phrase.lower()}
    for parse in _nominatives(phrase_words[head], NOUNS)[:1]:
        if all(_agreeing(word, _analysis(parse)) for word in phrase_words[:head]):
            found |= {" ".join(_declined(phrase_words, head, parse, case)) for case in CASES.values()}
    return frozenset(form.replace("ё", "е") for form in found)


def _declined(phrase_words: Sequence[str], head: int, parse: Parse, case: str) -> Iterator[str]:
    """The words of a phrase in one case: modifiers and head change, what follows the head stays."""
    analysis = _analysis(parse)
    inanimate = case == "accs" and "inan" in parse.tag
    for i, word in enumerate(phrase_words):
        if i < head:
            own = "nomn" if inanimate and (analysis.number == "plur" or analysis.gender != "femn") else case
            yield _inflected(_agreeing(word, analysis)[0], own, analysis.number, analysis.gender)
        else:
            yield _inflected(parse, case, analysis.number, None) if i == head else word


class _Phrase:
    """One phrase: which token is the head, how it stands, and which words agree with it."""

    def __init__(self, tokens: tuple[Token, ...], case: str | None) -> None:
        self.tokens = tokens
        self.demanded = CASES.get(case or "")
        self.places = {token.index: i for i, token in enumerate(tokens)}

    def render(self, text: str, number: Number) -> str:
        changed = dict(self._changes(number))
        pieces: list[str] = []
        for i, token in enumerate(self.tokens):
            pieces.append(_gap(self.tokens[i - 1], token, text) if i else "")
            pieces.append(changed.get(i, token.text))
        return "".join(pieces)

    def _changes(self, number: Number) -> Iterator[tuple[int, str]]:
        for head in self.heads:
            yield from self._group(head, number)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The head and the nouns coordinated with it."""
        head = self._head()
        if head is None:
            return ()
        case = self._case_of(head)
        joined = [
            i
            for i, token in enumerate(self.tokens)
            if i > head and token.deprel == "conj" and self.places.get(token.head) == head and self._may_stand(i, case)
        ]
        return (head, *joined)

    def _head(self) -> int | None:
        """The token governed from outside, if it is a noun; else the first noun or, without one, the first adjective."""
        free = [i for i, token in enumerate(self.tokens) if token.head == ROOT or token.head not in self.places]
        substantive = self._substantive()
        order = [
            *(i for i in free if self._is_nominal(i)),
            *(i for i in range(len(self.tokens)) if self._is_nominal(i)),
        ]
        if substantive is not None and (not order or substantive < order[0]):
            return substantive
        return next(iter(order), None)

    def _is_nominal(self, i: int) -> bool:
        token = self.tokens[i]
        return token.upos in NOMINAL_TAGS and token.text[0].isalpha() and not self._after_preposition(i)

    def _after_preposition(self, i: int) -> bool:
        """«связанных с этим вопросов»: a noun behind a preposition inside the phrase is no head."""
        before = next((t for t in reversed(self.tokens[:i]) if t.upos not in MODIFIER_TAGS), None)
        return before is not None and before.upos == "ADP"

    def _substantive(self) -> int | None:
        """«уполномоченного по правам», «управляющего банком»: an adjective or participle with no noun to agree with."""
        for i, token in enumerate(self.tokens):
            if token.upos in NOMINAL_TAGS and not _is_substantivised(token):
                return None
            own = _parses(token, ADJECTIVES)
            if own and token.lower not in UNCHANGING:
                return None if self._noun_ahead(i, own) else i
        return None

    def _noun_ahead(self, i: int, own: Sequence[Parse]) -> bool:
        """Whether a noun further on agrees with the adjective at `i` (prepositional phrases between them do not count)."""
        for j in range(i + 1, len(self.tokens)):
            if self._is_nominal(j) and not _is_substantivised(self.tokens[j]):
                analyses = [_analysis(parse) for parse in _parses(self.tokens[j], NOUNS)]
                return not analyses or any(analysis.agrees(parse) for analysis in analyses for parse in own)
            if _parses(self.tokens[j], ADJECTIVES) and _is_substantivised(self.tokens[j]):
                return True
        return False

    def _may_stand(self, i: int, case: str | None) -> bool:
        return self._is_nominal(i) and any(_case(parse) == case for parse in _parses(self.tokens[i], NOUNS))

    def _case_of(self, head: int) -> str | None:
        analysis = self._analysed(head)
        return analysis.case if analysis else None

    def _analysed(self, head: int) -> Analysis | None:
        token = self.tokens[head]
        found = [_analysis(parse) for parse in _parses(token, NOUNS) or _parses(token, ADJECTIVES)]
        return max(found, key=lambda own: self._plausibility(own, head), default=None)

    def _plausibility(self, analysis: Analysis, head: int) -> float:
        """How well an analysis of the head goes with the demand, the tagger's opinion and the words before it."""
        token, tag = self.tokens[head], analysis.parse.tag
        before = [i for i in self._before(head) if _parses(self.tokens[i], ADJECTIVES)]
        fitting = sum(bool(_agreeing(self.tokens[i].lower, analysis)) for i in before)
        return (
            3.0 * (analysis.case == self.demanded)
            + 2.0 * (analysis.case == CASES.get(token.case or ""))
            + 1.5 * (analysis.number == NUMBERS.get(token.number or ""))
            + 1.0 * (analysis.gender == GENDERS.get(token.gender or ""))
            + 2.0 * fitting
            + 0.5 * (analysis.parse.normal_form.replace("ё", "е") == token.base)
            - 1.0 * any(grammeme in tag for grammeme in ("Surn", "Name", "Patr"))
            + analysis.parse.score
        )

    def _group(self, head: int, number: Number) -> Iterator[tuple[int, str]]:
        """The head and its agreeing words in the nominative."""
        token = self.tokens[head]
        if fixed := _unchanging(token):
            yield head, fixed
        analysis = self._analysed(head)
        if analysis is None:
            return
        wanted = "sing" if number == "singular" and _has_singular(analysis) else analysis.number
        if not fixed:
            yield head, _recased(token.text, _inflected(analysis.parse, "nomn", wanted, analysis.gender))
        for i in self._modifiers(head, analysis):
            own = _agreeing(self.tokens[i].lower, analysis)[0]
            yield i, _recased(self.tokens[i].text, _inflected(own, "nomn", wanted, analysis.gender))

    def _modifiers(self, head: int, analysis: Analysis) -> list[int]:
        candidates = {*self._before(head), *self._in_tree(head)} - {head}
        return [i for i in sorted(candidates) if _agreeing(self.tokens[i].lower, analysis) and self._is_modifier(i)]

    def _is_modifier(self, i: int) -> bool:
        token = self.tokens[i]
        return token.lower not in UNCHANGING and (token.upos in MODIFIER_TAGS or bool(_parses(token, ADJECTIVES)))

    def _before(self, head: int) -> list[int]:
        """The unbroken run of adjectives (with commas, conjunctions and adverbs between them) that ends at the head."""
        found = []
        for i in range(head - 1, max(-1, head - MODIFIER_WORDS), -1):
            if self._is_adjective(i):
                found.append(i)
            elif self.tokens[i].upos not in LINKS:
                break
        return found

    def _is_adjective(self, i: int) -> bool:
        token = self.tokens[i]
        return bool(_parses(token, ADJECTIVES)) and (token.upos in MODIFIER_TAGS or not _known(token, NOUNS))

    def _in_tree(self, head: int) -> Iterable[int]:
        """Agreeing words that the parser hangs on the head and that no other noun follows at once."""
        for i, token in enumerate(self.tokens):
            if self.places.get(token.head) != head or token.relation not in AGREEING:
                continue
            following = self.tokens[i + 1 : i + 2]
            if i < head or not any(_parses(own, NOUNS) and own.upos in NOMINAL_TAGS for own in following):
                yield i


def _gap(left: Token, right: Token, text: str) -> str:
    """What stands between two tokens; where words were left out between them, one space."""
    if right.index != left.index + 1:
        return " " if right.text[0].isalnum() or right.text[0] in '«„“"(' else ""
    return " " if text[left.end : right.start].isspace() else text[left.end : right.start]


def _is_substantivised(token: Token) -> bool:
    """Tagged a noun, but an adjective or participle by its form («поверенный», «уполномоченный», «командующий»)."""
    return bool(_parses(token, ADJECTIVES)) and not _known(token, NOUNS)


def _known(token: Token, classes: frozenset[str]) -> bool:
    return any(parse.is_known for parse in _parses(token, classes))


def _parses(token: Token, classes: frozenset[str]) -> list[Parse]:
    return _parses_of(token.text.lower(), classes)


@lru_cache(maxsize=50_000)
def _cached_parses(word: str, classes: frozenset[str]) -> tuple[Parse, ...]:
    found = [parse for parse in parses(word) if parse.tag.POS in classes and _case(parse) and "Fixd" not in parse.tag]
    known = [parse for parse in found if parse.is_known]
    return tuple(known or found)


def _parses_of(word: str, classes: frozenset[str]) -> list[Parse]:
    return list(_cached_parses(word, classes))


def _nominatives(word: str, classes: frozenset[str]) -> list[Parse]:
    return [parse for parse in _parses_of(word, classes) if _case(parse) == "nomn"]


def _case(parse: Parse) -> str | None:
    case = parse.tag.case
    return VARIANT_CASES.get(case, case) if case else None


def _analysis(parse: Parse) -> Analysis:
    return Analysis(parse, _case(parse) or "nomn", parse.tag.number or "sing", parse.tag.gender)


def _agreeing(word: str, analysis: Analysis) -> list[Parse]:
    return [parse for parse in _parses_of(word, ADJECTIVES) if analysis.agrees(parse)]


def _has_singular(analysis: Analysis) -> bool:
    return analysis.number == "sing" or analysis.parse.inflect({"sing", "nomn"}) is not None


def _inflected(parse: Parse, case: str, number: str, gender: str | None) -> str:
    """The form of the parse's own lexeme; adjectives also take the gender."""
    wanted = {case, number}
    if parse.tag.POS in ADJECTIVES and number == "sing" and gender:
        wanted.add(gender)
    found = parse.inflect(wanted) or parse.inflect({case})
    return str(found.word if found else parse.word)


def _unchanging(token: Token) -> str | None:
    """The form to keep: abbreviations without their ending, and nouns that do not decline."""
    if acronym := ACRONYM.match(token.text):
        return acronym.group(1)
    fixed = token.lower in words("indeclinable_nouns.tsv") or any(
        "Fixd" in parse.tag and parse.is_known for parse in parses(token.text.lower())[:1]
    )
    return token.text if fixed else None


def _recased(form: str, word: str) -> str:
    """The word with the capitals of the form."""
    if len(form) > 1 and form.isupper():
        return word.upper()
    capitals = [i for i, letter in enumerate(form[: len(word)]) if letter.isupper()]
    return "".join(letter.upper() if i in capitals else letter for i, letter in enumerate(word))
