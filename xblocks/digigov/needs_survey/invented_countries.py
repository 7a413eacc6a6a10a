"""Forty countries that do not exist, for rehearsals; every name says that it is an example. Pure data."""

from __future__ import annotations

from typing import NamedTuple


class Invented(NamedTuple):
    """A country of the rehearsal: its name, its region, how far it has come (1 to 5), and how many people answer."""

    name: str
    region: str
    level: float
    people: int


INVENTED: dict[str, Invented] = {
    "AA": Invented("Example Avoria", "central-asia", 2.9, 6),
    "QM": Invented("Example Belmara", "central-asia", 2.4, 5),
    "QN": Invented("Example Cordesh", "central-asia", 3.3, 7),
    "QO": Invented("Example Dravenia", "central-asia", 2.1, 2),
    "QP": Invented("Example Elundia", "south-eastern-asia", 3.6, 8),
    "QQ": Invented("Example Farowin", "south-eastern-asia", 2.2, 6),
    "QR": Invented("Example Galimbar", "south-eastern-asia", 2.8, 5),
    "QS": Invented("Example Harutei", "south-eastern-asia", 1.9, 4),
    "QT": Invented("Example Ismareth", "south-eastern-asia", 3.1, 7),
    "QU": Invented("Example Jorvalan", "southern-asia", 2.6, 9),
    "QV": Invented("Example Kestria", "southern-asia", 2.0, 5),
    "QW": Invented("Example Lumaria", "southern-asia", 3.0, 3),
    "QX": Invented("Example Merivand", "southern-asia", 2.3, 6),
    "QY": Invented("Example Norabel", "western-asia", 3.9, 6),
    "QZ": Invented("Example Ostravel", "western-asia", 3.4, 5),
    "XA": Invented("Example Pelandor", "western-asia", 2.7, 1),
    "XB": Invented("Example Quessan", "western-asia", 3.1, 7),
    "XC": Invented("Example Ravenor", "northern-africa", 2.5, 8),
    "XD": Invented("Example Saldoria", "northern-africa", 2.9, 5),
    "XE": Invented("Example Tamarell", "northern-africa", 2.2, 2),
    "XF": Invented("Example Umbrasa", "sub-saharan-africa", 1.8, 6),
    "XG": Invented("Example Valdemba", "sub-saharan-africa", 2.4, 5),
    "XH": Invented("Example Wanderu", "sub-saharan-africa", 1.6, 7),
    "XI": Invented("Example Xelani", "sub-saharan-africa", 2.7, 5),
    "XJ": Invented("Example Yorandi", "sub-saharan-africa", 2.0, 4),
    "XL": Invented("Example Zambelor", "sub-saharan-africa", 1.7, 6),
    "XM": Invented("Example Almerin", "sub-saharan-africa", 2.3, 3),
    "XN": Invented("Example Borsello", "sub-saharan-africa", 2.1, 5),
    "XO": Invented("Example Calendar Islands", "latin-america", 2.8, 5),
    "XP": Invented("Example Doravia", "latin-america", 3.5, 8),
    "XQ": Invented("Example Esperanda", "latin-america", 3.0, 6),
    "XR": Invented("Example Fiorano Verde", "latin-america", 2.4, 5),
    "XS": Invented("Example Granadero", "latin-america", 2.9, 7),
    "XT": Invented("Example Horizonte", "latin-america", 3.2, 2),
    "XU": Invented("Example Ivoria", "europe", 3.8, 6),
    "XV": Invented("Example Kalveria", "europe", 3.5, 5),
    "XW": Invented("Example Lestonia Minor", "europe", 4.1, 5),
    "XX": Invented("Example Marisol Islands", "oceania", 1.9, 5),
    "XY": Invented("Example Nauraki", "oceania", 2.2, 6),
    "XZ": Invented("Example Otarava", "oceania", 1.7, 1),
}
