"""One inventory of tags for all treebanks: that of the news part of GramEval-2020, which the teacher was trained on too.

The treebanks agree on words and trees but not on which features a part of speech has; a tagger that is trained on all of
them at once learns the file and not the language. Features beyond the inventory are dropped, the rest is rewritten by RULES.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from workers.training.conllu import Feats, Sentence, Word

_NOMINAL = frozenset({"Animacy", "Case", "Gender", "Number"})
# The features each part of speech has in MorphoRuEval2017-Lenta-train; what is not named has none.
INVENTORY: dict[str, frozenset[str]] = {
    "ADJ": _NOMINAL | {"Degree", "Variant", "NumForm"},
    "ADV": frozenset({"Degree"}),
    "AUX": frozenset({"Aspect", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm", "Voice"}),
    "DET": _NOMINAL,
    "NOUN": _NOMINAL,
    "NUM": _NOMINAL | {"NumForm"},
    "PART": frozenset({"Polarity"}),
    "PRON": _NOMINAL | {"Person"},
    "PROPN": _NOMINAL,
    "SCONJ": frozenset({"Mood"}),
    "VERB": _NOMINAL | {"Aspect", "Mood", "Person", "Tense", "Variant", "VerbForm", "Voice"},
    "X": frozenset({"Foreign"}),
}
_DIGITS = re.compile(r"[\d.,:/–—-]*\d[\d.,:/–—-]*|[IVXLCM]+")
_ORDINAL_DIGITS = re.compile(r"\d+(?:-?(?:й|я|е|го|му|м|ый|ой|ая|ое|ого|ому|ом|х|ых))?")


def unified(sentence: Sentence) -> Sentence:
    """The sentence with every word's features and lemma in the one inventory."""
    return tuple(_word(word) for word in sentence)


def _word(word: Word) -> Word:
    allowed = INVENTORY.get(word.upos, frozenset())
    feats = {name: value for name, value in word.feats if name in allowed}
    for rule in RULES:
        feats = rule(word, feats)
    return replace(word, feats=_sorted(feats), lemma=_lemma(word))


def _lemma(word: Word) -> str:
    """Capitals stay in the lemmas of names only, and are put there where a treebank has none."""
    lemma = word.form if word.lemma in ("", "_") else word.lemma
    if word.upos != "PROPN":
        return lemma.lower()
    return lemma[:1].upper() + lemma[1:] if word.form[:1].isupper() else lemma


def _sorted(feats: dict[str, str]) -> Feats:
    return tuple(sorted(feats.items()))


def digits_have_a_number_form_only(word: Word, feats: dict[str, str]) -> dict[str, str]:
    """«2024» carries no case of its own: GSD fills it in from the context, the others do not."""
    if word.upos == "NUM" and _DIGITS.fullmatch(word.form):
        return {"NumForm": "Digit"}
    if word.upos == "ADJ" and _ORDINAL_DIGITS.fullmatch(word.form):
        return {"NumForm": "Digit"}
    return {name: value for name, value in feats.items() if name != "NumForm"}


def forms_of_to_be(word: Word, feats: dict[str, str]) -> dict[str, str]:
    """«был», «будет» as auxiliaries: active, without aspect, the future called one."""
    if word.upos != "AUX" or not word.form.lower().startswith(("бы", "буд")):
        return feats
    if word.form.lower() in ("бы", "б"):
        return {"Mood": "Cnd"}
    feats = {name: value for name, value in feats.items() if name != "Aspect"} | {"Voice": "Act"}
    future = word.form.lower().startswith("буд") and feats.get("VerbForm") == "Fin" and feats.get("Mood") == "Ind"
    return feats | {"Tense": "Fut"} if future else feats


def reflexives_are_middle(word: Word, feats: dict[str, str]) -> dict[str, str]:
    """Finite verbs, infinitives and converbs in -ся: middle voice, whatever the treebank thinks of their meaning."""
    reflexive = word.upos == "VERB" and word.form.lower().endswith(("ся", "сь"))
    return feats | {"Voice": "Mid"} if reflexive and feats.get("VerbForm") != "Part" and "Voice" in feats else feats


def animacy_shows_in_the_accusative(word: Word, feats: dict[str, str]) -> dict[str, str]:
    """Adjectives, participles, determiners and numerals show animacy in the accusative only."""
    if word.upos in {"ADJ", "VERB", "DET", "NUM"} and feats.get("Case") != "Acc":
        return {name: value for name, value in feats.items() if name != "Animacy"}
    return feats


def particles_negate_or_have_nothing(word: Word, feats: dict[str, str]) -> dict[str, str]:
    if word.upos == "PART":
        return {"Polarity": "Neg"} if word.form.lower() in ("не", "ни", "нет") else {}
    return feats


def adverbs_have_a_degree(word: Word, feats: dict[str, str]) -> dict[str, str]:
    return {"Degree": "Pos"} | feats if word.upos == "ADV" else feats


def conditional_conjunctions(word: Word, feats: dict[str, str]) -> dict[str, str]:
    if word.upos == "SCONJ":
        return {"Mood": "Cnd"} if word.form.lower() in ("чтобы", "чтоб", "дабы") else {}
    return feats


RULES: list[Callable[[Word, dict[str, str]], dict[str, str]]] = [
    digits_have_a_number_form_only,
    forms_of_to_be,
    reflexives_are_middle,
    animacy_shows_in_the_accusative,
    particles_negate_or_have_nothing,
    adverbs_have_a_degree,
    conditional_conjunctions,
]
