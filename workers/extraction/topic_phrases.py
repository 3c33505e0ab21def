"""Noun phrases that a governing word demands in a case: how far each one reaches, and where a coordinated one begins.

The tree is asked where cases leave a choice; where they do not, cases decide, for attachment is what parsers get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from workers.doc import Sentence, Token
from workers.extraction.lexicon import rows, words
from workers.extraction.morphology import cases, parses
from workers.extraction.offices import is_office_head

NOMINAL = frozenset({"NOUN", "PROPN", "X", "SYM"})
MODIFYING = frozenset({"ADJ", "DET", "NUM"})
JOINTS = frozenset("и или а также плюс".split())
EMPHASIS = (("в", "том", "числе"), ("в", "частности"), ("включая",), ("среди", "которых"))
WEEKDAYS = frozenset("понедельник вторник среда четверг пятница суббота воскресенье".split())
OPEN, CLOSE = "«“„\"'", "»”“\"'"
LONGEST_MODIFIERS = 14
# Heads that take a list of genitives: «вопросы безопасности и поставки зерна».
GENERAL = frozenset(
    "вопрос ряд тема проблема аспект ход перспектива путь мера план итог результат условие"
    " возможность деталь направление круг спектр сфера область развитие динамика".split()
)
# Heads that share a complement: «состояние и [перспективы сотрудничества]».
SHARING = frozenset("состояние уровень темп порядок форма содержание ход итог перспектива динамика путь вопрос".split())
ACTIONS = ("ние", "тие")
PLACES = frozenset("регион мир страна город область район край республика территория столица".split())
COMPLEMENTED = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "NUM", "DET", "X", "SYM"})


@dataclass(frozen=True)
class Demand:
    """What governs a phrase: the case (UD) and the prepositions with which it may be repeated."""

    case: str
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """Modifiers and their noun: tokens `first` to `noun`."""

    first: int
    noun: Token


def phrases(sentence: Sentence, first: int, demand: Demand) -> Iterator[tuple[int, int]]:
    """First and last token of the phrase that starts at `first` and of those coordinated with it."""
    heads: list[Token] = []
    start: int | None = first
    while start is not None:
        phrase = Phrase.open(sentence, start, demand, tuple(heads))
        if phrase is None:
            return
        phrase.grow()
        yield phrase.first, phrase.last
        heads.append(phrase.head)
        start = phrase.following


def group_at(sentence: Sentence, first: int) -> Group | None:
    """The modifiers from `first` on and the noun they lead to: «военной, военно-технической и других [сферах]»."""
    tokens, position, participle = sentence.tokens, first, False
    while position < min(len(tokens), first + LONGEST_MODIFIERS):
        token = tokens[position]
        if is_noun(token) and token.text not in "%№":
            return Group(first, token)
        participle = participle or (token.upos == "VERB" and token.case is not None)
        if token.upos == "ADP" and participle:
            inner = group_at(sentence, position + 1)
            if inner is None:
                return None
            position = inner.noun.index + 1
            continue
        if not (is_modifier(token) or token.upos == "ADV" or _joins_modifiers(tokens, position, first)):
            break
        position += 1
    return _substantive(tokens, first, position)


def _substantive(tokens: Sequence[Token], first: int, stop: int) -> Group | None:
    """Adjectives without a noun: «обмен [пленными]», «подготовка [рабочих]»."""
    last = tokens[stop - 1]
    standing = first < stop and last.upos in {"ADJ", "VERB"} and last.case is not None
    return Group(first, last) if standing else None


@lru_cache(maxsize=50_000)
def _only_noun(word: str) -> bool:
    """The dictionary knows the form as a noun's and as nothing else."""
    known = [parse for parse in parses(word) if parse.is_known]
    return bool(known) and all(parse.tag.POS == "NOUN" for parse in known)


def is_noun(token: Token) -> bool:
    """A noun by the tagger, or by the dictionary where the tagger takes it for a verb or an adjective."""
    return token.upos in NOMINAL or (token.upos in {"VERB", "ADJ", "ADV"} and _only_noun(token.lower))


def is_modifier(token: Token) -> bool:
    """Adjectives, pronouns that stand as such, numbers, participles, «№»."""
    if token.upos in MODIFYING or token.text in {"№", "«", "“", "„"}:
        return True
    return (token.upos == "VERB" and token.case is not None) or token.lower in {"их", "его", "ее"}


def _joins_modifiers(tokens: tuple[Token, ...], position: int, first: int) -> bool:
    """«,» or «и» between two modifiers."""
    if tokens[position].text != "," and tokens[position].lower not in {"и", "или"}:
        return False
    around = tokens[position - 1 : position] + tokens[position + 1 : position + 2]
    return position > first and len(around) == 2 and all(is_modifier(token) for token in around)


def case_of(token: Token) -> str | None:
    """The tagger's case, if the form may have it."""
    return token.case if token.case in possible_cases(token) else None


def possible_cases(token: Token) -> frozenset[str]:
    """The cases that the form may stand in, by the dictionary; of an unknown word, the tagger's."""
    known = cases(token.lower)
    return known or frozenset({token.case} if token.case else ())


def group_cases(sentence: Sentence, group: Group) -> frozenset[str]:
    """Cases that the noun and all its modifiers allow."""
    found = possible_cases(group.noun)
    for token in sentence.tokens[group.first : group.noun.index]:
        if token.upos in MODIFYING and token.case is not None and (own := cases(token.lower)):
            found = found & own or found
    return found


def is_animate(token: Token) -> bool:
    """A person, by the tagger or by the post."""
    animacy = token.feats.get("Animacy")
    return animacy == "Anim" or (animacy != "Inan" and is_office_head(token))


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text.replace("-", "").isalpha()


def starts_adjunct(tokens: Sequence[Token], position: int) -> bool:
    """«в ходе», «на встрече», «по телефону»: says when and where it was discussed, not what."""
    upcoming = " ".join(token.lower for token in tokens[position : position + 4]) + " "
    return any(upcoming.startswith(row[0] + " ") for row in rows("topic_adjuncts.tsv"))


@dataclass
class Phrase:
    """A phrase that grows to the right from its head, token group by token group."""

    sentence: Sentence
    first: int
    head: Token
    demand: Demand
    siblings: tuple[Token, ...] = ()
    last: int = 0
    following: int | None = None
    nouns: list[Token] = field(default_factory=list)

    @classmethod
    def open(cls, sentence: Sentence, first: int, demand: Demand, siblings: tuple[Token, ...]) -> Phrase | None:
        group = group_at(sentence, first)
        if group is None or not is_noun(group.noun) or (is_animate(group.noun) and group.noun.upos != "PROPN"):
            return None
        return cls(sentence, first, group.noun, demand, siblings, group.noun.index)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def anchored(self) -> frozenset[int]:
        """The head and the heads of the phrases coordinated with it before."""
        return frozenset({self.head.index, *(token.index for token in self.siblings)})

    def grow(self) -> None:
        position: int | None = self._past_quotes(self.head.index + 1)
        while position is not None and position < len(self.tokens):
            position = self._step(position)

    def _past_quotes(self, position: int) -> int:
        """A title whose opening mark stands among the modifiers is closed."""
        opened = any(token.text in "«“„" for token in self.tokens[self.first : position])
        if opened and position < len(self.tokens) and self.tokens[position].text in "»”“":
            self.last = position
            return position + 1
        return position

    def _step(self, position: int) -> int | None:
        """Take in what stands at `position`; the next position, or None at the end of the phrase."""
        token = self.tokens[position]
        if token.text == "," or token.lower in JOINTS:
            return self._joint(position)
        if token.text in OPEN:
            return self._title(position)
        if token.upos == "ADP":
            return self._prepositional(position)
        if self._is_dependent_infinitive(token):
            return self._take(token)
        return self._bare(position)

    def _take(self, token: Token) -> int:
        if token.feats.get("VerbForm") != "Inf":
            self.nouns.append(token)
        self.last = token.index
        return token.index + 1

    def _inside(self, token: Token) -> bool:
        """The tree hangs the token on a word of the phrase."""
        return any(self.first <= above.index < token.index for above in self._ancestors_within(token))

    def _ancestors_within(self, token: Token) -> Iterator[Token]:
        for above in self.sentence.ancestors(token):
            if above.upos in {"VERB", "AUX"} and above.case is None and not self.first <= above.index <= self.last:
                return
            yield above

    def _title(self, position: int) -> int | None:
        """«фестиваль «Белые ночи»»: to the closing mark."""
        for token in self.tokens[position + 1 :]:
            if token.text in CLOSE and token.index > position + 1:
                self.last = token.index
                return token.index + 1
        return None

    def _is_dependent_infinitive(self, token: Token) -> bool:
        """«возможность [провести] …»."""
        return token.feats.get("VerbForm") == "Inf" and self.first <= token.head < token.index

    def _bare(self, position: int) -> int | None:
        """A group without preposition: a genitive, or what the tree hangs on the phrase."""
        token = self.tokens[position]
        if token.upos in {"SCONJ", "AUX", "PUNCT", "PRON", "PART", "CCONJ", "INTJ"} or self._is_bare_date(position):
            return None
        group = group_at(self.sentence, position)
        if group is None:
            return self._loose_number(token)
        noun = group.noun
        if noun.relation == "nsubj" and is_animate(noun) and not self._inside(noun):
            return None
        if noun.base == "сторона" and group.first == noun.index:
            return None  # «… сотрудничества стороны обменялись»: the subject, whatever the tree says
        found = group_cases(self.sentence, group)
        if not ("Gen" in found or self._inside(noun) or self._may_be_governed(noun, found)):
            return None
        return self._take(noun)

    def _loose_number(self, token: Token) -> int | None:
        """«до 2030 [года]» is a group; a year or sum that ends the phrase stands alone."""
        return self._take(token) if token.upos in {"NUM", "X", "SYM"} and self._inside(token) else None

    def _may_be_governed(self, noun: Token, found: frozenset[str]) -> bool:
        """«обмен тренерами», «помощь населению»: right behind the head, in a case the head itself does not stand in."""
        behind = noun.index - self.last <= 3 and not is_animate(noun)
        return behind and bool(found & {"Ins", "Dat"}) and not found & {"Nom", "Acc"}

    def _is_bare_date(self, position: int) -> bool:
        """«… 9 декабря», «… вчера»: when it was discussed."""
        entity = self.sentence.entity_at.get(position)
        return entity is not None and entity.type in {"DATE", "TIME"} and not self._follows_genitive_head(position)

    def _follows_genitive_head(self, position: int) -> bool:
        """«бюджет 2025 года», «итоги первого полугодия»: a year or period in the genitive belongs to the noun."""
        group = group_at(self.sentence, position)
        if group is None:
            return False
        return group.noun.base in {"год", "квартал", "полугодие", "месяц", "век", "сезон", "лето"} and self._inside(
            group.noun
        )

    def _prepositional(self, position: int) -> int | None:
        """Preposition and group: a complement of the phrase unless it tells the circumstances of the talk."""
        if starts_adjunct(self.tokens, position):
            return None
        token, pronoun = self.tokens[position], self.tokens[position + 1 : position + 2]
        group = group_at(self.sentence, position + 1)
        if pronoun and pronoun[0].upos == "PRON" and pronoun[0].lower not in {"их", "его", "ее"}:
            return self._take(pronoun[0]) if self._inside(pronoun[0]) and pronoun[0].base != "который" else None
        if group is None or not self._is_complement(token, group.noun):
            return None
        return self._take(group.noun)

    def _is_complement(self, preposition: Token, noun: Token) -> bool:
        if preposition.lower in {"с", "со"} and self._is_partner(noun):
            return False
        if preposition.lower in {"в", "во"} and noun.base in WEEKDAYS:
            return False
        if self._inside(noun):
            return True
        at_once = preposition.index == self.last + 1
        place = self.sentence.entity_at.get(noun.index)
        circumstance = preposition.lower in {"в", "во"} and place is not None and place.type not in {"ORGANIZATION"}
        return at_once and noun.head != -1 and not (circumstance and place is not None and place.type == "CITY")

    def _is_partner(self, noun: Token) -> bool:
        """«обсудил поставки с [министром]»."""
        entity = self.sentence.entity_at.get(noun.index)
        named = entity is not None and entity.type in {"PERSON", "PROFESSION"}
        return named or is_office_head(noun) or (is_animate(noun) and not self._inside(noun))

    # Coordination.

    def _joint(self, position: int) -> int | None:
        """«,», «и», «а также»: one phrase goes on, or another one begins, or all ends."""
        after = self._after_joint(position)
        if after >= len(self.tokens):
            return None
        if emphasised := self._emphasised(after) or self._behind_aside(after):
            self.following = emphasised
            return None
        token = self.tokens[after]
        if starts_adjunct(self.tokens, after):
            return None
        if token.upos == "ADP":
            return self._joined_preposition(position, after)
        group = group_at(self.sentence, after)
        if group is None or self._belongs_elsewhere(group.noun):
            return None
        if self._is_participial(position, after):
            return self._relative(after)
        if self._shares_complement(position, group.noun):
            return self._take(group.noun)
        verdict = self._coordination(group)
        if verdict == "new":
            self.following = after
        return self._take(group.noun) if verdict == "inner" else None

    def _after_joint(self, position: int) -> int:
        while position < len(self.tokens) and self._is_joint(position):
            position += 1
        return position

    def _is_joint(self, position: int) -> bool:
        """«,», «и», «а также», «но и»."""
        token, following = self.tokens[position], self.tokens[position + 1 : position + 2]
        return (
            token.text == ","
            or token.lower in JOINTS
            or (token.lower == "но" and bool(following) and following[0].lower == "и")
        )

    def _emphasised(self, after: int) -> int | None:
        """«…, в том числе [поставки]»: the words behind are a topic of their own."""
        upcoming = tuple(token.lower for token in self.tokens[after : after + 3])
        phrase = next((words for words in EMPHASIS if upcoming[: len(words)] == words), None)
        if phrase is None:
            return None
        start = after + len(phrase)
        if start < len(self.tokens) and self.tokens[start].text in {"-", "—", "–"}:
            start += 1
        group = group_at(self.sentence, start)
        return start if group and group_cases(self.sentence, group) & {self.demand.case, "Nom", "Acc"} else None

    def _behind_aside(self, after: int) -> int | None:
        """«учений с участием войск, в том числе сил …, [организации визитов]»: the list goes on behind the aside."""
        upcoming = tuple(token.lower for token in self.tokens[after : after + 3])
        if not any(upcoming[: len(words)] == words for words in EMPHASIS):
            return None
        comma = next((token for token in self.tokens[after:] if token.text == ","), None)
        group = group_at(self.sentence, comma.index + 1) if comma else None
        fits = group is not None and self.demand.case in group_cases(self.sentence, group)
        return comma.index + 1 if comma is not None and fits else None

    def _joined_preposition(self, position: int, after: int) -> int | None:
        """«о поставках и [о ценах]» is a new phrase, «через Иран и [через Турцию]» goes on."""
        token = self.tokens[after]
        if token.lower in self.demand.prepositions and token.lower not in self._own_prepositions():
            self.following = after + 1
            return None
        group = group_at(self.sentence, after + 1)
        if group is None or starts_adjunct(self.tokens, after):
            return None
        repeated = token.lower in self._own_prepositions()
        return self._take(group.noun) if repeated or self._inside(group.noun) else None

    def _own_prepositions(self) -> set[str]:
        return {token.lower for token in self.tokens[self.first : self.last + 1] if token.upos == "ADP"}

    def _is_participial(self, position: int, after: int) -> bool:
        """«…, [связанные] с поставками» begins a relative clause; «…, [планируемую] поездку» does not."""
        token = self.tokens[after]
        if self.tokens[position].text != "," or token.upos != "VERB" or token.case is None:
            return False
        following = self.tokens[after + 1 : after + 2]
        return bool(following) and not (following[0].upos in NOMINAL | MODIFYING and following[0].case == token.case)

    def _relative(self, after: int) -> int | None:
        """A participle is taken in where the head says nothing without it: «вопросы, связанные с поставками»."""
        empty = {self.head.base, *(t.base for t in self.tokens[self.first : self.last + 1] if t.upos in NOMINAL)}
        return self._take(self.tokens[after]) if empty <= words("topic_empty.tsv") else None

    def _belongs_elsewhere(self, noun: Token) -> bool:
        """The subject or object of another clause: «обсудили поставки, министр отметил …»."""
        if is_animate(noun) and noun.upos == "NOUN":
            return not possible_cases(noun) & {"Gen", "Ins", "Dat"} or noun.case == "Nom"
        governor = self.sentence.parent(noun)
        if governor is None or noun.relation not in {"nsubj", "obj", "obl", "iobj"}:
            return False
        return governor.index > noun.index and governor.upos in {"VERB", "AUX"}

    def _coordination(self, group: Group) -> str:
        """«new» (a topic of its own), «inner» (goes on), or «none»."""
        found = group_cases(self.sentence, group)
        own = {"Acc", "Nom"} if self.demand.case in {"Acc", "Nom"} else {self.demand.case}
        inner = [noun for noun in self.nouns if (case_of(noun) or noun.case) in found]
        if not inner:
            return "new" if found & own else "none"
        if not found & own:
            return "inner"
        return "new" if self._outranks(group.noun, inner, own) else "inner"

    def _outranks(self, noun: Token, inner: Sequence[Token], own: set[str]) -> bool:
        """Both readings are open: likeness of meaning first, then of structure, then tag and tree."""
        nearest = inner[-1]
        if (is_animate(nearest) or _is_name(nearest)) and not (is_animate(noun) or noun.upos == "PROPN"):
            return noun.base not in PLACES
        if self._is_parallel(noun, nearest):
            return True
        tagged = case_of(noun) in own and case_of(noun) not in {other.case for other in inner}
        hung = noun.head in self.anchored
        return tagged if tagged == hung else tagged and noun.head not in {other.index for other in inner}

    def _shares_complement(self, position: int, noun: Token) -> bool:
        """«состояние и [перспективы сотрудничества]», «развитие и [укрепление связей]»: two heads, one complement."""
        bare = position == self.head.index + 1 and self.first == self.head.index
        kindred = self.head.base in SHARING or self.head.base.endswith(ACTIONS)
        alike = noun.base in SHARING | GENERAL or noun.base.endswith(ACTIONS)
        return bare and self.tokens[position].lower == "и" and kindred and alike and self._has_complement(noun)

    def _has_complement(self, noun: Token) -> bool:
        following = self.tokens[noun.index + 1 : noun.index + 2]
        complemented = bool(following) and (following[0].upos in COMPLEMENTED or is_noun(following[0]))
        return complemented and not starts_adjunct(self.tokens, noun.index + 1)

    def _is_parallel(self, noun: Token, nearest: Token) -> bool:
        """«разработка месторождений и [поставки газа]»: the head and the noun have complements, what lies between has none."""
        return self._has_complement(noun) and nearest == self.nouns[-1] and self.head.base not in GENERAL
