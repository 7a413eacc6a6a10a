"""What the tests of meetings share: the independent validator, and events drawn at random."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digigov.business_meetings.event import Event, Interpreter, Organisation, Participant, Slot

_spec = importlib.util.spec_from_file_location("validator", Path(__file__).with_name("validator.py"))
assert _spec and _spec.loader
_validator = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_validator)

ZONES = ("Asia/Phnom_Penh", "America/Panama", "Indian/Maldives", "Europe/Berlin", "Asia/Seoul")
SECTORS = ("identity", "tax", "health", "cloud")
BEGIN = datetime(2027, 3, 1, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def validator() -> Any:
    """validator.py."""
    return _validator


@pytest.fixture(scope="session")
def draw_event() -> Callable[..., Event]:
    """`draw_event(seed, people, companies, slots)`: an event of that size, the same for the same seed."""

    def draw(seed: int, people: int, companies: int, slots: int) -> Event:
        dice = random.Random(seed)
        times = tuple(Slot(100 + n, BEGIN + timedelta(minutes=40 * n), 30) for n in range(slots))

        def hours() -> Any:
            if dice.random() < 0.5:
                return None
            first, last = sorted(dice.sample(range(slots + 1), 2))
            return ((BEGIN + timedelta(minutes=40 * first), BEGIN + timedelta(minutes=40 * last)),)

        def some(of: Any, most: int) -> tuple[Any, ...]:
            return tuple(dice.sample(of, dice.randint(1, most)))

        firms = tuple(
            Organisation(
                200 + n,
                f"Example company {n}",
                "Asia/Seoul",
                some(SECTORS, 2),
                some(("consulting", "systems"), 2),
                some(("en", "ko", "es"), 2),
                hours(),
                frozenset(some(("KH", "PA"), 1)) if dice.random() < 0.3 else frozenset(),
                frozenset({"MV"}) if dice.random() < 0.2 else frozenset(),
                dice.choice((0, 0, 2)),
            )
            for n in range(companies)
        )
        ids = [one.id for one in firms]
        guests = tuple(
            Participant(
                n + 1,
                f"Example person {n}",
                dice.choice(("KH", "PA", "MV")),
                dice.choice(ZONES),
                {code: dice.randint(1, 5) for code in some(SECTORS, 3)},
                some(("consulting", "systems"), 2),
                some(("en", "es", "ru"), 2),
                dice.choice(("", "", "es", "ru")),
                hours(),
                frozenset(dice.sample(ids, dice.randint(0, 1))),
                frozenset(dice.sample(ids, dice.randint(0, 2))),
                frozenset(dice.sample(ids, dice.randint(0, 1))),
                dice.choice((0, 1)),
                dice.choice((0, 2, 3)),
            )
            for n in range(people)
        )
        interpreters = tuple(
            Interpreter(900 + n, f"Example interpreter {n}", some(("es", "ru"), 2), "Asia/Seoul", hours())
            for n in range(dice.randint(0, 2))
        )
        return Event(times, guests, firms, tuple(range(1, dice.randint(2, 4))), interpreters, 0, 24, most=4)

    return draw


_numbers = iter(range(1, 10**6))


@pytest.fixture
def event(database: None) -> Any:
    """An event of four slots, two rooms and a Spanish interpreter, with nobody in it yet."""
    from digigov.business_meetings import api

    made = api.open_event(
        f"course-v1:NIA+meetings+{next(_numbers)}", "event", title="Example event", zone_name="Asia/Seoul"
    )
    lines = "\n".join(f"2090-03-01 {hour:02}:00" for hour in (9, 10, 11, 12))
    api.add_slots(made, text=lines, minutes=30)
    made.refresh_from_db()
    made = api.save_settings(
        made,
        base=made.version,
        fields={
            "early": "0",
            "late": "24",
            "organiser": "Example organiser",
            "organiser_email": "organiser@example.invalid",
        },
    )
    for name in ("Room 1", "Room 2"):
        api.add_room(made, name=name)
    api.add_interpreter(made, name="Interpreter", languages="Spanish", zone_name="Asia/Seoul")
    return made


@pytest.fixture
def firm(event: Any) -> Callable[..., Any]:
    """`firm("A", **fields)`: an organisation of the event."""
    from digigov.business_meetings import api

    def make(name: str = "Example firm", **fields: Any) -> Any:
        given = {
            "name": name,
            "sectors": "tax",
            "languages": "ko;en",
            "email": f"{name.replace(' ', '-').lower()}@example.invalid",
        }
        return api.save_organisation(event, fields={**given, **fields})

    return make


@pytest.fixture
def guest(event: Any) -> Callable[..., Any]:
    """`guest("B", **fields)`: a participant of the event."""
    from digigov.business_meetings import api

    def make(name: str = "Example guest", person: str | None = None, **fields: Any) -> Any:
        given = {
            "name": name,
            "country": "CR",
            "zone": "America/Costa_Rica",
            "sectors": "tax:5",
            "languages": "en",
            "email": f"{name.replace(' ', '-').lower()}@example.invalid",
        }
        row = api.save_participant(event, fields={**given, **fields})
        if person:
            type(row).objects.filter(pk=row.pk).update(person=person)
            row.refresh_from_db()
        return row

    return make
