"""Log lines for the terminal of an author: what failed and why, without the traceback."""

from __future__ import annotations

import logging
import os


class Brief(logging.Formatter):
    """One line per record. With OLXKIT_PLAYER_LOG set (to DEBUG, say) the traceback is printed too."""

    def formatException(self, ei: object) -> str:
        if "OLXKIT_PLAYER_LOG" in os.environ:
            return super().formatException(ei)  # type: ignore[arg-type]
        error = ei[1] if isinstance(ei, tuple) else None
        return f"  {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
