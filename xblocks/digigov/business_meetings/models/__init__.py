"""The tables of this slice. Only api/ writes to them. Moments are UTC; zones are IANA names.

Where a person may be None, the person was erased; what others decided with them stays.
"""

from .events import MeetingEvent, MeetingInterpreter, MeetingRoom, MeetingSlot
from .mail import MeetingMail
from .meetings import Meeting, MeetingNote, SlotClaim
from .parties import MeetingOrganisation, MeetingParticipant, MeetingWish
from .runs import SolverRun

__all__ = [
    "Meeting",
    "MeetingEvent",
    "MeetingInterpreter",
    "MeetingMail",
    "MeetingNote",
    "MeetingOrganisation",
    "MeetingParticipant",
    "MeetingRoom",
    "MeetingSlot",
    "MeetingWish",
    "SlotClaim",
    "SolverRun",
]
