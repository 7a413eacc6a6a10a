"""The documents: every path they name exists, every command they show runs, every example compiles."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from olxkit.source.context import Context
from olxkit.source.unit import parse_unit, read_head

ROOT = Path(__file__).parent.parent
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
DOCUMENTS = [name for name in TRACKED if name.endswith(".md") and not name.startswith(("course_content/p", "tests/"))]
LINK = re.compile(r"\]\(([^)#]+)\)")
OWN_PATH = re.compile(r"`((?:xblocks|scripts|course_content|tests)/[\w./-]+)`")
FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_and_link_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    prose = re.sub(r"`[^`\n]*`", "", text)
    local = [
        target for target in LINK.findall(prose) if "://" not in target and not target.startswith(("/static", "@"))
    ]
    missing = [target for target in local if not (ROOT / name).parent.joinpath(target).exists()]
    missing += [path for path in OWN_PATH.findall(text) if not (ROOT / path).exists()]
    assert missing == []


def readme_commands() -> list[str]:
    blocks = FENCED.findall((ROOT / "README.md").read_text("utf-8"))
    lines = [line.split("   ")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix(".venv/bin/") for line in lines if "olxkit" in line]


def test_the_readme_shows_commands() -> None:
    assert {line.split()[1] for line in readme_commands()} >= {"check", "build", "new"}


@pytest.mark.parametrize("line", readme_commands())
def test_every_command_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", ROOT / "course_content", tmp_path / "course_content"], check=True)
    arguments = shlex.split(line)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "olxkit.cli", *arguments], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_make_has_the_targets_that_the_readme_names() -> None:
    named = set(re.findall(r"`?make ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))
    targets = set(re.findall(r"^([a-z_]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert named - {"s"} <= targets, named - targets


def test_the_directives_in_the_manual_compile() -> None:
    manual = (ROOT / "scripts/olxkit/README.md").read_text("utf-8")
    body = next(block for block in FENCED.findall(manual) if block.startswith(":::{problem}"))
    context = Context(
        sources={}, data={"data/ranks.csv": "year,egdi_rank,epi_rank\n2010,1,1\n2012,1,2\n"}, xblocks=("poll",)
    )
    parsed = parse_unit(read_head(f"---\nid: manual\ntitle: Manual\n---\n{body}", "manual.md"), context)
    assert [one.name for one in parsed.diagnostics] == ["unknown-source"]  # the manual's [@un-2024] is an example
    assert len(parsed.unit.components) == 6
