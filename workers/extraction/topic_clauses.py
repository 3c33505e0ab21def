"""Clauses in lists of topics: questions that are topics themselves, and clauses of the phrase that lists go on behind."""

from __future__ import annotations

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import lemmas
from workers.extraction.noun_groups import MODIFYING, NOMINAL
from workers.extraction.topic_joints import CONJUNCTIONS, DASHES, behind_joint

QUESTION_WORDS = frozenset(
    "как кто что когда где куда откуда почему зачем сколько насколько какой каков чей чем".split()
)
RELATIVES = frozenset({"который", "каковой"})
# «как» before these compares or names the source.
COMPARING = frozenset("и в правило минимум раньше прежде обычно всегда если бы например можно известно ранее".split())
OPEN_QUESTIONS = frozenset("делать можно нужно надо мешать предстоять следовать дать ждать сделать".split())
# «по словам министра», «по мнению эксперта»: the source, not the clause, goes on.
SOURCES = frozenset("слово мнение данные сведение информация".split())
LI_REACH = 5


def question_at(sentence: Sentence, position: int) -> bool:
    """A clause that asks begins here: «как …», «по каким правилам …», «сможет ли банк …»."""
    tokens = sentence.tokens
    if position >= len(tokens) - 1:
        return False
    first = tokens[position]
    if first.upos == "ADP":
        return tokens[position + 1].base in {"какой", "чей", "кто"} or tokens[position + 1].lower in {"чего", "чем"}
    if first.base not in QUESTION_WORDS and lemmas(first.lower).isdisjoint(QUESTION_WORDS):
        return _has_particle(sentence, position)
    following = tokens[position + 1]
    if first.lower == "как":
        return following.lower not in COMPARING and not _is_speech(following) and _has_predicate(sentence, position)
    if first.base == "что" or first.lower in {"что", "чем"}:
        return any(
            t.feats.get("VerbForm") == "Inf" or t.base in OPEN_QUESTIONS for t in tokens[position + 1 : position + 3]
        )
    return True


def _has_predicate(sentence: Sentence, position: int) -> bool:
    """«как [увеличить] вывоз»; no «рассматривается, как главный соперник»."""
    for token in sentence.tokens[position + 1 :]:
        if token.text in {",", ";", ":"}:
            return False
        if token.upos in {"VERB", "AUX"} and (token.case is None or token.feats.get("VerbForm") == "Inf"):
            return True
        if token.feats.get("Variant") == "Short" or token.lower in OPEN_QUESTIONS:
            return True
    return False


def _has_particle(sentence: Sentence, position: int) -> bool:
    """«[сможет] ли банк», «[нужен] ли городу мост», «[у всех] ли есть вода»."""
    for token in sentence.tokens[position : position + LI_REACH]:
        if token.text in {",", "."} or token.lower in CONJUNCTIONS:
            return False
        if token.lower == "ли":
            return token.index > position
    return False


def question_about(sentence: Sentence, position: int, prepositions: frozenset[str]) -> int | None:
    """«о том, [как] …»: where the question begins."""
    tokens = sentence.tokens[position : position + 3]
    if len(tokens) < 3 or tokens[0].lower not in prepositions or tokens[1].lower not in {"том", "тому", "тем", "то"}:
        return None
    return position + 3 if tokens[2].text == "," and question_at(sentence, position + 3) else None


def question_end(sentence: Sentence, first: int) -> int:
    """The last token of the question that begins at `first`."""
    tokens, opened = sentence.tokens, 0
    for token in tokens[first + 1 :]:
        opened += (token.text in "«„(") - (token.text in "»”)")
        if token.text in {".", ";", "!", "?", "…", ":"} or opened < 0 or (token.text in DASHES and not opened):
            return token.index - 1
        if token.text == "," and _closes_question(sentence, token.index):
            return token.index - 1
        if token.lower in CONJUNCTIONS and _asks(sentence, token.index + 1):
            return token.index - 1
    return tokens[-1].index


def _closes_question(sentence: Sentence, comma: int) -> bool:
    """Behind the comma a conjunction, another question or the source of the news."""
    tokens, after = sentence.tokens, comma + 1
    if after >= len(tokens):
        return True
    following = tokens[after]
    if following.lower in CONJUNCTIONS or _is_speech(following) or following.lower == "как":
        return True
    if following.lower == "по" and tokens[after + 1].base in SOURCES:
        return True
    return _asks(sentence, after)


def _asks(sentence: Sentence, position: int) -> bool:
    about = question_about(sentence, position, frozenset({"о", "об", "по"}))
    return about is not None or question_at(sentence, position)


def _is_speech(token: Token) -> bool:
    return not words("report_verbs.tsv").isdisjoint({token.base} | lemmas(token.lower)) or token.base in words(
        "speech_verbs.tsv"
    )


def is_relative(sentence: Sentence, position: int) -> bool:
    """«который …», «в котором …», «ход которых …»."""
    return any(token.base in RELATIVES for token in sentence.tokens[position : position + 3])


def is_participial(sentence: Sentence, position: int) -> bool:
    """«[связанные] с поставками», «[не говорящих] по-русски», «[ранее достигнутых]»; no «[планируемую] поездку»."""
    tokens = sentence.tokens
    while position < len(tokens) - 1 and (tokens[position].upos in {"ADV", "PART"} or tokens[position].lower == "не"):
        position += 1
    token, following = tokens[position], tokens[position + 1 : position + 2]
    if token.upos != "VERB" or token.case is None or not following:
        return False
    return not (following[0].upos in NOMINAL | MODIFYING and following[0].case == token.case)


def behind_clause(sentence: Sentence, first: int) -> int | None:
    """The comma that closes the relative or participial clause which begins at `first`, if the list may go on there.

    Behind a relative clause only a conjunction goes on with the list: its own lists have commas too.
    """
    tokens = sentence.tokens
    relative = is_relative(sentence, first)
    for token in tokens[first + 1 : -1]:
        if token.text in {".", ";", ":"}:
            return None
        if token.text != ",":
            continue
        following = tokens[token.index + 1]
        goes_on = following.lower in CONJUNCTIONS and behind_joint(tokens, token.index) < len(tokens)
        if goes_on or not relative:
            return token.index
    return None
