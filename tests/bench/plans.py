"""The rule check of a large plan, its exports, and autosaves of thirty people at once.

How it counts the rules. The plan has 40 outputs with three indicators each, 200 activities, 500 lines of the budget in
three currencies, 300 problems and 100 risks, all grown from the worked example and breaking no rule, so that every rule
reads all of it. The best of many rounds counts, so that a busy machine matters little. The limit is one of our own: at
20 ms a server of two cores checks a hundred plans a second, which is more often than thirty people can type.

Exports: CPU-seconds of the best round, for the worked example and for the large plan, beside a limit of one second.

Autosaves: see plan_editors.py. Thirty people in ten teams save every three seconds; two processes serve them, as many
as there are cores, on a MariaDB server of the benchmark's own. What a person waits for by the clock counts whatever
else runs on the machine, so the verdict is on the waits that follow from the CPU times alone, the server's included:
each save takes its time, and begins when the one before it in the same process is answered. Beside it stands the CPU
time of writing the same JSON into one row.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "database"))
import mariadb
import plan_editors
from table import verdict

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.exports import FORMATS, Head, Writing

ROUNDS, LIMIT = 60, 20.0
EXPORT_ROUNDS, EXPORT_LIMIT = 2, 1.0  # seconds
TEAMS, PROCESSES, PAUSE, SECONDS, WAIT_LIMIT = 10, 2, 3.0, 18.0, 250.0  # pauses and time in seconds, waits in ms
COURSE = {
    "course.xml": '<course url_name="2026" org="Bench" course="P1"/>',
    "course/2026.xml": '<course><chapter url_name="c"/></course>',
    "chapter/c.xml": '<chapter><sequential url_name="s"/></chapter>',
    "sequential/s.xml": '<sequential><vertical url_name="v"/></sequential>',
    "vertical/v.xml": '<vertical><digigov_cooperation_plan url_name="plan" exercise="bench"/></vertical>',
}
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
    _exports(plan)
    _autosaves(folder)


def _exports(large: Any) -> None:
    print("\nexports, CPU-seconds of the best round")
    print(f"{'':40} {'example':>9} {'large':>9}")
    writing, head, slowest = Writing("en", lambda message: message), Head("plan-1", datetime(2026, 1, 1)), 0.0
    for name, one in FORMATS.items():
        seconds = [
            min(_milliseconds(lambda: one.make(plan, writing, head, "Team")) for _round in range(EXPORT_ROUNDS)) / 1000  # noqa: B023
            for plan in (example_plan(), large)
        ]
        print(f"{name:40} {seconds[0]:9.3f} {seconds[1]:9.3f}")
        slowest = max(slowest, *seconds)
    print()
    verdict(f"slowest export: {slowest:.2f} s ({EXPORT_LIMIT:.0f} s)", slowest < EXPORT_LIMIT)


def _autosaves(folder: Path) -> None:
    if not mariadb.installed():
        print("\nautosaves are not measured: mariadbd is not installed (Debian: apt-get install mariadb-server)")
        return
    with mariadb.server() as socket:
        _measure_autosaves(folder, mariadb.database(socket), int(socket.with_name("pid").read_text()))


def _measure_autosaves(folder: Path, database: dict[str, Any], pid: int) -> None:
    archive = folder / "course.tar.gz"
    for name, text in COURSE.items():
        path = folder / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder / "course", "course")
    told = {
        "archive": str(archive),
        "state": str(folder / "state"),
        "database": database,
        "pause": PAUSE,
        "seconds": SECONDS,
    }
    plan_editors.prepare(told, TEAMS)
    running, before = [], _cpu(pid)
    for process in range(PROCESSES):
        mine = folder / f"editors-{process}.json"
        mine.write_text(json.dumps({**told, "editors": list(range(process, 3 * TEAMS, PROCESSES))}))
        command = [sys.executable, plan_editors.__file__, str(mine)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    said = [json.loads(process.communicate()[0].splitlines()[-1]) for process in running]
    waits = sorted(wait for one in said for wait in one["waits"])
    server = (_cpu(pid) - before) / len(waits)
    replayed = sorted(wait for one in said for wait in _replayed(one["came"], one["cpu"], server))
    cpu = sum(sum(one["cpu"]) for one in said) / len(waits)
    peer = sum(one["peer"] for one in said) / PROCESSES
    most = replayed[int(len(replayed) * 0.95)]
    print(f"\n{len(waits)} autosaves of {3 * TEAMS} people, served by {PROCESSES} processes")
    print(f"{'CPU a save':40} {cpu:8.1f} ms, and {server:.1f} ms of the database server")
    print(f"{'CPU, the same JSON into one row':40} {peer:8.1f} ms ({cpu / peer:.1f} times)")
    print(f"{'waiting on free cores, 95th percentile':40} {most:8.1f} ms")
    print(f"{'waiting by the clock, 95th percentile':40} {waits[int(len(waits) * 0.95)]:8.1f} ms")
    print()
    verdict(f"95th percentile of waiting on free cores: {most:.0f} ms ({WAIT_LIMIT:.0f} ms)", most < WAIT_LIMIT)


def _replayed(came: list[float], cpu: list[float], server: float) -> list[float]:
    """Milliseconds that each request of a process would wait if nothing else ran on the machine: it takes its CPU time
    and the database server's, and begins when the one before is answered."""
    free, waits = 0.0, []
    for moment, milliseconds in zip(came, cpu, strict=True):
        free = max(free, moment * 1000) + milliseconds + server
        waits.append(free - moment * 1000)
    return waits


def _cpu(pid: int) -> float:
    """Milliseconds of CPU that another process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


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
