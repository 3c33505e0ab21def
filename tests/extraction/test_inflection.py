"""Noun phrases into the nominative, and all forms of a phrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.doc import Token
from workers.extraction.declension import forms
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import rows

# The phrase, its nominative, and its words as the parser gave them (the first line of the file names the columns).
PHRASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def parsed(phrase: str, words: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    for i, word in enumerate(words.split(" ")):
        form, lemma, upos, case, number, gender, head, deprel = word.split("/")
        start = phrase.index(form, position)
        position = start + len(form)
        named = (("Case", case), ("Number", number), ("Gender", gender))
        feats = {name: value for name, value in named if value != "_"}
        # A word governed from outside the phrase gets a head that the phrase does not have.
        head_index = int(head) - 1 if head != "0" else 99
        tokens.append(Token(i, form, start, position, lemma, upos, feats, head_index, deprel))
    return tokens


def word(form: str, case: str, number: str = "Sing", gender: str = "Masc", upos: str = "NOUN") -> Token:
    return Token(0, form, 0, len(form), form.lower(), upos, {"Case": case, "Number": number, "Gender": gender})


@pytest.mark.parametrize(("phrase", "expected", "words"), PHRASES, ids=[row[1] for row in PHRASES])
def test_a_phrase_comes_out_in_the_nominative(phrase: str, expected: str, words: str) -> None:
    assert nominative(parsed(phrase, words), phrase) == expected


@pytest.mark.parametrize(
    ("form", "case", "expected"),
    [
        ("президентами", "Ins", "президент"),
        ("министрам", "Dat", "министр"),
        ("главами", "Ins", "глава"),
        ("переговорами", "Ins", "переговоры"),
    ],
)
def test_the_singular_is_taken_where_there_is_one(form: str, case: str, expected: str) -> None:
    assert nominative([word(form, case, "Plur")], form, number="singular") == expected


def test_the_case_that_the_sentence_demands_outranks_the_tagger() -> None:
    assert nominative([word("встречи", "Nom", "Plur", "Fem")], "встречи") == "встречи"
    assert nominative([word("встречи", "Nom", "Sing", "Fem")], "встречи", case="Gen") == "встреча"


def test_left_out_words_leave_one_space() -> None:
    tokens = parsed(
        "министром обороны России",
        "министром/министр/NOUN/Ins/Sing/Masc/0/obl обороны/оборона/NOUN/Gen/Sing/Fem/1/nmod",
    )
    later = Token(5, "страны", 40, 46, "страна", "NOUN", {"Case": "Gen"}, 0, "nmod")
    assert nominative([*tokens, later], "министром обороны России" + " " * 30) == "министр обороны страны"


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("Россия", "россией"),
        ("Соединённые Штаты Америки", "соединенных штатов америки"),
        ("Саудовская Аравия", "саудовскую аравию"),
        ("Северная Корея", "северной кореей"),
        ("Буэнос-Айрес", "буэнос-айресе"),
        ("Ростов-на-Дону", "ростове-на-дону"),
        ("Объединённые Арабские Эмираты", "объединенными арабскими эмиратами"),
        ("Нижний Новгород", "нижнем новгороде"),
        ("Федеральная служба безопасности", "федеральную службу безопасности"),
        ("Баку", "баку"),
    ],
)
def test_all_case_forms_of_a_phrase(phrase: str, form: str) -> None:
    assert form in forms(phrase)
    assert phrase.lower().replace("ё", "е") in forms(phrase)


def test_every_listed_indeclinable_noun_keeps_its_form() -> None:
    listed = [row[0] for row in rows("indeclinable_nouns.tsv")]
    assert [nominative([word(noun, "Gen", gender="Neut")], noun) for noun in listed] == listed


def test_every_listed_substantive_heads_its_phrase() -> None:
    """«пленных» and the like, each alone in the genitive plural."""
    wrong = [
        noun
        for noun, _ in rows("substantives.tsv")
        if noun.endswith(("ий", "ый")) and nominative([word(genitive(noun), "Gen", upos="ADJ")], genitive(noun)) != noun
    ]
    assert not wrong


def genitive(noun: str) -> str:
    return noun[:-2] + ("его" if noun[-3] in "щш" else "ого")
