"""What the organisers see of all plans: one row for each, and counts and sums over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ..models import FollowUp, Membership, Plan, Section, Submission
from ..money import totals
from ..sections import empty_plan

DRAFT = "draft"


@dataclass(frozen=True)
class Row:
    """One plan. Money is in US dollars, at the plan's own rates; what could not be converted is counted, not summed.

    Figures of an accepted plan are those of the accepted version, otherwise those of the draft. `begun` is false while
    nobody has written anything: everybody who looks at an exercise has a plan.
    """

    plan: Plan
    title: str
    country: str
    sectors: tuple[str, ...]
    modality: str
    state: str
    submission: int
    people: int
    total: Decimal
    by_source: dict[str, Decimal]
    uncounted: int
    followups: dict[str, int]
    begun: bool = True


@dataclass(frozen=True)
class Sum:
    """Plans that have something in common."""

    key: str
    plans: int
    accepted: int
    total: Decimal


def rows(course: str = "", exercise: str = "", *, courses: Iterable[str] = ()) -> list[Row]:
    """The plans of an exercise, of a course, of some `courses` or of all, oldest first; five queries however many."""
    given: dict[str, Any] = {name: value for name, value in (("course", course), ("exercise", exercise)) if value}
    if courses:
        given["course__in"] = list(courses)
    plans = list(Plan.objects.filter(**given).order_by("id"))
    ids = [plan.pk for plan in plans]
    drafts: dict[int, dict[str, Any]] = {id: empty_plan() for id in ids}
    written = set()
    sections = Section.objects.filter(plan__in=ids).values_list("plan_id", "name", "content", "version")
    for id, name, content, version in sections:
        drafts[id][name] = content
        written |= {id} if version else set()
    newest: dict[int, Submission] = {}
    for submission in Submission.objects.filter(plan__in=ids).order_by("number"):
        newest[submission.plan_id] = submission
    people = Counter(Membership.objects.filter(plan__in=ids, person__isnull=False).values_list("plan_id", flat=True))
    statuses: dict[str, Counter[str]] = {}
    for subject, status in FollowUp.objects.filter(subject__startswith="plan:").values_list("subject", "status"):
        statuses.setdefault(subject, Counter())[status] += 1
    return [
        replace(
            _row(
                plan, drafts[plan.pk], newest.get(plan.pk), people[plan.pk], statuses.get(f"plan:{plan.pk}", Counter())
            ),
            begun=plan.pk in written or plan.pk in newest,
        )
        for plan in plans
    ]


def courses() -> list[str]:
    """The keys of all courses in which there is a plan."""
    return list(Plan.objects.order_by("course").values_list("course", flat=True).distinct())


def _row(plan: Plan, draft: dict[str, Any], newest: Submission | None, people: int, statuses: Counter[str]) -> Row:
    accepted = newest is not None and newest.state == "accepted"
    sections = {**empty_plan(), **newest.content} if newest is not None and accepted else draft
    identification, money = sections["identification"], totals(sections, into="USD")
    return Row(
        plan=plan,
        title=identification["title"],
        country=identification["country"],
        sectors=tuple(dict.fromkeys(row["code"] for row in identification["sectors"] if row["code"])),
        modality=sections["modality"]["kind"],
        state=newest.state if newest is not None else DRAFT,
        submission=newest.number if newest is not None else 0,
        people=people,
        total=money.total,
        by_source={key[0]: amount for key, amount in money.by("source").items()},
        uncounted=len(money.uncounted),
        followups=dict(statuses),
    )


# By what the organisers group plans. A plan with two sectors counts in both, so these sums are no shares of a whole.
GROUPS: dict[str, Callable[[Row], tuple[str, ...]]] = {
    "sector": lambda row: row.sectors or ("",),
    "country": lambda row: (row.country,),
    "modality": lambda row: (row.modality,),
    "state": lambda row: (row.state,),
}


def group(table: Iterable[Row], by: str) -> list[Sum]:
    """Counts and sums by "sector", "country", "modality" or "state", the most money first."""
    found: dict[str, list[Row]] = {}
    for row in table:
        for key in GROUPS[by](row):
            found.setdefault(key, []).append(row)
    sums = [
        Sum(key, len(same), sum(row.state == "accepted" for row in same), sum((row.total for row in same), Decimal(0)))
        for key, same in found.items()
    ]
    return sorted(sums, key=lambda one: (-one.total, one.key))
