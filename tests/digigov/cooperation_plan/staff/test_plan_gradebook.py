"""Grades of others through edx-submissions, the platform's own package."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("gradebook.py")
KEY = "block-v1:Example+DG101+2021+type@digigov_cooperation_plan+block@plan"
UNIT = '<vertical><digigov_cooperation_plan url_name="plan" graded_mode="true"/></vertical>'
FILES = {
    "course.xml": '<course url_name="2021" org="Example" course="DG101"/>',
    "course/2021.xml": '<course><chapter url_name="c"/></course>',
    "chapter/c.xml": '<chapter><sequential url_name="s"/></chapter>',
    "sequential/s.xml": '<sequential><vertical url_name="v"/></sequential>',
    "vertical/v.xml": UNIT,
}


def archive(folder: Path) -> Path:
    """A course of one unit with a graded plan."""
    for name, text in FILES.items():
        path = folder / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    target = folder / "course.tar.gz"
    with tarfile.open(target, "w:gz") as tar:
        tar.add(folder / "course", "course")
    return target


@pytest.mark.parametrize("shared_database", ["sqlite"], indirect=True)  # its migrations are written for MySQL itself
def test_the_platforms_gradebook_hears_of_each_grade(
    shared_database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLXKIT_PLAYER_APPS", "submissions")
    told = shared_database.call(SCRIPT, archive(tmp_path))
    assert told["sent"] == [True, True, False]  # nobody has the id 999
    assert told["told"] == [[81, 100, KEY], [51, 100, KEY]]
    assert told["score"] == [51, 100]  # the last word counts, a lower one too
    assert told["submissions"] == 1
