"""Which participant and which meeting a report means; nothing is merged by a guess.

Participants: keys, then candidates, then features. Meetings: candidates share participants, features decide.
"""

from events.resolution.footprint import Footprint
from events.resolution.meetings import columns, meeting_for, reconcile
from events.resolution.participants import participant_for
from events.resolution.settlement import settle

__all__ = ["Footprint", "columns", "meeting_for", "participant_for", "reconcile", "settle"]
