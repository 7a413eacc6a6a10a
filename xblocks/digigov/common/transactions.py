"""Writing on SQLite, MySQL and MariaDB with many people at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction

Result = TypeVar("Result")

ATTEMPTS = 8
# MySQL and MariaDB: lock wait timeout, deadlock, row changed since the snapshot.
TRANSIENT = (1205, 1213, 1020)


class Busy(Exception):
    """The database was too busy several times over; trying again a little later is right."""


def atomically(work: Callable[[], Result]) -> Result:
    """The result of `work` done in one transaction, again after a deadlock; Busy when that does not help.

    Inside a transaction that somebody else opened (ATOMIC_REQUESTS) a deadlock has undone their work too, so it is not
    for us to try again. The first statement of `work` should write: SQLite has no row locks, takes its one lock at the
    first write, and a transaction that has read before may not write after somebody else did.
    """
    outer = connection.in_atomic_block
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return work()
        except OperationalError as error:
            if not _is_transient(error):
                raise
            if outer or attempt == ATTEMPTS - 1:
                raise Busy from error
            time.sleep(random.uniform(0, 0.02 * 2**attempt))
    raise AssertionError("unreachable")


def _is_transient(error: OperationalError) -> bool:
    return bool(error.args) and (error.args[0] in TRANSIENT or "locked" in str(error.args[0]))
