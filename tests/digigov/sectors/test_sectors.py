"""The taxonomy of sectors: complete, unique, and the one that the cooperation plan uses."""

from __future__ import annotations

import re

from digigov.cooperation_plan import codes
from digigov.sectors.rules import GTMI_AREAS, OECD_DIMENSIONS, OSI_PARTS, SECTORS, known, sector


def test_eighteen_sectors_with_their_places_in_other_lists() -> None:
    assert len(SECTORS) == 18
    assert len({one.name for one in SECTORS.values()}) == 18
    for code, one in SECTORS.items():
        assert code == one.code and re.fullmatch(r"[a-z][a-z-]*", code)
        assert re.fullmatch(r"(0[1-9]|10)(\.[1-9])?", one.cofog)
        assert one.gtmi in GTMI_AREAS and one.oecd in OECD_DIMENSIONS and one.osi in OSI_PARTS


def test_every_area_dimension_and_part_is_reached() -> None:
    assert {one.gtmi for one in SECTORS.values()} == set(GTMI_AREAS)
    assert {one.oecd for one in SECTORS.values()} == set(OECD_DIMENSIONS)
    assert {one.osi for one in SECTORS.values()} == set(OSI_PARTS)


def test_the_plan_has_the_same_sectors_with_codes_that_donors_know() -> None:
    lists = codes.lists()
    assert {code: (one["name"], one["dac"]) for code, one in lists["sector-course"].items()} == {
        code: (one.name, one.dac) for code, one in SECTORS.items()
    }
    assert {one.dac for one in SECTORS.values()} <= set(lists["sector-dac"])
    assert codes.label("sector", "tax") == "Tax"


def test_a_list_of_codes_keeps_its_order_and_loses_what_is_no_sector() -> None:
    assert known(["tax", "gold", "health", "tax"]) == ("tax", "health")
    assert sector("tax") == SECTORS["tax"] and sector("gold") is None
