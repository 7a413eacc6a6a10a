"""The command line: keygen, did-document, issue, present, verify, revoke, status-list.

Exit codes: 0 done or valid, 1 refused (the check is named), 2 wrong usage or a file that cannot be read. It needs
neither Django nor a network, and never writes over a key.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from digigov.credentials.commands import holding, issuing, keys, status, verifying
from digigov.credentials.commands.files import Unreadable
from digigov.credentials.encoding import Malformed
from digigov.credentials.key_set import NoKey

DONE, REFUSED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m digigov.credentials", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for one in (keys, issuing, holding, verifying, status):
        one.add(commands)
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except (Malformed, NoKey, Unreadable, IndexError) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
