"""What was discussed: phrases that a word of discussion governs, each coordinated one a topic of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from workers.doc import Doc, Sentence, Token
from workers.extraction.contexts import context_of, setting_of
from workers.extraction.facts import Context
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import rows, table, words
from workers.extraction.morphology import lemmas, parses
from workers.extraction.noun_groups import (
    NOMINAL,
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
from workers.extraction.topic_phrases import Demand, phrases

ABOUT = {"о": "Loc", "об": "Loc", "обо": "Loc", "по": "Dat", "про": "Acc", "на": "Loc", "относительно": "Gen"}
COPULAS = frozenset("стать становиться быть являться оказаться оставаться остаться".split())
STAND = frozenset("стоять значиться находиться оказаться быть оставаться числиться".split())
LINKS = frozenset("—–-:")
THEMES = frozenset("тема тематика повестка предмет вопрос".split())
CHIEF = frozenset("главный основной ключевой центральный первый отдельный важный".split())
MEETINGS = frozenset(
    "встреча визит переговоры саммит видеоконференция разговор контакт консультация созвон поездка".split()
)
MODAL_HEADS = frozenset("возможность вероятность вариант дата время место формат сроки срок вопрос предложение".split())
EXCHANGE = frozenset("мнение оценка взгляд информация соображение".split())
RAISED = frozenset("вопрос тема проблема".split())
TALKS = frozenset("диалог обсуждение дискуссия контакт раунд повестка общение круг сессия".split())
AUTHORITIES = frozenset("суд парламент дума депутат сенатор сейм акционер прокуратура прокурор судья присяжный".split())
# «заняла место»: the noun belongs to the verb.
PART_OF_VERB = frozenset({"место", "внимание"})
PARENTHESES = (("в", "частности"), ("в", "том", "числе"), ("прежде", "всего"), ("кроме", "того"), ("среди", "прочего"))
# Holders of posts that take no «по» of their own («министр по делам …», «спецпредставитель по …» do).
PLAIN_POSTS = frozenset(
    "коллега президент премьер премьер-министр король канцлер посол гость глава губернатор мэр".split()
)
LISTED = frozenset("вопрос тема проблема направление аспект пункт момент задача".split())
REPORTERS = frozenset(
    "журналист корреспондент репортер агентство газета издание канал телеканал радио сми пресса".split()
)
# Nouns between the talk and «о» that have an «о» of their own.
CLAIMANTS = frozenset(
    "сообщение вопрос соглашение заявление закон договор меморандум решение информация данные".split()
)


@dataclass(frozen=True, slots=True)
class TopicSpan:
    """A topic as written (tokens `first` to `last` of the sentence) and the token that governs it (`anchor`)."""

    sentence: int
    anchor: int
    first: int
    last: int
    label: str
    context: Context
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Opening:
    """Where a topic phrase begins: the governing token, the first token of the phrase and what it must look like."""

    anchor: Token
    first: int
    demand: Demand


def find_topics(doc: Doc) -> tuple[TopicSpan, ...]:
    """All topics of the text in order; the same words are given once."""
    found: dict[tuple[int, int], TopicSpan] = {}
    for sentence in doc.sentences:
        for rule in RULES:
            for opening in rule(sentence):
                for span in _spans(doc, sentence, opening, rule.__name__):
                    found.setdefault((span.sentence, span.last), span)
    setting = setting_of([doc.text]) if found else {}
    in_order = sorted(found.values(), key=lambda span: (span.sentence, span.first))
    return tuple(replace(span, context=context_of(span.label, setting)) for span in in_order)


def _spans(doc: Doc, sentence: Sentence, opening: Opening, rule: str) -> Iterator[TopicSpan]:
    for first, last in _meaningful(sentence, opening):
        tokens = sentence.tokens[first : last + 1]
        label = _label(doc, tokens, opening.demand.case)
        yield TopicSpan(
            sentence.index, opening.anchor.index, first, last, label, "other",
            tokens[0].start, tokens[-1].end, rule,
        )  # fmt: skip


def _meaningful(sentence: Sentence, opening: Opening) -> Iterator[tuple[int, int]]:
    """The phrases of an opening, less empty ones; the list that explains an empty one stands for it."""
    for first, last in phrases(sentence, opening.first, opening.demand):
        tokens = sentence.tokens[first : last + 1]
        listed = _explained(sentence, last) if _is_empty(tokens) or _heads_list(sentence, tokens) else None
        if listed is not None:
            yield from _meaningful(sentence, Opening(opening.anchor, listed, Demand("Nom")))
        elif not _is_empty(tokens) and not _is_meeting_to_come(opening.anchor, tokens):
            yield first, last


def _heads_list(sentence: Sentence, tokens: tuple[Token, ...]) -> bool:
    """«проблемы района: [вывоз мусора], …»: the list stands for its heading."""
    following = sentence.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    nouns = [token.base for token in tokens if is_noun(token)]
    return bool(following) and following[0].text == ":" and nouns[0] in LISTED


def _is_empty(tokens: tuple[Token, ...]) -> bool:
    """«ряд вопросов», «вопросы, представляющие взаимный интерес»: says nothing."""
    content = [token for token in tokens if token.upos in NOMINAL | {"ADJ", "VERB", "NUM"}]
    return all(token.base in words("topic_empty.tsv") for token in content)


def _is_meeting_to_come(anchor: Token, tokens: tuple[Token, ...]) -> bool:
    """«возможность встречи», «дату визита», «договорились о встрече»: that they may meet is the meeting's status."""
    nouns = [token.base for token in tokens if token.upos in NOMINAL]
    agreed = anchor.base in {"договориться", "договариваться", "условиться"}
    if agreed and nouns[:1] and nouns[0] in MEETINGS | {"проведение", "организация", "продолжение"}:
        return not MEETINGS.isdisjoint(nouns[:2])
    return bool(nouns) and nouns[0] in MODAL_HEADS and not MEETINGS.isdisjoint(nouns[1:3])


def _explained(sentence: Sentence, last: int) -> int | None:
    """Where the list begins that explains an empty phrase: «три темы: [поставки]», «такие вопросы, как [поставки]»."""
    following = [token.lower for token in sentence.tokens[last + 1 : last + 4]]
    if following[:1] and following[0] in LINKS:
        return last + 2
    return last + 3 if following[:2] == [",", "как"] else None


def _label(doc: Doc, tokens: tuple[Token, ...], case: str) -> str:
    label = nominative(_as_demanded(tokens, case), doc.text, case=case)
    first = tokens[0]
    proper = first.upos == "PROPN" or first.text[1:2].isupper()
    return label if proper else label[:1].lower() + label[1:]


def _as_demanded(tokens: tuple[Token, ...], case: str) -> tuple[Token, ...]:
    """The words as the phrase was read: where the tagger gives the head another case than the sentence demands, neither
    its case nor its number counts, and what is coordinated inside is no second head."""
    head = next((i for i, token in enumerate(tokens) if is_noun(token)), 0)
    demanded = {"Nom", "Acc"} if case in {"Nom", "Acc"} else {case}
    first = tokens[head].index
    inner = tuple(_subordinate(token, first) for token in tokens[head + 1 :])
    if tokens[head].case in demanded:
        return (*tokens[: head + 1], *inner)
    feats = {name: value for name, value in tokens[head].feats.items() if name not in {"Case", "Number"}}
    return (*tokens[:head], replace(tokens[head], feats=feats), *inner)


def _subordinate(token: Token, head: int) -> Token:
    inside = token.deprel == "conj" and token.head != head and is_noun(token)
    return replace(token, deprel="nmod") if inside else token


# Where phrases begin.


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
    """Openings of a lexicon frame: a case («Gen») or prepositions («о|об»)."""
    prepositions = frozenset(frame.split("|"))
    if frame in {"Acc", "Nom"}:
        yield from _objects(sentence, anchor, frame)
    elif frame.istitle():
        yield from _in_case(sentence, anchor, frame)
    else:
        yield from _about(sentence, anchor, prepositions)


def _objects(sentence: Sentence, verb: Token, frame: str) -> Iterator[Opening]:
    """Direct object, or subject of a passive: by the tree where cases allow, else the next noun in order."""
    passive = frame == "Nom" or verb.feats.get("Voice") == "Pass" or verb.feats.get("Variant") == "Short"
    relations = {"nsubj"} if passive else {"obj"}
    hung = [
        child for child in sentence.children(verb) if child.relation in relations and child.base not in PART_OF_VERB
    ]
    hung = [child for child in hung if is_noun(child) and not is_animate(child)]
    ordered = _next_bare(sentence, verb, frozenset({"Nom"} if passive else {"Acc"}))
    demand = Demand("Nom" if passive else "Acc")
    if ordered is not None and (not hung or ordered.noun.index <= hung[0].index):
        yield Opening(verb, ordered.first, demand)
    elif hung:
        yield Opening(verb, left_edge(sentence, hung[0]), demand)


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
    return token.upos == "PART" or token.lower in {"и", "также"}


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
    return allowed and not titled and before.upos != "ADP" and group.noun.case == "Gen"


def _in_case(sentence: Sentence, anchor: Token, case: str) -> Iterator[Opening]:
    """«касался [квот]», «посвящена [торговле]», «обсуждение [поставок]»."""
    reach = 2 if anchor.upos == "NOUN" and case == "Gen" else 6
    for position in range(anchor.index + 1, min(anchor.index + reach, len(sentence.tokens))):
        token = sentence.tokens[position]
        if token.upos in {"ADP", "PUNCT"}:
            return
        group = group_at(sentence, position)
        if group is not None and case in group_cases(sentence, group):
            if not is_animate(group.noun):
                yield Opening(anchor, position, Demand(case))
            return


def _about(sentence: Sentence, anchor: Token, prepositions: frozenset[str]) -> Iterator[Opening]:
    """The first complement with one of the prepositions; participants and circumstances may stand between."""
    for token in sentence.tokens[anchor.index + 1 :]:
        ends = token.text in {";", ":", "—", "–"} or (token.upos == "VERB" and token.case is None)
        if ends and token.index != anchor.head:
            return
        is_preposition = token.upos == "ADP" or token.lower == "относительно"
        if is_preposition and token.lower in prepositions and _is_complement(sentence, anchor, token):
            yield Opening(anchor, token.index + 1, Demand(ABOUT[token.lower], prepositions))
            return


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
        plain = not is_office_head(governor) or governor.base in PLAIN_POSTS
        return plain and governor.base not in words("organisations.tsv") and not governor.is_capitalised
    return governor.base not in CLAIMANTS or governor.index < anchor.index


# Rules: each yields where topics begin.


def by_verb(sentence: Sentence) -> Iterator[Opening]:
    """«обсудили [поставки]», «были затронуты [вопросы]», «расспрашивали гостя о [полёте]»."""
    for token in sentence.tokens:
        lemma = _verb(token)
        if lemma is None or _is_negated(sentence, token):
            continue
        frame, condition, *_ = table("topic_verbs.tsv")[lemma]
        if CONDITIONS[condition](sentence, token):
            yield from demanded(sentence, token, frame)


def _verb(token: Token) -> str | None:
    """The lexicon's lemma, by the tagger or by the dictionary («обсуждены»)."""
    if token.upos not in {"VERB", "ADJ", "AUX"}:
        return None
    return next(
        (lemma for lemma in (token.base, *sorted(lemmas(token.lower))) if lemma in words("topic_verbs.tsv")), None
    )


def _is_negated(sentence: Sentence, verb: Token) -> bool:
    return verb.index > 0 and sentence.tokens[verb.index - 1].lower == "не"


def _always(sentence: Sentence, verb: Token) -> bool:
    return verb.feats.get("VerbForm") != "Part" or verb.feats.get("Variant") == "Short" or verb.base == "посвятить"


def _is_considered(sentence: Sentence, verb: Token) -> bool:
    """Courts and parliaments consider cases and laws without meeting anybody."""
    return _always(sentence, verb) and not any(subject.base in AUTHORITIES for subject in _subjects(sentence, verb))


def _is_joint(sentence: Sentence, verb: Token) -> bool:
    """Several did it, or it was done."""
    return _is_talk(sentence, verb) and verb.feats.get("VerbForm") != "Inf"


def _is_of_talk(sentence: Sentence, verb: Token) -> bool:
    """The subject is a talk or those who talked: «[разговор] касался квот», «[встреча], посвящённая квотам»."""
    subjects = list(_subjects(sentence, verb))
    if not subjects:
        return verb.number == "Plur" and verb.feats.get("VerbForm") == "Fin"
    return any(subject.base in talk_nouns() or is_animate(subject) for subject in subjects)


def _subjects(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Subjects of the verb or of the verb it is coordinated with; of a participle or a relative clause, its noun."""
    current: Token | None = verb
    for _ in range(3):
        if current is None:
            return
        own = [child for child in sentence.children(current) if child.relation == "nsubj" and child.base != "который"]
        yield from own
        if own or current.relation not in {"conj", "acl", "xcomp"}:
            return
        current = sentence.parent(current)
        if current is not None and is_noun(current):
            yield current
            return


@cache
def talk_nouns() -> frozenset[str]:
    return TALKS | {row[0] for row in rows("triggers.tsv") if row[1] == "noun"}


def _is_talk(sentence: Sentence, verb: Token) -> bool:
    """Several speak, or it is said to be done: plural, infinitive, passive; not in the present."""
    together = (
        verb.number == "Plur" or verb.feats.get("VerbForm") in {"Inf", "Conv"} or verb.feats.get("Voice") == "Pass"
    )
    return _always(sentence, verb) and together and verb.tense != "Pres"


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Somebody, not a reporter, is addressed: «рассказал [гостю] о музее»."""
    addressed = [child for child in sentence.children(verb) if child.case in {"Dat", "Acc"} and _may_be_person(child)]
    return any(child.base not in REPORTERS for child in addressed)


def _is_on_agenda(sentence: Sentence, verb: Token) -> bool:
    """«в [повестку] вошли …», «центральное [место] занял …»."""
    places = [child for child in sentence.children(verb) if child.base in {"повестка", "место"}]
    return any(place.base == "повестка" or any(c.base in CHIEF for c in sentence.children(place)) for place in places)


def _may_be_person(token: Token) -> bool:
    """By the tagger, or by the dictionary where the tagger does not know the word."""
    return (
        is_animate(token)
        or token.upos in {"PRON", "PROPN"}
        or any("anim" in parse.tag for parse in parses(token.lower))
    )


def _is_raised(sentence: Sentence, verb: Token) -> bool:
    """Questions and topics are raised, flags and prices too."""
    return any(child.base in RAISED for child in sentence.children(verb)) and _always(sentence, verb)


CONDITIONS: dict[str, Callable[[Sentence, Token], bool]] = {
    "any": _always, "considered": _is_considered, "joint": _is_joint, "raise": _is_raised, "agenda": _is_on_agenda,
    "subject": _is_of_talk, "talk": _is_talk, "told": _is_told,
}  # fmt: skip


def by_noun(sentence: Sentence) -> Iterator[Opening]:
    """«переговоры о [поставках]», «речь шла о [поставках]», «обменялись мнениями по [Ирану]»."""
    for token in sentence.tokens:
        if token.upos not in NOMINAL or token.base not in words("topic_nouns.tsv"):
            continue
        above = {head.base for head in sentence.ancestors(token)}
        if NOUN_CONDITIONS.get(token.base, any_noun)(sentence, token, above):
            yield from demanded(sentence, token, table("topic_nouns.tsv")[token.base][0])


def any_noun(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return True


def _is_exchanged(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return any(head.base.startswith("обмен") and head.tense != "Pres" for head in sentence.ancestors(noun))


def _is_going(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    """«речь идёт о …» in the present explains a word, unless it is said of a meeting."""
    verbs = [head for head in sentence.ancestors(noun) if head.base in {"идти", "пойти", "зайти"}]
    told = any(verb.tense != "Pres" or verb.lower.startswith("пойд") for verb in verbs[:1])
    return told or (bool(verbs) and any(token.base in talk_nouns() for token in sentence.tokens))


def _is_paid(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    paid = [head for head in sentence.ancestors(noun) if head.base.startswith("удел")]
    return any(head.tense == "Past" or head.feats.get("Voice") == "Pass" for head in paid[:1])


def _for_the_sake(sentence: Sentence, noun: Token, above: set[str]) -> bool:
    return any(child.lower in {"для", "на"} for child in sentence.children(noun))


NOUN_CONDITIONS: dict[str, Callable[[Sentence, Token, set[str]], bool]] = {
    **dict.fromkeys(EXCHANGE, _is_exchanged),
    "речь": _is_going, "внимание": _is_paid, "рассмотрение": _for_the_sake,
}  # fmt: skip


def by_theme(sentence: Sentence) -> Iterator[Opening]:
    """«главной темой стало [распределение воды]», «в повестке - [выборы]», «в центре внимания были [квоты]»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)):
            continue
        first = _behind_link(sentence, token)
        if first is not None:
            yield Opening(token, first, Demand("Nom"))


def _is_theme(sentence: Sentence, token: Token) -> bool:
    """«темой встречи», «на повестке дня», «ключевым вопросом»; no «на эту тему», «обсудили тему»."""
    found = THEMES & ({token.base} | lemmas(token.lower))
    if token.index > 0 and sentence.tokens[token.index - 1].lower == "среди":
        return bool(found)
    if not found or token.case in {"Acc", "Dat"} or token.upos not in {"NOUN", "ADJ"}:
        return False
    before = {child.base for child in sentence.children(token)}
    return "вопрос" not in found or not before.isdisjoint(CHIEF)


def _is_centre(sentence: Sentence, token: Token) -> bool:
    """«в центре внимания», «в фокусе переговоров»."""
    return token.lower in {"центре", "фокусе"} and token.index > 0 and sentence.tokens[token.index - 1].lower == "в"


def _behind_link(sentence: Sentence, theme: Token) -> int | None:
    """The token behind the copula, the dash or the colon; no other finite verb stands between."""
    for token in sentence.tokens[theme.index + 1 : theme.index + 14]:
        if token.text in LINKS or token.base in COPULAS | STAND:
            after = token.index + 1
            if after < len(sentence.tokens) and _is_link(sentence.tokens[after]):
                continue
            return after if after < len(sentence.tokens) else None
        if token.upos == "VERB" and token.case is None and token.base not in {"должный"}:
            return None
        if token.text in {",", ";"}:
            return None
    return None


def _is_link(token: Token) -> bool:
    return token.text in LINKS or token.base in COPULAS or token.lower in {"также", "и"}


def by_theme_behind(sentence: Sentence) -> Iterator[Opening]:
    """«[распределение воды] стало главной темой саммита»."""
    for token in sentence.tokens:
        if not (_is_theme(sentence, token) or _is_centre(sentence, token)) or token.case not in {"Ins", "Loc"}:
            continue
        governor = token if token.upos != "VERB" and _has_copula(sentence, token) else sentence.parent(token)
        if governor is None or not (governor == token or governor.base in COPULAS | STAND):
            continue
        for child in sentence.children(governor):
            if child.relation == "nsubj" and child.index < token.index and not is_animate(child):
                yield Opening(token, left_edge(sentence, child), Demand("Nom"))


def _has_copula(sentence: Sentence, token: Token) -> bool:
    return any(child.relation == "cop" for child in sentence.children(token))


def on_theme(sentence: Sentence) -> Iterator[Opening]:
    """«поговорили на тему [миграции]», «вопрос [границы]» in the demanded case."""
    for token in sentence.tokens[1:]:
        before = sentence.tokens[token.index - 1]
        if token.lower in {"тему", "темы"} and before.lower == "на":
            yield from _in_case(sentence, token, "Gen")


RULES: list[Callable[[Sentence], Iterator[Opening]]] = [by_verb, by_noun, by_theme, by_theme_behind, on_theme]
