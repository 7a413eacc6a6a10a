"""Rules 1, 2, 6 and 9: the project's dates, and everything inside them."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, error
from ..schema import N_
from ..values import day, short, year
from ..view import View


def project_dates(view: View) -> Iterator[Finding]:
    """Rule 1: the planned start lies before the planned end."""
    if view.start and view.end and view.start >= view.end:
        yield error("project-dates", "identification/end", N_("The project ends before it starts."))


def budget_years(view: View) -> Iterator[Finding]:
    """Rule 2: an amount is for one year at most, and for a year of the project."""
    first, last = view.start and view.start.year, view.end and view.end.year
    for line in view.plan["budget"]["lines"]:
        when, path = year(line["year"]), f"budget/lines/{line['id']}/year"
        if line["year"] and when is None:
            template = N_("“{year}” is not one year. Write one line for each year, such as 2027.")
            yield error("budget-year", path, template, year=short(line["year"]))
        elif when and ((first and when < first) or (last and when > last)):
            yield error("budget-year", path, N_("{year} is not a year of the project."), year=when)


def periods(view: View) -> Iterator[Finding]:
    """Rule 6: a period starts before it ends."""
    for activity in view.activities:
        start, end = day(activity["start"]), day(activity["end"])
        if start and end and start > end:
            path = f"activities/activities/{activity['id']}/end"
            yield error("period-order", path, N_("“{title}” ends before it starts."), title=short(activity["title"]))
    for result in view.results:
        for indicator in result["indicators"]:
            baseline, target = year(indicator["baseline_year"]), day(indicator["target_date"])
            if baseline and target and baseline > target.year:
                path = f"logframe/results/{result['id']}/indicators/{indicator['id']}/target_date"
                yield error("period-order", path, N_("The target falls due before the year of the baseline."))


def activities_inside(view: View) -> Iterator[Finding]:
    """Rule 9: activities lie inside the project, milestones inside their activity."""
    for activity in view.activities:
        path, title = f"activities/activities/{activity['id']}", short(activity["title"])
        for name in ("start", "end"):
            if not view.within(day(activity[name])):
                template = N_("“{title}” lies outside the project's dates.")
                yield error("activities-inside", f"{path}/{name}", template, title=title)
        start, end = day(activity["start"]), day(activity["end"])
        for milestone in activity["milestones"]:
            when = day(milestone["date"])
            if when and ((start and when < start) or (end and when > end)):
                template = N_("The milestone “{milestone}” lies outside the activity “{title}”.")
                values = {"milestone": short(milestone["title"]), "title": title}
                yield error("activities-inside", f"{path}/milestones/{milestone['id']}/date", template, **values)
