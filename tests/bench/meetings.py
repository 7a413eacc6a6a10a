"""Schedules of business meetings: seconds, memory, total and proven bound, beside greedy on the same instance.

How it counts. The instances are drawn from a fixed seed: 18 sectors, of which a participant wants four and a company
serves one to three, some far more popular than others; both sides can in a part of the slots only, as with time zones;
there are rooms for four in ten participants; half of the participants need one of three languages interpreted. Each is
solved in a process of its own, so that its peak memory is its own. The two larger sizes take minutes and are measured
only with DIGIGOV_BENCH_LARGE=1.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

SIZES = ((12, 30, 3, 0.0), (40, 120, 15, 0.005), (200, 400, 120, 0.01))  # participants, companies, seconds, gap
SLOTS = (20, 40, 60)
MEMORY = 500  # MB


def main(folder: Path) -> None:
    """Prints a line for each size and number of slots, and whether the limits are kept."""
    from measure import run
    from table import verdict

    large = os.environ.get("DIGIGOV_BENCH_LARGE") == "1"
    print("\nparticipants x companies x slots   greedy    total    bound      gap  seconds      MB  method")
    claims = []
    for people, companies, seconds, gap in SIZES if large else SIZES[:1]:
        for slots in SLOTS:
            cost = run([sys.executable, __file__, *map(str, (people, companies, slots, seconds))])
            found = json.loads(cost.output.splitlines()[-1])
            name = f"{people} x {companies} x {slots}"
            print(
                f"{name:34} {found['greedy']:7} {found['total']:8} {found['bound']:8.0f} {found['gap']:8.3%}"
                f" {found['seconds']:8.1f} {cost.megabytes:7.0f}  {found['method']}"
            )
            reached = found["gap"] <= gap and found["seconds"] <= seconds and cost.megabytes <= MEMORY
            claims.append((f"{name}: within {gap:.1%} in {seconds} s and {MEMORY} MB", reached))
    print()
    for claim, reached in claims:
        verdict(claim, reached)


def instance(people: int, companies: int, slots: int, seed: int = 1):  # type: ignore[no-untyped-def]
    """A problem of this size; the same for the same seed."""
    from digigov.business_meetings.scheduling.problem import Interpreter, Pair, Party, Problem

    draw = random.Random(f"{people}-{companies}-{slots}-{seed}")
    starts = tuple(day * 1440 + 540 + 40 * number for day in range(slots // 10) for number in range(10))
    popular = [sector for sector in range(18) for _ in range(18 - sector)]
    wants = [{draw.choice(popular): draw.randint(2, 5) for _ in range(4)} for _ in range(people)]
    serves = [{draw.choice(popular) for _ in range(draw.randint(1, 3))} for _ in range(companies)]
    spoken = [draw.choice(("", "", "es", "ru", "fr", "")) for _ in range(people)]

    def hours(share: float) -> set[int]:
        begin, length = draw.randint(0, 4), round(10 * share)
        return {
            day * 10 + (begin + n) % 10 for day in range(slots // 10) if draw.random() < 0.85 for n in range(length)
        }

    free = [hours(0.6) for _ in range(people)], [hours(0.6) for _ in range(companies)]
    pairs = []
    for p in range(people):
        for c in range(companies):
            common = wants[p].keys() & serves[c]
            both = tuple(sorted(free[0][p] & free[1][c]))
            if common and both:
                points = min(100, sum(8 * wants[p][s] for s in common) + draw.randint(0, 40))
                pairs.append(Pair(p, c, points, both, spoken[p], draw.random() < 0.02))
    counts = {"es": people // 10 + 1, "ru": people // 12 + 1, "fr": people // 12 + 1}
    interpreters = tuple(
        Interpreter(frozenset({name}), frozenset(range(slots))) for name, count in counts.items() for _ in range(count)
    )
    most = max(6, slots // 3)
    return Problem(
        starts,
        tuple(Party(2, most) for _ in range(people)),
        tuple(Party(0, slots // 3) for _ in range(companies)),
        tuple(pairs),
        (max(2, people * 4 // 10),) * slots,
        interpreters,
        (30,) * slots,
    )


def child(people: int, companies: int, slots: int, seconds: float) -> None:
    """Solve one instance and say what came out."""
    from digigov.business_meetings.scheduling.greedy import greedy
    from digigov.business_meetings.scheduling.problem import total
    from digigov.business_meetings.scheduling.solve import solve

    problem = instance(people, companies, slots)
    begun = time.monotonic()
    found = solve(problem, seconds * 0.95)
    used = time.monotonic() - begun
    print(
        json.dumps(
            {
                "greedy": total(problem, greedy(problem)),
                "total": found.total,
                "bound": found.bound,
                "gap": found.gap if not found.optimal else 0.0,
                "seconds": used,
                "method": found.method,
                "pairs": len(problem.pairs),
                "cells": sum(len(pair.slots) for pair in problem.pairs),
                "fair": [found.fairest, found.fair_bound],
            }
        )
    )


if __name__ == "__main__":
    child(*map(int, sys.argv[1:4]), float(sys.argv[4]))
