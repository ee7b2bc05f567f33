"""The result object: the one thing that every report, page, export and interface reads.

Types only, no arithmetic. `Result.model_json_schema()` is published as ``docs/result.schema.json``.
"""

from openssi.result.base import build_types
from openssi.result.benchmark import Benchmark, Reading
from openssi.result.change import Change, ChangeStep, Revision, SignalChange
from openssi.result.conversations import Conversations, Openings, Replies, Wait
from openssi.result.curve import Curve, NextPoint
from openssi.result.description import Description
from openssi.result.evidence import Evidence, Part
from openssi.result.habits import Habit
from openssi.result.history import Break, Event, History
from openssi.result.member import Member
from openssi.result.months import Months, Week
from openssi.result.network import Group, MakeUp, Network, NetworkYear, People
from openssi.result.official import BesideOfficial, Official, OfficialPoint, PillarBeside
from openssi.result.pillar import Adjustment, Pillar, PillarId, Range
from openssi.result.reference import MethodologyRef
from openssi.result.result import Result
from openssi.result.rhythm import Rhythm, Streak
from openssi.result.signal import Signal
from openssi.result.status import Status

__all__ = [
    "Adjustment",
    "Benchmark",
    "BesideOfficial",
    "Break",
    "Change",
    "ChangeStep",
    "Conversations",
    "Curve",
    "Description",
    "Event",
    "Evidence",
    "Group",
    "Habit",
    "History",
    "MakeUp",
    "Member",
    "MethodologyRef",
    "Months",
    "Network",
    "NetworkYear",
    "NextPoint",
    "Official",
    "OfficialPoint",
    "Openings",
    "Part",
    "People",
    "Pillar",
    "PillarBeside",
    "PillarId",
    "Range",
    "Reading",
    "Replies",
    "Result",
    "Revision",
    "Rhythm",
    "Signal",
    "SignalChange",
    "Status",
    "Streak",
    "Wait",
    "Week",
    "build_types",
]
