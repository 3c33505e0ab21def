"""Words of all treebanks come out in one inventory of features."""

from __future__ import annotations

import pytest

from workers.training.conllu import Word
from workers.training.inventory import unified


def feats(written: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(tuple(pair.split("=")) for pair in written.split("|"))) if written else ()  # type: ignore[misc]


CASES = [
    ("он", "PRON", "Case=Nom|Number=Sing|Person=3|PronType=Prs", "Case=Nom|Number=Sing|Person=3"),
    ("Путин", "PROPN", "Animacy=Anim|Case=Nom|NameType=Sur", "Animacy=Anim|Case=Nom"),
    ("2024", "ADJ", "Case=Gen|Degree=Pos|Gender=Masc|Number=Sing", "NumForm=Digit"),
    ("15", "NUM", "Animacy=Inan|Case=Acc|NumType=Card", "NumForm=Digit"),
    ("два", "NUM", "Case=Nom|Gender=Masc|NumForm=Word|NumType=Card", "Case=Nom|Gender=Masc"),
    (
        "был",
        "AUX",
        "Aspect=Imp|Gender=Masc|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin",
        "Gender=Masc|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act",
    ),
    ("будет", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin", "Mood=Ind|Tense=Fut|VerbForm=Fin|Voice=Act"),
    ("бы", "AUX", "", "Mood=Cnd"),
    ("встретились", "VERB", "Aspect=Perf|VerbForm=Fin|Voice=Pass", "Aspect=Perf|VerbForm=Fin|Voice=Mid"),
    ("прошедший", "VERB", "Animacy=Inan|Case=Nom|VerbForm=Part|Voice=Act", "Case=Nom|VerbForm=Part|Voice=Act"),
    ("новый", "ADJ", "Animacy=Inan|Case=Acc|Degree=Pos", "Animacy=Inan|Case=Acc|Degree=Pos"),
    ("не", "PART", "", "Polarity=Neg"),
    ("лишь", "PART", "Mood=Cnd", ""),
    ("вчера", "ADV", "", "Degree=Pos"),
    ("чтобы", "SCONJ", "", "Mood=Cnd"),
    (",", "PUNCT", "Case=Nom", ""),
]


@pytest.mark.parametrize(("form", "upos", "before", "after"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_features_are_rewritten(form: str, upos: str, before: str, after: str) -> None:
    (word,) = unified((Word(form, form, upos, feats(before), 0, "root"),))
    assert word.feats == feats(after)


@pytest.mark.parametrize(
    ("form", "upos", "lemma", "expected"),
    [
        ("Москве", "PROPN", "москва", "Москва"),
        ("КАМАЗа", "PROPN", "КАМАЗ", "КАМАЗ"),
        ("Министр", "NOUN", "Министр", "министр"),
        ("ушёл", "VERB", "_", "ушёл"),
    ],
)
def test_capitals_stay_in_the_lemmas_of_names_only(form: str, upos: str, lemma: str, expected: str) -> None:
    (word,) = unified((Word(form, lemma, upos, (), 0, "root"),))
    assert word.lemma == expected
