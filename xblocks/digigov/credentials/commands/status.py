"""`revoke` and `status-list`: a record of what is revoked, and the signed list made of it."""

from __future__ import annotations

import argparse
from typing import Any

from digigov.credentials.commands.files import Unreadable, read_key, read_object, write
from digigov.credentials.commands.issuing import entry_of, moment
from digigov.credentials.did import did_key, key_address
from digigov.credentials.encoding import Malformed, to_json
from digigov.credentials.status_credential import Entry, sign_status_list
from digigov.credentials.status_list import StatusList

DAY = 86_400


def add(commands: Any) -> None:
    """Adds the two commands."""
    revoke = commands.add_parser("revoke", help="note in a record that a credential is revoked")
    revoke.add_argument("record", metavar="RECORD.json", help="made when it is not there")
    revoke.add_argument("credential", metavar="URL#INDEX", help="its status, as it was issued with")
    revoke.set_defaults(run=_revoke)
    sign = commands.add_parser("status-list", help="the signed list of a record, to publish at its URL")
    sign.add_argument("record", metavar="RECORD.json")
    sign.add_argument("--url", help="of a record that is not there yet: nothing is revoked")
    sign.add_argument("--key", required=True, metavar="KEY.json")
    sign.add_argument("--issuer", metavar="DID", help="left out, the key's own did:key")
    sign.add_argument("--ttl", type=int, default=DAY, metavar="SECONDS", help="how long a copy counts (a day)")
    sign.add_argument("-o", "--output", default="-", metavar="FILE")
    sign.set_defaults(run=_sign)


def _revoke(given: argparse.Namespace) -> int:
    entry = entry_of(given.credential)
    assert entry is not None
    url, revoked = _record(given.record, entry.list_url)
    if url != entry.list_url:
        raise Malformed(f"{given.record} is the record of {url}")
    StatusList.empty().flipped(entry.index)
    write(given.record, to_json({"url": url, "revoked": sorted({*revoked, entry.index})}))
    return 0


def _sign(given: argparse.Namespace) -> int:
    url, revoked = _record(given.record, given.url)
    key, bits = read_key(given.key), StatusList.empty()
    for index in revoked:
        bits = bits.flipped(index)
    issuer = given.issuer or did_key(key.public)
    kid = key_address(issuer, key.public)
    lifetime = max(30 * DAY, given.ttl)
    write(
        given.output,
        sign_status_list(
            bits, key, issuer=issuer, url=url, now=moment(None), ttl=given.ttl, lifetime=lifetime, kid=kid
        ),
    )
    return 0


def _record(name: str, url: str | None) -> tuple[str, list[int]]:
    """The list's URL and the indexes revoked in it."""
    try:
        record = read_object(name)
    except Unreadable:
        if url is None:
            raise
        return Entry(url, 0).list_url, []
    indexes = record.get("revoked")
    if not isinstance(record.get("url"), str) or not isinstance(indexes, list):
        raise Malformed(f"{name} is no record of revocations")
    if not all(type(index) is int for index in indexes):
        raise Malformed(f"{name} holds something that is no index")
    return record["url"], indexes
