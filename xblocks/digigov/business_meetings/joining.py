"""Where a meeting takes place on the web: an address, made without asking anybody. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

EARLY, LATE = timedelta(minutes=30), timedelta(hours=2)  # a pass works from before the meeting until after it


def join_link(
    settings: Mapping[str, Any],
    *,
    uid: str,
    organisation: str,
    own: str,
    room: str,
    room_url: str,
    start: datetime,
    minutes: int,
    name: str,
    key: Mapping[str, str],
) -> str:
    """The address for one person; "" when nothing is set.

    `own` is the organisation's own address, `room_url` the room's, `key` {"app", "secret"} of the installation's Jitsi,
    or empty where rooms are open to whoever knows their name. The room's name holds the meeting's random uid.
    """
    way = settings.get("join", "own")
    if way == "template" and settings.get("join_template"):
        values = {"meeting": uid, "room": room, "organisation": organisation}
        text = str(settings["join_template"])
        for part, value in values.items():
            text = text.replace(f"{{{part}}}", quote(value, safe=""))
        return text
    if way == "jitsi" and settings.get("jitsi_domain"):
        place = f"meeting-{uid}"
        address = f"https://{settings['jitsi_domain']}/{place}"
        if not key.get("secret"):
            return address
        span = (start - EARLY, start + timedelta(minutes=minutes) + LATE)
        return f"{address}?jwt={jitsi_pass(place, name, str(settings['jitsi_domain']), span, key)}"
    return own or room_url


def jitsi_pass(room: str, name: str, domain: str, span: tuple[datetime, datetime], key: Mapping[str, str]) -> str:
    """A token as Jitsi's prosody plugin reads it (JSON Web Token, HS256; RFC 7519)."""
    claims = {
        "aud": "jitsi",
        "iss": key.get("app", "digigov"),
        "sub": domain,
        "room": room,
        "nbf": int(span[0].timestamp()),
        "exp": int(span[1].timestamp()),
        "context": {"user": {"name": name}},
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.new(key["secret"].encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(signature)}"


def _part(value: Mapping[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
