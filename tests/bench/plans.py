"""The rule check of a large plan, and its sums, in CPU-milliseconds.

How it counts. The plan has 40 outputs with three indicators each, 200 activities, 500 lines of the budget in three
currencies, 300 problems and 100 risks, all grown from the worked example and breaking no rule, so that every rule reads
all of it. The best of many rounds counts, so that a busy machine matters little. The limit is one of our own: at 20 ms
a server of two cores checks a hundred plans a second, which is more often than thirty people can type.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from table import verdict

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_plan

ROUNDS, LIMIT = 60, 20.0
OUTPUTS, ACTIVITIES, LINES, PROBLEMS, RISKS = 40, 200, 500, 300, 100


def main(folder: Path) -> None:
    """Prints the times and whether the limit is kept."""
    plan = large_plan()
    findings = rules.check(plan)
    assert findings == [], findings[:3]
    activities = plan["activities"]
    edited = {"activities": [{**row, "responsible": "Other"} for row in activities["activities"]]}
    other = {"activities": [{**row, "title": "Other"} for row in activities["activities"]]}
    jobs: dict[str, Callable[[], Any]] = {
        "rule check": lambda: rules.check(plan),
        "readiness": lambda: rules.readiness(plan, findings),
        "sums of the budget": lambda: rules.totals(plan).by("activity", "year", "source"),
        "clean a section of 200 activities": lambda: rules.clean("activities", activities),
        "merge two edits of all 200": lambda: rules.merge("activities", activities, edited, other),
        "difference of all 200": lambda: rules.diff("activities", activities, edited),
    }
    times = {name: min(_milliseconds(job) for _round in range(ROUNDS)) for name, job in jobs.items()}
    print(
        f"\na plan of {OUTPUTS} outputs, {ACTIVITIES} activities, {LINES} lines, {PROBLEMS} problems; CPU-milliseconds"
    )
    for name, milliseconds in times.items():
        print(f"{name:40} {milliseconds:8.2f}")
    print()
    verdict(f"rule check: {times['rule check']:.1f} ms ({LIMIT:.0f} ms)", times["rule check"] < LIMIT)


def _milliseconds(job: Callable[[], Any]) -> float:
    begun = time.process_time()
    job()
    return (time.process_time() - begun) * 1000


def large_plan() -> dict[str, Any]:
    """A plan of the stated size that breaks no rule."""
    plan = example_plan()
    results = plan["logframe"]["results"]
    outputs = [row for row in results if row["level"] == "output"]
    indicator = outputs[0]["indicators"][0]
    for row in outputs:
        row["indicators"] = [{**indicator, "id": f"i{number}"} for number in range(3)]
    for number in range(OUTPUTS - len(outputs)):
        results.append({**outputs[number % len(outputs)], "id": f"x{number}"})
    served = [row["id"] for row in results if row["level"] == "output"]
    activities = plan["activities"]["activities"]
    for number in range(ACTIVITIES - len(activities)):
        activities.append({**activities[0], "id": f"x{number}", "output": served[number % OUTPUTS]})
    plan["identification"]["rates"].append(
        {"id": "eur", "currency": "EUR", "per_usd": "0.92", "date": "2020-01-30", "source": "Round figure"}
    )
    lines = plan["budget"]["lines"]
    for number in range(LINES - len(lines)):
        free = {"id": f"x{number}", "amount": "0", "currency": ("USD", "KRW", "EUR")[number % 3]}
        lines.append({**lines[number % 20], **free, "activity": activities[number % ACTIVITIES]["id"]})
    for name, kind, above in (("problems", "cause", "core"), ("objectives", "means", "ocore")):
        nodes = plan[name]["nodes"]
        row = next(node for node in nodes if node["kind"] == kind)
        for number in range(PROBLEMS - len(nodes)):
            parent = above if number % 3 == 0 else f"x{number - 1}"
            twin = {"problem": f"x{number}"} if name == "objectives" else {}
            nodes.append({**row, "id": f"x{number}", "parent": parent, **twin})
    risks = plan["risks"]["risks"]
    risks += [{**risks[0], "id": f"x{number}"} for number in range(RISKS - len(risks))]
    return plan
