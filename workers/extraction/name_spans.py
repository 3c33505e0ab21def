"""Stretches of a sentence that are personal names: the tagger's, joined and trimmed, and those it missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from workers.doc import Doc, Sentence, Token
from workers.extraction.gazetteer import city_named, country_at, names_city, names_country
from workers.extraction.lexicon import table, words
from workers.extraction.morphology import cases, is_place_word, lemmas, parses
from workers.extraction.names.paradigms import is_known_given
from workers.extraction.offices import (
    CHURCH_POSTS,
    CLOSING_QUOTES,
    OPENING_QUOTES,
    SEE_ENDINGS,
    is_office_head,
    is_rank,
)
from workers.extraction.post_words import organisation_forms

ARTICLE = re.compile(r"^(аль|ас|ар|ат|аш|аз|ан|ад|эль)-[А-ЯЁ]", re.IGNORECASE)
TITLES = frozenset(
    "абба авва шейх принц принцесса господин госпожа г-н г-жа мистер миссис товарищ сэр леди дон сеньор".split()
)
DASHES = frozenset({"—", "–", "-"})
PARTICLES = ("аль-", "ас-", "аш-", "ар-", "ан-", "ат-", "эль-", "абу-", "бен-", "ибн-")
CITY_POSTS = ("глав", "мэр", "аким", "бургомистр", "градоначальник")
NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr"})
ADDRESSES = frozenset(
    "абба авва владыка г-жа г-н г-жой г-ном г-жи г-на г-же г-ну господин госпожа господином госпожой господина госпожи".split()
)


def known_surnames(doc: Doc) -> frozenset[str]:
    """Stems of the last words of the names that the tagger found, to find those it missed."""
    return frozenset(
        _surname_stem(sentence.tokens[entity.last])
        for sentence in doc.sentences
        for entity in sentence.entities
        if entity.type == "PERSON" and entity.last > entity.first and len(sentence.tokens[entity.last].text) > 3
    )


def _surname_stem(token: Token) -> str:
    return token.lower[: max(3, len(token.lower) - 2)]


def _share_stem(one: str, other: str) -> bool:
    """Equal but for case endings."""
    return (one.startswith(other) or other.startswith(one)) and abs(len(one) - len(other)) <= 2


def name_spans(sentence: Sentence, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First -> last token of each personal name: entities, joined where the tagger broke a name, and known surnames."""
    spans: list[list[int]] = []
    for entity in sentence.entities:
        if entity.type != "PERSON" or not (trimmed := _trimmed(sentence, entity.first, entity.last)):
            continue
        if trimmed[0] == trimmed[1] and _is_common_word(sentence, trimmed[0], surnames):
            continue
        trimmed = _with_surname_before(sentence, trimmed)
        if (middle := _second_subject(sentence, trimmed)) is not None:
            spans += [[trimmed[0], middle - 1], [middle, trimmed[1]]]
        elif spans and _continues_name(sentence, spans[-1], trimmed):
            spans[-1][1] = trimmed[1]
        else:
            spans.append(list(trimmed))
    for span in spans:
        span[:] = [_with_surname(sentence, span[0]), _with_continuation(sentence, span[1])]
    covered = {i for first, last in spans for i in range(first, last + 1)}
    for token in sentence.tokens:
        if token.index not in covered and _is_missed_surname(sentence, token, surnames):
            spans.append([token.index, token.index])
    yield from ((first, last) for first, last in sorted(spans))


def _with_surname(sentence: Sentence, first: int) -> int:
    """«генконсул Китая [У] Инцинь»: the tagger takes the surname for a preposition."""
    before = sentence.tokens[first - 1] if first > 1 else None
    return first - 1 if before is not None and before.text in {"У", "О", "И", "Но", "До", "Со"} else first


def _with_continuation(sentence: Sentence, last: int) -> int:
    """«Мухаммед Шиа [ас-Судани]», «Абдель Азиз бен Фахд [Аль Мансур]»: the surname behind its particle."""
    following = sentence.tokens[last + 1 : last + 3]
    if following and ARTICLE.match(following[0].text):
        return last + 1
    particle = len(following) == 2 and table("name_particles.tsv").get(following[0].lower, ("",))[0] == "surname"
    is_name = particle and following[1].is_capitalised and following[0].text not in {"Ан", "Ла"}
    return last + 2 if is_name else last


def _with_surname_before(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """«председатель комитета [Фам] Ван Тхань»: an Asian surname that the tagger left to the words before it."""
    before = sentence.tokens[span[0] - 1] if span[0] else None
    entity = sentence.entity_at.get(span[0] - 1)
    left_out = before is not None and before.is_capitalised and before.lower in words("asian_surnames.tsv")
    known = entity is None or entity.type == "ORGANIZATION"
    return (span[0] - 1, span[1]) if left_out and known and len(sentence.tokens[span[0]].text) > 1 else span


def is_title(token: Token) -> bool:
    """«принц», «шейх», by the lemmatiser or the dictionary («принцем» → «принец»)."""
    return token.base in TITLES or bool(lemmas(token.lower) & TITLES)


def _introduces_name(token: Token) -> bool:
    return is_office_head(token) or is_rank(token) or token.base in TITLES


def _second_subject(sentence: Sentence, span: tuple[int, int]) -> int | None:
    """«с полпредом [Александром Хлопониным] [Пшихачев] рассказывал»: a nominative behind an oblique name is another one."""
    for index in range(span[0] + 1, span[1] + 1):
        before, token = sentence.tokens[index - 1], sentence.tokens[index]
        whole = index > span[0] + 1 and token.relation == "nsubj"
        if whole and token.case == "Nom" and before.case in {"Ins", "Dat", "Loc"} and token.text != ".":
            return index
    return None


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Without posts, ranks, titles and punctuation at the edges; None if no name is left."""
    tokens = sentence.tokens
    while first <= last and any(rule(sentence, first) for rule in BEFORE_NAMES):
        first += 1
    if (found := country_at(sentence, first)) and found.last + 2 <= last:
        first = found.last + 1
    if first and last >= first + 2 and _follows_territory(tokens, first):
        first += 1
    if first and is_office_head(tokens[first - 1]):
        first += _leading_words(sentence, first, last)
        bodies = [i for i in range(first, last) if tokens[i].lower in organisation_forms()]
        first = bodies[-1] + 1 if bodies else first  # «[Торага Жогорку Кенеша] Нурланбек Шакиев»
    while last >= first and tokens[last].upos == "PUNCT" and tokens[last].text != ".":
        last -= 1
    if first > last or not any(token.is_capitalised for token in tokens[first : last + 1]):
        return None
    if (found := country_at(sentence, first)) and found.last == last:
        return None
    if first == last and _is_coordinated_city(sentence, first):
        return None
    if first == last and city_named(tokens[first].text) and not (first and _introduces_name(tokens[first - 1])):
        return None  # «Рига заинтересована …», a city that the tagger took for a person
    if first == last and first and is_office_head(tokens[first - 1]) and is_place_word(tokens[first].lower):
        return None  # «глава [Хакасии]»
    return first, last


def _follows_territory(tokens: Sequence[Token], first: int) -> bool:
    """«глава Республики [Алтай] Эркин Тадышев», «глава [Измира] Джемиль Тугай»."""
    if tokens[first - 1].base == "республика" and tokens[first - 1].is_capitalised:
        return True
    return is_place_word(tokens[first].lower) and (
        tokens[first - 1].base == "город" or is_office_head(tokens[first - 1])
    )


def _leading_words(sentence: Sentence, first: int, last: int) -> int:
    """How many words before the name are the post's: «защитник [Арсенала] Киран Гиббс», «мэр [Нижней Салды] …»."""
    post, tokens = sentence.tokens[first - 1], sentence.tokens[first : last + 1]
    genitives = len(list(takewhile(lambda token: token.case == "Gen" and not is_known_given(token.text), tokens)))
    if not genitives or not _is_word(tokens[0]) or post.case in (None, "Gen", "Acc") or len(tokens) < genitives + 2:
        return 0
    return genitives if tokens[genitives].case == post.case else 0


def _is_word(token: Token) -> bool:
    """A word that the dictionary has in the genitive, or an adjective."""
    return "Gen" in cases(token.lower) or token.upos == "ADJ" or token.lower.endswith(("ой", "ей", "ого", "его"))


def _is_common_word(sentence: Sentence, index: int, surnames: frozenset[str]) -> bool:
    """«[Беседа] касалась …»: a thing of the dictionary with its sentence's capital, taken for a name by the tagger."""
    token = sentence.tokens[index]
    if index and sentence.tokens[index - 1].lower in {"по", "в", "из", "на"} and names_country(token.lower):
        return True  # «спецпосланник по [Судану]»
    opens = index == 0 or sentence.tokens[index - 1].text in OPENING_QUOTES or sentence.tokens[index - 1].text in DASHES
    if not opens or any(_share_stem(_surname_stem(token), known) for known in surnames):
        return False
    known = [parse.tag for parse in parses(token.lower) if parse.is_known]
    return bool(known) and all("NOUN" in tag and "inan" in tag and not NAME_GRAMMEMES & tag.grammemes for tag in known)


def _is_coordinated_city(sentence: Sentence, index: int) -> bool:
    """«мэры Казани и [Измира]»."""
    joined = index > 1 and sentence.tokens[index - 1].lower in {"и", ","}
    return joined and names_city(sentence, index) and names_city(sentence, index - 2)


def _is_city_of_post(sentence: Sentence, index: int) -> bool:
    """«главу [Измира] Джемиля Тугая»: the city that the post governs."""
    before = sentence.tokens[index - 1] if index else None
    governs = before is not None and before.base.startswith(CITY_POSTS)
    follows = index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].is_capitalised
    return governs and follows and sentence.tokens[index].case in {"Gen", None} and names_city(sentence, index)


def _is_see(sentence: Sentence, index: int) -> bool:
    """«митрополит [Волоколамский] Антоний»: the see is part of the post."""
    tokens = sentence.tokens
    return index > 0 and tokens[index - 1].base in CHURCH_POSTS and tokens[index].lower.endswith(SEE_ENDINGS)


def _is_post_or_mark(sentence: Sentence, index: int) -> bool:
    """A post, a rank, a title, a mark or a small word at the edge of an entity."""
    return _is_no_name(sentence.tokens[index]) or is_office_head(sentence.tokens[index])


BEFORE_NAMES: list[Callable[[Sentence, int], bool]] = [_is_post_or_mark, _is_see, _is_city_of_post]


def _is_no_name(token: Token) -> bool:
    if token.text in OPENING_QUOTES + CLOSING_QUOTES or token.upos in {"PUNCT", "ADP", "CCONJ", "ADV", "SCONJ", "PART"}:
        return True
    if token.lower in ADDRESSES:
        return True
    return not token.is_capitalised and (is_rank(token) or is_title(token))


def _continues_name(sentence: Sentence, before: list[int], after: tuple[int, int]) -> bool:
    """Adjacent pieces, the second of which the parser hangs on the first (or the tagger gives the same case)."""
    if after[0] != before[1] + 1:
        return False
    left, right = sentence.tokens[before[1]], sentence.tokens[after[0]]
    return (
        len(left.text) <= 2
        or right.lower.startswith(PARTICLES)
        or left.text == "."
        or right.head in range(before[0], before[1] + 1)
        or left.case == right.case
    )


def _is_missed_surname(sentence: Sentence, token: Token, surnames: frozenset[str]) -> bool:
    entity = sentence.entity_at.get(token.index)
    if not token.is_capitalised or token.index == 0 or len(token.text) < 4:
        return False
    if entity is not None and entity.type not in {"FACILITY", "LOCATION", "CITY", "EVENT"}:
        return False
    if token.upos != "PROPN":
        return False
    return _follows_post(sentence, token) or any(_share_stem(_surname_stem(token), known) for known in surnames)


def _follows_post(sentence: Sentence, token: Token) -> bool:
    """«губернатор [Левашов] принял …»: what may be a surname, beside a post in its case, taken for a town."""
    post = sentence.tokens[token.index - 1]
    readings = [parse.tag for parse in parses(token.lower)]
    surname = any("Surn" in tag for tag in readings) and not any("ADJF" in tag for tag in readings)  # «папа Римский»
    return surname and is_office_head(post) and post.case == token.case and city_named(token.text) is None
