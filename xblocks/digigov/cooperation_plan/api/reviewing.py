"""Submitting a plan and deciding on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Grade, Plan, Review, Submission
from ..rubric import Rubric, check_scores, grade
from ..sections import SECTIONS
from .errors import NotAllowed, Refused, Stale
from .plans import is_member, members, read
from .transactions import atomically

SUBMITTED, ACCEPTED, SENT_BACK = "submitted", "accepted", "sent-back"
MOST_REVIEWERS = 3
COMMENT_CHARS = 20_000


def submit(plan: Plan, *, person: Any) -> Submission:
    """Freeze the plan as it is now and hand it in. Writing goes on, but what is reviewed stays as it was.

    NotAllowed unless a member does so; Refused while a submission is open, and after one was accepted.
    """
    if not is_member(plan, person):
        raise NotAllowed("Only those who write a plan may submit it.")

    def work() -> Submission:
        state = read(plan)
        last = Submission.objects.filter(plan=plan).order_by("-number").first()
        if last is not None and last.state != SENT_BACK:
            raise Refused("This plan was submitted already.")
        return Submission.objects.create(
            plan=plan,
            number=last.number + 1 if last else 1,
            content=state.sections,
            versions=state.versions,
            person=str(person),
            at=timezone.now(),
        )

    try:
        return atomically(work)
    except IntegrityError:  # a colleague pressed the button in the same moment
        raise Refused("This plan was submitted already.") from None


def submissions(plan: Plan) -> list[Submission]:
    """What was submitted, newest first."""
    return list(Submission.objects.filter(plan=plan).order_by("-number"))


def find_submission(course: str, submission_id: int) -> Submission | None:
    """A submission of this course by its id, with its plan."""
    return Submission.objects.select_related("plan").filter(plan__course=course, pk=submission_id).first()


def desk(course: str, exercise: str) -> dict[int, tuple[Submission, list[Review]]]:
    """By plan its newest submission and that one's reviews; two queries however many plans."""
    rows = Submission.objects.filter(plan__course=course, plan__exercise=exercise).defer("content")
    newest = {row.plan_id: row for row in rows.order_by("number")}
    found: dict[int, list[Review]] = {row.pk: [] for row in newest.values()}
    for review in Review.objects.filter(submission__in=found).order_by("slot"):
        found[review.submission_id].append(review)
    return {plan: (row, found[row.pk]) for plan, row in newest.items()}


def claim(submission: Submission, *, person: Any, name: str = "", places: int = 1) -> Review:
    """Take a place as a reviewer; the first one leads. The same person claims once and gets the same review again.

    NotAllowed for those who write the plan; Refused when all places are taken or the submission is decided.
    """
    who = str(person)
    if is_member(submission.plan, who):
        raise NotAllowed("Nobody reviews a plan of their own.")
    for slot in range(1, min(places, MOST_REVIEWERS) + 1):
        mine = Review.objects.filter(submission=submission, reviewer=who).first()
        if mine is not None:
            return mine
        if not Submission.objects.filter(pk=submission.pk, open=True).exists():
            break
        if Review.objects.filter(submission=submission, slot=slot).exists():
            continue
        try:
            with transaction.atomic():
                return Review.objects.create(
                    submission=submission, slot=slot, reviewer=who, name=name[:255], claimed_at=timezone.now()
                )
        except IntegrityError:  # taken in this moment; it may have been our own other tab
            continue
    mine = Review.objects.filter(submission=submission, reviewer=who).first()
    if mine is None:
        raise Refused("Others are reviewing this plan already.")
    return mine


def release(review: Review) -> None:
    """Give a place back before the review is finished."""
    if not Review.objects.filter(pk=review.pk, finished_at=None).delete()[0]:
        raise Refused("This review is finished.")


def reviews(submission: Submission) -> list[Review]:
    """The reviews of a submission, the lead's first."""
    return list(Review.objects.filter(submission=submission).order_by("slot"))


def save_review(
    review: Review, *, base: int, rubric: Rubric, scores: Any, comments: Any, person: Any, finish: bool = False
) -> Review:
    """Save a reviewer's scores and comments by section. Stale when another window saved since version `base`.

    Refused for scores that are none, a finished review without all of them, and after the decision.
    """
    if review.reviewer != str(person):
        raise NotAllowed("This is somebody else's review.")
    if faults := check_scores(rubric, scores, finished=finish):
        raise Refused(faults[0].message)
    if not _are_comments(comments):
        raise Refused("Comments are texts, one for a section.")

    def work() -> bool:
        if not Submission.objects.select_for_update().filter(pk=review.submission_id, open=True).exists():
            raise Refused("This submission has been decided.")
        now = timezone.now() if finish else None
        mine = Review.objects.filter(pk=review.pk, version=base)
        return bool(mine.update(version=base + 1, scores=scores, comments=comments, finished_at=now))

    written = atomically(work)
    current = Review.objects.filter(pk=review.pk).first()
    if current is None:
        raise Refused("This review was given back.")
    if not written:
        raise Stale(current)
    return current


def decide(
    submission: Submission, *, person: Any, accept: bool, note: str, rubric: Rubric, places: int = 1
) -> Submission:
    """The lead accepts or sends back, once all reviewers have finished. Accepting gives each member a grade."""

    def work() -> Submission:
        found = Submission.objects.select_for_update().select_related("plan").get(pk=submission.pk)
        done = [review for review in reviews(found) if review.finished_at]
        if found.state != SUBMITTED:
            raise Refused("This submission has been decided.")
        if not Review.objects.filter(submission=found, slot=1, reviewer=str(person)).exists():
            raise NotAllowed("The lead reviewer decides.")
        if len(done) < min(places, MOST_REVIEWERS):
            raise Refused("Not all reviews are finished.")
        now = timezone.now()
        state = ACCEPTED if accept else SENT_BACK
        Submission.objects.filter(pk=found.pk, state=SUBMITTED).update(
            state=state, open=None, decided_by=str(person), decided_at=now, note=note[:COMMENT_CHARS]
        )
        if accept:
            value = grade(rubric, [review.scores for review in done])
            people = members(found.plan)
            Grade.objects.bulk_create(Grade(submission=found, person=who, value=value, at=now) for who in people)
        return Submission.objects.get(pk=found.pk)

    return atomically(work)


def _are_comments(comments: Any) -> bool:
    return (
        isinstance(comments, Mapping)
        and set(comments) <= {*SECTIONS, ""}  # "": on the plan as a whole
        and all(isinstance(text, str) and len(text) <= COMMENT_CHARS for text in comments.values())
    )
