"""Times as tokens write them: NumericDate in JWTs (RFC 7519, section 2), date-time text in W3C credentials."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeGuard

from digigov.credentials.encoding import Malformed


def is_numeric_date(value: object) -> TypeGuard[int | float]:
    """Whether it is a number of seconds; True and False are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def rfc3339(time: int) -> str:
    """`2026-11-23T08:00:00Z`."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_rfc3339(text: object, what: str) -> int:
    """Seconds of a date-time with its offset (W3C dateTimeStamp); Malformed otherwise."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
        if moment is not None and moment.tzinfo is not None:
            return int(moment.timestamp())
    except (ValueError, OverflowError):
        pass
    raise Malformed(f"{what} is not a date and time with its offset")


def readable(time: float) -> str:
    """For a sentence: the time in UTC, or that it is beyond any calendar."""
    try:
        moment = datetime.fromtimestamp(time, UTC)
        return f"{moment.date()} {moment.time().isoformat('seconds')} UTC"
    except (ValueError, OverflowError, OSError):
        return "a time beyond the calendar"
