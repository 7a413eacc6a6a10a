"""The process that solves: a problem on standard input, a line of JSON for each step and one for the result.

A process of its own can be given a limit of memory, be stopped at any moment, and takes nobody with it when it dies.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from .problem import Problem, Solution
from .solve import Infeasible, Progress, solve
from .wire import dump, dump_solution, load, load_solution

MEMORY = 3_000_000_000  # bytes of address space, of which about a sixth is ever used
GRACE = 20.0  # seconds beyond the limit after which the process is stopped


def main() -> int:
    """Read, solve, write."""
    problem, seconds = load(sys.stdin.read())

    def tell(progress: Progress) -> None:
        print(json.dumps({"progress": asdict(progress)}), flush=True)

    try:
        solution = solve(problem, seconds, tell)
    except Infeasible:
        print(json.dumps({"infeasible": True}), flush=True)
        return 0
    print(json.dumps({"solution": dump_solution(solution)}), flush=True)
    return 0


class Failed(Exception):
    """The process ended without a result."""


def run(problem: Problem, seconds: float, tell: Callable[[Progress], bool], *, memory: int = MEMORY) -> Solution | None:
    """Solve in a process of its own. `tell` hears of each step and answers whether to go on; None when it does not.

    Infeasible as in `solve`; Failed when the process dies, as for want of memory.
    """
    command = [sys.executable, "-m", "digigov.business_meetings.scheduling.worker"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: _limit(memory, seconds),
    ) as process:
        assert process.stdin and process.stdout
        try:
            with suppress(BrokenPipeError):  # it died at once; what it says below tells
                process.stdin.write(dump(problem, seconds))
                process.stdin.close()
            for line in process.stdout:
                said = json.loads(line)
                if said.get("infeasible"):
                    raise Infeasible
                if "solution" in said:
                    return load_solution(said["solution"])
                if not tell(Progress(**said["progress"])):
                    return None
            raise Failed
        finally:
            process.kill()


def _limit(memory: int, seconds: float) -> None:
    """In the child, before it starts: limits of the system, which hold whatever a library does."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(2 * (seconds + GRACE)), int(2 * (seconds + GRACE))))


if __name__ == "__main__":
    sys.exit(main())
