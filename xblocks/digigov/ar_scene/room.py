"""The QR code that takes a learner from the PC to the phone."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno

LONGEST = 1200  # characters: version 25 at most, which a phone still reads off a screen


def code(address: str, room: str) -> str:
    """The address as an SVG. ValueError unless it is an http(s) address whose path is that of our room page."""
    parts = urlsplit(address)
    if len(address) > LONGEST or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no address")
    if parts.path != urlsplit(room).path:
        raise ValueError("another page")
    made = segno.make_qr(address, error="l")
    return str(made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
