"""What two verifiers hold in common after the same person has shown a certificate to both."""

from __future__ import annotations

from typing import Any

from digigov.credentials import open_sd_jwt
from digigov.credentials.encoding import b64url
from digigov.credentials.sd_jwt import split


def compare(first: str, second: str) -> list[dict[str, Any]]:
    """One row for each thing that the two presentations can be compared by: `what`, the two values, `same`, and
    whether the same value `links` the two to one person (dates to the day and equal answers do not)."""
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
    ] + [_common_claims(first, second)]


def _facts(token: str) -> dict[str, tuple[str, ...]]:
    jwt = open_sd_jwt(split(token).bound).jwt
    payload = jwt.payload
    return {
        "signature": (b64url(jwt.signature)[:12] + "…",),
        "key": (payload["cnf"]["jwk"]["x"][:12] + "…",),
        "index": (payload["status"]["bitstring_status_list"]["statusListIndex"],),
        "fingerprints": (payload["_sd"][0][:12] + "…", *payload["_sd"]),
        "dates": (f"{payload['iat']} – {payload['exp']}",),
    }


def _common_claims(first: str, second: str) -> dict[str, Any]:
    """Fields that the holder showed to both: what one says oneself, no cryptography takes back."""
    shown = [
        {item.name: item.value for item in open_sd_jwt(split(token).bound).disclosures} for token in (first, second)
    ]
    names = [sorted(map(str, one)) for one in shown]
    common = sorted(set(shown[0].items()) & set(shown[1].items()))
    one, two = (", ".join(each) for each in names)
    return {"what": "fields", "one": one, "two": two, "same": bool(common), "links": bool(common)}
