"""Plans for the exports' tests, and reading of what was made by programs that are not ours."""

from __future__ import annotations

import copy
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.exports import FORMATS, Head, Writing

HEAD = Head("plan-7", datetime(2021, 10, 1, 12))
ENGLISH = Writing("en", lambda message: message)


def made(kind: str, plan: Any = None, writing: Writing = ENGLISH) -> bytes:
    return FORMATS[kind].make(plan or example_plan(), writing, HEAD, "Team A, version 3")


def large() -> Any:
    """40 outputs, 200 activities, 500 budget lines in three currencies."""
    plan = copy.deepcopy(example_plan())
    output = next(row for row in plan["logframe"]["results"] if row["level"] == "output")
    activity, line = plan["activities"]["activities"][0], plan["budget"]["lines"][0]
    plan["logframe"]["results"] += [
        {**copy.deepcopy(output), "id": f"x{at}", "title": f"Output {at}"} for at in range(36)
    ]
    plan["activities"]["activities"] = [
        {**copy.deepcopy(activity), "id": f"a{at}", "title": f"Activity {at}"} for at in range(200)
    ]
    currencies = ("USD", "KRW", "EUR")
    plan["identification"]["rates"].append(
        {"id": "eur", "currency": "EUR", "per_usd": "0.9", "date": "2020-01-30", "source": "Round figure"}
    )
    plan["budget"]["lines"] = [
        {
            **line,
            "id": f"l{at}",
            "activity": f"a{at % 200}",
            "amount": str(1000 + at * 37),
            "currency": currencies[at % 3],
            "year": str(2020 + at % 3),
        }
        for at in range(500)
    ]
    return rules.complete(plan)


def office(data: bytes, ending: str, into: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format; the test is skipped by name where LibreOffice is missing."""
    source = folder / f"plan.{ending}"
    source.write_bytes(data)
    out = folder / "out"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", into]
    try:
        subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=240)
    except FileNotFoundError:
        pytest.skip("LibreOffice is not installed (Debian: apt-get install libreoffice-calc libreoffice-writer)")
    return out / f"plan.{into.partition(':')[0]}"
