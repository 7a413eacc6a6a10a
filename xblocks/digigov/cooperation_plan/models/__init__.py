"""The tables of this slice. Only api/ writes to them. People are ids as the platform gives them, as text.

Where a person may be None, the person was erased and has become "a former member"; their texts stay.
"""

from .following import FollowUp
from .notes import CountryNote
from .plans import Change, Comment, Membership, Plan, Presence, Section
from .reviews import Grade, GradeOverride, Review, Submission

__all__ = [
    "Change",
    "Comment",
    "CountryNote",
    "FollowUp",
    "Grade",
    "GradeOverride",
    "Membership",
    "Plan",
    "Presence",
    "Review",
    "Section",
    "Submission",
]
