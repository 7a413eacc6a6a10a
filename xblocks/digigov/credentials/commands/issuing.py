"""`issue`: a badge as JSON or JWT, or an SD-JWT."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from typing import Any

from digigov.credentials.badge import CONTEXTS, TYPES, badge_jwt, sign_badge
from digigov.credentials.commands.files import read_key, read_object, write
from digigov.credentials.commands.paths import path_of
from digigov.credentials.did import did_key, key_address
from digigov.credentials.encoding import Malformed
from digigov.credentials.keys import PublicKey
from digigov.credentials.signing_key import SigningKey
from digigov.credentials.status_credential import Entry
from digigov.credentials.times import from_rfc3339, rfc3339
from digigov.credentials.vc import issue_credential

YEAR = 365 * 86_400


def add(commands: Any) -> None:
    """Adds the command."""
    issue = commands.add_parser("issue", help="sign a credential")
    issue.add_argument(
        "content", metavar="CONTENT.json", help="an Open Badges credential without proof, or plain claims"
    )
    issue.add_argument("--key", required=True, metavar="KEY.json")
    issue.add_argument("--issuer", metavar="DID", help="did:web:HOST; left out, the key's own did:key")
    issue.add_argument("--form", choices=["json", "jwt", "sd-jwt"], default="json", help="json: with an embedded proof")
    issue.add_argument("--status", metavar="URL#INDEX", help="where its revocation will be published")
    issue.add_argument("--at", metavar="TIME", help="when it is issued, such as 2026-11-23T08:00:00Z; left out, now")
    issue.add_argument("-o", "--output", default="-", metavar="FILE")
    hiding = issue.add_argument_group("of an SD-JWT")
    hiding.add_argument("--kind", metavar="VCT", help="what kind of credential it is")
    hiding.add_argument(
        "--hide", action="append", default=[], metavar="PATH", help="what may be left out: address/city"
    )
    hiding.add_argument("--holder", metavar="KEY.json", help="the holder's public key")
    hiding.add_argument("--expires", metavar="TIME", help="left out, a year after it is issued")
    issue.set_defaults(run=_issue)


def moment(text: str | None) -> int:
    """A time that was given, or now, as NumericDate."""
    return from_rfc3339(text, "the time") if text else int(time.time())


def entry_of(text: str | None) -> Entry | None:
    """URL#INDEX as a status entry; Malformed otherwise."""
    if text is None:
        return None
    url, _, index = text.rpartition("#")
    if not url or not (index.isascii() and index.isdecimal()):
        raise Malformed("a status is written URL#INDEX")
    return Entry(url, int(index))


def _issue(given: argparse.Namespace) -> int:
    key, content, now = read_key(given.key), read_object(given.content), moment(given.at)
    issuer = given.issuer or did_key(key.public)
    made = (
        _sd_jwt(given, key, content, issuer, now)
        if given.form == "sd-jwt"
        else _badge(given, key, content, issuer, now)
    )
    write(given.output, made)
    return 0


def _badge(given: argparse.Namespace, key: SigningKey, content: dict[str, Any], issuer: str, now: int) -> str:
    profile = content.get("issuer")
    named = profile if isinstance(profile, dict) else {"type": ["Profile"]}
    credential = {
        "@context": CONTEXTS,
        "type": TYPES,
        "validFrom": rfc3339(now),
        **content,
        "issuer": {**named, "id": issuer},
    }
    if entry := entry_of(given.status):
        credential["credentialStatus"] = entry.credential_status()
    if not isinstance(credential.get("id"), str) or not isinstance(credential.get("credentialSubject"), dict):
        raise Malformed("a badge needs an id and a credentialSubject")
    method = key_address(issuer, key.public)
    if given.form == "jwt":
        return badge_jwt(credential, key, method=method)
    return json.dumps(sign_badge(credential, key, method=method, now=now), ensure_ascii=False, indent=2)


def _sd_jwt(given: argparse.Namespace, key: SigningKey, content: dict[str, Any], issuer: str, now: int) -> str:
    if not given.kind:
        raise Malformed("an SD-JWT needs its --kind")
    key = replace(key, public=replace(key.public, kid=key_address(issuer, key.public)))
    entry = entry_of(given.status)
    holder = read_object(given.holder) if given.holder else None
    return issue_credential(
        key,
        issuer=issuer,
        kind=given.kind,
        claims=content,
        hidden=[path_of(text) for text in given.hide],
        now=now,
        expires=moment(given.expires) if given.expires else now + YEAR,
        holder=PublicKey.from_jwk({name: value for name, value in holder.items() if name != "d"}) if holder else None,
        status=entry.status_claim() if entry else None,
    )
