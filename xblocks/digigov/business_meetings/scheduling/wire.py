"""A problem and a solution as JSON, for the process that solves."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .problem import Interpreter, Pair, Party, Problem, Solution


def dump(problem: Problem, seconds: float) -> str:
    """What the worker reads."""
    return json.dumps(
        {
            "seconds": seconds,
            "starts": problem.starts,
            "lengths": problem.lengths,
            "participants": [[one.least, one.most] for one in problem.participants],
            "organisations": [[one.least, one.most] for one in problem.organisations],
            "pairs": [
                [one.participant, one.organisation, one.points, one.slots, one.language, one.must]
                for one in problem.pairs
            ],
            "rooms": problem.rooms,
            "interpreters": [[sorted(one.languages), sorted(one.slots)] for one in problem.interpreters],
            "fixed": list(problem.fixed.items()),
            "kept": list(problem.kept.items()),
        }
    )


def load(text: str) -> tuple[Problem, float]:
    """The problem and the time limit."""
    data = json.loads(text)
    problem = Problem(
        starts=tuple(data["starts"]),
        lengths=tuple(data["lengths"]),
        participants=tuple(Party(*one) for one in data["participants"]),
        organisations=tuple(Party(*one) for one in data["organisations"]),
        pairs=tuple(
            Pair(p, o, points, tuple(slots), language, must) for p, o, points, slots, language, must in data["pairs"]
        ),
        rooms=tuple(data["rooms"]),
        interpreters=tuple(Interpreter(frozenset(names), frozenset(slots)) for names, slots in data["interpreters"]),
        fixed=dict(data["fixed"]),
        kept=dict(data["kept"]),
    )
    return problem, float(data["seconds"])


def dump_solution(solution: Solution) -> dict[str, Any]:
    """A solution as JSON values."""
    return {**asdict(solution), "placed": list(solution.placed.items())}


def load_solution(data: dict[str, Any]) -> Solution:
    """And back."""
    return Solution(**{**data, "placed": {int(pair): int(slot) for pair, slot in data["placed"]}})
