"""The whole recipe on a handful of our own sentences: a pack comes out that loads, is signed and has its card."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from workers import nlp
from workers.training import conllu, sources
from workers.training.__main__ import Recipe, main
from workers.training.conllu import Sentence, Word

PATTERNS = [
    "{} министр встретился с послом в {} .",
    "Президент {} принял делегацию из {} .",
    "{} директор обсудил поставки зерна в {} .",
    "Глава ведомства {} прибыл вчера в {} .",
]
WORDS = "Новый Старый Главный Первый Бывший Молодой Важный Новая Второй Третий Иной Общий".split()
CITIES = "Москве Баку Казани Минске Ташкенте Бишкеке Астане Ереване".split()
# All that the teacher may answer: the parser knows the relations of the gold trees only.
RELATIONS = (
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj csubj:pass dep det discourse "
    "dislocated expl fixed flat flat:foreign flat:name iobj list mark nmod nsubj nsubj:pass nummod nummod:entity nummod:gov "
    "obj obl obl:agent orphan parataxis punct vocative xcomp"
).split()
TEXT = "Министр обороны Азербайджана Закир Гасанов встретился с генералом. Они говорили в Баку.\n"
ENTITIES = [("PROFESSION", "Министр обороны Азербайджана"), ("COUNTRY", "Азербайджана"), ("PERSON", "Закир Гасанов"),
            ("CITY", "Баку")]  # fmt: skip


def sentence(line: str, shift: int = 0) -> Sentence:
    """A chain of nouns with a relation for each: trees good enough to be read."""
    return tuple(
        Word(form, form.lower(), "PUNCT" if form == "." else "NOUN", (), number, _relation(number, shift))
        for number, form in enumerate(line.split())
    )


def _relation(number: int, shift: int) -> str:
    return "root" if number == 0 else RELATIONS[(number + shift) % len(RELATIONS)]


def data_directory(root: Path) -> Path:
    """Every file that the recipe reads, with sentences of ours."""
    lines = [pattern.format(word, city) for pattern in PATTERNS for word in WORDS for city in CITIES]
    names = [*sources.TREEBANKS, *sources.SCORING.values()]
    (root / "ud").mkdir(parents=True)
    for number, name in enumerate(names):
        plain = root / "plain.conllu"
        conllu.write(plain, [sentence(line, 5 * place) for place, line in enumerate(lines[number :: len(names)])])
        (root / "ud" / f"{name}.conllu.gz").write_bytes(gzip.compress(plain.read_bytes()))
    annotation = "".join(
        f"T{number}\t{kind} {TEXT.index(words)} {TEXT.index(words) + len(words)}\t{words}\n"
        for number, (kind, words) in enumerate(ENTITIES, start=1)
    )
    files = {
        f"NEREL/{part}/1.{end}": text for part in ("train", "dev") for end, text in (("txt", TEXT), ("ann", annotation))
    }
    _archive(root / sources.NEREL, files)
    _archive(root / sources.FACTRUEVAL, {"factRuEval/devset/1.txt": TEXT})
    return root


def _archive(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


@pytest.mark.pack
@pytest.mark.timeout(1200)
def test_the_recipe_makes_a_pack_that_loads(tmp_path: Path) -> None:
    recipe = Recipe(data_directory(tmp_path / "data"), tmp_path / "work", tmp_path / "pack", steps=2)
    recipe.work.mkdir()
    recipe.all()
    nlp.verify_pack(recipe.pack)
    card = (recipe.pack / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| UD GSD test | " in card and "| PERSON | " in card
    trained = {path: path.stat().st_mtime_ns for path in (recipe.work / "saved").iterdir()}
    recipe.train()
    assert {path: path.stat().st_mtime_ns for path in (recipe.work / "saved").iterdir()} == trained


def test_scored_sentences_are_never_trained_on(tmp_path: Path) -> None:
    root = data_directory(tmp_path / "data")
    scored = root / "ud" / f"{sources.SCORING['lenta']}.conllu.gz"
    (root / "ud" / "taiga-train-old.conllu.gz").write_bytes(scored.read_bytes())
    training, choosing = sources.Sources(root).gold()
    keys = {conllu.key(one) for one in conllu.read(scored)}
    assert training and keys and not keys & {conllu.key(one) for one in [*training, *choosing]}


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", "--data", str(tmp_path), "--work", str(tmp_path / "work")]) == 2
    assert "conllu.gz is missing. DATA has to name the directory" in capsys.readouterr().err
