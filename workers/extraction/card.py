"""A meeting as a short readable card in Russian, out of its JSON form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

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


def card(meeting: MeetingFact | Record, text: str | None = None) -> str:
    """Who sat on which side, when, where, what about, who said what; with the source `text`, also the words and the
    rule behind every value."""
    record = to_json(meeting) if isinstance(meeting, MeetingFact) else meeting
    kind, gender = KINDS[record["kind"]]
    lines = [f"{kind} {STATUSES[record['status']][gender]}{_confidence(record)}"]
    for heading, value in (("Когда", _when(record["date"])), ("Где", _where(record["place"]))):
        lines += [f"  {heading}: {value}"] if value else []
    lines += _participants(record["participants"], text)
    lines += _section("Темы", map(_topic, record["topics"]))
    lines += _section("Сказано", map(_statement, record["statements"]))
    lines += [f"  По слову: «{record['trigger']['text']}»"]
    if text is not None:
        topics = [item for topic in record["topics"] for item in topic.get("evidence", ())]
        lines += _explained([*record.get("evidence", ()), *topics], text, "    ")
    return "\n".join(lines)


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


def _participants(participants: Sequence[Record], text: str | None) -> list[str]:
    lines = []
    for side, heading in SIDES.items():
        for participant in participants:
            if participant.get("side") == side:
                lines.append(f"  {heading}: {_participant(participant)}")
                lines += _explained(participant.get("evidence", ()), text, "    ") if text is not None else []
    return lines


def _participant(participant: Record) -> str:
    name, country = participant.get("name"), participant.get("country")
    office = [participant.get(key) for key in ("role", "organisation", "rank")]
    office += [country] if country != name else []
    described = ", ".join(value for value in office if value)
    return " - ".join(value for value in (name, described) if value)


def _topic(topic: Record) -> str:
    return f"{topic['label']} [{CONTEXTS[topic['context']]}]"


def _statement(statement: Record) -> str:
    speaker = statement.get("speaker") or "Без имени"
    verb = f" ({statement['verb']})" if statement.get("verb") else ""
    quoted = f"«{statement['text']}»" if statement["kind"] == "direct" else statement["text"]
    return f"{speaker}{verb}: {quoted}"


def _section(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"    - {item}" for item in items]
    return [f"  {heading}:", *lines] if lines else []


def _explained(evidence: Iterable[Record], text: str, indent: str) -> list[str]:
    return [
        f"{indent}{item['field']} <- «{' '.join(text[item['start'] : item['end']].split())}» ({item['rule']})"
        for item in evidence
    ]
