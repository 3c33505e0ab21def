"""Augmented sentences keep their trees, tags and cases."""

from __future__ import annotations

import random

import pytest

from workers.training import conllu
from workers.training.augment import Substitution, renamed
from workers.training.conllu import Word
from workers.training.names import declined
from workers.training.places import PlacePool


@pytest.mark.parametrize(
    ("name", "gender", "case", "form"),
    [
        ("Хасан", "Masc", "Ins", "Хасаном"),
        ("Андрей", "Masc", "Gen", "Андрея"),
        ("Юрий", "Masc", "Loc", "Юрии"),
        ("Игорь", "Masc", "Ins", "Игорем"),
        ("Жорж", "Masc", "Ins", "Жоржем"),
        ("Никола", "Masc", "Dat", "Николе"),
        ("Мустафа", "Masc", "Ins", "Мустафой"),
        ("Ольга", "Fem", "Gen", "Ольги"),
        ("Мария", "Fem", "Dat", "Марии"),
        ("Адель", "Fem", "Ins", "Аделью"),
        ("Кармен", "Fem", "Gen", "Кармен"),
        ("Хосе", "Masc", "Ins", "Хосе"),
    ],
)
def test_given_names_are_declined(name: str, gender: str, case: str, form: str) -> None:
    assert declined(name, gender, case) == form


@pytest.mark.parametrize(
    ("tag", "case", "form"),
    [("B-COUNTRY", "Gen", "Азербайджана"), ("B-CITY", "Loc", "Баку"), ("B-COUNTRY", "Ins", "ОАЭ")],
)
def test_places_are_replaced_in_their_case(tag: str, case: str, form: str) -> None:
    (place,) = PlacePool().instead_of((_word(form, case, tag),), random.Random(1)) or ()
    assert place.form != form
    assert (place.feats, place.entity, place.head) == ((("Case", case),), tag, 0)


def test_words_of_one_form_change_places_and_the_tree_stays() -> None:
    verbs = [Word(f"глагол{letter}", letter, "VERB", (), 0, "root") for letter in "абвгдежзиклмнопрстуфхцч"]
    verbs = [Word(word.form + "л", word.lemma, word.upos, word.feats, 0, "root") for word in verbs]
    substitution = Substitution([(verb,) for verb in verbs])
    sentences = [substitution.applied((verbs[0],), random.Random(seed)) for seed in range(20)]
    assert {sentence[0].form for sentence in sentences} > {verbs[0].form}
    assert {sentence[0].head for sentence in sentences} == {0}


def test_a_sentence_without_names_has_no_renamed_copy() -> None:
    assert renamed((_word("встреча", "Nom", "O"),), {}, random.Random(1)) is None


@pytest.mark.parametrize(("heads", "sound"), [((0, 1), True), ((2, 1), False), ((0, 0), False), ((0, 9), False)])
def test_broken_trees_are_known(heads: tuple[int, ...], sound: bool) -> None:
    assert conllu.is_tree(tuple(Word("слово", "слово", "NOUN", (), head, "dep") for head in heads)) is sound


def _word(form: str, case: str, entity: str) -> Word:
    return Word(form, form, "PROPN", (("Case", case),), 0, "root", entity=entity)
