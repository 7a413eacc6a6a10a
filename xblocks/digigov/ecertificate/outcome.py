"""What an action answers: a sentence that is announced, or what the browser's wallet must sign first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from digigov.ecertificate.demo import ToSign


@dataclass
class Outcome:
    """`tone` is "good", "bad" (a refusal that is the lesson) or "plain". `screen` names the tab it belongs to."""

    message: str
    screen: str
    tone: str = "good"
    tasks: tuple[str, ...] = ()
    file: dict[str, str] | None = None  # name, type, base64: for the browser to save


@dataclass
class Sign:
    """The wallet signs these; then the same action is finished with the signatures. `data` waits in the work."""

    texts: list[ToSign]
    data: dict[str, Any] = field(default_factory=dict)
