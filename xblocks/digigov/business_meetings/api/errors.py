"""Why something was not done; nothing was written. `str(error)` is an English template without values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..faults import N_, Fault


class MeetingsError(Exception):
    """Something was refused. `template` is a message of the catalogue over `values`."""

    def __init__(self, template: str = "", **values: Any) -> None:
        super().__init__(template.format(**values) if template else "")
        self.template, self.values = template, values


class Refused(MeetingsError):
    """A wish that the state of things does not allow."""


class Incomplete(Refused):
    """Cells that cannot be kept, with the reason for each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].template, **faults[0].values)
        self.faults = list(faults)


class Taken(Refused):
    """Somebody or something is not free in the slot: `what` is "participant", "organisation", "room", "interpreter"."""

    MESSAGES = {
        "participant": N_("The participant has another meeting at that time."),
        "organisation": N_("The organisation has another meeting at that time."),
        "room": N_("All rooms are taken at that time."),
        "interpreter": N_("No interpreter is free at that time."),
        "pair": N_("These two have a meeting or a request already."),
    }

    def __init__(self, what: str) -> None:
        super().__init__(self.MESSAGES[what])
        self.what = what


class NotNow(Refused):
    """The meeting is not in a state for this, because somebody was quicker or it is over."""

    def __init__(self) -> None:
        super().__init__(N_("This meeting was changed meanwhile. Look at it again."))


class Over(NotNow):
    """The run of the solver has ended, or its schedule is in force."""

    def __init__(self) -> None:
        Refused.__init__(self, N_("This schedule was put in force or given up already. Look at it again."))


class Locked(Refused):
    """A locked meeting is moved by nobody."""

    def __init__(self) -> None:
        super().__init__(N_("This meeting is locked. Unlock it first."))


class Stale(MeetingsError):
    """What is being saved was changed since it was read; `current` is what it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__(N_("This was changed in another window. Look at it again before you save."))
        self.current = current


class Running(Refused):
    """The event has a run of the solver already; `run` is that one."""

    def __init__(self, run: Any) -> None:
        super().__init__(N_("A schedule is being worked out already, started by {name}."), name=run.name or "–")
        self.run = run
