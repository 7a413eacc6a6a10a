"""Rules 4, 7, 8 and 12: results, their indicators, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, error
from ..schema import N_, Content
from ..values import day, number, short
from ..view import View

ABOVE = {"output": "outcome", "outcome": "impact"}
# Of categories one can only say that they differ.
WITHOUT_ORDER = ("qualitative", "nominal")


def _indicators(view: View) -> Iterator[tuple[str, Content]]:
    for result in view.results:
        for indicator in result["indicators"]:
            yield f"logframe/results/{result['id']}/indicators/{indicator['id']}", indicator


def measures(view: View) -> Iterator[Finding]:
    """Rule 4: a baseline or target that is not qualitative is a number; a qualitative one is none."""
    for path, indicator in _indicators(view):
        if not indicator["measure"]:
            continue
        in_words = indicator["measure"] == "qualitative"
        for name in ("baseline", "target"):
            if indicator[name] and (number(indicator[name]) is not None) == in_words:
                words = N_("An indicator in words has words here, not a number.")
                figures = N_("Here a number is needed, such as 12.5; say what it counts under “unit”.")
                yield error("measure-values", f"{path}/{name}", words if in_words else figures)


def indicators_complete(view: View) -> Iterator[Finding]:
    """Rule 7: every result has an indicator, every indicator a measure, baseline, target and means of verification."""
    for result in view.results:
        if not result["indicators"]:
            path = f"logframe/results/{result['id']}/indicators"
            template = N_("“{title}” has no indicator.")
            yield error("indicator-complete", path, template, title=short(result["title"]))
    needed = {
        "measure": N_("This indicator has no measure."),
        "baseline": N_("This indicator has no baseline: where do you start from?"),
        "baseline_year": N_("The baseline has no year."),
        "target": N_("This indicator has no target."),
        "target_date": N_("The target has no date."),
        "means": N_("This indicator has no means of verification: where will the figure come from?"),
    }
    for path, indicator in _indicators(view):
        for name, template in needed.items():
            if not indicator[name].strip():
                yield error("indicator-complete", f"{path}/{name}", template)


def no_orphans(view: View) -> Iterator[Finding]:
    """Rule 8: every output has an activity and an outcome, every outcome an output and an impact; none floats."""
    served = {activity["output"] for activity in view.activities}
    parents = {result["parent"] for result in view.results}
    for result in view.results:
        path, level = f"logframe/results/{result['id']}", result["level"]
        title = short(result["title"])
        if not level:
            yield error("no-orphans", f"{path}/level", N_("“{title}” has no level."), title=title)
            continue
        above = view.result.get(result["parent"])
        if level in ABOVE and (above is None or above["level"] != ABOVE[level]):
            outcome = N_("The output “{title}” leads to no outcome.")
            impact = N_("The outcome “{title}” leads to no impact.")
            yield error("no-orphans", f"{path}/parent", outcome if level == "output" else impact, title=title)
        if level == "impact" and result["parent"]:
            yield error("no-orphans", f"{path}/parent", N_("Above the impact there is nothing."))
        if level == "output" and result["id"] not in served:
            yield error("no-orphans", path, N_("No activity leads to the output “{title}”."), title=title)
        if level == "outcome" and result["id"] not in parents:
            yield error("no-orphans", path, N_("No output leads to the outcome “{title}”."), title=title)
        if level == "impact" and result["id"] not in parents:
            yield error("no-orphans", path, N_("No outcome leads to the impact “{title}”."), title=title)
    for activity in view.activities:
        output = view.result.get(activity["output"])
        if output is None or output["level"] != "output":
            path = f"activities/activities/{activity['id']}/output"
            template = N_("The activity “{title}” leads to no output.")
            yield error("no-orphans", path, template, title=short(activity["title"]))


def targets_move(view: View) -> Iterator[Finding]:
    """Rule 12: the target differs from the baseline in the stated direction and is dated within the project."""
    for path, indicator in _indicators(view):
        if not view.within(day(indicator["target_date"])):
            yield error("target-moves", f"{path}/target_date", N_("The target falls due outside the project's dates."))
        baseline, target = indicator["baseline"].strip(), indicator["target"].strip()
        if not baseline or not target:
            continue
        before, after = number(baseline), number(target)
        if baseline == target or (before is not None and before == after):
            yield error("target-moves", f"{path}/target", N_("The target is the same as the baseline."))
        elif indicator["measure"] in WITHOUT_ORDER or before is None or after is None:
            continue
        elif not indicator["direction"]:
            yield error("target-moves", f"{path}/direction", N_("Say whether the figure should rise or fall."))
        elif (after > before) != (indicator["direction"] == "up"):
            up = N_("The figure should rise, but the target lies below the baseline.")
            down = N_("The figure should fall, but the target lies above the baseline.")
            yield error("target-moves", f"{path}/target", up if indicator["direction"] == "up" else down)
