"""The text as the models like it, character by character traceable to the text as submitted.

Soft hyphens, zero-width characters and stress marks go; exotic spaces become spaces; mark-up residue is dropped; Latin
look-alikes inside Cyrillic words become Cyrillic; lines become paragraphs; headlines in capitals are re-cased.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LOOKALIKES = dict(zip("AaBCcEeHKkMOoPpTXxyYi", "АаВСсЕеНКкМОоРрТХхуУі", strict=True))
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|table|blockquote)\b[^<>]{0,500}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,2000}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_LATIN = re.compile(r"[a-zA-Z]")
_ENDS_SENTENCE = tuple('.!?…:;»"”)')
_WRAP_WIDTH = 55  # a line at least this long that ends without a stop may be a hard-wrapped one
_LONG_PARAGRAPH = 3000

Characters = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Normalised:
    """`offsets[i]` is the position in the submitted text of `text[i]`; one more entry gives the end."""

    text: str
    offsets: tuple[int, ...]

    def start(self, position: int) -> int:
        return self.offsets[position]

    def end(self, position: int) -> int:
        """The submitted offset just after the character before `position`."""
        return self.offsets[position - 1] + 1


def normalise(text: str) -> Normalised:
    """Normalise a submitted text; an empty result means that nothing readable was left."""
    characters = list(_characters(text))
    characters = _without_lookalikes(characters)
    characters = list(_paragraphs(characters))
    clean = _recased("".join(character for character, _ in characters))
    return Normalised(clean, (*(offset for _, offset in characters), len(text)))


def _characters(text: str) -> Iterator[tuple[str, int]]:
    position = 0
    while position < len(text):
        replacement, length = _replacement(text, position)
        yield from ((character, position) for character in replacement)
        position += length


def _replacement(text: str, position: int) -> tuple[str, int]:
    """What stands at `position` and how many submitted characters it takes."""
    character = text[position]
    if character == "<":
        return _mark_up(text, position)
    if character == "&" and (entity := _ENTITY.match(text, position)):
        return _plain(html.unescape(entity.group())[:1]), len(entity.group())
    following = text[position + 1 : position + 2]
    if following and unicodedata.combining(following):
        composed = unicodedata.normalize("NFC", character + following)
        return (composed if composed in "йёЙЁ" else _plain(character)), 2
    return _plain(character), 1


def _mark_up(text: str, position: int) -> tuple[str, int]:
    if tag := _BLOCK_TAG.match(text, position):
        return "\n", len(tag.group())
    if tag := _TAG.match(text, position):
        return "", len(tag.group())
    return "<", 1


def _plain(character: str) -> str:
    if character in _INVISIBLE or unicodedata.combining(character):
        return ""
    if character in "\n\u2028\u2029\u0085":
        return "\n"
    return " " if character.isspace() or unicodedata.category(character) == "Cc" else character


def _without_lookalikes(characters: Characters) -> Characters:
    """Latin letters that look Cyrillic, in words that have Cyrillic letters as well."""
    text = "".join(character for character, _ in characters)
    result = list(characters)
    for word in _WORD.finditer(text):
        if _CYRILLIC.search(word.group()) and _LATIN.search(word.group()):
            for i in range(*word.span()):
                result[i] = (_LOOKALIKES.get(text[i], text[i]), characters[i][1])
    return result


def _paragraphs(characters: Characters) -> Iterator[tuple[str, int]]:
    """Line breaks become blank lines, but a hard-wrapped line is joined to the next one by a space."""
    text = "".join(character for character, _ in characters)
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    for number, line in enumerate(lines):
        yield from _broken_up(characters[line.start() : line.end()])
        if number + 1 < len(lines):
            following = lines[number + 1]
            blank = text.count("\n", line.end(), following.start()) > 1
            separator = " " if not blank and _is_wrapped(line.group(), following.group()) else "\n\n"
            yield from ((character, characters[line.end()][1]) for character in separator)


def _is_wrapped(line: str, following: str) -> bool:
    line, following = line.rstrip(), following.lstrip()
    if line.endswith(_ENDS_SENTENCE):
        return False
    return following[:1].islower() or (len(line) >= _WRAP_WIDTH and line.endswith(","))


def _broken_up(paragraph: Characters) -> Iterator[tuple[str, int]]:
    """Bounds the memory of the tokenizer: a paragraph past the limit is broken at the next sentence end or space."""
    length = 0
    for i, (character, offset) in enumerate(paragraph):
        yield character, offset
        length += 1
        ends_sentence = character == " " and i and paragraph[i - 1][0] in ".!?…"
        if length > _LONG_PARAGRAPH and (ends_sentence or (character == " " and length > 2 * _LONG_PARAGRAPH)):
            yield from (("\n", offset), ("\n", offset))
            length = 0


def _recased(text: str) -> str:
    """Lines in capitals («ПУТИН ПРИНЯЛ ЭРДОГАНА В СОЧИ») with capitals only where the rest of the text has them."""
    lines = text.split("\n\n")
    shouted = [_is_shouted(line) for line in lines]
    if not any(shouted):
        return text
    rest = " ".join(line for line, loud in zip(lines, shouted, strict=True) if not loud)
    names = _inner_capitals(rest)
    return "\n\n".join(_quiet(line, names) if loud else line for line, loud in zip(lines, shouted, strict=True))


def _is_shouted(line: str) -> bool:
    words = [word for word in _WORD.findall(line) if len(word) > 1]
    return len(words) >= 3 and all(word.isupper() for word in words) and bool(_CYRILLIC.search(line))


def _inner_capitals(text: str) -> dict[str, str]:
    """Stem of each word seen with a capital inside a sentence -> "title", or "upper" for abbreviations."""
    styles: dict[str, str] = {}
    for match in re.finditer(r"(?<![.!?…«\"\n] )(?<!^)\b[А-ЯЁ]\w+", text):
        word = match.group()
        styles[_stem(word)] = "upper" if word.isupper() else "title"
    return styles


def _stem(word: str) -> str:
    return word.lower()[: max(3, len(word) - 2)] if len(word) > 4 else word.lower()


def _quiet(line: str, names: dict[str, str]) -> str:
    def restyle(match: re.Match[str]) -> str:
        word = match.group()
        style = next((names[stem] for stem in (word.lower(), _stem(word), _stem(word + "а")) if stem in names), None)
        if style == "upper":
            return word
        return word.capitalize() if style == "title" else word.lower()

    quiet = _WORD.sub(restyle, line)
    first = _WORD.search(quiet)
    return (
        quiet if first is None else quiet[: first.start()] + quiet[first.start()].upper() + quiet[first.start() + 1 :]
    )
