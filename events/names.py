"""Comparison keys of names: alike for every case form, for «ё» and «е», for Cyrillic and Latin spelling.

A stored name has a key of its whole words; a query has keys of their stems, each of which must begin a stored key.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
# Case endings, longest first; what is left has at least three letters.
_ENDINGS = tuple(
    "ского скому ским ском ская ской скую ских ого ому ыми ами ями ой ою ей ею ом ем ым ых ый ая яя юю ам ям а я о е у ю ы"
    " и ь й".split()
)
_SOUNDS = dict(zip("абвгдезийклмнопрстуфыэіїєґ", "abvgdeziiklmnoprstufieiieg", strict=True)) | {
    "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
_SPELLINGS = (
    ("sch", "sh"), ("tch", "ch"), ("ch", "ч"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("dj", "j"), ("ck", "k"), ("c", "k"),
    ("ч", "ch"), ("x", "ks"), ("q", "k"), ("w", "v"), ("y", "i"), ("'", ""), ("’", ""), ("`", ""),
)  # fmt: skip
_PASSPORT = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y e iu ia".split(),
        strict=True,
    )
) | {"ь": ""}


def fold(text: str) -> str:
    """Lower case, «ё» as «е», without superfluous spaces."""
    # The lower case of the Turkic «İ» would be two characters.
    lowered = text.replace("İ", "i").lower().replace("ё", "е")
    return " ".join(unicodedata.normalize("NFC", lowered).split())


def latin(name: str) -> str:
    """The name in Latin letters, as in Russian international passports (ICAO Doc 9303), for display."""
    return "".join(_letter(character) for character in name)


def _letter(character: str) -> str:
    written = _PASSPORT.get(character.lower(), character)
    return written.capitalize() if character.isupper() else written


def name_keys(name: str) -> list[str]:
    """The keys of the whole words of a name."""
    return [key for word in _WORD.findall(fold(name)) if (key := _sound(word))]


def query_keys(query: str) -> list[str]:
    """The keys of the stems of the words asked for."""
    return [key for word in _WORD.findall(fold(query)) if (key := _sound(_stem(word)))]


def key_pattern(key: str) -> str:
    """A regular expression of how stored keys begin; the last vowel of a stem runs together with a vowel after it."""
    return re.sub("[aiou]$", r"[\g<0>e]", re.escape(key))


def _stem(word: str) -> str:
    """A folded Russian word without its case ending."""
    if re.search("[а-я]", word):
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
        return word.removesuffix(ending)
    bare = word.rstrip("aeiouy")
    return bare if len(bare) >= 3 else word


def _sound(word: str) -> str:
    """A rough pronunciation in Latin letters: doubled letters once, runs of vowels as one."""
    if re.search("[а-я]", word):
        spelled = "".join(_SOUNDS.get(character, character) for character in word).replace("dzh", "j")
    else:
        spelled = _respelled(word)
    single = "".join(letter for letter, _ in groupby(spelled))
    return re.sub("[aeiou]{2,}", "e", single)


def _respelled(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ə", "a"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = "s" + plain[1:] if plain.startswith("x") else plain
    for written, sounded in _SPELLINGS:
        plain = plain.replace(written, sounded)
    return plain.replace("dzh", "j")
