"""Whose plan this is, and refusals of the api as answers to the browser."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import Person, course_of, current_person, team_of

from .. import api, rules, wire
from ..exports import Writing
from ..models import Plan
from ..reading import writing

MAX_BODY = 6_000_000  # bytes: a section of a million characters of any script, and its addressing


class PlanAccess(DigigovBlock):
    """The plan of the person who asks. The fields that it reads are in block.py."""

    exercise: str
    teamset: str
    required: Mapping[str, Any]

    def person(self) -> Person:
        """Who asks; refused when nobody is logged in."""
        person = current_person(self)
        if person.id is None:
            raise Refusal(403, "nobody", _("Log in to write a plan."))
        return person

    def plan(self) -> Plan:
        """Their team's plan, or their own; made when it is not there yet."""
        if not hasattr(self, "_plan"):
            person, team = self.person(), team_of(self, self.teamset)
            key = self.exercise or str(self.scope_ids.usage_id)
            group = api.Team(team.key, team.name, team.members) if team else None
            self._plan = api.open_plan(course_of(self), key, person=person.id, name=person.name, team=group)
        return self._plan

    def writing(self) -> Writing:
        """How dates and amounts are written for the person who asks."""
        return writing(self.language())

    def language(self) -> str:
        """The language of the page: dates, amounts and names of codes are in the language of the words around them."""
        return get_language() or "en"

    def patterns(self) -> tuple[str, ...]:
        """The cells that the course requires: the field's, else those that the field's practice does."""
        return rules.required_patterns(self.required)

    def judged(self, plan: rules.Plan) -> dict[str, Any]:
        """What the rules say of a plan, and its sums."""
        whole = rules.complete(plan)
        return {**wire.verdict(whole, self.patterns()), "sums": wire.sums(whole, self.writing())}

    def names(self) -> dict[str, str]:
        """The members' ids with their names."""
        return api.members(self.plan())

    def name_of(self, person: str | None) -> str:
        """What to call somebody; people who left the team or were erased have no name any more."""
        return self.names().get(person or "", "") or _("a former member")


def section_of(data: Mapping[str, Any]) -> str:
    """The section that a request names."""
    name = data.get("section")
    if name not in rules.SECTIONS:
        raise Refusal(400, "no-such-section", _("There is no such section."))
    return str(name)


def number_of(data: Mapping[str, Any], name: str) -> int:
    """A whole number of a request, such as a version."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refusal(400, "no-number", _("A version is missing in the request."))
    return value


def plan_handler(max_body: int = MAX_BODY) -> Callable[..., Any]:
    """A JSON handler of which the api's refusals become answers: 409 for a conflict, with both texts."""

    def decorate(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @functools.wraps(method)
        def careful(self: PlanAccess, data: dict[str, Any]) -> dict[str, Any]:
            try:
                return method(self, data)
            except api.Conflict as conflict:
                raise Refusal(409, "conflict", _("Somebody changed the same words."), **told(self, conflict)) from None
            except api.NotAllowed as refused:
                raise Refusal(403, "not-allowed", _(str(refused))) from None
            except api.Busy:
                raise Refusal(
                    503, "busy", _("Too many people are writing at this moment; it is tried again.")
                ) from None
            except api.Stale:
                raise Refusal(
                    409, "stale", _("This was changed in another window. Reload the page to see it.")
                ) from None
            except api.PlanError as refused:
                raise Refusal(422, "refused", _(str(refused))) from None
            except KeyError:
                raise Refusal(400, "no-such-path", _("The plan has no such place.")) from None

        return json_handler(max_body=max_body)(careful)

    return decorate


def told(block: PlanAccess, conflict: api.Conflict) -> dict[str, Any]:
    """A conflict as JSON: what is saved now, by whom, and each clash with its texts."""
    plan = {**api.read(block.plan()).sections, conflict.section: conflict.merged}
    return {
        "section": conflict.section,
        "version": conflict.version,
        "content": conflict.content,
        "by": block.name_of(conflict.person),
        "at": conflict.at.isoformat() if conflict.at else "",
        "clashes": wire.clashes(conflict.clashes, plan),
        "faults": wire.faults(conflict.faults, plan),
    }
