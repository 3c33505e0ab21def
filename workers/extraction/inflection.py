"""Noun phrases into the nominative: the head and the words that agree with it are inflected, dependents stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Literal

from pymorphy3.analyzer import Parse

from workers.doc import ROOT, Token
from workers.extraction.agreement import (
    ADJECTIVES,
    NOUNS,
    Analysis,
    agreeing,
    analysis_of,
    case_of,
    fixed_gender,
    has_singular,
    inflected,
    numerals,
    parses_as,
    recased,
)
from workers.extraction.compound_nouns import own_form, with_first_part
from workers.extraction.lexicon import words
from workers.extraction.morphology import cases, listed_noun, parses

Number = Literal["keep", "singular"]

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "X"})
MISTAKEN_TAGS = frozenset({"ADJ", "VERB", "ADV"})
MODIFIER_TAGS = frozenset({"ADJ", "DET", "VERB", "NUM", "PRON"})
SUBSTANTIVES = words("substantives.tsv")
UNCHANGING = frozenset("его ее их".split())
AGREEING = frozenset({"amod", "det", "acl", "nummod"})
PAUCAL = frozenset("два две три четыре оба обе полтора полторы".split())
LATIN = re.compile("[A-Za-z]")
ACRONYM = re.compile(r"^([А-ЯЁA-Z]{2,})(['’]?(?:а|у|ом|ем|е|ы|и|ов|ам|ами|ах))?$")


def nominative(tokens: Sequence[Token], text: str, number: Number = "keep", case: str | None = None) -> str:
    """The phrase with its head in the nominative. `text` is the submitted text (for what stands between the tokens);
    `case` is the case (UD) that the sentence demands, None where only the tagger knows."""
    return _Phrase(tuple(tokens), case).render(text, number)


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
        return (head, *(i for i in range(head + 1, len(self.tokens)) if self._is_coordinated(i, head)))

    def _is_coordinated(self, i: int, head: int) -> bool:
        """A noun joined to the head, or to a dependent whose case it cannot have («прекращении огня и отводе войск»)."""
        token = self.tokens[i]
        governor = self.places.get(token.head)
        if token.deprel != "conj" or governor is None or not self._may_stand(i, self._case_of(head)):
            return False
        between = self.tokens[head + 1 : i]
        if governor == head:
            return token.case in (None, self.tokens[head].case) or token.case not in cases(token.lower)
        return not self._may_stand(i, self._case_of(governor)) and all(own.upos != "ADP" for own in between)

    def _head(self) -> int | None:
        """An adjective that stands as a noun and opens the phrase; else the token governed from outside, if it is a noun;
        else the first noun or, without one, the last adjective."""
        nouns = [i for i in range(len(self.tokens)) if self._is_nominal(i)]
        substantive = self._substantive(nouns)
        if substantive is not None:
            return substantive
        free = [i for i in nouns if self.tokens[i].head == ROOT or self.tokens[i].head not in self.places]
        first = next(iter([*free, *nouns]), None)
        return self._last_of_two(nouns) if first == 0 and self._last_of_two(nouns) is not None else first

    def _last_of_two(self, nouns: Sequence[int]) -> int | None:
        """«Норильск никеля», «Салават Юлаева»: of a name of two words only the last shows the case that is demanded."""
        if list(nouns) != [0, 1] or len(self.tokens) != 2:
            return None
        if self.tokens[1].lower[:-1] in words("organisations.tsv") and self.tokens[1].is_capitalised:
            return 1  # «Жогорку Кенеша», «Милли Меджлиса»
        if self.demanded != "gent":
            return None
        shows = [any(case_of(parse) == "gent" for parse in parses(token.lower)) for token in self.tokens]
        return 1 if shows == [False, True] else None

    def _is_nominal(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.text[0].isalpha() or self._after_preposition(i):
            return False
        if _adjectives(token):
            return token.upos in NOMINAL_TAGS and (_known(token, NOUNS) or _is_new_noun(token))
        return token.upos in NOMINAL_TAGS or (token.upos in MISTAKEN_TAGS and _known(token, NOUNS))

    def _after_preposition(self, i: int) -> bool:
        """«связанных с этим вопросов»: a noun behind a preposition inside the phrase is no head."""
        before = next((t for t in reversed(self.tokens[:i]) if t.upos not in MODIFIER_TAGS), None)
        return before is not None and before.upos == "ADP"

    def _substantive(self, nouns: Sequence[int]) -> int | None:
        """«временного поверенного в делах», «управляющего банком»: the last of the opening adjectives, with no noun to agree
        with. After a usual substantive only the next noun counts, after another adjective any noun of the phrase."""
        opening = list(takewhile(lambda i: self._is_adjective(i), range(len(self.tokens))))
        for i in opening:
            ahead = [j for j in nouns if j > i]
            if _is_substantive(self.tokens[i]):
                ahead = [j for j in ahead if all(self._is_adjective(k) for k in range(i + 1, j))]
            if not any(self._agree(i, j) for j in ahead):
                last = [j for j in opening if j >= i and self._adjectives_agree(i, j)]
                return last[-1]
        return None

    def _agree(self, adjective: int, noun: int) -> bool:
        analyses = [analysis_of(parse) for parse in _parses(self.tokens[noun], NOUNS)]
        return not analyses or any(agreeing(self.tokens[adjective].lower, analysis) for analysis in analyses)

    def _adjectives_agree(self, one: int, other: int) -> bool:
        return any(agreeing(self.tokens[one].lower, analysis_of(parse)) for parse in _adjectives(self.tokens[other]))

    def _may_stand(self, i: int, case: str | None) -> bool:
        return self._is_nominal(i) and any(case_of(parse) == case for parse in _parses(self.tokens[i], NOUNS))

    def _case_of(self, head: int) -> str | None:
        analysis = self._analysed(head)
        return analysis.case if analysis else None

    def _analysed(self, head: int) -> Analysis | None:
        found = [analysis_of(parse) for parse in self._head_parses(head)]
        return max(found, key=lambda own: self._plausibility(own, head), default=None)

    def _head_parses(self, head: int) -> list[Parse]:
        """Readings of the head; those of its adjectives where it has one form only («российским МИДом»)."""
        token = self.tokens[head]
        if _unchanging(token) is not None:
            own = [parse for i in self._before(head) for parse in _adjectives(self.tokens[i])]
            gender = fixed_gender(token.text.lower())
            return [parse for parse in own if parse.tag.gender in (gender, None)] or own
        if self._is_adjective(head):
            return _adjectives(token)
        return _parses(token, NOUNS) or _adjectives(token)

    def _plausibility(self, analysis: Analysis, head: int) -> float:
        """How well an analysis of the head goes with the demand, the tagger's opinion and the words before it."""
        token, tag = self.tokens[head], analysis.parse.tag
        fitting = sum(bool(agreeing(self.tokens[i].lower, analysis)) for i in self._before(head))
        return float(
            3.0 * (analysis.case == self.demanded)
            + 2.0 * (analysis.case == CASES.get(token.case or ""))
            + 1.5 * (analysis.number == NUMBERS.get(token.number or ""))
            + 1.0 * (analysis.gender == GENDERS.get(token.gender or ""))
            + 2.0 * fitting
            + 0.5 * _is_lemma(analysis.parse, token)
            - 1.0 * any(grammeme in tag for grammeme in ("Surn", "Name", "Patr"))
            + analysis.parse.score
        )

    def _group(self, head: int, number: Number) -> Iterator[tuple[int, str]]:
        """The head and its agreeing words in the nominative."""
        token = self.tokens[head]
        if fixed := _unchanging(token) or listed_noun(token.lower) or own_form(token, self.demanded):
            yield head, recased(token.text, fixed) if fixed.islower() else fixed
        analysis = self._analysed(head)
        if analysis is None:
            return
        wanted = "sing" if number == "singular" and has_singular(analysis) else analysis.number
        if (counted := self._numeral(head)) is not None and wanted == "plur":
            yield from self._counted(counted, head, analysis)
            return
        if not fixed:
            form = recased(token.text, inflected(analysis.parse, "nomn", wanted, analysis.gender))
            yield head, with_first_part(token, form, analysis)
        for i in self._modifiers(head, analysis):
            modifier = self.tokens[i]
            own = max(agreeing(modifier.lower, analysis), key=lambda parse: _preference(parse, modifier))
            yield i, recased(modifier.text, inflected(own, "nomn", wanted, analysis.gender))

    def _numeral(self, head: int) -> int | None:
        """The cardinal number before the head: «двумя министрами»."""
        return next((i for i in range(head) if numerals(self.tokens[i].lower)), None)

    def _counted(self, numeral: int, head: int, analysis: Analysis) -> Iterator[tuple[int, str]]:
        """«двумя новыми министрами» → «два новых министра»: after a number the noun is genitive, singular after two to four."""
        forms = numerals(self.tokens[numeral].lower)
        word = next((form for gender, form in forms if gender in (analysis.gender, None)), forms[0][1])
        yield numeral, recased(self.tokens[numeral].text, word)
        number = "sing" if word in PAUCAL else "plur"
        yield head, recased(self.tokens[head].text, inflected(analysis.parse, "gent", number, None))
        for i in self._modifiers(head, analysis):
            own = agreeing(self.tokens[i].lower, analysis)[0]
            yield i, recased(self.tokens[i].text, inflected(own, "gent", "plur", None))

    def _modifiers(self, head: int, analysis: Analysis) -> list[int]:
        candidates = {*self._before(head), *self._in_tree(head)} - {head}
        return [i for i in sorted(candidates) if agreeing(self.tokens[i].lower, analysis) and self._is_modifier(i)]

    def _is_modifier(self, i: int) -> bool:
        token = self.tokens[i]
        return token.lower not in UNCHANGING and (token.upos in MODIFIER_TAGS or bool(_parses(token, ADJECTIVES)))

    def _before(self, head: int) -> list[int]:
        """The adjectives before the head that no preposition has opened; «ведущихся в Женеве переговоров» has one."""
        return [i for i in range(head) if self._is_adjective(i) and not self._after_preposition(i)]

    def _is_adjective(self, i: int) -> bool:
        token = self.tokens[i]
        return bool(_adjectives(token)) and (
            token.upos in MODIFIER_TAGS or not (_known(token, NOUNS) or _is_new_noun(token))
        )

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


def _is_substantive(token: Token) -> bool:
    singular = (inflected(parse, "nomn", "sing", "masc") for parse in _adjectives(token))
    return any(word.replace("ё", "е") in SUBSTANTIVES for word in singular)


def _adjectives(token: Token) -> list[Parse]:
    return [] if token.lower in UNCHANGING else _parses(token, ADJECTIVES)


def _known(token: Token, classes: frozenset[str]) -> bool:
    return any(parse.is_known for parse in _parses(token, classes))


def _is_new_noun(token: Token) -> bool:
    """«кларнетистка»: a noun by the tagger that the dictionary has neither as a noun nor as an adjective."""
    return token.upos == "NOUN" and bool(_parses(token, NOUNS)) and not _known(token, ADJECTIVES)


def _parses(token: Token, classes: frozenset[str]) -> list[Parse]:
    return parses_as(token.text.lower(), classes)


def _preference(parse: Parse, token: Token) -> tuple[bool, bool]:
    """Of two adjectives with the same form, the commoner ending («временным»: временный before временной), then the lemma."""
    return not parse.normal_form.endswith("ой"), _is_lemma(parse, token)


def _is_lemma(parse: Parse, token: Token) -> bool:
    return bool(parse.normal_form.replace("ё", "е") == token.base)


def _unchanging(token: Token) -> str | None:
    """The form to keep: abbreviations without their ending, and nouns that do not decline."""
    if acronym := ACRONYM.match(token.text):
        return acronym.group(1)
    if LATIN.search(token.text):
        return token.text
    fixed = token.lower in words("indeclinable_nouns.tsv") or any(
        "Fixd" in parse.tag and parse.is_known for parse in parses(token.text.lower())[:1]
    )
    return token.text if fixed else None
