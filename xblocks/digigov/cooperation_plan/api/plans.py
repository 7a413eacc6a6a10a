"""Plans and those who write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from ..models import Membership, Plan, Section
from ..schema import Content
from ..sections import SECTIONS, empty_section
from .errors import Refused
from .transactions import atomically


@dataclass(frozen=True)
class Team:
    """A team of the platform: its key there, its name, and its members' ids with their names."""

    key: str
    name: str
    members: Mapping[str, str]


@dataclass(frozen=True)
class State:
    """A plan at one moment: the content and the version of each section."""

    sections: dict[str, Content]
    versions: dict[str, int]


def open_plan(course: str, exercise: str, *, person: Any, name: str = "", team: Team | None = None) -> Plan:
    """The plan that somebody writes in an exercise, made when it is not there yet.

    With a team of the platform it is the team's, and the team's members become the plan's. Without one it is the plan
    that the instructor assigned, else one's own.
    """
    who = str(person)
    if team is not None:
        plan = _plan(course, exercise, f"team:{team.key}", team.name)
        people = {str(id): label for id, label in team.members.items()}
        _move(plan, {**people, who: name or people.get(who, "")}, only=True)
        return plan
    member = Membership.objects.filter(course=course, exercise=exercise, person=who).select_related("plan").first()
    if member is not None and not member.plan.team.startswith("team:"):
        if name and member.name != name:
            Membership.objects.filter(pk=member.pk).update(name=name)
        return member.plan
    plan = _plan(course, exercise, f"person:{who}", name)
    _move(plan, {who: name})
    return plan


def assign(course: str, exercise: str, *, group: str, people: Mapping[Any, str]) -> Plan:
    """The instructor puts people (ids with names) into a group; they leave the plan they had, which keeps its words."""
    key = group.strip()
    if not key or len(key) > 100:
        raise Refused("A group needs a name of at most 100 characters.")
    plan = _plan(course, exercise, f"group:{key}", key)
    _move(plan, {str(id): label for id, label in people.items()})
    return plan


def unassign(course: str, exercise: str, *, person: Any) -> None:
    """Take somebody out of their group; when they come again, they get a plan of their own."""
    Membership.objects.filter(course=course, exercise=exercise, person=str(person)).delete()


def members(plan: Plan) -> dict[str, str]:
    """Who writes a plan: ids with names. Former members are not among them."""
    rows = Membership.objects.filter(plan=plan, person__isnull=False).order_by("id")
    return {row.person: row.name for row in rows}


def plans(course: str, exercise: str = "") -> Iterable[Plan]:
    """The plans of a course, or of one exercise, oldest first."""
    rows = Plan.objects.filter(course=course).order_by("id")
    return rows.filter(exercise=exercise) if exercise else rows


def find_plan(course: str, plan_id: int) -> Plan | None:
    """A plan of this course by its id."""
    return Plan.objects.filter(course=course, pk=plan_id).first()


def is_member(plan: Plan, person: Any) -> bool:
    return bool(Membership.objects.filter(plan=plan, person=str(person)).exists())


def read(plan: Plan, newer_than: Mapping[str, int] | None = None) -> State:
    """All sections, or those with a newer version than the reader has; read in one statement, so of one moment."""
    known = newer_than or {}
    rows = list(Section.objects.filter(plan=plan).values_list("name", "version", "content"))
    order = {name: place for place, name in enumerate(SECTIONS)}
    rows = sorted((row for row in rows if row[0] in order), key=lambda row: order[row[0]])
    return State(
        {name: content for name, version, content in rows if version > known.get(name, -1)},
        {name: version for name, version, _content in rows},
    )


def _plan(course: str, exercise: str, team: str, name: str) -> Plan:
    def work() -> Plan:
        plan, made = Plan.objects.get_or_create(
            course=course, exercise=exercise, team=team, defaults={"name": name[:255]}
        )
        if made:
            Section.objects.bulk_create(
                Section(plan=plan, name=section, content=empty_section(section)) for section in SECTIONS
            )
        return plan

    return atomically(work)


def _move(plan: Plan, people: Mapping[str, str], *, only: bool = False) -> None:
    """Make people members of this plan and of no other of its exercise; with `only`, nobody else stays in it."""
    here = members(plan)
    if only:
        Membership.objects.filter(plan=plan, person__in=set(here) - set(people)).delete()
    for person, name in people.items():
        if here.get(person) == name or (person in here and not name):
            continue
        everywhere = Membership.objects.filter(course=plan.course, exercise=plan.exercise, person=person)
        values = {"plan": plan, **({"name": name[:255]} if name else {})}
        if everywhere.update(**values):
            continue
        try:
            with transaction.atomic():
                Membership.objects.create(
                    plan=plan, course=plan.course, exercise=plan.exercise, person=person, name=name[:255]
                )
        except IntegrityError:  # came in by another door in the same moment
            everywhere.update(**values)
