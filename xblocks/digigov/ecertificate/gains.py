"""Paper against e-certificate, for a whole country and one year. Pure arithmetic.

Korea's figures are those of facts published in 2019 (single source): 870 million paper certificates a year, and an
expected saving of KRW 500 billion a year if 10% of them are replaced. Money is in the learner's own currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KOREA_CERTIFICATES = 870_000_000  # paper certificates in 2017, of 2,700 kinds
KOREA_SHARE = 10  # percent
KOREA_SAVING = 500_000_000_000  # KRW a year, expected in 2019
KOREA_2022 = 8_099_791  # e-certificates issued in 2022
KOREA_EACH = KOREA_SAVING / (KOREA_CERTIFICATES * KOREA_SHARE / 100)  # KRW 5,747; our calculation

# name: (lowest, highest, default). Visits, minutes and money have no source: they are for the learner to replace.
INPUTS: dict[str, tuple[float, float, float]] = {
    "certificates": (1, 1e10, KOREA_CERTIFICATES),
    "share": (0, 100, KOREA_SHARE),
    "visits": (0, 20, 1),
    "minutes": (0, 1440, 40),
    "hour": (0, 1e9, 6000),
    "fee": (0, 1e9, 400),
    "handling": (0, 1e9, 2000),
    "electronic": (0, 1e9, 300),
    "running": (0, 1e15, 10_000_000_000),
}
MOST_NAME = 60


@dataclass(frozen=True)
class Gain:
    """A year after the change. Money in the currency of the inputs; hours are hours of citizens."""

    moved: float
    visits: float
    hours: float
    time_value: float
    handling: float
    fees: float
    running: float

    @property
    def total(self) -> float:
        """What the country gains. Fees are not in it: what citizens keep, the treasury loses."""
        return self.time_value + self.handling - self.running

    @property
    def each(self) -> float:
        """Gain for each certificate that moved, 0 when none did."""
        return self.total / self.moved if self.moved else 0.0


def defaults() -> dict[str, float]:
    """The inputs before the learner changes them."""
    return {name: default for name, (_low, _high, default) in INPUTS.items()}


def read(numbers: Mapping[str, Any]) -> tuple[dict[str, float], list[str]]:
    """The inputs as numbers, and the names of those that are missing, no number or out of range."""
    values, wrong = {}, []
    for name, (low, high, _default) in INPUTS.items():
        value = numbers.get(name)
        if (
            isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high
        ):  # NaN is in no range
            values[name] = float(value)
        else:
            wrong.append(name)
    return values, wrong


def gain(values: Mapping[str, float]) -> Gain:
    """The year's gain for inputs that `read` has accepted."""
    moved = values["certificates"] * values["share"] / 100
    visits = moved * values["visits"]
    hours = visits * values["minutes"] / 60
    return Gain(
        moved=moved,
        visits=visits,
        hours=hours,
        time_value=hours * values["hour"],
        handling=moved * (values["handling"] - values["electronic"]),
        fees=moved * values["fee"],
        running=values["running"],
    )
