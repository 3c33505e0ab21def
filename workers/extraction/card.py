"""A meeting as a short readable card in Russian, out of its JSON form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from workers.doc import Doc
from workers.extraction.edges import edge_of
from workers.extraction.facts import MeetingFact, to_json

Record = Mapping[str, Any]

# Kind -> its name and the column of STATUSES that agrees with it in gender.
KINDS = {
    "in_person": ("Встреча", 1), "phone": ("Телефонный разговор", 0), "video": ("Видеоконференция", 1),
    "multilateral": ("Многосторонняя встреча", 1), "visit": ("Визит", 0),
}  # fmt: skip
STATUSES = {
    "held": ("состоялся", "состоялась"), "planned": ("запланирован", "запланирована"),
    "possible": ("возможен", "возможна"), "cancelled": ("отменён", "отменена"),
    "denied": ("отрицается", "отрицается"),
}  # fmt: skip
SIDES = {"host": "Принимает", "guest": "В гостях", "mediator": "Посредник", None: "Участвует"}
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTH_NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
CONTEXTS = {
    "military": "военное дело", "diplomatic": "дипломатия", "economic": "экономика", "energy": "энергетика",
    "trade": "торговля", "transport": "транспорт", "territorial": "территории", "peace_process": "мирный процесс",
    "sanctions": "санкции", "security": "безопасность", "terrorism": "терроризм", "migration": "миграция",
    "humanitarian": "гуманитарное", "health": "здравоохранение", "education": "образование", "culture": "культура",
    "sport": "спорт", "science": "наука", "environment": "экология", "agriculture": "сельское хозяйство",
    "elections": "выборы", "legal": "право", "media": "СМИ", "technology": "технологии", "space": "космос",
    "tourism": "туризм", "religion": "религия", "other": "прочее",
}  # fmt: skip


def card(meeting: MeetingFact | Record, doc: Doc | None = None) -> str:
    """Who sat on which side, when, where, what about, who said what; with the parsed text, also the words, the rule and
    the edge of the parse behind every value."""
    record = to_json(meeting) if isinstance(meeting, MeetingFact) else meeting
    kind, gender = KINDS[record["kind"]]
    lines = [f"{kind} {STATUSES[record['status']][gender]}{_confidence(record)}"]
    for heading, value in (("Когда", _when(record["date"])), ("Где", _where(record["place"]))):
        lines += [f"  {heading}: {value}"] if value else []
    lines += _participants(record["participants"], doc)
    lines += _topics(record["topics"], doc)
    lines += _statements(record["statements"], doc)
    lines += [f"  По слову: «{record['trigger']['text']}»"]
    # What was said is shown beside it.
    own = [item for item in record.get("evidence", ()) if item["field"] != "statement"]
    return "\n".join([*lines, *_explained(own, doc, "    ")])


def _confidence(record: Record) -> str:
    value = record.get("confidence")
    return "" if value is None else f" (уверенность {value:.2f})".replace(".", ",")


def _when(when: Record) -> str | None:
    days = _days(when.get("start"), when.get("end"), when.get("precision")) or when.get("text")
    return f"{days}, {when['time']}" if days and when.get("time") else days


def _days(start: str | None, end: str | None, precision: str | None) -> str | None:
    if start is None or end is None:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if precision == "year":
        return f"{first.year} год"
    if precision == "month":
        return f"{MONTH_NAMES[first.month - 1]} {first.year} года"
    return _day(first) if first == last else f"{_day(first)} - {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} года"


def _where(place: Record) -> str | None:
    return ", ".join(place[key] for key in ("venue", "city", "country") if place.get(key)) or None


def _participants(participants: Sequence[Record], doc: Doc | None) -> list[str]:
    lines = []
    for side, heading in SIDES.items():
        for participant in participants:
            if participant.get("side") == side:
                lines.append(f"  {heading}: {_participant(participant)}")
                lines += _explained(participant.get("evidence", ()), doc, "    ")
    return lines


def _participant(participant: Record) -> str:
    name, country = participant.get("name"), participant.get("country")
    office = [participant.get(key) for key in ("role", "organisation", "rank")]
    office += [country] if country != name else []
    described = ", ".join(value for value in office if value)
    return " - ".join(value for value in (name, described) if value)


def _topics(topics: Sequence[Record], doc: Doc | None) -> list[str]:
    lines = ["  Темы:"] if topics else []
    for topic in topics:
        lines.append(f"    - {topic['label']} [{CONTEXTS[topic['context']]}]")
        lines += _explained(topic.get("evidence", ()), doc, "      ")
    return lines


def _statements(statements: Sequence[Record], doc: Doc | None) -> list[str]:
    lines = ["  Сказано:"] if statements else []
    for statement in statements:
        lines.append(f"    - {_statement(statement)}")
        said = {"field": "statement", "start": statement["start"], "end": statement["end"], "rule": statement["kind"]}
        lines += _explained([said], doc, "      ")
    return lines


def _statement(statement: Record) -> str:
    speaker = statement.get("speaker") or "Без имени"
    verb = f" ({statement['verb']})" if statement.get("verb") else ""
    quoted = f"«{statement['text']}»" if statement["kind"] == "direct" else statement["text"]
    return f"{speaker}{verb}: {quoted}"


def _explained(evidence: Iterable[Record], doc: Doc | None, indent: str) -> list[str]:
    return [_explanation(item, doc, indent) for item in evidence] if doc is not None else []


def _explanation(item: Record, doc: Doc, indent: str) -> str:
    """«label <- «поставки зерна» (by_verb; поставки ←obj— обсудили)»."""
    words = " ".join(doc.text[item["start"] : item["end"]].split())
    edge = edge_of(doc, item["start"], item["end"])
    reason = f"{item['rule']}; {edge}" if edge else item["rule"]
    return f"{indent}{item['field']} <- «{words}» ({reason})"
