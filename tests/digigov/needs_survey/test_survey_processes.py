"""Eight processes at one survey, on SQLite and on MariaDB: what was acknowledged is there, and once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("respondents.py")
PROCESSES, TIMES = 8, 12


def everybody(shared_database: Any, what: str, *arguments: object) -> list[Any]:
    """The function of respondents.py in eight processes that begin in the same moment."""
    return list(shared_database.together([(SCRIPT, what, person, *arguments) for person in range(PROCESSES)]))


@pytest.mark.parametrize("requests", ["plain", "atomic"])
def test_every_acknowledged_cell_of_every_window_is_kept(shared_database: Any, requests: str) -> None:
    windows = everybody(shared_database, "two_windows", TIMES, requests)
    told = shared_database.call(SCRIPT, "story", "shared")
    assert (told["surveys"], told["rows"]) == (1, 1)
    assert told["content"] == {cell: text for window in windows for cell, text in window}
    assert told["version"] == PROCESSES * TIMES


def test_one_cell_one_link_and_one_file_from_all_sides(shared_database: Any) -> None:
    """A text follows the one it names; a link lets in as many as it is for; a file's lines are taken once."""
    token = shared_database.call(SCRIPT, "begin")
    done = everybody(shared_database, "rush", token, TIMES)
    told = shared_database.call(SCRIPT, "story", "fighter")
    won = [pair for one in done for pair in one["fight"]]
    after = dict(won)
    assert len(after) == len(won) == told["version"]
    text, steps = "", 0
    while text in after:
        text, steps = after[text], steps + 1
    assert steps == len(won) and told["content"]["post"] == text
    assert sum(one["come_by_link"] for one in done) == 11 and told["links"] == [11] and told["by_link"] == 11
    assert sum(one["bring_papers"] for one in done) == 200 and told["papers"] == 200
