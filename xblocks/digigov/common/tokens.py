"""Secrets in links for people without an account: made here, shown once, kept only as a digest. Stdlib only, pure."""

from __future__ import annotations

import hashlib
import re
import secrets

BYTES = 32  # 256 bits: nobody guesses one, so a plain SHA-256 is enough at rest
SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A new secret for an address: 43 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What the table keeps: 64 hexadecimal digits. Looking up the digest takes no longer for a near miss."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def looks_like_one(token: str) -> bool:
    """Whether it is worth asking the table."""
    return SHAPE.fullmatch(token) is not None
