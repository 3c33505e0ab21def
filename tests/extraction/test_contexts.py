"""The context of a topic: every entry of the lexicon by its example, and labels that no entry was written for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from workers.extraction.contexts import context_of, setting_of, weights
from workers.extraction.facts import Context
from workers.extraction.lexicon import rows

ENTRIES = rows("context_stems.tsv")
CASES = [
    ("обеспечение продовольственной безопасности", "agriculture"),
    ("цены на хлеб", "agriculture"),
    ("совместный выпуск тракторов", "agriculture"),
    ("поставки сахара", "agriculture"),
    ("ремонт сельского клуба", "culture"),
    ("гастроли оперного театра", "culture"),
    ("договор о дружбе", "diplomatic"),
    ("открытие консульства", "diplomatic"),
    ("вступление в ЕС", "diplomatic"),
    ("председательство в ШОС", "diplomatic"),
    ("отношения двух стран", "diplomatic"),
    ("ремонт водопровода", "economic"),
    ("отмена двойного налогообложения", "economic"),
    ("размещение акций на бирже", "economic"),
    ("покупка банка", "economic"),
    ("слияние издательств", "economic"),
    ("расчёты в национальных валютах", "economic"),
    ("курс рубля", "economic"),
    ("дефицит бюджета", "economic"),
    ("строительство жилья для бюджетников", "economic"),
    ("повышение пенсий", "economic"),
    ("приём учеников", "education"),
    ("открытие филиала вуза", "education"),
    ("стипендии для аспирантов", "education"),
    ("перевод учебников", "education"),
    ("изучение русского языка", "education"),
    ("подготовка учителей для сельских школ", "education"),
    ("проведение референдума", "elections"),
    ("итоги голосования", "elections"),
    ("подготовка к зиме котельных", "energy"),
    ("прокладка газовых сетей в сёлах", "energy"),
    ("тарифы на вывоз мусора", "environment"),
    ("захоронение отходов", "environment"),
    ("спасение озера", "environment"),
    ("заготовка леса", "environment"),
    ("борьба с лесными пожарами", "environment"),
    ("охрана снежного барса", "environment"),
    ("чистка русла реки", "environment"),
    ("медицинское страхование иностранцев", "health"),
    ("работа скорой помощи", "health"),
    ("нехватка врачей в сёлах", "health"),
    ("открытие отделения Красного Креста", "humanitarian"),
    ("передача тел погибших солдат", "humanitarian"),
    ("судьба похищенных рыбаков", "humanitarian"),
    ("выдача подозреваемого", "legal"),
    ("правовой статус моря", "legal"),
    ("расследование убийства", "legal"),
    ("судебная реформа", "legal"),
    ("борьба с коррупцией", "legal"),
    ("свобода слова", "media"),
    ("вещание телеканала", "media"),
    ("аккредитация журналистов", "media"),
    ("дезинформация", "media"),
    ("трудовые мигранты", "migration"),
    ("квоты для беженцев", "migration"),
    ("упрощение получения гражданства", "migration"),
    ("участие в параде Победы", "military"),
    ("вступление в НАТО", "military"),
    ("поставки танков", "military"),
    ("модернизация истребителей", "military"),
    ("военная база", "military"),
    ("обмен разведданными", "military"),
    ("перспективы сотрудничества в военной, военно-технической и других сферах", "military"),
    ("отдельные вопросы", "other"),
    ("итоги года", "other"),
    ("планы на будущее", "other"),
    ("нарушение перемирия", "peace_process"),
    ("вывод миротворцев", "peace_process"),
    ("положение на линии соприкосновения", "peace_process"),
    ("возвращение икон", "religion"),
    ("строительство мечети", "religion"),
    ("диалог церквей", "religion"),
    ("паломничество на Афон", "religion"),
    ("заморозка активов", "sanctions"),
    ("продление санкций", "sanctions"),
    ("торговое эмбарго", "sanctions"),
    ("совместные исследования Арктики", "science"),
    ("премия молодым учёным", "science"),
    ("возвращение к ядерной сделке", "security"),
    ("кибератаки", "security"),
    ("борьба с наркоторговлей", "security"),
    ("торговля людьми", "security"),
    ("запуск спутника связи", "space"),
    ("пилотируемые полёты", "space"),
    ("назначение нового тренера", "sport"),
    ("продление контракта с форвардом", "sport"),
    ("строительство физкультурного комплекса", "sport"),
    ("роуминг", "technology"),
    ("строительство дата-центров", "technology"),
    ("развитие нейросетей", "technology"),
    ("утечка персональных данных", "technology"),
    ("укрепление границы", "territorial"),
    ("статус спорных островов", "territorial"),
    ("взрыв на рынке", "terrorism"),
    ("туристический налог", "tourism"),
    ("чартеры на курорты", "tourism"),
    ("отмена виз для туристов", "tourism"),
    ("пошлины на автомобили", "trade"),
    ("таможенные барьеры", "trade"),
    ("экспорт титана", "trade"),
    ("запуск ночного поезда", "transport"),
    ("обновление парка троллейбусов", "transport"),
    ("проблема пробок", "transport"),
    ("признание водительских прав", "transport"),
    ("прямое авиасообщение", "transport"),
]

LABELS = Path(__file__).with_name("contexts.tsv").read_text(encoding="utf-8").splitlines()[1:]
CASES += [(label, context) for label, context in (line.split("\t") for line in LABELS)]


@pytest.mark.parametrize(
    ("stem", "context", "example"), [(e[0], e[1], e[3]) for e in ENTRIES], ids=[e[0] for e in ENTRIES]
)
def test_an_entry_decides_its_example(stem: str, context: str, example: str) -> None:
    assert context in get_args(Context)
    assert context_of(example) == context
    folded = re.sub("[«»]", "", example.lower().replace("ё", "е"))
    assert any(word.startswith(stem.split()[0]) for word in [*folded.split(), *folded.replace("-", " ").split()])


@pytest.mark.parametrize(("label", "context"), CASES, ids=[label for label, _ in CASES])
def test_context_of_a_label(label: str, context: str) -> None:
    assert context_of(label) == context


SPORT = "Тренер клуба обсудил с футболистами сборы перед чемпионатом."


@pytest.mark.parametrize(
    ("label", "text", "context"),
    [
        ("обмен опытом", "Министр обороны принял начальника генштаба. Офицеры обсудили учения войск.", "military"),
        ("сроки", SPORT, "sport"),
        ("условия контракта", SPORT, "sport"),
        ("цены на бензин", SPORT, "energy"),
        ("обмен опытом", "Они встретились в четверг.", "other"),
    ],
)
def test_the_text_decides_where_the_label_says_little(label: str, text: str, context: str) -> None:
    assert context_of(label, setting_of([text])) == context


def test_short_stems_are_words_with_endings() -> None:
    assert "energy" in weights("поставки газа")
    assert "energy" not in weights("издание газеты")


def test_words_in_a_row_outrank_single_ones() -> None:
    assert context_of("торговля людьми") == "security"
    assert context_of("торговля лесом") == "trade"
