"""Diagnostics about pools, from which each learner gets some questions."""

from olxkit.problems.base import Diagnostic


class OutsidePool(Diagnostic):
    """A pool holds problems only: a learner would get a text or a film by chance, in the place of a question."""

    message = "{what} cannot stand in a pool"
    help = "move it before the pool"


class PoolTooSmall(Diagnostic):
    """A pool from which nothing can be chosen: every learner would get the same."""

    message = "the pool has {count} problems and draws {draw}"
    help = "write more problems than are drawn, or take the pool away"


class UnequalWeights(Diagnostic):
    """Problems of one pool that are worth more than others would make the grade a matter of luck."""

    message = "the problems of this pool have different weights: {weights}"
    help = "give all of them the same ':weight:'"


POOL_PROBLEMS = (OutsidePool, PoolTooSmall, UnequalWeights)
