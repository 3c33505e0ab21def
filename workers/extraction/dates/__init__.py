"""Time expressions of a sentence, the dateline of a text, and the days they come to.

`time_expressions` finds what a sentence says of time, `resolve` tells the days, `dateline` reads «БАКУ, 3 мар - ».
"""

from workers.extraction.dates.datelines import Dateline, dateline
from workers.extraction.dates.expressions import TimeExpression, resolve, resolve_after, time_expressions

__all__ = ["Dateline", "TimeExpression", "dateline", "resolve", "resolve_after", "time_expressions"]
