"""How right extraction is: gold texts, matching, scores per slot with intervals, and a naive floor.

Pure scoring on the JSON shape of `manage.py extract`: no Django, no Stanza.
"""

from workers.evaluation.gold import GoldError, GoldText, read_gold
from workers.evaluation.scoring import TextScore, score_text

__all__ = ["GoldError", "GoldText", "TextScore", "read_gold", "score_text"]
