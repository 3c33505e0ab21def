"""Which texts are Russian."""

from __future__ import annotations

import pytest

from workers.language import is_russian

TEXTS = {  # language of the text, whether it is Russian
    "Russian": (
        "Министр транспорта в понедельник встретился с послом соседней страны. Они обсудили новые рейсы, которые"
        " должны были начаться ещё весной.", True),
    "Russian with Latin names": (
        "Глава компании Baltic Timber Эрик Линд (Erik Lind) прибыл в Вологду и встретился с губернатором.", True),
    "Russian headline": ("Министр обороны прибыл в Ереван", True),
    "Russian headline of names": ("Орлов и Белый встретились в Баку", True),
    "Russian in capitals": ("ПРЕМЬЕР-МИНИСТР ВСТРЕТИЛСЯ С ПОСЛОМ И ОБСУДИЛ С НИМ ПОСТАВКИ ЗЕРНА, КОТОРЫЕ БЫЛИ ОТЛОЖЕНЫ", True),
    "Russian and figures": ("В 2023 году товарооборот вырос на 12,5% и составил 3 млрд долларов, сообщил министр.", True),
    "Ukrainian": (
        "Міністр оборони в понеділок зустрівся з послом сусідньої країни. Вони обговорили нові рейси, що мали"
        " розпочатися ще навесні.", False),
    "Ukrainian headline": ("Міністр оборони прибув до Єревана", False),
    "Belarusian": (
        "Міністр абароны ў панядзелак сустрэўся з паслом суседняй краіны. Яны абмеркавалі новыя рэйсы, якія павінны"
        " былі пачацца вясной.", False),
    "Bulgarian": (
        "Министърът на отбраната се срещна в понеделник с посланика на съседната държава. Те обсъдиха новите полети,"
        " които трябваше да започнат през пролетта.", False),
    "Bulgarian without its letters": (
        "Посланикът на Гърция се срещна с президента и с министъра на финансите, за да обсъдят търговията на двете"
        " държави.", False),
    "Serbian": (
        "Министар одбране састао се у понедељак са амбасадором суседне земље. Они су разговарали о новим летовима"
        " који је требало да почну на пролеће.", False),
    "Macedonian": (
        "Министерот за одбрана во понеделникот се сретна со амбасадорот на соседната земја. Тие разговараа за новите"
        " летови што требаше да започнат напролет.", False),
    "Kazakh": (
        "Қорғаныс министрі дүйсенбі күні көрші елдің елшісімен кездесті. Олар көктемде басталуы тиіс жаңа рейстерді"
        " талқылады.", False),
    "English": ("The minister of defence met the ambassador of a neighbouring country on Monday.", False),
    "English with a Russian word": ("The word «встреча» means a meeting; the minister of defence held one.", False),
    "digits": ("12 345 678 90 2024 15:30", False),
    "symbols": ("*** !!! --- §§§ ☺", False),
    "binary-like": ("\x01\x02PNG\x1a IHDR\x7f\ufffd\ufffd\ufffd q\x03z", False),
    "white space": (" \n\t ", False),
    "nothing": ("", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "russian"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_is_russian_or_not(text: str, russian: bool) -> None:
    assert is_russian(text) is russian
