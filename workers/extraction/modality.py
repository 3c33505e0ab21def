"""Whether a meeting was held, is planned, is possible, was cancelled or is denied: tense, mood, negation, governing words."""

from __future__ import annotations

from collections.abc import Callable

from workers.doc import Sentence, Token
from workers.extraction.morphology import is_future_form
from workers.extraction.triggers import Trigger
from workers.extraction.verdicts import Verdict, View, is_predicative, view_of, word_status

HAPPENING = (
    "состоя",
    "прош",
    "проход",
    "проше",
    "произош",
    "проведен",
    "провел",
    "провод",
    "пройд",
    "состоит",
    "проведет",
    "проведут",
    "был",
    "начал",
    "заверш",
    "законч",
    "продолж",
    "вел",
    "ведут",
    "ведет",
    "идут",
    "шли",
    "длил",
    "продлил",
    "дал",
    "устроил",
    "сел",
    "сяд",
)
LIGHT = frozenset("провести проводить состояться пройти иметь быть вести участвовать присутствовать".split())
SUCCEEDING = frozenset({"смочь", "удаться", "суметь"})
BEFORE = frozenset({"перед", "до", "накануне", "преддверие", "преддверии"})
MOVING = ("перенес", "перенос", "отлож", "сдвин", "перелож", "перенест")
FALSEHOODS = frozenset(
    "ложь выдумка фейк вымысел фантазия слух провокация утка неправда чушь бред домысел дезинформация ложный".split()
)
PROGRAMMES = frozenset("программа график план повестка расписание".split())

__all__ = ["Verdict", "judge"]


def judge(trigger: Trigger) -> Verdict:
    """The status that this mention gives; weakly `held` where nothing speaks."""
    view = view_of(trigger)
    return next(verdict for rule in RULES if (verdict := rule(view)))


def not_excluded(view: View) -> Verdict | None:
    """«не исключил встречи», «не исключено, что встретятся»; «исключил встречу» denies it."""
    words = (*view.ruling, *([view.matrix] if view.matrix else []))
    word = next((token for token in words if token.base.startswith("исключ") and is_predicative(token)), None)
    if word is None:
        return None
    open_to_it = view.negated(word) or any(child.base == "нельзя" for child in view.sentence.children(word))
    return Verdict("possible" if open_to_it else "denied", word, "not_excluded")


def moved(view: View) -> Verdict | None:
    """«перенесена со среды на пятницу», «отложена до 5 мая»: planned for the new day."""
    for token in (*view.modifiers, *view.ruling):
        if token.base.startswith(MOVING) and _names_new_day(view.sentence, token):
            return Verdict("planned", token, "moved")
    return None


def _names_new_day(sentence: Sentence, verb: Token) -> bool:
    """«на пятницу», «до 5 мая» within the next words."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 10]:
        if token.lower in {"на", "до"} and token.index + 1 < len(sentence.tokens):
            following = sentence.tokens[token.index + 1]
            entity = sentence.entity_at.get(following.index)
            if following.text[:1].isdigit() or (entity is not None and entity.type == "DATE"):
                return True
    return False


def cancelled(view: View) -> Verdict | None:
    """«отменил встречу», «сорвались переговоры», «опроверг слухи о встрече»."""
    for token in (*view.modifiers, *view.ruling):
        status = word_status(token)
        if status in ("cancelled", "denied") and not view.negated(token):
            return Verdict(status, token, "cancelled")
    return None


def called_false(view: View) -> Verdict | None:
    """«назвал ложью сообщения о встрече», «слухи о встрече не подтвердились»."""
    for token in view.ruling:
        children = view.sentence.children(token)
        false = any(child.base in FALSEHOODS and child.case in {"Ins", "Nom"} for child in children)
        if false and (token.base in {"назвать", "называть", "счесть", "считать"} or token.base in FALSEHOODS):
            return Verdict("denied", token, "called_false")
        unconfirmed = token.base.startswith(("подтвердиться", "подтверждаться", "соответствовать"))
        if token.base in FALSEHOODS - {"слух"} or (unconfirmed and view.negated(token)):
            return Verdict("denied", token, "called_false")
    return None


def absent(view: View) -> Verdict | None:
    """«встречи в графике нет»."""
    word = next((token for token in view.ruling[:2] if token.lower in {"нет", "нету"}), None)
    return Verdict("denied", word, "absent") if word else None


def negated(view: View) -> Verdict | None:
    """«не встречался», «встреча не планируется»; «не состоится» cancels what was planned."""
    candidates = [view.verb, *(token for token in view.ruling if word_status(token) == "planned")]
    candidates += [token for token in view.ruling if token.base in SUCCEEDING]
    token = next((token for token in candidates if view.negated(token) and _is_predicate(view, token)), None)
    if token is None:
        return None
    any_at_all = any(child.base in {"никакой", "ни"} for child in view.trigger.children)
    called_off = token.base in {"состояться", "пройти"} and not view.trigger.is_verb and not any_at_all
    return Verdict("cancelled" if called_off else "denied", token, "negated")


def _is_predicate(view: View, token: Token) -> bool:
    """The negated word says something of the meeting itself, as «обсудил на встрече» does not."""
    if token == view.trigger.token:
        return True
    says = token.lower.startswith(HAPPENING) or word_status(token) is not None or token.base in LIGHT | SUCCEEDING
    return says and not view.is_setting and _applies(view, token)


def by_matrix(view: View) -> Verdict | None:
    """«отрицает, что встречался», «надеется, что встреча состоится», «допустил, что встретится»."""
    word = view.matrix
    status = word_status(word) if word is not None else None
    if word is None or status not in ("possible", "denied") or (status == "denied" and view.negated(word)):
        return None
    return Verdict(status, word, "by_matrix")


def modal(view: View) -> Verdict | None:
    """«может встретиться», «планирует встречу», «договорились встретиться», «предстоящая встреча»."""
    for token in (*view.modifiers, *_adverbs(view), *view.ruling):
        status = word_status(token)
        if status in ("planned", "possible") and _applies(view, token):
            return Verdict(status, token, "modal")
    return None


def _applies(view: View, token: Token) -> bool:
    """A governing word speaks of the meeting if it governs it as infinitive, object, subject or «о встрече»."""
    if token in view.trigger.children or token.head == view.verb.index:
        return True
    path = (view.trigger.token, *view.governors)
    below = path[path.index(token) - 1] if token in path else view.trigger.token
    direct = below.relation in {"xcomp", "ccomp", "csubj", "obj", "nsubj", "nmod", "obl", "acl", "amod", "iobj"}
    location = (
        below.relation == "obl"
        and view.preposition(below) in {"на", "в", "в ходе", "после", "по"}
        and below.case in {"Loc", "Dat"}
        and not token.base.startswith("пригла")
    )
    return direct and not location


def _adverbs(view: View) -> list[Token]:
    return [
        child
        for child in view.sentence.children(view.verb)
        if child.relation in {"advmod", "parataxis", "aux"}
        and (child.upos in {"ADV", "ADJ", "AUX"} or child.base in {"ожидаться", "планироваться", "предполагаться"})
        and not view.is_setting
    ]


def before_it(view: View) -> Verdict | None:
    """«перед встречей», «накануне переговоров»."""
    before = view.word_before
    if view.trigger.is_verb or before is None or before.lower not in BEFORE:
        return None
    return Verdict("planned", view.trigger.token, "before_it", weak=True)


def in_programme(view: View) -> Verdict | None:
    """«в программе визита - переговоры с премьером»: a point of a plan, without a verb."""
    if view.trigger.is_verb or any(is_predicative(token) for token in view.governors):
        return None
    words = view.sentence.tokens[: view.trigger.token.index]
    point = next((token for token in words if token.base in PROGRAMMES and token.case == "Loc"), None)
    return Verdict("planned", point, "in_programme") if point and point.index < 6 else None


def future(view: View) -> Verdict | None:
    """«встретится», «будет принят», «встреча, которая состоится»."""
    clauses = [child for child in view.modifiers if child.feats.get("VerbForm") == "Fin"]
    for verb in (*clauses, view.verb):
        helper = next((t for t in view.auxiliaries(verb) if t.tense == "Fut" or t.lower.startswith("буд")), None)
        if verb.tense == "Fut" or helper or _is_future_form(verb):
            happens = verb.lower.startswith(HAPPENING) or verb.base in LIGHT
            about = verb == view.trigger.token or (happens and (verb in clauses or not view.is_setting))
            return Verdict("planned", helper or verb, "future", weak=not about)
    return None


def _is_future_form(verb: Token) -> bool:
    """Perfective verbs in the present form are future, whatever the tagger says of them."""
    return verb.tense == "Pres" and verb.feats.get("VerbForm") == "Fin" and is_future_form(verb.text)


def present_of_plan(view: View) -> Verdict | None:
    """«завтра встречается», «встречается 5 мая»: the present tense with a word for a coming day."""
    if view.verb.tense != "Pres":
        return None
    words = {token.lower for token in view.trigger.clause}
    word = words & {"завтра", "послезавтра", "предстоящий", "следующей", "будущей"}
    return Verdict("planned", view.verb, "present_of_plan") if word else None


def past(view: View) -> Verdict | None:
    """«встретился», «встреча прошла»; «встретился бы» is possible."""
    verb = view.verb
    if verb.tense != "Past" and verb.feats.get("VerbForm") != "Conv":
        return None
    conditional = any(child.lower == "бы" for child in view.sentence.children(verb))
    if conditional and not view.is_setting:
        return Verdict("possible", verb, "conditional")
    about = verb == view.trigger.token or (verb.lower.startswith(HAPPENING) and not view.is_setting)
    return Verdict("held", verb, "past", weak=not about)


def present(view: View) -> Verdict | None:
    """«встречается», «идут переговоры»."""
    if view.verb.tense != "Pres":
        return None
    return Verdict("held", view.verb, "present", weak=view.verb != view.trigger.token)


def default(view: View) -> Verdict:
    return Verdict("held", view.trigger.token, "default", weak=True)


RULES: list[Callable[[View], Verdict | None]] = [
    not_excluded,
    moved,
    cancelled,
    called_false,
    absent,
    negated,
    by_matrix,
    modal,
    before_it,
    in_programme,
    future,
    present_of_plan,
    past,
    present,
    default,
]
