"""Why something was not done; nothing was written. `str(error)` is an English template without values."""

from __future__ import annotations

from ..clean import Fault
from ..instrument import N_


class SurveyError(Exception):
    """Any refusal of this slice."""


class Closed(SurveyError):
    """The survey takes no more answers."""

    def __init__(self) -> None:
        super().__init__(N_("The survey is closed. Your answers stay as they are."))


class NoConsent(SurveyError):
    """Nothing is kept of people who have not agreed to the text that stands now."""

    def __init__(self) -> None:
        super().__init__(N_("Read how your answers are used, and agree, before anything is kept."))


class Full(SurveyError):
    """As many people as the link is for have begun."""

    def __init__(self) -> None:
        super().__init__(N_("This link has been used by as many people as it is for. Ask the organisers for another."))


class Gone(SurveyError):
    """There is no such answer, import or link."""

    def __init__(self) -> None:
        super().__init__(N_("This is no longer here."))


class NotReady(SurveyError):
    """What must be settled before answers can be sent, in `faults`."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(N_("Some answers are missing."))
        self.faults = faults
