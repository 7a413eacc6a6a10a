"""The bundler beside Python-Markdown alone and MkDocs, on the same generated texts."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from generate import edit_unit, write_course
from measure import OLXKIT, Cost, run
from table import Row, show, verdict

HERE = Path(__file__).parent
SIZES = (200, 2000)
MKDOCS = "site_name: Bench\ntheme: mkdocs\nplugins: []\nvalidation: {links: {absolute_links: ignore}}\n"
TENTH, MEMORY = 0.1, 200  # of a cold build; MB
LINEAR = 1.1  # times the growth of the course: room for the noise of the machine


def main(folder: Path) -> None:
    """Measures both sizes, prints the table and whether each figure is reached."""
    costs = {units: _Course(folder / str(units), units).costs() for units in SIZES}
    small, large = costs[SIZES[0]], costs[SIZES[1]]
    base = small["Python-Markdown"].seconds
    show([Row(name, small[name], large[name], small[name].seconds / base) for name in small], SIZES)
    print("\nFigures to reach:")
    for units, cost in costs.items():
        _compare(units, cost)
    growth = large["build, cold"].seconds / small["build, cold"].seconds
    times = SIZES[1] / SIZES[0]
    verdict(f"{times:g} times the units cost {growth:.1f} times the build", growth <= times * LINEAR)
    memory = max(large[name].megabytes for name in large if name.startswith(("build", "check")))
    verdict(f"{SIZES[1]} units: at most {memory:.0f} MB of memory, {MEMORY} allowed", memory < MEMORY)


def _compare(units: int, cost: dict[str, Cost]) -> None:
    cold, markdown = cost["build, cold"].seconds, cost["Python-Markdown"].seconds
    verdict(f"{units} units: cold build {cold:.2f} s, Python-Markdown alone {markdown:.2f} s", cold <= markdown)
    for name, where in (("build, one file changed", "a process"), ("the same inside a process", "a running process")):
        share = cost[name].seconds / cold
        verdict(f"{units} units: rebuild after one changed file, in {where}: {share:.0%} of cold", share <= TENTH)


class _Course:
    """A generated course in `folder` and what can be done with it."""

    def __init__(self, folder: Path, units: int) -> None:
        self._root, self._out, self._folder, self._units = folder / "course", folder / "out", folder, units
        self._runs = 0
        print(f"Generating {units} units ...", file=sys.stderr, flush=True)
        write_course(self._root, units)
        (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
        shutil.copytree(self._root, folder / "docs")

    def costs(self) -> dict[str, Cost]:
        """By name of the work, in the order of the table."""
        rivals = 3 if self._units <= SIZES[0] else 1  # they do not decide; ten times the course need not run thrice
        work: dict[str, tuple[Callable[[], Cost], int]] = {
            "build, cold": (self._cold("build"), 3),
            "build, nothing changed": (self._again, 3),
            "build, one file changed": (self._edited, 3),
            "the same inside a process": (self._inside, 1),
            "check, cold": (self._cold("check"), 3),
            "Python-Markdown": (lambda: self._convert("plain"), 3),
            "Python-Markdown, lesson's extensions": (lambda: self._convert("lesson"), rivals),
            "mkdocs build": (self._mkdocs, rivals),
            "Python, starting only": (lambda: run([sys.executable, "-c", "pass"]), 3),
        }
        return {name: self._best(name, *how) for name, how in work.items()}

    def _best(self, name: str, measure: Callable[[], Cost], times: int) -> Cost:
        print(f"  {self._units} units: {name} ...", file=sys.stderr, flush=True)
        found = [measure() for _ in range(times)]
        return Cost(min(cost.seconds for cost in found), max(cost.megabytes for cost in found))

    def _olxkit(self, command: str, cache: Path) -> Cost:
        out = ["-o", self._out] if command == "build" else []
        return run([OLXKIT, command, self._root, *out], {"XDG_CACHE_HOME": str(cache)})

    def _cold(self, command: str) -> Callable[[], Cost]:
        def measure() -> Cost:
            self._runs += 1
            return self._olxkit(command, self._folder / f"cache-{self._runs}")

        return measure

    def _again(self) -> Cost:
        return self._olxkit("build", self._folder / "cache-1")

    def _edited(self) -> Cost:
        self._again()
        self._runs += 1
        edit_unit(self._root, self._units, f"A sentence more, number {self._runs}.")
        return self._again()

    def _inside(self) -> Cost:
        environment = {"XDG_CACHE_HOME": str(self._folder / "cache-1")}
        cost = run([sys.executable, HERE / "inside.py", self._root, self._out, str(self._units)], environment)
        return Cost(float(cost.output.split()[-1]), cost.megabytes)

    def _convert(self, kind: str) -> Cost:
        return run([sys.executable, HERE / "converters.py", kind, self._root])

    def _mkdocs(self) -> Cost:
        config, site = self._folder / "mkdocs.yml", self._folder / "site"
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", site])
