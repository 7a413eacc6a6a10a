"""Countries by region: the UN's M49 sub-regions, Europe and Oceania as wholes. Pure.

Beside the countries of ISO 3166-1 there are the invented ones of the rehearsal, under codes that ISO leaves to users
(AA, QM to QZ, XA to XZ, ZZ), so that no real country is given answers that it never gave.
"""

from __future__ import annotations

from digigov.common import places

from .instrument import N_
from .invented_countries import INVENTED

REGIONS = {
    "central-asia": N_("Central Asia"),
    "eastern-asia": N_("Eastern Asia"),
    "south-eastern-asia": N_("South-eastern Asia"),
    "southern-asia": N_("Southern Asia"),
    "western-asia": N_("Western Asia"),
    "northern-africa": N_("Northern Africa"),
    "sub-saharan-africa": N_("Sub-Saharan Africa"),
    "latin-america": N_("Latin America and the Caribbean"),
    "northern-america": N_("Northern America"),
    "europe": N_("Europe"),
    "oceania": N_("Oceania"),
    "other": N_("Other territories"),
}
_MEMBERS = {
    "central-asia": "KZ KG TJ TM UZ",
    "eastern-asia": "CN HK JP KP KR MN MO TW",
    "south-eastern-asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "southern-asia": "AF BD BT IN IR LK MV NP PK",
    "western-asia": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "northern-africa": "DZ EG EH LY MA SD TN",
    "sub-saharan-africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM LR LS MG ML MR MU MW MZ NA NE NG RE RW SC"
        " SH SL SN SO SS ST SZ TD TF TG TZ UG YT ZA ZM ZW"
    ),
    "latin-america": (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX"
        " NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    "northern-america": "BM CA GL PM US",
    "europe": (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT"
        " NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    "oceania": "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    "other": "AQ",
}
_REGION = {
    **{country: region for region, members in _MEMBERS.items() for country in members.split()},
    **{code: one.region for code, one in INVENTED.items()},
}


def is_country(code: str) -> bool:
    """Whether a respondent may name it: a country of the list, or an invented one."""
    return code in places.lists()["country"] or code in INVENTED


def region_of(code: str) -> str:
    """The key of the country's region in REGIONS; "other" for what is in none."""
    return _REGION.get(code, "other")


def country_name(code: str, language: str = "en") -> str:
    """The country's name in the language where there is one; an invented country's own name."""
    return INVENTED[code].name if code in INVENTED else places.country_name(code, language)
