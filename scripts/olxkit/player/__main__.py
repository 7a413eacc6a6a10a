"""python -m olxkit.player ARCHIVE [--port N] [--state FILE] [--like lms|studio] [--enforce-dates]"""

from __future__ import annotations

import argparse
import sys

from . import FixedArchive, PlayerError, serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="olxkit.player", description="Show a course archive in the browser.")
    parser.add_argument("archive")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--state")
    parser.add_argument("--like", choices=("lms", "studio"), default="lms")
    parser.add_argument("--enforce-dates", action="store_true")
    options = parser.parse_args()
    try:
        serve(
            FixedArchive(options.archive),
            port=options.port,
            host=options.host,
            like=options.like,
            state=options.state,
            enforce_dates=options.enforce_dates,
            announce=lambda line: print(line, flush=True),
        )
    except PlayerError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
