"""The rules of a plan: each module holds one group, each function yields findings and knows only the view. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..finding import Finding
from ..view import View
from . import classification, dates, forms, links, logframe, money, risks, trees

Check = Callable[[View], Iterator[Finding]]

# In the order of the field's list; what is ours beyond it comes after.
CHECKS: tuple[Check, ...] = (
    dates.project_dates,
    dates.budget_years,
    classification.sector_shares,
    logframe.measures,
    classification.markers,
    dates.periods,
    logframe.indicators_complete,
    logframe.no_orphans,
    dates.activities_inside,
    money.sums_agree,
    risks.assumptions,
    logframe.targets_move,
    trees.mirror,
    classification.modality,
    risks.high_risks,
    forms.formats,
    links.links,
    money.currencies,
    trees.shapes,
    money.monitoring_share,
    money.loan_debt,
)

__all__ = ["CHECKS", "Check"]
