"""One mention of a meeting: the trigger with what its own sentence says of sides, status, kind, day and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from workers.doc import Token
from workers.extraction.actors import Actor
from workers.extraction.arguments import arguments_of
from workers.extraction.coreference import Coreference
from workers.extraction.facts import Kind, When
from workers.extraction.finder import ALL_SIDES, Argument
from workers.extraction.lexicon import words
from workers.extraction.modality import Verdict, judge
from workers.extraction.partners import has_partner
from workers.extraction.place_readings import Place
from workers.extraction.talk_arguments import ATTENDANCE
from workers.extraction.timing import Timeline
from workers.extraction.triggers import Trigger, takes_part

ANEW = frozenset("следующий очередной новый повторный вновь снова еще".split())
CONTINUING = ("продолж", "возобнов")
EARLIER = frozenset("последний прошлый предыдущий прежний предшествующий".split())
EARLIER_ADVERBS = frozenset("ранее раньше прежде неоднократно дотоле".split())
AGREEING = ("договор", "услов", "пригла")
FACE_TO_FACE = frozenset("встретиться встречаться увидеться встреча принять принимать визит саммит форум прием".split())
ENVOYS = ALL_SIDES | frozenset(
    "представитель губернатор премьер-министр посол мэр аким ректор директор сопредседатель спикер депутат делегация"
    " главнокомандующий замминистра вице-премьер архиерей".split()
)
REMOTE: list[tuple[Kind, tuple[str, ...]]] = [
    ("video", ("видеосвяз", "видеоконференц", "видеоформат", "онлайн", "дистанционн", "вкс", "видеозвон", "видеомост")),
    ("phone", ("телефон", "созвон")),
]
OLD_NEWS = timedelta(days=21)


@dataclass(frozen=True)
class Sighting:
    """One mention of a meeting with what its sentence says of it. `reference` is the text's reference day, if known.

    `clock` is the time of day, "HH:MM".
    """

    trigger: Trigger
    arguments: tuple[Argument, ...]
    verdict: Verdict
    kind: tuple[Kind, Token] | None
    when: When | None
    places: tuple[Place, ...]
    has_partner: bool = False
    reference: date | None = None
    clock: str | None = None

    @property
    def actors(self) -> list[Actor]:
        return [argument.actor for argument in self.arguments]

    @property
    def position(self) -> tuple[int, int]:
        return self.trigger.position

    @property
    def is_visit(self) -> bool:
        return self.trigger.frame == "visit"

    @property
    def is_anaphoric(self) -> bool:
        """All sides are meant by «они», «министры» or the like."""
        return len(self.arguments) >= 2 and all(argument.anaphoric for argument in self.arguments)

    @property
    def is_vague(self) -> bool:
        """«переговоры экспертов двух стран»: sides that only the text before tells."""
        return bool(self.arguments) and all(self._is_of_both(argument) for argument in self.arguments)

    def _is_of_both(self, argument: Argument) -> bool:
        mention = argument.mention
        stretch = self.trigger.sentence.tokens[mention.first : mention.last + 1]
        both = any(token.base in {"страна", "государство", "сторона"} for token in stretch)
        return mention.type == "group" and mention.country is None and both and argument.place != "with"

    @property
    def bare(self) -> Sighting:
        return replace(self, arguments=())

    @property
    def is_attendance(self) -> bool:
        """«в переговорах участвовали …»: adds to the meeting told before."""
        if self.trigger.frame == "attend":
            return True
        above = self.trigger.sentence.parent(self.trigger.token)
        if above is None or above.base not in ATTENDANCE or not all(a.place == "governor" for a in self.arguments):
            return False
        return above.base not in {"принять", "принимать"} or takes_part(self.trigger.sentence, above)

    @property
    def stands_alone(self) -> bool:
        """Names enough sides to be a meeting by itself."""
        if self.is_attendance:
            return False
        if self.is_visit:
            return bool(self.places) and any(_pays_visits(actor, self.trigger) for actor in self.actors)
        if self.trigger.frame == "receive":
            received = self.has_partner or any(argument.place == "object" for argument in self.arguments)
            people = any(actor.name or actor.offices for actor in self.actors) and not self.is_admission
            return received and people and len(self.arguments) + self.has_partner >= 2
        if self.trigger.token.base in {"рассмотреть", "рассматривать"} and any(
            actor.type != "person" for actor in self.actors
        ):
            return False  # «Токио и Пекин рассматривают возможность»: a mention of talks told elsewhere at most
        if self.trigger.token.base == "речь" and not any(argument.place == "with" for argument in self.arguments):
            return False  # «речь идёт о поставках» tells what was discussed, «с губернатором речь зашла» with whom
        return len(self.arguments) + self.has_partner >= 2 or self._is_among_many

    @property
    def is_admission(self) -> bool:
        """«готовы принять первых студентов, беженцев»: a crowd is taken in, some day."""
        guests = [argument for argument in self.arguments if argument.place == "object"]
        invited = any(a.actor.type == "person" or a.mention.head.base in ENVOYS for a in guests)
        receives = self.trigger.frame == "receive"
        return receives and not invited and self.verdict.status in ("planned", "possible")

    @property
    def _is_among_many(self) -> bool:
        """«встреча [глав МИД стран СНГ]», «[губернаторы двух областей] встретились»: one phrase names all sides."""
        return any(is_all_sides(argument, self.trigger) for argument in self.arguments)

    @cached_property
    def is_anew(self) -> bool:
        """«следующая встреча», «вновь встретятся», «переговоры продолжатся 5 мая»: one more meeting."""
        above = self.trigger.sentence.parent(self.trigger.token)
        goes_on = above is not None and above.base.startswith(CONTINUING) and self.when is not None
        own = (*self.trigger.children, *self._verb_children())
        marked = any(word.base in ANEW and word.relation in {"amod", "advmod", "det"} for word in own)
        round_of = above is not None and above.base in {"раунд", "этап", "тур", "серия", "встреча"}
        counted = self.trigger.sentence.children(above) if above is not None and round_of else ()
        return goes_on or marked or self._is_next_time or any(word.base in ANEW for word in counted)

    @property
    def _is_next_time(self) -> bool:
        """«в следующий раз соберутся»."""
        children = self.trigger.sentence.children
        times = (word for word in (*self.trigger.children, *self._verb_children()) if word.base == "раз")
        return any(child.base in ANEW for word in times for child in children(word))

    @cached_property
    def is_earlier(self) -> bool:
        """«в последний раз виделись», «предыдущая встреча», «до этого беседовали», or a day long before the text's."""
        if self.verdict.status not in ("held", "denied"):
            return False
        return self._is_called_earlier or self._is_old

    @property
    def _is_called_earlier(self) -> bool:
        token, sentence = self.trigger.token, self.trigger.sentence
        own = {child.index for child in (*self.trigger.children, *self._verb_children())}
        for i in own:
            word = sentence.tokens[i]
            following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else word
            if word.lower in EARLIER_ADVERBS and following.lower != "чем" and self.when is not None:
                return True
            if word.base == "раз" and any(child.base in EARLIER for child in sentence.children(word)):
                return True
            if word.lower == "этого" and i > 0 and sentence.tokens[i - 1].lower == "до":
                return True
            if word.base in EARLIER and word.head == token.index:
                return True
        return False

    def _verb_children(self) -> tuple[Token, ...]:
        """Children of the verb that the noun is subject or object of."""
        above = self.trigger.sentence.parent(self.trigger.token)
        direct = self.trigger.token.relation in {"nsubj", "obj"}
        return (
            self.trigger.sentence.children(above) if above is not None and direct and not self.trigger.is_verb else ()
        )

    @property
    def _is_old(self) -> bool:
        when, reference = self.when, self.reference
        return when is not None and when.end is not None and reference is not None and when.end < reference - OLD_NEWS

    @property
    def is_agreed(self) -> bool:
        """«условились о встрече», «договорились встретиться»: what the sides of this meeting agreed on."""
        strong = self.verdict.status in ("planned", "possible") and not self.verdict.weak
        return strong and self.verdict.token.base.startswith(AGREEING)

    @property
    def is_face_to_face(self) -> bool:
        remote = self.kind is not None and self.kind[0] in ("phone", "video")
        return not remote and self.trigger.token.base in FACE_TO_FACE


def is_all_sides(argument: Argument, trigger: Trigger) -> bool:
    """A plural that stands for both sides of the meeting: of a noun, or of a verb if it tells whom it comprises."""
    head = argument.mention.head
    if argument.mention.type != "group" or head.number != "Plur":
        return False
    if argument.place == "genitive":
        return head.base in ENVOYS
    tokens = trigger.sentence.tokens[head.index + 1 : trigger.token.index]
    gathering = trigger.token.base in {"собраться", "собираться", "съехаться"}
    comprises = gathering or any(
        token.lower == "и" or token.base in {"страна", "сторона", "государство"} for token in tokens
    )
    return (
        argument.place == "subject"
        and trigger.frame in {"with", "discuss"}
        and trigger.token.number == "Plur"
        and head.base in ENVOYS
        and comprises
    )


def _pays_visits(actor: Actor, trigger: Trigger) -> bool:
    """People; where the verb only says that they were there, holders of posts and delegations."""
    if actor.type not in {"person", "group"} or trigger.token.base in {"побывать", "бывать"}:
        return False
    return not trigger.is_verb or bool(actor.offices) or actor.type == "group" or bool(actor.rank)


def read(
    trigger: Trigger, coreference: Coreference, timeline: Timeline, places: Callable[[Trigger], Iterator[Place]]
) -> Sighting:
    verdict = judge(trigger)
    when = timeline.when(trigger, verdict)
    arguments = tuple(_fitting(trigger, arguments_of(trigger, coreference)))
    return Sighting(
        trigger,
        arguments=arguments,
        verdict=_planned_by_date(verdict, when, timeline.reference),
        kind=_kind(trigger),
        when=when,
        places=tuple(places(trigger)),
        has_partner=has_partner(trigger, arguments),
        reference=timeline.reference,
        clock=timeline.clock(trigger, verdict),
    )


def _fitting(trigger: Trigger, arguments: Sequence[Argument]) -> Iterator[Argument]:
    """Not the subject of another verb, where the tree gives the trigger one that no mention covers."""
    own = [child for child in trigger.children if child.relation == "nsubj" and child.upos in {"NOUN", "PROPN", "ADJ"}]
    foreign = trigger.is_verb and own and not any(a.mention.covers(child.index) for a in arguments for child in own)
    yield from (argument for argument in arguments if not foreign or argument.place != "subject")


def _planned_by_date(verdict: Verdict, when: When | None, reference: date | None) -> Verdict:
    """«Среда, 23 октября. Встреча с послом»: a day to come plans what no verb does."""
    coming = when is not None and when.start is not None and reference is not None and when.start > reference
    return replace(verdict, status="planned", rule="coming_day") if coming and verdict.rule == "default" else verdict


def _kind(trigger: Trigger) -> tuple[Kind, Token] | None:
    """By the trigger itself or the words around it («по телефону», «по видеосвязи»)."""
    if trigger.default_kind:
        return trigger.default_kind, trigger.token
    for kind, stems in REMOTE:
        word = next((token for token in trigger.clause if token.lower.startswith(stems)), None)
        if word and _is_nearest(trigger, word):
            return kind, word
    return None


def _is_nearest(trigger: Trigger, word: Token) -> bool:
    """No other word for a meeting stands closer: «встретился с A и поговорил по телефону с B»."""
    others = [token for token in trigger.clause if token.base in words("triggers.tsv")]
    distance = abs(word.index - trigger.token.index)
    return distance <= 12 and all(abs(word.index - other.index) >= distance for other in others)
