"""`present`: what the holder of an SD-JWT shows."""

from __future__ import annotations

import argparse
from typing import Any

from digigov.credentials.commands.files import read_key, read_text, write
from digigov.credentials.commands.issuing import moment
from digigov.credentials.commands.paths import path_of
from digigov.credentials.encoding import Malformed
from digigov.credentials.key_binding import bind_with
from digigov.credentials.sd_jwt import present


def add(commands: Any) -> None:
    """Adds the command."""
    show = commands.add_parser("present", help="show only some claims of an SD-JWT")
    show.add_argument("credential", metavar="FILE")
    show.add_argument("--show", action="append", default=[], metavar="PATH", help="a claim to show: address/city")
    show.add_argument("--key", metavar="KEY.json", help="the holder's key, for a proof; with --audience and --nonce")
    show.add_argument("--audience", metavar="URL")
    show.add_argument("--nonce")
    show.add_argument("-o", "--output", default="-", metavar="FILE")
    show.set_defaults(run=_present)


def _present(given: argparse.Namespace) -> int:
    paths = [tuple(step for step in path_of(text) if step is not None) for text in given.show]
    shown = present(read_text(given.credential), paths)
    if given.key:
        if not given.audience or not given.nonce:
            raise Malformed("a proof needs --audience and --nonce, as the verifier gave them")
        shown = bind_with(shown, read_key(given.key), audience=given.audience, nonce=given.nonce, now=moment(None))
    write(given.output, shown)
    return 0
