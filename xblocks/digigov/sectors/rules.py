"""The eighteen sectors of digital government: one taxonomy from survey to matching to plan. Pure.

Names are English and in the catalogue; give them to gettext. Codes never change once an answer holds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


def N_(message: str) -> str:
    """The message as it is; marks it for the catalogue."""
    return message


class Sector(NamedTuple):
    """One sector and its place in other people's lists.

    `cofog`: the group (or the whole division) of the UN's Classification of the Functions of Government.
    `dac`: the OECD DAC purpose code. `gtmi`, `oecd`, `osi`: keys of GTMI_AREAS, OECD_DIMENSIONS and OSI_PARTS, in
    our own reading, since none of these three measures publishes a list by sector.
    """

    code: str
    name: str
    cofog: str
    dac: str
    gtmi: str
    oecd: str
    osi: str


# World Bank, GovTech Maturity Index 2022: its four components.
GTMI_AREAS = {
    "CGSI": N_("Core government systems"),
    "PSDI": N_("Public service delivery"),
    "DCEI": N_("Digital citizen engagement"),
    "GTEI": N_("GovTech enablers"),
}
# OECD Digital Government Policy Framework (2020): the six dimensions of the Digital Government Index.
OECD_DIMENSIONS = {
    "digital-by-design": N_("Digital by design"),
    "data-driven": N_("Data-driven public sector"),
    "platform": N_("Government as a platform"),
    "open": N_("Open by default"),
    "user-driven": N_("User-driven"),
    "proactive": N_("Proactiveness"),
}
# UN E-Government Survey 2022 and 2024: the five parts of the Online Service Index.
OSI_PARTS = {
    "IF": N_("Institutional framework"),
    "SP": N_("Services provision"),
    "CP": N_("Content provision"),
    "TEC": N_("Technology"),
    "EPI": N_("E-participation"),
}

_ROWS = (
    Sector("strategy", N_("Strategy and governance"), "01.1", "15110", "GTEI", "digital-by-design", "IF"),
    Sector("identity", N_("Digital identity and civil registry"), "01.3", "15110", "GTEI", "platform", "SP"),
    Sector("interoperability", N_("Interoperability and data"), "01.3", "22040", "CGSI", "data-driven", "TEC"),
    Sector("cloud", N_("Cloud and data centres"), "04.6", "22040", "CGSI", "platform", "TEC"),
    Sector("cybersecurity", N_("Cybersecurity"), "03.6", "22040", "GTEI", "digital-by-design", "IF"),
    Sector("tax", N_("Tax"), "01.1", "15114", "CGSI", "proactive", "SP"),
    Sector("customs", N_("Customs and trade"), "04.1", "33120", "CGSI", "platform", "SP"),
    Sector("procurement", N_("Procurement"), "01.3", "15125", "CGSI", "open", "SP"),
    Sector("public-finance", N_("Public finance"), "01.1", "15111", "CGSI", "data-driven", "CP"),
    Sector("portal", N_("Service portal"), "01.3", "15110", "PSDI", "user-driven", "SP"),
    Sector("health", N_("Health"), "07", "12110", "PSDI", "user-driven", "SP"),
    Sector("education", N_("Education"), "09", "11110", "PSDI", "user-driven", "SP"),
    Sector("social-protection", N_("Social protection"), "10", "16010", "PSDI", "proactive", "SP"),
    Sector("justice", N_("Justice"), "03.3", "15130", "PSDI", "digital-by-design", "SP"),
    Sector("land", N_("Land and smart city"), "06", "43032", "PSDI", "data-driven", "SP"),
    Sector("transport", N_("Transport"), "04.5", "21010", "PSDI", "data-driven", "SP"),
    Sector("participation", N_("Open data and participation"), "01.3", "15150", "DCEI", "open", "EPI"),
    Sector("statistics", N_("Statistics and artificial intelligence"), "01.3", "15196", "GTEI", "data-driven", "CP"),
)

SECTORS: dict[str, Sector] = {sector.code: sector for sector in _ROWS}


def sector(code: str) -> Sector | None:
    """The sector with this code, or None."""
    return SECTORS.get(code)


def known(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that are sectors, each once, in the order given (a ranking stays one)."""
    return tuple(dict.fromkeys(code for code in codes if code in SECTORS))
