"""Rules 3, 5 and 14: sectors, policy markers and the modality, in the donors' codes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..codes import entry
from ..finding import Finding, advice, error
from ..schema import N_
from ..values import number, plain
from ..view import View, positive, repeated

WHOLE = Decimal(100)
# Significance 3 is for desertification, 4 for maternal and child health, which has five steps (DAC policy markers).
HIGHEST = {"8": 3, "9": 4}
USUAL_HIGHEST = 2


def sector_shares(view: View) -> Iterator[Finding]:
    """Rule 3: in each vocabulary the shares make 100; a sector alone may leave its share out."""
    sectors = view.identification["sectors"]
    by_vocabulary: dict[str, list[dict[str, str]]] = {}
    for sector in sectors:
        path = f"identification/sectors/{sector['id']}"
        known = entry("sector", sector["code"])
        if known and sector["vocabulary"] and known["vocabulary"] != sector["vocabulary"]:
            yield error("sector-shares", f"{path}/code", N_("This sector belongs to the other vocabulary."))
        if number(sector["percentage"]) is not None and positive(sector["percentage"]) is None:
            yield error("sector-shares", f"{path}/percentage", N_("A share must be above 0."))
        if sector["code"]:
            by_vocabulary.setdefault(sector["vocabulary"], []).append(sector)
    for sector in repeated(sectors, "vocabulary", "code"):
        yield error("sector-shares", f"identification/sectors/{sector['id']}/code", N_("This sector is named twice."))
    for group in by_vocabulary.values():
        if len(group) == 1 and not group[0]["percentage"]:
            continue
        total = sum((number(sector["percentage"]) or Decimal(0) for sector in group), Decimal(0))
        if total != WHOLE:
            path = f"identification/sectors/{group[-1]['id']}/percentage"
            template = N_("The shares of the sectors make {total}, not 100.")
            yield error("sector-shares", path, template, total=plain(total))


def markers(view: View) -> Iterator[Finding]:
    """Rule 5: each policy marker has a significance, and one that its scale has."""
    rows = view.identification["markers"]
    for row in rows:
        path = f"identification/markers/{row['id']}/significance"
        if row["marker"] and not row["significance"]:
            yield error("marker-significance", path, N_("This policy marker has no significance."))
        elif row["marker"] and int(row["significance"]) > HIGHEST.get(row["marker"], USUAL_HIGHEST):
            yield error("marker-significance", path, N_("This policy marker does not have that significance."))
    for row in repeated(rows, "marker"):
        path = f"identification/markers/{row['id']}/marker"
        yield error("marker-significance", path, N_("This policy marker is named twice."))


def modality(view: View) -> Iterator[Finding]:
    """Rule 14: the kind of cooperation agrees with aid type, finance type and flow type."""
    section = view.plan["modality"]
    kind = entry("modality", section["kind"])
    if kind is None:
        return
    for name, allowed in (("aid_type", kind["aid_types"]), ("finance_type", kind["finance_types"])):
        if section[name] and section[name] not in allowed:
            template = N_("This does not go with the kind of cooperation; what does: {codes}.")
            yield error("modality-agrees", f"modality/{name}", template, codes=", ".join(allowed))
    if section["flow_type"] not in ("", "10"):
        template = N_("Cooperation of this kind is reported as official development assistance (10).")
        yield advice("modality-agrees", "modality/flow_type", template)
