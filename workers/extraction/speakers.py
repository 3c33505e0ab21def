"""Who speaks: the subject of a verb of speech, and which sources are no persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import cases, corrected_case, dictionary_lemma, parses
from workers.extraction.offices import is_office_head, is_organisation_head
from workers.extraction.speech import Speaker, is_finite

NOMINATIVE_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
# «говорится в сообщении», «отмечается в документе»: the source speaks, nobody else.
SOURCE_VERBS = frozenset("говориться сказано указываться уточняться цитироваться".split())
LATIN = re.compile("[A-Za-z]")


def is_source(sentence: Sentence, verb: Token, speaker: Token | None) -> bool:
    """Institutions and papers: «сообщила пресс-служба», «отметили в министерстве», «говорится в сообщении»."""
    if verb.base in SOURCE_VERBS:
        return True
    if speaker is not None:
        return is_institution(sentence, speaker)
    return is_finite(verb) and (verb.number == "Plur" or verb.base.endswith("ся"))


def is_institution(sentence: Sentence, token: Token) -> bool:
    """An organisation, a paper, a site or a thing: nobody whom the text could name as the speaker."""
    if _is_person_name(sentence, token) or is_office_head(token):
        return False
    if {token.base, token.lower} & words("speech_sources.tsv") or LATIN.match(token.text):
        return True
    return is_organisation_head(token) or _is_title(sentence, token) or _is_thing(token)


def _is_title(sentence: Sentence, token: Token) -> bool:
    """«Тамбовская жизнь», «Время»."""
    entity = sentence.entity_at.get(token.index)
    before = sentence.tokens[token.index - 1].text if token.index else ""
    return (entity is not None and entity.type == "ORGANIZATION") or before in {"«", '"', "“", "„"}


def _is_thing(token: Token) -> bool:
    """«исследование», «последнее»; what the text calls «источник» or «сторона» speaks, though."""
    if token.base in words("speech_anonymous.tsv") or token.upos not in {"NOUN", "ADJ"}:
        return False
    if token.upos == "ADJ":
        return token.gender == "Neut"
    return token.feats.get("Animacy") == "Inan" and not any("anim" in parse.tag for parse in parses(token.lower))


def named(sentence: Sentence, token: Token | None) -> Speaker | None:
    """The speaker as given in a StatementSpan: None for those whom the text leaves without a name («источник»)."""
    if token is None or (
        dictionary_lemma(token) in words("speech_anonymous.tsv") and not is_somebodys(sentence, token)
    ):
        return None
    return sentence.index, token.index


def speaker_or_elided(sentence: Sentence, verb: Token, speaker: Token | None) -> Speaker | None:
    """The speaker; the verb itself stands for one that is left out: «Также отметил, что …», «…», - и добавил, что …"""
    if speaker is not None:
        return named(sentence, speaker)
    singular = is_finite(verb) and verb.number == "Sing" and verb.tense == "Past" and verb.gender != "Neut"
    return (sentence.index, verb.index) if singular and not verb.base.endswith("ся") else None


def is_somebodys(sentence: Sentence, token: Token) -> bool:
    """«его (азербайджанский) собеседник»: another one of those who talk."""
    before = sentence.tokens[max(0, token.index - 2) : token.index]
    return any(word.lower in {"его", "ее"} for word in before)


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of the verb: its own, else that of the verb it is coordinated with or depends on as a gerund."""
    current, seen = verb, set[int]()
    while current.index not in seen:
        seen.add(current.index)
        for child in sentence.children(current):
            if child.relation == "nsubj" and child.base not in {"который", "что", "это"} and child.upos != "SCONJ":
                return child
        above = sentence.parent(current)
        if current.relation not in {"conj", "advcl", "xcomp"} or above is None or above.upos not in {"VERB", "ADJ"}:
            return None
        current = above
    return None


def nominative_among(sentence: Sentence, tokens: Sequence[Token]) -> Token | None:
    """The first word that can be a subject: a person in the nominative, else a named person, else any nominative."""
    nominal = [token for token in tokens if token.upos in NOMINATIVE_TAGS]
    nominative = [token for token in nominal if corrected_case(token.lower, token.case) == "Nom"]
    people = [token for token in nominative if is_person(sentence, token)]
    names = [token for token in tokens if _is_person_name(sentence, token)]
    doubtful = [token for token in names if _may_be_nominative(token)]
    return next(iter([*people, *doubtful, *names, *nominative]), None)


def is_person(sentence: Sentence, token: Token) -> bool:
    pronoun = token.upos == "PRON" and token.lower in {"он", "она", "они"}
    return pronoun or token.feats.get("Animacy") == "Anim" or is_office_head(token) or _is_person_name(sentence, token)


def _is_person_name(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at.get(token.index)
    return entity is not None and entity.type == "PERSON"


def _may_be_nominative(token: Token) -> bool:
    known = cases(token.lower)
    return not known or "Nom" in known
