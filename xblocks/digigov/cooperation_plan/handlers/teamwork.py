"""Who else is here, what they changed, and remarks on cells."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _

from .. import api
from ..models import Comment
from .access import PlanAccess, number_of, plan_handler

SMALL = 100_000


class TeamworkHandlers(PlanAccess):
    """One poll brings everything that others did; comments have handlers of their own."""

    @plan_handler(SMALL)
    def poll(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"versions", "path", "comments"}: where I am and what I have, gives what is new and who is where."""
        plan, person = self.plan(), self.person()
        api.seen(plan, person=person.id, path=str(data.get("path") or ""))
        given = data.get("versions")
        known = given if isinstance(given, dict) else {}
        state = api.read(plan, {name: value for name, value in known.items() if isinstance(value, int)})
        names = self.names()
        answer: dict[str, Any] = {
            "sections": state.sections,
            "versions": state.versions,
            "here": [
                {"name": names.get(one, "") or _("Somebody"), "path": path}
                for one, path in api.present(plan, but=person.id).items()
            ],
            "submission": self.submission(),
        }
        if state.sections:
            answer["judged"] = self.judged(api.read(plan).sections)
        remarks = self.remarks()
        if remarks["token"] != data.get("comments"):
            answer["comments"] = remarks
        return answer

    @plan_handler(SMALL)
    def comment_add(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"path", "text", "answers"}: a remark, or an answer to one."""
        path, text, answers = data.get("path"), data.get("text"), data.get("answers")
        if not isinstance(path, str) or not isinstance(text, str) or not isinstance(answers, (int, type(None))):
            raise Refusal(400, "no-comment", _("A comment has a place and a text."))
        api.add_comment(self.plan(), person=self.person().id, path=path, text=text, answers=answers)
        return {"comments": self.remarks()}

    @plan_handler(SMALL)
    def comment_resolve(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id", "resolved"}."""
        resolved = data.get("resolved") is not False
        api.resolve_comment(self.plan(), number_of(data, "id"), person=self.person().id, resolved=resolved)
        return {"comments": self.remarks()}

    @plan_handler(SMALL)
    def comment_withdraw(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: one's own, while nobody has answered it."""
        api.withdraw_comment(self.plan(), number_of(data, "id"), person=self.person().id)
        return {"comments": self.remarks()}

    def remarks(self) -> dict[str, Any]:
        """All comments; `token` changes whenever any of them does."""
        rows, names, me = api.comments(self.plan()), self.names(), str(self.person().id)
        token = f"{rows[-1].pk if rows else 0}.{len(rows)}.{sum(row.resolved_at is not None for row in rows)}"
        return {"token": token, "list": [_comment(row, names, me) for row in rows]}

    def submission(self) -> dict[str, Any]:
        raise NotImplementedError


def _comment(row: Comment, names: dict[str, str], me: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "path": row.path,
        "answers": row.answers_id,
        "text": row.text,
        "by": names.get(row.person or "", "") or _("a former member"),
        "mine": row.person == me,
        "at": row.at.isoformat(),
        "resolved": names.get(row.resolved_by or "", "") or _("a former member") if row.resolved_at else "",
    }
