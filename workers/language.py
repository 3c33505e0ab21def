"""Whether a text is Russian: by its letters and its commonest words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
# Letters that Russian does not have and its neighbours do.
_FOREIGN_LETTERS = re.compile(r"[іїєґўђћљњјџѓќѕәғқңөұүһҳӣӯҷ]", re.IGNORECASE)
_RUSSIAN_LETTERS = re.compile(r"[ыэё]", re.IGNORECASE)
_RUSSIAN_WORDS = frozenset(
    "и в не на с что по как это он она они к из у за от о об для до при был была были его ее их также который которые"
    " но а же или после года году со во своей своих мы я вы если чтобы может еще только уже".split()
)
_NEIGHBOUR_WORDS = frozenset(
    "і та що це як від або був була були його їх але на на у з із зі й він вона вони мовою сьогодні та"  # Ukrainian
    " і што гэта ад ён яна яны таксама быў была ў якія які"  # Belarusian
    " е са да се че от за и на с по като това не ще си са към беше който която които"  # Bulgarian
    " je se da su u na sa za od што са је се су да од који која".split()  # Serbian
)
MIN_CYRILLIC_SHARE = 0.6
MIN_FUNCTION_WORDS = 0.04
MANY_WORDS = 12


def is_russian(text: str) -> bool:
    """True for Russian; False for other languages, for symbols and for texts without words."""
    words = [word.lower() for word in _WORD.findall(text)]
    letters = sum(len(word) for word in words)
    if not letters or len(_CYRILLIC.findall(text)) / letters < MIN_CYRILLIC_SHARE:
        return False
    if len(_FOREIGN_LETTERS.findall(text)) / letters > 0.005:
        return False
    russian = sum(word in _RUSSIAN_WORDS for word in words)
    neighbour = sum(word in _NEIGHBOUR_WORDS - _RUSSIAN_WORDS for word in words)
    if len(words) < MANY_WORDS:
        return neighbour <= russian + 1
    own_letters = len(_RUSSIAN_LETTERS.findall(text)) / letters
    return neighbour <= russian and russian / len(words) >= MIN_FUNCTION_WORDS and own_letters > 0.002
