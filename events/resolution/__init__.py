"""Which participant and which meeting a report means; nothing is merged by a guess.

Keys lead to candidates by index; a visible list of weighted features gives each pair a verdict - same, different or unsure -
in words; groups are made of the surest pairs. `people` and `encounters` are pure, `participants`, `meetings` and
`neighbourhood` fetch and write, `resolve` is the order of it all.
"""

from events.resolution.changes import Changes
from events.resolution.footprint import Footprint, again
from events.resolution.meetings import columns
from events.resolution.resolve import Touched, lock, resolve

__all__ = ["Changes", "Footprint", "Touched", "again", "columns", "lock", "resolve"]
