"""What resolution costs a document, with few and with a million meetings stored. Run by hand:

    python tests/benchmarks/ledger.py documents 10000          # one after the other: is the cost flat?
    python tests/benchmarks/ledger.py stored 1000000           # then 500 documents more

The database is the one of DATABASE_URL (default: a file under a temporary directory), emptied first. Facts are made here,
nothing is parsed. Times are of the process (CPU, without the database server's own) and of the wall clock.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eventapi.settings")
SCRATCH = tempfile.mkdtemp(prefix="ledger-benchmark-")
os.environ.setdefault("DATA_DIR", SCRATCH)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH}/ledger.sqlite3")

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from events import queue, resolution, store  # noqa: E402
from events.models import Attendance, Document, Guise, Meeting, Participant, Participation, Report  # noqa: E402
from events.resolution import guises  # noqa: E402
from events.submission import Submission, submit  # noqa: E402
from workers.extraction.facts import Evidence, Facts, MeetingFact, ParticipantFact, Trigger, When, Where  # noqa: E402

FIRST_DAY = date(2000, 1, 1)
GIVEN = "Иван Пётр Олег Анна Мария Сергей Лука Марко Томас Юхани Рауф Хасан Эльдар Давид Жан Карл Пол Ларс Мирко Георг".split()
BEGINNINGS = (
    "Бар Вел Гор Дан Жер Зал Кор Лом Мар Нор Пет Рам Сал Тор Фар Хас Чер Шар Бел Дор Каз Лев Мир Нов Пав Рог".split()
)
MIDDLES = "ав ев ин ол ас ит ун ер ок ад им ал ен ор уб ив ат ул".split()
ENDINGS = "ов енко ич ян адзе ский сон ман ини аев уль берг ко ас".split()
STATES = "RU KZ BY AM GE AZ UZ KG TJ TM TR IR CN IN JP FR DE IT ES PL".split()
BATCH = 50_000


def people(count: int) -> list[ParticipantFact]:
    """So many persons, each of another name, with a post and a state."""
    chance, found = random.Random(1), {}
    while len(found) < count:
        surname = chance.choice(BEGINNINGS) + chance.choice(MIDDLES) + chance.choice(MIDDLES) + chance.choice(ENDINGS)
        name = f"{chance.choice(GIVEN)} {surname}"
        state = chance.choice(STATES)
        evidence = (Evidence("name", 0, 5, "full_name"),)
        given = name.split()[0]
        found[name] = ParticipantFact(
            "person", name, given, surname=surname, role="посол", country=state, country_code=state, evidence=evidence
        )
    return list(found.values())


def facts(host: ParticipantFact, guest: ParticipantFact, day: date, city: str) -> Facts:
    when, where = When(day, day, "day", "text", str(day)), Where(city, "Россия", "RU", None, "text")
    told = MeetingFact("in_person", "held", 0.9, when, where, (host, guest), (), (), Trigger("встреча", 0, 7))
    return Facts((told,))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Clock:
    """Seconds spent in resolution alone."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.resolve = resolution.resolve

    def __call__(self, *args: Any) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        self.resolve(*args)
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def tell(owner: User, number: str, told: Facts, day: date) -> None:
    document, _ = submit(owner, Submission(f"Текст {number}", source="тест", published=day), ring_bell=False)
    lease = queue.claim()
    assert store.replace_reports(document, told, lease.token, "benchmark")


def measure(owner: User, stories: list[tuple[str, Facts, date]]) -> str:
    clock = Clock()
    store.resolution.resolve = clock  # type: ignore[attr-defined]
    wall, cpu = time.perf_counter(), time.process_time()
    for number, told, day in stories:
        tell(owner, number, told, day)
    store.resolution.resolve = clock.resolve  # type: ignore[attr-defined]
    count = len(stories) / 1000
    whole = f"whole write {(time.process_time() - cpu) / count:.1f} ms CPU, {(time.perf_counter() - wall) / count:.1f} ms wall"
    return f"resolution {clock.cpu / count:.1f} ms CPU, {clock.wall / count:.1f} ms wall; {whole}"


def documents(owner: User, count: int) -> None:
    """10,000 documents about 2,000 meetings of 500 people, in any order."""
    known, chance = people(500), random.Random(2)
    meetings = [
        (*chance.sample(known, 2), FIRST_DAY + timedelta(chance.randrange(3000)), f"Город {chance.randrange(50)}")
        for _ in range(count // 5)
    ]
    stories = []
    for number in range(count):
        host, guest, day, city = chance.choice(meetings)
        stories.append((str(number), facts(host, guest, day, city), day + timedelta(1)))
    for start in range(0, count, count // 10):
        said = measure(owner, stories[start : start + count // 10])
        say(f"documents {start}..{start + count // 10}: {said}; {Meeting.objects.count()} meetings")


def stored(owner: User, count: int) -> None:
    """So many meetings in the database, each with one report of two of the people; then 500 documents more."""
    known = people(max(500, count // 20))
    began = time.perf_counter()
    _people(known)
    with connection.cursor() as cursor:
        for start in range(0, count, BATCH):
            _fill(cursor, owner, len(known), start, min(start + BATCH, count))
        cursor.execute("ANALYZE")
    say(f"{Meeting.objects.count()} meetings stored in {time.perf_counter() - began:.0f} s")
    chance = random.Random(3)
    for name in ("new meetings", "reports of stored meetings"):
        say(f"{name}: {measure(owner, list(_more(known, chance, name)))}")


def _people(known: list[ParticipantFact]) -> None:
    """Participants with a guise each; the id of both is the number of the person."""
    owners, theirs = [], []
    for number, said in enumerate(known):
        values = {name: getattr(said, name) or "" for name in ("type", "name", "given", "surname", "role", "country")}
        row = Participation(**values, country_code=said.country_code, report=Report(position=0), position=0)
        guise = guises.of_participation(row, "", FIRST_DAY)
        guise.mentions, guise.first_seen, guise.last_seen = 1, FIRST_DAY, FIRST_DAY + timedelta(8000)
        owner = Participant(pk=uuid.UUID(int=number), type="person", name=guise.name, key=guise.block, latin=guise.name)
        owner.given, owner.surname, owner.role, owner.country_code = (
            guise.given,
            guise.surname,
            guise.role,
            guise.country_code,
        )
        owner.index_names([])
        guise.participant = owner
        owners.append(owner)
        theirs.append(guise)
    Participant.objects.bulk_create(owners, batch_size=1000)
    Guise.objects.bulk_create(theirs, batch_size=1000)


# The rest is made by the database itself, from the number i of a meeting.
LITE = connection.vendor == "sqlite"
DAY = "date('2000-01-01', '+' || (i * 31 % 8000) || ' days')" if LITE else "date '2000-01-01' + (i * 31 % 8000)::int"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT {0} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {1})"


def _id(number: str) -> str:
    return f"printf('%032x', {number})" if LITE else f"lpad(to_hex(({number})::bigint), 32, '0')::uuid"


def _seat(position: int, persons: int) -> str:
    """The number of the person in a seat of meeting i."""
    return f"((i * 7919 + {position} * (1 + i % 97)) % {persons})"


def _fill(cursor: Any, owner: User, persons: int, start: int, end: int) -> None:
    numbers = NUMBERS.format(start, end)
    place = {"city": "'Город ' || (i % 50)", "country_code": "'RU'", "date_precision": "'day'", "kind": "'in_person'"}
    common = {
        **place,
        "status": "'held'",
        "confidence": "0.9",
        "date_start": DAY,
        "date_end": DAY,
        "id": _id("i + 1000000"),
    }
    support = """'{"date": {"for": [], "against": [], "conflict": false}}'"""
    text = {
        "text": "'Запас ' || i",
        "text_hash": f"'{owner.pk}-' || i",
        "status": "'done'",
        "published": DAY,
        "characters": "9",
    }
    _insert(
        cursor, numbers, Document, {"id": _id("i + 1000000"), "owner_id": str(owner.pk), "external_id": "NULL", **text}
    )
    _insert(cursor, numbers, Meeting, {**common, "slug": "'m-' || i", "support": support, "review": "'new'"})
    told = {
        "document_id": _id("i + 1000000"),
        "meeting_id": _id("i + 1000000"),
        "trigger_text": "'встреча'",
        "trigger_end": "7",
    }
    _insert(cursor, numbers, Report, {**common, **told})
    for position in (0, 1):
        person = _id(_seat(position, persons))
        guise = f"(SELECT id FROM events_guise WHERE participant_id = {person})"
        days = {"since": DAY, "until": DAY, "seen": DAY}
        said = {"report_id": _id("i + 1000000"), "participant_id": person, "guise_id": guise, "position": str(position)}
        name = f"(SELECT name FROM events_participant WHERE id = {person})"
        seat = {"participant_id": person, "position": str(position), "meeting_id": _id("i + 1000000")}
        _insert(cursor, numbers, Participation, {**said, **days, "type": "'person'", "name": name})
        _insert(cursor, numbers, Attendance, seat)


EMPTY = {"BooleanField": "false", "JSONField": "'[]'", "DateTimeField": "CURRENT_TIMESTAMP", "FloatField": "0"}


def _insert(cursor: Any, numbers: str, model: type[Any], values: dict[str, str]) -> None:
    columns = {}
    for column in model._meta.concrete_fields:
        kind = column.get_internal_type()
        if kind in {"BigAutoField", "AutoField"}:
            continue
        empty = "NULL" if column.null else EMPTY.get(kind, "0" if "Integer" in kind else "''")
        columns[column.column] = values.get(column.column, empty)
    names = ", ".join(f'"{name}"' for name in columns)
    prefix = "" if LITE else numbers
    query = f"SELECT {', '.join(columns.values())} FROM n"
    if LITE:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) {numbers} {query}")
    else:
        cursor.execute(f"{prefix} INSERT INTO {model._meta.db_table} ({names}) {query}")


def _more(known: list[ParticipantFact], chance: random.Random, name: str) -> Iterator[tuple[str, Facts, date]]:
    if name == "new meetings":
        for number in range(500):
            day = FIRST_DAY + timedelta(chance.randrange(8000))
            yield f"{name} {number} {uuid.uuid4()}", facts(*chance.sample(known, 2), day, "Город 1"), day
        return
    by_name = {said.name: said for said in known}
    for number in chance.sample(range(Meeting.objects.count()), 500):
        row = Report.objects.filter(pk=uuid.UUID(int=number + 1_000_000)).prefetch_related("participations").first()
        if row is None or row.date_start is None:
            continue
        names = [each.name for each in row.participations.all()]
        yield f"{name} {row.pk}", facts(*(by_name[each] for each in names), row.date_start, row.city), row.date_start


def main() -> None:
    what, count = sys.argv[1], int(sys.argv[2])
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    owner = User.objects.create_user("benchmark")
    {"documents": documents, "stored": stored}[what](owner, count)


if __name__ == "__main__":
    main()
