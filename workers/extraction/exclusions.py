"""Uses of the words for meetings that name none: contests, acceptance of things, interviews, sights, boilerplate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from workers.doc import Doc, Sentence, Token
from workers.extraction.gazetteer import city_at, country_at
from workers.extraction.lexicon import rows, table, words
from workers.extraction.morphology import is_inanimate, lemmas
from workers.extraction.offices import is_office_head, is_organisation_head
from workers.extraction.triggers import Trigger, candidates


def find_triggers(doc: Doc) -> Iterator[Trigger]:
    """The words of the text that name meetings, outside lists of links."""
    links = frozenset(_links(doc))
    for trigger in candidates(doc):
        if trigger.sentence.paragraph not in links and not any(excludes(trigger) for excludes in EXCLUSIONS):
            yield trigger


def _links(doc: Doc) -> Iterator[int]:
    """Paragraphs of other texts: «Читайте также: …», and the headlines under such a line."""
    listing = False
    for paragraph, sentences in _paragraphs(doc):
        opening = doc.text[sentences[0].start : sentences[-1].end].lower().replace("ё", "е")
        marker = next((row[0] for row in rows("link_lists.tsv") if opening.startswith(row[0])), None)
        if marker:
            listing = len(opening) <= len(marker) + 3
            yield paragraph
        elif listing and opening[-1:] not in {".", "!"}:
            yield paragraph
        else:
            listing = False


def _paragraphs(doc: Doc) -> Iterator[tuple[int, list[Sentence]]]:
    numbers = dict.fromkeys(sentence.paragraph for sentence in doc.sentences)
    for number in numbers:
        yield number, [sentence for sentence in doc.sentences if sentence.paragraph == number]


def is_contest(trigger: Trigger) -> bool:
    """«встреча «Спартака» и «Зенита»», «встретились в финале»: sport, unless a post-holder stands in the sentence."""
    if trigger.token.base not in {"встреча", "встретиться", "встречаться", "принять", "принимать"}:
        return False
    here = {token.base for token in trigger.sentence.tokens}
    around = {token.base for sentence in trigger.surroundings for token in sentence.tokens}
    contest = bool(here & words("contests.tsv")) or len(around & words("contests.tsv")) >= 2
    return contest and not here & OFFICIAL_WORDS


def is_reception_of_things(trigger: Trigger) -> bool:
    """«принять закон, решение, участие, меры»: an object without a soul."""
    if trigger.frame != "receive":
        return False
    if trigger.token.feats.get("VerbForm") == "Part" and trigger.token.feats.get("Variant") != "Short":
        received = trigger.sentence.parent(trigger.token)
        return received is None or not (is_office_head(received) or received.base in table("groups.tsv"))
    objects = [
        child
        for child in trigger.children
        if child.relation in {"obj", "nsubj"} and child.case in {"Acc", "Nom", "Gen"}
    ]
    things = [child for child in objects if child.base in THINGS_TO_ACCEPT or _is_thing(child)]
    return bool(things) or any(
        token.base in THINGS_TO_ACCEPT
        for token in trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 3]
    )


def _is_thing(token: Token) -> bool:
    """«критику болельщиков», «жалобы»: no people, no body of people."""
    bodies = token.base in table("groups.tsv") or token.is_capitalised
    return token.relation == "obj" and token.upos == "NOUN" and not bodies and is_inanimate(token.base)


def is_courtship(trigger: Trigger) -> bool:
    """«стал встречаться с актёром», «встречался с сестрой невесты»: a love affair."""
    if trigger.token.base != "встречаться":
        return False
    above = trigger.sentence.parent(trigger.token)
    began = above is not None and above.base in {"стать", "начать"} and trigger.token.feats.get("VerbForm") == "Inf"
    return began or any(token.base in LOVE for token in trigger.sentence.tokens)


def is_rumour(trigger: Trigger) -> bool:
    """«разговоры о визите»: what people say."""
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 2]
    about = any(token.lower in {"о", "об"} for token in following)
    return trigger.token.base == "разговор" and trigger.token.number == "Plur" and about


def is_enlistment(trigger: Trigger) -> bool:
    """«принял на борт», «приняли на работу», «принят в партию», «принял на себя»: no guests."""
    if trigger.frame != "receive":
        return False
    tokens = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 4]
    return any(
        token.lower in {"на", "в", "во", "к"} and (following.base in ENLISTING or following.lower == "себя")
        for token, following in pairwise(tokens)
    )


def is_reception_at_clinic(trigger: Trigger) -> bool:
    """«прием граждан», «прием заявок», «торжественный прием по случаю»: no talks without a named guest."""
    if trigger.token.base != "прием":
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 2]
    return bool(following) and following[0].base in THINGS_TO_ACCEPT | {
        "пища",
        "лекарство",
        "заявка",
        "документ",
        "ставка",
    }


def is_meeting_of_date(trigger: Trigger) -> bool:
    """«встреча Нового года», «встреча рассвета»."""
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 4]
    return trigger.token.base == "встреча" and any(
        token.base in {"год", "рассвет", "весна", "праздник", "рождество", "поезд"} for token in following[:2]
    )


ENLISTING = frozenset(
    "борт работа служба учет вооружение хранение эксплуатация состав партия член ряд гражданство сведение школа обучение"
    " баланс штат союз больница стационар отделение вуз лагерь".split()
)
OFFICIAL_WORDS = frozenset(
    "министр президент премьер губернатор посол глава председатель мэр секретарь директор руководство чиновник"
    " руководитель владелец основатель".split()
)
THINGS_TO_ACCEPT = frozenset(
    "закон законопроект решение участие мера резолюция постановление бюджет декларация заявление план программа"
    " присяга поправка документ вызов приглашение предложение условие отставка внимание сторона вид ислам христианство"
    " душ ванна лекарство форма стратегия указ обязательство заявка эстафета роды бой парад экзамен кодекс конституция"
    " извинение поздравление соболезнование удар смерть груз рейс".split()
)


def is_other_exchange(trigger: Trigger) -> bool:
    """«обменялись ударами»: only opinions make talks of an exchange."""
    if not trigger.token.base.startswith("обмен"):
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 3]
    return not any(token.base in {"мнение", "взгляд", "оценка"} for token in following)


def is_intention(trigger: Trigger) -> bool:
    """«собирается приехать», «собрали гостей»: the verb means to intend, or has an object."""
    if trigger.token.base not in {"собраться", "собираться"}:
        return False
    return trigger.token.number != "Plur" or any(
        child.relation in {"xcomp", "csubj", "obj"} for child in trigger.children
    )


def is_summary(trigger: Trigger) -> bool:
    """«провел три встречи», «серия переговоров»: told one by one elsewhere; its place serves them all."""
    governor = trigger.sentence.parent(trigger.token)
    counted = any(child.relation == "nummod" for child in trigger.children)
    listed = governor is not None and governor.base in {"серия", "ряд", "череда", "несколько"}
    return trigger.frame == "talks" and (counted or listed)


def is_sightseeing(trigger: Trigger) -> bool:
    """«посетил музей»: a visit is one to a city or a country."""
    if trigger.frame != "visit" or not trigger.is_verb:
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 6]
    sights = (child for child in trigger.children if child.relation == "obj")
    if any(not _is_place_name(trigger.sentence, child) for child in sights):
        return True
    return not any(country_at(trigger.sentence, t.index) or city_at(trigger.sentence, t.index) for t in following)


def _is_place_name(sentence: Sentence, token: Token) -> bool:
    return bool(country_at(sentence, token.index) or city_at(sentence, token.index)) or token.upos == "PROPN"


def is_leading_of_other(trigger: Trigger) -> bool:
    """«возглавил завод»: only who leads a delegation or stands for a side takes part in talks by that."""
    if trigger.token.base not in {"возглавить", "возглавлять", "представлять"}:
        return False
    tokens = trigger.sentence.tokens
    sides = any(token.base in {"делегация", "сторона", "миссия"} for token in tokens)
    states = trigger.token.base == "представлять" and any(country_at(trigger.sentence, token.index) for token in tokens)
    bodies = trigger.token.base == "представлять" and any(
        child.relation == "obj" and is_organisation_head(child) for child in trigger.children
    )
    return not (sides or states or bodies)


def is_forbidden(trigger: Trigger) -> bool:
    """«запрещено общаться со свидетелями»: a rule of conduct, no meeting."""
    return any(token.base.startswith(("запрет", "запрещ")) for token in trigger.sentence.ancestors(trigger.token))


def is_mere_speech(trigger: Trigger) -> bool:
    """«говорит эксперт», «речь на открытии»: talks only with a partner, by telephone, or «речь шла о …»."""
    token, sentence = trigger.token, trigger.sentence
    if token.base == "речь":
        above = sentence.parent(token)
        return above is None or above.base not in {"идти", "зайти", "пойти", "вестись", "заходить"}
    near = sentence.tokens[token.index + 1 : token.index + 4]
    partner = any(word.lower in {"с", "со"} for word in near[:2]) or any(word.base == "телефон" for word in near)
    return token.base == "говорить" and not partner


def is_estrangement(trigger: Trigger) -> bool:
    """«давно не разговаривали друг с другом»: a state, no meeting denied."""
    own = {child.lower for child in trigger.children}
    return trigger.is_verb and "не" in own and bool(own & {"давно", "никогда", "годами"})


def is_crowd_word(trigger: Trigger) -> bool:
    """«перед собравшимися», «встречающие»: a participle that has become a noun."""
    token = trigger.token
    used_as_noun = token.relation not in {"acl", "amod", "advcl"} and token.feats.get("Variant") != "Short"
    return token.feats.get("VerbForm") == "Part" and token.feats.get("Voice") != "Pass" and used_as_noun


def is_interview(trigger: Trigger) -> bool:
    """«сказал он в беседе с корреспондентом», «пообщался с журналистами»: the press asks, it is no side."""
    if trigger.token.base not in INTERVIEW_WORDS:
        return False
    following = trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 6]
    at = next((token.index for token in following if token.lower in {"с", "со"}), None)
    if at is None:
        return False
    partner = trigger.sentence.tokens[at + 1 : at + 4]
    stops = next((i for i, token in enumerate(partner) if token.text in {",", "и"}), len(partner))
    return any(_is_press(token) for token in partner[:stops])


def _is_press(token: Token) -> bool:
    return token.base in PRESS or token.lower.replace("ё", "е") in words("agencies.tsv")


def is_encounter(trigger: Trigger) -> bool:
    """«встретился с медведем», «встреча с прекрасным»: no people on the other side."""
    if trigger.token.base not in {"встреча", "встретиться", "встречаться", "повстречаться"}:
        return False
    partners = (child for child in trigger.children if child.case == "Ins")
    return any(bool(lemmas(child.lower) & words("animals.tsv")) or child.upos == "ADJ" for child in partners)


INTERVIEW_WORDS = frozenset(
    "беседа разговор общаться пообщаться беседовать побеседовать поговорить разговаривать".split()
)
LOVE = frozenset("невеста жених возлюбленный возлюбленная свадьба роман бойфренд помолвка".split())
PRESS = frozenset(
    "журналист корреспондент репортер пресса агентство газета издание телеканал радиостанция радио портал редакция"
    " журнал обозреватель сайт сми телерадиокомпания интернет-издание информагентство".split()
)
EXCLUSIONS: list[Callable[[Trigger], bool]] = [
    is_contest,
    is_reception_of_things,
    is_enlistment,
    is_reception_at_clinic,
    is_meeting_of_date,
    is_leading_of_other,
    is_intention,
    is_other_exchange,
    is_sightseeing,
    is_forbidden,
    is_crowd_word,
    is_interview,
    is_encounter,
    is_mere_speech,
    is_estrangement,
    is_rumour,
    is_courtship,
]
