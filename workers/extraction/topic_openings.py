"""Where topic phrases begin: the object, the case or the prepositions that a word of discussion governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.lexicon import words
from workers.extraction.morphology import lemmas
from workers.extraction.noun_groups import (
    Group,
    case_of,
    group_at,
    group_cases,
    is_animate,
    is_modifier,
    is_noun,
    starts_adjunct,
)
from workers.extraction.offices import is_office_head
from workers.extraction.topic_clauses import question_about, question_at
from workers.extraction.topic_continuations import Demand
from workers.extraction.topic_coordination import HEADINGS
from workers.extraction.topic_joints import behind_joint

ABOUT = {
    **dict.fromkeys("о об обо на".split(), "Loc"), "по": "Dat", "к": "Dat", "про": "Acc",
    "относительно": "Gen", "касательно": "Gen", "вокруг": "Gen", "насчет": "Gen",
}  # fmt: skip
OF_GENITIVE = frozenset("относительно касательно вокруг насчет".split())
# «по поводу», «на предмет»: prepositions of two words.
COMPOUND = {("по", "поводу"): "Gen", ("на", "предмет"): "Gen", ("на", "тему"): "Gen", ("в", "отношении"): "Gen"}
# Verbs that a noun of talk is the subject of.
LIGHT = frozenset(
    "идти пойти зайти вестись сделать делать делаться состояться пройти проходить начаться продолжаться завершиться"
    " возобновиться вращаться развернуться касаться сводиться свестись быть стать закончиться продолжиться".split()
)
# «заняла место»: the noun belongs to the verb.
PART_OF_VERB = frozenset({"место", "внимание"})
PARENTHESES = (("в", "частности"), ("в", "том", "числе"), ("прежде", "всего"), ("кроме", "того"), ("среди", "прочего"))
# Holders of posts that take no «по» of their own («министр по делам …», «спецпредставитель по …» do).
PLAIN_POSTS = frozenset(
    "коллега президент премьер премьер-министр король канцлер посол гость глава губернатор мэр".split()
)
# Nouns between the talk and «о» that have an «о» of their own.
CLAIMANTS = frozenset(
    "сообщение вопрос соглашение заявление закон договор меморандум решение информация данные".split()
)


@dataclass(frozen=True)
class Opening:
    """Where a topic phrase begins: the governing token, the first token of the phrase and what it must look like."""

    anchor: Token
    first: int
    demand: Demand


def left_edge(sentence: Sentence, noun: Token) -> int:
    """The first of the modifiers right before a noun."""
    first = noun.index
    while first > 0:
        token = sentence.tokens[first - 1]
        joined = token.text in {",", "и"} and first > 1 and sentence.tokens[first].upos == "ADJ"
        joined = joined and sentence.tokens[first - 2].upos == "ADJ" and _agrees(sentence.tokens[first - 2], noun)
        if not joined and not (is_modifier(token) and _agrees(token, noun)):
            break
        first -= 1
    return first


def _agrees(modifier: Token, noun: Token) -> bool:
    direct = {"Nom", "Acc"}
    alike = modifier.case == noun.case or {modifier.case, noun.case} <= direct
    return modifier.head == noun.index or alike or modifier.lower in {"их", "его", "ее"}


def demanded(sentence: Sentence, anchor: Token, frame: str) -> Iterator[Opening]:
    """Openings of a lexicon frame: a case («Gen») or prepositions («о|об», «на:Acc»)."""
    if frame in {"Acc", "Nom"}:
        yield from _objects(sentence, anchor, frame)
    elif frame.istitle():
        yield from in_case(sentence, anchor, frame)
    else:
        prepositions, _, case = frame.partition(":")
        yield from _about(sentence, anchor, frozenset(prepositions.split("|")), case)


def _objects(sentence: Sentence, verb: Token, frame: str) -> Iterator[Opening]:
    """Direct object, or subject of a passive: by the tree where cases allow, else the next noun in order."""
    passive = frame == "Nom" or verb.feats.get("Voice") == "Pass" or verb.feats.get("Variant") == "Short"
    relations = {"nsubj"} if passive else {"obj"}
    hung = [
        child for child in sentence.children(verb) if child.relation in relations and child.base not in PART_OF_VERB
    ]
    hung = [child for child in hung if is_noun(child) and not is_animate(child)] or _fronted(sentence, verb)
    ordered = _next_bare(sentence, verb, frozenset({"Nom"} if passive else {"Acc"}))
    demand = Demand("Nom" if passive else "Acc")
    question = _question(sentence, verb)
    listed = _listed(sentence, ordered)
    if listed is not None:
        yield Opening(verb, listed, Demand("Nom"))
    elif question is not None and (ordered is None or ordered.first >= question):
        yield Opening(verb, question, demand)
    elif ordered is not None and (not hung or ordered.noun.index <= hung[0].index):
        yield Opening(verb, ordered.first, demand)
    elif hung:
        yield Opening(verb, left_edge(sentence, hung[0]), demand)


def _fronted(sentence: Sentence, verb: Token) -> list[Token]:
    """«[Вопросы торговли] обсудили в Баку»: an object that the parser takes for the subject."""
    subjects = [child for child in sentence.children(verb) if child.relation == "nsubj" and child.index < verb.index]
    return [child for child in subjects if child.base in HEADINGS and verb.number == "Plur"]


def _listed(sentence: Sentence, group: Group | None) -> int | None:
    """«обсудили следующее: [1) …]»: the start of the list."""
    if group is None or group.noun.base not in {"следующий", "следующее", "такой"}:
        return None
    colon = group.noun.index + 1
    tokens = sentence.tokens
    if colon + 1 >= len(tokens) or tokens[colon].text != ":":
        return None
    first = behind_joint(tokens, colon + 1)
    return first if first < len(tokens) else None


def _question(sentence: Sentence, verb: Token) -> int | None:
    """«обсудили на встрече, [как] …»: the start of the clause, no other verb before it."""
    for token in sentence.tokens[verb.index + 1 : -1]:
        if token.text in {";", ":"} or (token.upos == "VERB" and token.case is None):
            return None
        if token.text == "," and question_at(sentence, token.index + 1):
            return token.index + 1
    return None


def _next_bare(sentence: Sentence, anchor: Token, demanded: frozenset[str]) -> Group | None:
    """The next inanimate noun without preposition that may stand in a demanded case; other arguments are passed over.

    One that the tagger takes for a genitive of the noun before it serves if there is no other.
    """
    position, tokens = anchor.index + 1, sentence.tokens
    doubtful: Group | None = None
    while position < len(tokens):
        if (behind := _past_parenthesis(tokens, position)) is not None:
            position = behind
            continue
        if _is_particle(tokens[position], anchor):
            position += 1
            continue
        prepositional = tokens[position].upos == "ADP"
        group = group_at(sentence, position + prepositional)
        if group is None:
            return doubtful
        if not prepositional and _may_be_object(sentence, group, demanded, anchor):
            return group
        if not prepositional and doubtful is None and _may_be_doubtful(sentence, group, demanded):
            doubtful = group
        position = group.noun.index + 1
    return doubtful


def _is_particle(token: Token, anchor: Token) -> bool:
    """«обсудили [также] …», «обсудили [подробно] …»; no «[полностью] автоматический …»."""
    if token.upos == "ADV":
        return token.head == anchor.index or token.lower in {"также", "еще", "тоже"}
    return token.upos == "PART" or token.lower in {"и", "также", "как"}


def _past_parenthesis(tokens: tuple[Token, ...], position: int) -> int | None:
    """Behind «, в частности,»."""
    if tokens[position].text != ",":
        return None
    for words_inside in PARENTHESES:
        end = position + 1 + len(words_inside)
        if tuple(token.lower for token in tokens[position + 1 : end]) == words_inside and end < len(tokens):
            return end + (tokens[end].text == ",")
    return None


def _may_be_object(sentence: Sentence, group: Group, demanded: frozenset[str], anchor: Token) -> bool:
    if is_animate(group.noun) or not group_cases(sentence, group) & demanded:
        return False
    return case_of(group.noun) in {*demanded, "Nom", "Acc", None} or group.noun.head == anchor.index


def _may_be_doubtful(sentence: Sentence, group: Group, demanded: frozenset[str]) -> bool:
    """«обсудил с жителями [проблемы района]», not «обсудил с министром обороны»."""
    before = sentence.tokens[group.first - 1]
    allowed = bool(group_cases(sentence, group) & demanded) and not is_animate(group.noun)
    titled = is_office_head(before) and before.base not in words("groups.tsv")
    return allowed and not titled and before.upos != "ADP" and before.case != "Loc" and group.noun.case == "Gen"


def in_case(sentence: Sentence, anchor: Token, case: str) -> Iterator[Opening]:
    """«касался [квот]», «посвящена [торговле]», «обсуждение [поставок]»."""
    reach = 2 if anchor.upos == "NOUN" and case == "Gen" else 6
    position = anchor.index + 1
    while position < min(anchor.index + reach, len(sentence.tokens)):
        if (behind := _past_parenthesis(sentence.tokens, position)) is not None:
            position, reach = behind, reach + behind - position
            continue
        token = sentence.tokens[position]
        if token.upos in {"ADP", "PUNCT"}:
            return
        group = group_at(sentence, position)
        if group is not None and case in group_cases(sentence, group):
            if not is_animate(group.noun):
                yield Opening(anchor, position, Demand(case))
            return
        position += 1


def _about(sentence: Sentence, anchor: Token, prepositions: frozenset[str], case: str) -> Iterator[Opening]:
    """The first complement with one of the prepositions; participants and circumstances may stand between."""
    tokens = sentence.tokens
    for token in tokens[anchor.index + 1 : -1]:
        marked = token.text in {";", ":", "—", "–"} and tokens[token.index + 1].lower not in prepositions
        ends = marked or (token.upos == "VERB" and token.case is None)
        if ends and token.index != anchor.head and not _is_light(token):
            return
        question = question_about(sentence, token.index, prepositions)
        if question is not None:
            yield Opening(anchor, question, Demand(case or ABOUT[token.lower], prepositions))
            return
        if compound := COMPOUND.get((token.lower, tokens[token.index + 1].lower)):
            yield Opening(anchor, token.index + 2, Demand(compound))
            return
        is_preposition = token.upos == "ADP" or token.lower in OF_GENITIVE
        if is_preposition and token.lower in prepositions and _is_complement(sentence, anchor, token):
            yield Opening(
                anchor, token.index + 1, Demand(case or ABOUT[token.lower], prepositions, people=token.lower != "по")
            )
            return


def _is_light(verb: Token) -> bool:
    """«переговоры [идут] о …», «упор [сделан] на …»: the verb goes with the noun before it."""
    return not LIGHT.isdisjoint({verb.base} | lemmas(verb.lower))


def _is_complement(sentence: Sentence, anchor: Token, preposition: Token) -> bool:
    group = group_at(sentence, preposition.index + 1)
    if group is None or starts_adjunct(sentence.tokens, preposition.index):
        return False
    if preposition.lower == "по" and group.noun.base in words("topic_circumstances.tsv"):
        return False
    if group.noun.case == "Nom" and group.noun.upos != "PROPN":
        return False
    before = sentence.tokens[preposition.index - 1]
    governor = sentence.parent(group.noun)
    if before == anchor or governor is None or governor == anchor or anchor in sentence.children(governor):
        return True
    if preposition.lower == "по":
        plain = not is_office_head(governor) or governor.base in PLAIN_POSTS or governor.number == "Plur"
        return plain and governor.base not in words("organisations.tsv") and not governor.is_capitalised
    return governor.base not in CLAIMANTS or governor.index < anchor.index
