"""The library's contents: each shape with its own settings, and the pictograms. Pure; the geometry is beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Setting(NamedTuple):
    """A number that a shape takes: its default, its least and greatest value, what it means."""

    default: float
    low: float
    high: float
    meaning: str


SIDES = Setting(24, 3, 64, "how many sides the round is made of")

COURSES = Setting(0, 0, 40, "rows of stones whose joints are drawn; 0 leaves the walls plain")

SHAPES: Mapping[str, Mapping[str, Setting]] = {
    # solids
    "box": {"top": Setting(1, 0.05, 1, "width of the top as a share of the base"), "courses": COURSES},
    "cylinder": {"sides": SIDES},
    "cone": {"sides": SIDES, "top": Setting(0, 0, 1, "width of the top as a share of the base")},
    "sphere": {"sides": Setting(16, 6, 48, "how many sides the round is made of")},
    "wedge": {},
    "stairs": {"steps": Setting(8, 2, 60, "how many steps")},
    "arch": {
        "opening": Setting(0.5, 0.1, 0.95, "width of the opening as a share of the whole"),
        "rise": Setting(0.75, 0.1, 0.98, "height of the opening as a share of the whole"),
        "courses": COURSES,
    },
    "tube": {
        "sides": SIDES,
        "wall": Setting(0.12, 0.02, 0.9, "thickness of the wall as a share of the radius"),
    },
    "pipe": {
        "thickness": Setting(0.2, 0.001, 50, "diameter in metres"),
        "sides": Setting(14, 3, 32, "how many sides the round is made of"),
    },
    "plate": {"round": Setting(0.12, 0, 0.5, "radius of the corners as a share of the shorter side")},
    "arrow": {
        "head": Setting(0.4, 0.1, 0.9, "length of the head as a share of the whole"),
        "shaft": Setting(0.45, 0.1, 1, "width of the shaft as a share of the head"),
    },
    "sign": {"round": Setting(0.12, 0, 0.5, "radius of the corners as a share of the shorter side")},
    # buildings
    "pillar": {"sides": SIDES},
    "battlements": {"count": Setting(8, 1, 60, "how many merlons")},
    "roof": {
        "curve": Setting(0.25, 0, 0.6, "how far corners sweep up, as a share of the height"),
        "ridge": Setting(0.6, 0, 1, "length of the ridge as a share of the width"),
        "tiles": Setting(28, 0, 80, "rows of tiles on the long side; 0 leaves it smooth"),
    },
    "pavilion": {
        "bays": Setting(5, 1, 12, "bays between the columns of the long side"),
        "depth": Setting(2, 1, 8, "bays of the short side"),
    },
    "building": {
        "floors": Setting(5, 1, 60, "rows of windows"),
        "bays": Setting(4, 1, 40, "windows in a row"),
    },
    "railing": {"posts": Setting(6, 2, 60, "how many posts")},
    # transport
    "lift": {},
    "escalator": {"steps": Setting(14, 4, 60, "how many steps")},
    "tunnel": {
        "open": Setting(0.3, 0, 0.6, "share of the vault that is cut away on the side of +z, to look inside"),
        "wall": Setting(0.08, 0.01, 0.3, "thickness of the lining as a share of the width"),
        "sides": Setting(28, 6, 64, "how many sides the vault is made of"),
    },
    "road": {
        "lanes": Setting(2, 1, 8, "how many lanes"),
        "dashes": Setting(8, 0, 60, "dashes of each line between lanes"),
    },
    "car": {},
    "lorry": {},
    # people, nature, things
    "person": {},
    "wheelchair": {},
    "tree": {},
    "flame": {},
    "smoke": {"puffs": Setting(7, 2, 20, "how many clouds")},
    "extinguisher": {},
    "telephone": {},
    "cabinet": {},
}

PICTURES = (
    "lift", "exit", "aed", "stairs", "escalator", "arrow", "wheelchair", "information", "toilet",
    "fire", "fire-extinguisher", "phone", "alarm", "water", "sewer", "gas", "power", "telecom", "heat",
    "gate", "warning",
)  # fmt: skip

SHARED = ("id", "at", "turn", "shape", "size", "colour", "opacity")
INKED = {"sign"}  # shapes that show a `picture` in the colour `ink`
