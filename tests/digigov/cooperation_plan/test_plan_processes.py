"""Eight processes at one plan, on SQLite and on MariaDB: what was acknowledged is there, and once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from digigov.cooperation_plan import rules

WRITERS = Path(__file__).with_name("writers.py")
PROCESSES, EDITS = 8, 15


def everybody(shared_database: Any, what: str, *arguments: object) -> list[Any]:
    """The function of writers.py in eight processes that begin in the same moment."""
    return list(shared_database.together([(WRITERS, what, person, *arguments) for person in range(PROCESSES)]))


@pytest.mark.parametrize("requests", ["plain", "atomic"])
def test_every_acknowledged_edit_is_in_the_history(shared_database: Any, requests: str) -> None:
    shared_database.call(WRITERS, "begin")
    acknowledged = everybody(shared_database, "edit", EDITS, requests)
    told = shared_database.call(WRITERS, "story")

    assert [version for version, _person, _cells in told["changes"]] == list(range(1, told["version"] + 1))
    by_version = {version: (person, cells) for version, person, cells in told["changes"]}
    words, paths = ["0"], ["risks/risks/shared"]
    for person, edits in enumerate(acknowledged):
        assert len(edits) == EDITS
        for version, path, word in edits:
            who, cells = by_version[version]
            assert who == str(person)
            assert path in [cell[0] for cell in cells]
            words.append(word)
            paths.append(path)

    content = told["begins"]
    for _version, _person, cells in told["changes"]:
        content = rules.apply("risks", content, [rules.Change(*cell) for cell in cells])
    assert content == told["content"]
    assert sorted(f"risks/risks/{row['id']}" for row in content["risks"]) == sorted(paths)
    shared = next(row for row in content["risks"] if row["id"] == "shared")
    assert sorted(shared["mitigation"].split()) == sorted(words)


def test_what_there_may_be_one_of_there_is_one_of(shared_database: Any) -> None:
    done = everybody(shared_database, "rush")
    assert len({one["open_plan"] for one in done}) == 1
    assert [one["hand_in"] for one in done].count(True) == 1
    assert sorted(one["claim"] for one in done) == [0, 0, 0, 0, 0, 0, 1, 2]
    assert [one["decide"] for one in done].count(True) == 1
    counts = shared_database.call(WRITERS, "counts")
    assert counts == {"plans": 1, "sections": 10, "members": 8, "submissions": 1, "grades": 8}
