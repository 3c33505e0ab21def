"""The case and gender that the words around a name demand of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.mentions import Mention
from workers.extraction.morphology import is_feminine_doer

DEMANDED_CASE = {
    "с": "Ins",
    "со": "Ins",
    "к": "Dat",
    "ко": "Dat",
    "между": "Ins",
    "о": "Loc",
    "об": "Loc",
    "от": "Gen",
    "у": "Gen",
    "для": "Gen",
    "из": "Gen",
    "против": "Gen",
}
EVENT_NOUNS = frozenset("встреча переговоры беседа разговор визит консультация прием поездка аудиенция".split())
FEMININE_POSTS = frozenset(
    {
        "королева",
        "принцесса",
        "герцогиня",
        "супруга",
        "жена",
        "вдова",
        "дочь",
        "сестра",
        "леди",
        "певица",
        "актриса",
        "госпожа",
        "балерина",
        "директриса",
    }
)
MASCULINE_POSTS = frozenset(
    {
        "король",
        "принц",
        "герцог",
        "султан",
        "эмир",
        "шейх",
        "император",
        "патриарх",
        "муж",
        "сын",
        "брат",
        "папа",
        "митрополит",
        "епископ",
        "архиепископ",
        "супруг",
    }
)


def is_subject(sentence: Sentence, mention: Mention) -> bool:
    return (
        any(sentence.tokens[i].relation == "nsubj" for i in range(mention.first, mention.last + 1))
        and mention.case == "Nom"
    )


def as_nominative(token: Token) -> Token:
    """A name in apposition to a nominative post, whatever the tagger says of the rare word."""
    return replace(token, feats={**token.feats, "Case": "Nom"})


def is_feminine_accusative(token: Token) -> bool:
    """«Аллу», «Дзюбу»: never a genitive, whatever the tagger says of the post before."""
    return len(token.text) > 3 and token.lower.endswith(("у", "ю"))


def attested_words(doc: Doc, mentions: Iterable[Mention]) -> Iterator[str]:
    """Name words that stand as subjects in the nominative."""
    for mention in mentions:
        sentence = doc.sentences[mention.sentence]
        if mention.name and mention.case == "Nom" and is_subject(sentence, mention):
            yield from (token.lower for token in mention.name if token.case == "Nom")


def demanded_case(sentence: Sentence, mention: Mention) -> str | None:
    """The case that a preposition or the post before the name demands."""
    before = mention.first - 1
    while before >= 0 and sentence.tokens[before].upos in {"DET", "ADJ"}:
        before -= 1
    if before >= 0 and (case := DEMANDED_CASE.get(sentence.tokens[before].lower)):
        return case
    if (
        before >= 0
        and sentence.tokens[before].base in EVENT_NOUNS
        and sentence.tokens[before].index == mention.first - 1
    ):
        return "Gen"
    return mention.case if mention.office or mention.rank else None


def demanded_gender(sentence: Sentence, mention: Mention) -> str | None:
    if mention.office:
        if mention.office.token.base in FEMININE_POSTS or is_feminine_doer(mention.office.token.base):
            return "Fem"
        if mention.office.token.base in MASCULINE_POSTS:
            return "Masc"
    subject = next((token for token in mention.name if token.relation == "nsubj"), mention.head)
    verb = sentence.parent(subject)
    if verb is None or subject.relation != "nsubj" or verb.tense != "Past" or verb.number != "Sing":
        return None
    return verb.gender
