"""At most so many requests in so many seconds from one place, counted in Django's cache."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache


def allowed(scope: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one request of `who` (an address; only its digest is kept) and say whether it is within the limit.

    Windows are fixed: one starts every `seconds`. A cache that forgets or is down lets requests through, so what must
    never be exceeded is kept in a table too.
    """
    window = int(time.time() // seconds)
    name = hashlib.sha256(f"{scope}|{who}|{window}".encode()).hexdigest()
    key = f"digigov-rate-{name}"
    if cache.add(key, 1, seconds + 1):
        return most >= 1
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # it expired between the two
        return True
