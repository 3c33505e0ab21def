"""The records: texts, what each says of meetings, the meetings and participants behind them, people's judgements."""

from events.models.documents import Document, StatedPost
from events.models.judgements import Anchor, Change, Doubt, Judgement, Pulse, Tombstone
from events.models.meetings import Attendance, Conflict, Meeting
from events.models.participants import Alias, Guise, Participant, Post
from events.models.reports import Mention, Participation, Report, Statement, Topic

__all__ = [
    "Alias",
    "Anchor",
    "Attendance",
    "Change",
    "Conflict",
    "Document",
    "Doubt",
    "Guise",
    "Judgement",
    "Meeting",
    "Mention",
    "Participant",
    "Participation",
    "Post",
    "Pulse",
    "Report",
    "StatedPost",
    "Statement",
    "Tombstone",
    "Topic",
]
