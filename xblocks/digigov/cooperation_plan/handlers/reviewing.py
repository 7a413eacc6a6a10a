"""Reviewing: the list of plans, one submission to read and score, the decision, and the grades that follow."""

from __future__ import annotations

import logging
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_of, current_person, publish_grade

from .. import api, rules
from ..console import listing, words
from ..console import reviewing as pages
from ..exports import FORMATS, CannotExport, Head
from ..models import Grade, Submission
from .access import number_of
from .files import _file_name
from .staff import StaffAccess, id_of, staff_file, staff_handler

log = logging.getLogger(__name__)
REVIEW_BODY = 2_000_000
OFFERED = ("pdf", "docx", "xlsx", "brief", "iati", "json")


class ReviewingHandlers(StaffAccess):
    """Experts are the staff of the course; the first who takes a place leads."""

    reviewers: int
    graded_mode: bool
    weight: float

    @staff_handler()
    def console(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"view", ...}: the HTML of a view."""
        return self.show(str(data.get("view") or "reviews"), data)

    @staff_handler()
    def review_claim(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission"}: take a place as its reviewer."""
        person = self.person()
        api.claim(self._handed_in(data), person=person.id, name=person.name, places=self.reviewers)
        return self.show("review", data)

    @staff_handler()
    def review_release(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission"}: give my place back."""
        api.release(self._mine(data))
        return self.show("review", data)

    @staff_handler(REVIEW_BODY)
    def review_save(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission", "version", "scores", "comments", "finish"}: others see it when it is finished."""
        finish = data.get("finish") is True
        saved = api.save_review(
            self._mine(data),
            base=number_of(data, "version"),
            rubric=self.criteria(),
            scores=data.get("scores"),
            comments=data.get("comments"),
            person=self.staff(),
            finish=finish,
        )
        answer = {"version": saved.version, "at": timezone.now().isoformat()}
        return self.show("review", data, **answer) if finish else answer

    @staff_handler()
    def review_reopen(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission"}: go on with a review that was finished, until the decision."""
        mine = self._mine(data)
        api.save_review(
            mine,
            base=mine.version,
            rubric=self.criteria(),
            scores=mine.scores,
            comments=mine.comments,
            person=self.staff(),
        )
        return self.show("review", data)

    @staff_handler()
    def review_decide(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission", "accept", "note"}: the lead's decision. Accepting grades each member."""
        accept, note = data.get("accept"), data.get("note")
        if not isinstance(accept, bool) or not isinstance(note, str):
            raise Refusal(400, "no-decision", _("A decision is yes or no, with a note."))
        if not accept and not note.strip():
            raise Refusal(422, "refused", _("Say what has to change before it can be accepted."))
        api.decide(
            self._handed_in(data),
            person=self.staff(),
            accept=accept,
            note=note.strip(),
            rubric=self.criteria(),
            places=self.reviewers,
        )
        self.publish_waiting()
        return self.show("review", data)

    @staff_handler()
    def grade_override(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission", "grade", "percent", "reason"}: one member's grade by hand."""
        grade = api.find_grade(course_of(self), id_of(data, "grade"))
        if grade is None:
            raise Refusal(404, "no-such-grade", _("There is no such grade."))
        value = rules.number(str(data.get("percent") or ""))
        if value is None or not 0 <= value <= 100:
            raise Refusal(422, "refused", _("Write a grade from 0 to 100."))
        api.override_grade(grade, by=self.staff(), value=value / 100, reason=str(data.get("reason") or ""))
        self.publish_waiting()
        return self.show("review", data)

    @staff_handler()
    def grades_publish(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"submission"}: try again to bring to the gradebook what did not arrive there."""
        self.publish_waiting()
        return self.show("review", data)

    @staff_file
    def review_file(self, suffix: str) -> tuple[bytes, str, str]:
        """review_file/<format>/<id of a submission>: the submitted version as a file."""
        kind, _slash, id = suffix.partition("/")
        if kind not in FORMATS or not id.isascii() or not id.isdigit():
            raise Refusal(404, "no-such-format", _("There is no such kind of file."))
        submission = self._handed_in({"submission": int(id[:18])})
        plan = rules.complete(submission.content)
        head = Head(f"plan-{submission.plan_id}", timezone.now(), current_person(self).language)
        meta = _("Submission {number}").format(number=submission.number)
        try:
            data = FORMATS[kind].make(plan, self.writing(), head, f"{submission.plan.name} · {meta}".strip(" ·"))
        except CannotExport as reason:
            raise Refusal(422, "cannot-export", _(str(reason))) from None
        return data, FORMATS[kind].media_type, quote(f"{_file_name(plan)}.{FORMATS[kind].ending}")

    def view_reviews(self, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The plans of this exercise; what the gradebook does not have yet is sent on the way."""
        waiting = self.publish_waiting()
        course, key = course_of(self), self.exercise_key()
        rows, desk = [row for row in api.rows(course, key) if row.begun], api.desk(course, key)
        told = listing.listing(rows, desk, data, self.staff(), self.writing())
        return "reviews.html", {**told, "places": self.reviewers, "waiting": waiting, "graded": self.graded_mode}

    def view_review(self, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """One submission."""
        submission, how = self._handed_in(data), self.writing()
        desk = pages.Desk(submission, self.staff(), self.reviewers)
        return "review.html", {
            **pages.page(desk, self.criteria(), self.patterns(), how),
            "prefix": f"cp-r{submission.pk}-",
            "plan": submission.plan_id,
            "files": [
                {"label": _(FORMATS[kind].label), "url": self.file_url("review_file", f"{kind}/{submission.pk}")}
                for kind in OFFERED
            ],
            "grades": pages.grades(submission, how),
            "graded": self.graded_mode,
        }

    def criteria(self) -> Any:
        """The rubric that is used here."""
        return words.criteria(self.rubric)

    def publish_waiting(self) -> int:
        """Bring to the gradebook what it does not have; gives how many grades still wait."""
        rows = list(api.unpublished(course_of(self), self.exercise_key()))
        return sum(not self._publish(grade) for grade in rows)

    def _publish(self, grade: Grade) -> bool:
        if not self.graded_mode:
            return False  # another block of the exercise may be the graded one
        try:
            with transaction.atomic():
                sent = publish_grade(self, grade.person, share=Decimal(grade.value), points=max(1, round(self.weight)))
                return sent and api.published(grade)
        except Exception:  # the gradebook is not ours and may fail in any way; the grade waits for the next try
            log.exception("grade %s did not reach the gradebook", grade.pk)
            return False

    def _handed_in(self, data: dict[str, Any]) -> Submission:
        found = api.find_submission(course_of(self), id_of(data, "submission"))
        if found is None or found.plan.exercise != self.exercise_key():
            raise Refusal(404, "no-such-submission", _("There is no such submission."))
        return found

    def _mine(self, data: dict[str, Any]) -> Any:
        me = self.staff()
        mine = next((row for row in api.reviews(self._handed_in(data)) if row.reviewer == me), None)
        if mine is None:
            raise Refusal(403, "not-yours", _("You are no reviewer of this plan."))
        return mine
