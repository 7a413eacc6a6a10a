"""The README's example runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import digigov.credentials as library
from digigov.credentials import Check

from .conftest import CLAIMS, NOW, World

README = (Path(library.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_the_example(world: World) -> None:
    names: dict[str, Any] = {name: getattr(library, name) for name in library.__all__}
    names |= {"jwk_from_the_browser": world.citizen.public.jwk(), "taken": {7}, "claims": CLAIMS, "now": NOW}
    names |= {"YEAR": 365 * 86_400, "nonce": "n-1", "policy": world.policy(), "signature": bytes(64)}
    first = re.search(r"(?:^    .*\n|^\n)+", README.split("## What a caller writes")[1], re.MULTILINE)
    assert first is not None
    exec(dedent(first[0]), names)
    # The agency of the example is not the one that this bank trusts.
    assert names["report"].failed is Check.ISSUER_SIGNATURE
    assert library.open_sd_jwt(names["shown"]).claims["nationalities"] == ["KR"]


def test_the_limit_that_the_readme_tells(world: World) -> None:
    """The greatest list: random bits do not shrink."""
    import os
    from dataclasses import replace

    full = replace(world, bits=library.StatusList(os.urandom(library.MIN_BITS // 8)))
    size = len(full.status_token())
    assert size < library.MAX_TOKEN
    assert f"{round(size, -3):,} characters" in README
