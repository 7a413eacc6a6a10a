"""What an author sets in Studio or in a course's source, and what is wrong with it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from digigov.sectors.rules import SECTORS

from .clean import Fault
from .instrument import N_, offered
from .suppression import LEAST_THRESHOLD, MOST_THRESHOLD

TAG = "digigov_needs_survey"
SHOWN = ("sent", "closed", "never")  # when respondents see results
MOST_MODULES, MOST_CHARS, LINE_CHARS = 200, 20_000, 255
CONSENT = N_(
    "The organisers of this course keep your answers with your name or the name of your institution, to choose the "
    "course's contents and to arrange meetings for you. Results are published only for groups that are large enough "
    "that nobody can be known. You may change your answers until the survey closes, and take them back at any time: "
    "then they are deleted. Nobody decides anything about you by machine."
)


@dataclass(frozen=True)
class Module:
    """A module of the course and the sectors whose demand it answers."""

    title: str
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """One survey. `consent` "" stands for the sentence above; `closes` "" for never; `instrument` joins editions."""

    title: str = ""
    intro: str = ""
    consent: str = ""
    instrument: str = ""
    edition: str = ""
    closes: str = ""
    threshold: int = 5
    shown: str = "sent"
    sectors: tuple[str, ...] = ()
    modules: tuple[Module, ...] = field(default=())

    @property
    def offered(self) -> tuple[str, ...]:
        """The sectors asked about."""
        return offered(self.sectors)

    @property
    def consent_key(self) -> str:
        """Which sentence somebody agreed to: it changes when the author changes the text."""
        return hashlib.sha256((self.consent or CONSENT).encode()).hexdigest()[:16]

    def closed(self, now: datetime) -> bool:
        """Whether answers are no longer taken. `now` has a time zone."""
        end = moment(self.closes)
        return end is not None and now >= end

    def as_json(self) -> dict[str, Any]:
        """For the table; `from_json` reads it."""
        return asdict(self) | {
            "sectors": list(self.sectors),
            "modules": [{"title": one.title, "sectors": list(one.sectors)} for one in self.modules],
        }


def from_json(given: Mapping[str, Any]) -> Settings:
    """Settings from whatever an archive or a table holds; what does not fit falls back to its default."""
    default = Settings()

    def text(name: str) -> str:
        value = given.get(name)
        return value[:MOST_CHARS] if isinstance(value, str) else ""

    threshold, shown, closes = given.get("threshold"), given.get("shown"), text("closes")
    if isinstance(threshold, bool) or not isinstance(threshold, int):
        threshold = default.threshold
    return Settings(
        title=text("title")[:LINE_CHARS],
        intro=text("intro"),
        consent=text("consent"),
        instrument=text("instrument")[:LINE_CHARS],
        edition=text("edition")[:LINE_CHARS],
        closes=closes if moment(closes) else "",
        threshold=min(max(threshold, LEAST_THRESHOLD), MOST_THRESHOLD),
        shown=shown if shown in SHOWN else default.shown,
        sectors=tuple(one for one in _items(given.get("sectors")) if one in SECTORS),
        modules=tuple(_module(one) for one in _items(given.get("modules")) if not _module_fault(one)),
    )


def check(given: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the fields of the block, each with its field's name."""
    found = []
    for name in ("title", "instrument", "edition"):
        if not isinstance(given.get(name, ""), str) or len(given.get(name, "")) > LINE_CHARS:
            found.append(Fault(name, N_("This is a text of at most {most} characters."), {"most": LINE_CHARS}))
    for name in ("intro", "consent"):
        if not isinstance(given.get(name, ""), str) or len(given.get(name, "")) > MOST_CHARS:
            found.append(Fault(name, N_("This is a text of at most {most} characters."), {"most": MOST_CHARS}))
    closes = given.get("closes", "")
    if not isinstance(closes, str) or (closes and moment(closes) is None):
        found.append(Fault("closes", N_("Write a date and time such as 2026-11-30T18:00Z.")))
    threshold = given.get("threshold", LEAST_THRESHOLD)
    if isinstance(threshold, bool) or not isinstance(threshold, int) or not _fits(threshold):
        limits = {"least": LEAST_THRESHOLD, "most": MOST_THRESHOLD}
        found.append(Fault("threshold", N_("This is a whole number from {least} to {most}."), limits))
    if given.get("shown", SHOWN[0]) not in SHOWN:
        found.append(Fault("shown", N_("Choose when respondents see results.")))
    sectors = given.get("sectors", [])
    unknown = [str(one) for one in _items(sectors) if one not in SECTORS]
    if not isinstance(sectors, (list, tuple)) or unknown:
        found.append(Fault("sectors", N_("There is no such sector: {names}"), {"names": ", ".join(unknown)[:200]}))
    return found + _modules(given.get("modules", []))


def moment(text: str) -> datetime | None:
    """A date and time of ISO 8601; without a zone it is UTC. None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _modules(given: Any) -> list[Fault]:
    if not isinstance(given, (list, tuple)) or len(given) > MOST_MODULES:
        return [Fault("modules", N_("Modules are a list of at most {most}."), {"most": MOST_MODULES})]
    return [fault for fault in map(_module_fault, given) if fault]


def _module_fault(given: Any) -> Fault | None:
    title = given.get("title") if isinstance(given, Mapping) else None
    if not isinstance(title, str) or not title.strip() or len(title) > LINE_CHARS:
        return Fault("modules", N_("A module has a title and the codes of its sectors."))
    codes = given.get("sectors")
    if not isinstance(codes, (list, tuple)) or not codes:
        return Fault("modules", N_("The module “{title}” names no sector."), {"title": title})
    unknown = [str(one) for one in codes if one not in SECTORS]
    if unknown:
        names = {"title": title, "names": ", ".join(unknown)[:200]}
        return Fault("modules", N_("The module “{title}” names a sector that does not exist: {names}"), names)
    return None


def _module(given: Mapping[str, Any]) -> Module:
    return Module(given["title"].strip(), tuple(dict.fromkeys(given["sectors"])))


def _items(given: Any) -> list[Any]:
    return [one for one in given if isinstance(one, (str, Mapping))] if isinstance(given, (list, tuple)) else []


def _fits(threshold: int) -> bool:
    return LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD
