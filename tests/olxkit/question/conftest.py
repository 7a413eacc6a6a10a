"""Cases from the Markdown files in `cases/`, and the real problem block in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from olxkit.problems.base import Position
from olxkit.source.question import Compiled, compile_problem

HERE = Path(__file__).parent
README = Path(compile_problem.__code__.co_filename).parent / "README.md"
SECTION = re.compile(r"^~~~ ([a-z ]+)\n(.*?)\n?^~~~$", re.MULTILINE | re.DOTALL)
KNOWN = {"input", "input marks", "title", "xml", "diagnostics"}


@dataclass(frozen=True)
class Case:
    name: str
    body: str
    title: str = ""
    xml: str | None = None
    diagnostics: list[str] = field(default_factory=list)

    def compiled(self) -> Compiled:
        return compile_problem(self.body, Position("case.md"), title=self.title)


def read_cases() -> list[Case]:
    cases = []
    for path in sorted((HERE / "cases").glob("*.md")):
        if path.name == "README.md":
            continue
        for chunk in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            name, _, rest = chunk.partition("\n")
            sections = dict(SECTION.findall(rest))
            assert set(sections) <= KNOWN, f"{path.name}: {name}: unknown section in {set(sections) - KNOWN}"
            body = sections.get("input", sections.get("input marks", "").replace("␍", "\r").replace("␉", "\t"))
            found = sections.get("diagnostics", "").splitlines()
            cases.append(Case(f"{path.stem}: {name}", body, sections.get("title", ""), sections.get("xml"), found))
    return cases


def readme_examples() -> list[Case]:
    blocks = re.findall(r"^```\n(.*?)\n```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [Case(f"README: {block.splitlines()[0]}", block) for block in blocks]


CASES = read_cases()
EXAMPLES = readme_examples()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    clean = [case for case in CASES if not any(" error: " in line for line in case.diagnostics)]
    for name, values in (("case", CASES), ("example", EXAMPLES), ("sound", clean + EXAMPLES)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values, ids=[value.name for value in values])


@pytest.fixture(scope="session")
def all_cases() -> list[Case]:
    return CASES


@pytest.fixture(scope="session")
def all_examples() -> list[Case]:
    return EXAMPLES


@pytest.fixture(scope="session")
def platform() -> Iterator[Callable[..., dict[str, Any]]]:
    """`platform(xml, answers)`: what the platform's problem block makes of the problem and of the answers."""
    command = [sys.executable, "-W", "ignore", str(HERE / "engine.py")]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    assert process.stdin and process.stdout

    def ask(xml: str, answers: list[Any] | None = None) -> dict[str, Any]:
        process.stdin.write(json.dumps({"xml": xml, "answers": answers or []}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, "the process of the problem block ended"
        return json.loads(line)

    yield ask
    process.stdin.close()
    process.wait(timeout=30)
