"""What two verifiers hold in common after the same person has shown a certificate to both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from digigov.credentials import open_sd_jwt
from digigov.credentials.encoding import b64url
from digigov.credentials.sd_jwt import split


def compare(first: str, second: str, common: Collection[str] = ()) -> list[dict[str, Any]]:
    """One row for each thing that the two presentations can be compared by: `what`, the two values, `same`, and
    whether the same value `links` the two to one person. Dates, which are rounded to the day, do not; nor do the
    fields named in `common`, whose values many people share."""
    one, two = (_facts(token) for token in (first, second))
    return [
        {"what": name, "one": one[name][0], "two": two[name][0], "same": one[name] == two[name], "links": links}
        for name, links in (
            ("signature", True),
            ("key", True),
            ("index", True),
            ("fingerprints", True),
            ("dates", False),
        )
    ] + [_shown_to_both(first, second, common)]


def _facts(token: str) -> dict[str, tuple[str, ...]]:
    jwt = open_sd_jwt(split(token).bound).jwt
    payload = jwt.payload
    return {
        "signature": (b64url(jwt.signature)[:12] + "…",),
        "key": (payload["cnf"]["jwk"]["x"][:12] + "…",),
        "index": (payload["status"]["bitstring_status_list"]["statusListIndex"],),
        "fingerprints": (payload["_sd"][0][:12] + "…", *payload["_sd"]),
        "dates": (f"{_day(payload['iat'])} – {_day(payload['exp'])}",),
    }


def _day(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d")


def _shown_to_both(first: str, second: str, common: Collection[str]) -> dict[str, Any]:
    """Fields that the holder showed to both: what one says oneself, no cryptography takes back."""
    one, two = (
        {str(item.name): item.value for item in open_sd_jwt(split(token).bound).disclosures}
        for token in (first, second)
    )
    same = [name for name in one if name in two and one[name] == two[name]]
    telling = any(name not in common for name in same)
    names = (", ".join(sorted(each)) for each in (one, two))
    return {"what": "fields", **dict(zip(("one", "two"), names, strict=True)), "same": bool(same), "links": telling}
