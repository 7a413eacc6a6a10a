"""Schedules worked out in the background, looked at, and made real."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from digigov.common.transactions import atomically

from ..event import Event
from ..explaining import unmet
from ..faults import N_
from ..models import Meeting, MeetingEvent, MeetingSlot, SlotClaim, SolverRun
from ..posing import Meeting as Planned
from ..posing import Posed, meetings, pose
from ..scheduling.improve import improve
from ..scheduling.problem import Solution, shares, total
from ..scheduling.solve import Infeasible, Progress, greedy
from ..scheduling.worker import Failed, run
from ..whatif import changed
from .booking import told
from .claims import Lost, claim
from .errors import Over, Refused, Running
from .events import touch
from .invitations import tell
from .picture import picture

SILENT = timedelta(seconds=90)  # a run without a sign of life for so long has died
LIMITS = (1, 600)


def start_run(
    event: MeetingEvent, *, person: Any, name: str = "", seconds: int = 60, options: Mapping[str, Any] | None = None
) -> SolverRun:
    """A new run, to be worked on by `work`; Running when there is one. `options`: "rooms", "days", "interpreters" for
    what if, "fresh" to forget what stands except what is locked."""
    asked = dict(options or {})
    seconds = min(max(int(seconds), LIMITS[0]), LIMITS[1])
    now = timezone.now()
    SolverRun.objects.filter(event=event, open=True, beat__lt=now - SILENT).update(
        open=None, state="failed", finished_at=now, error="It gave no sign of life."
    )
    try:
        with transaction.atomic():
            return SolverRun.objects.create(
                event=event,
                open=True,
                options=asked,
                person=None if person is None else str(person),
                name=name[:255],
                seconds=seconds,
                beat=now,
            )
    except IntegrityError:
        pass
    other = current_run(event)
    if other is None:  # it ended in this very moment
        return start_run(event, person=person, name=name, seconds=seconds, options=options)
    raise Running(other)


def current_run(event: MeetingEvent) -> SolverRun | None:
    """The run that is going on."""
    return SolverRun.objects.filter(event=event, open=True).first()


def last_run(event: MeetingEvent) -> SolverRun | None:
    """The newest run that gave a schedule to look at; what-if runs are not among them."""
    rows = SolverRun.objects.filter(event=event, state__in=("done", "applied")).order_by("-pk")
    return next((row for row in rows if not is_what_if(row)), None)


def what_ifs(event: MeetingEvent) -> list[SolverRun]:
    """Finished what-if runs, newest first."""
    return [row for row in SolverRun.objects.filter(event=event, state="done").order_by("-pk")[:20] if is_what_if(row)]


def is_what_if(row: SolverRun) -> bool:
    return any(row.options.get(name) for name in ("rooms", "days", "interpreters"))


def cancel_run(row: SolverRun) -> None:
    """Stop a run; what stands stays as it is."""
    rows = SolverRun.objects.filter(pk=row.pk, open=True)
    if not rows.update(open=None, state="cancelled", finished_at=timezone.now()):
        raise Over


def work(run_id: int) -> None:
    """Do a run. Called in the background, outside of any transaction."""
    row = SolverRun.objects.select_related("event").get(pk=run_id)
    if not row.open:
        return
    try:
        posed = pose(_asked(row))
        solution, note = _solve(row, posed)
    except Infeasible:
        return _end(row, "failed", error=N_("The locked meetings contradict each other. Unlock one of them."))
    except Exception as error:  # whatever it is, the organiser must hear of it and be able to start again
        _end(row, "failed", error=f"{type(error).__name__}: {error}"[:500])
        raise
    if solution is not None:
        _end(row, "done", result=_result(posed, solution, note), total=solution.total, bound=solution.bound)


def _asked(row: SolverRun) -> Event:
    from dataclasses import replace

    event, options = picture(row.event), row.options
    if options.get("fresh"):
        event = replace(event, meetings={key: slot for key, slot in event.meetings.items() if key in event.locked})
    return changed(
        event,
        rooms=int(options.get("rooms") or 0),
        days=int(options.get("days") or 0),
        interpreters=tuple(options.get("interpreters") or ()),
    )


def _solve(row: SolverRun, posed: Posed) -> tuple[Solution | None, str]:
    """The solution, and "memory" when the exact way failed and the search had to do."""

    def heard(progress: Progress) -> bool:
        rows = SolverRun.objects.filter(pk=row.pk, open=True)
        bound = None if progress.bound == float("inf") else progress.bound
        return bool(rows.update(stage=progress.stage, total=progress.total, bound=bound, beat=timezone.now()))

    try:
        return run(posed.problem, float(row.seconds), heard), ""
    except Failed:
        pass
    end, problem = time.monotonic() + min(10.0, row.seconds), posed.problem
    placed = improve(problem, greedy(problem), lambda: time.monotonic() < end)
    ceiling = sum(max((problem.value(n, s) for s in one.slots), default=0) for n, one in enumerate(problem.pairs))
    fairest = min(shares(problem, placed), default=1.0)
    found = total(problem, placed)
    return Solution(placed, found, float(max(ceiling, found)), "local search", float(row.seconds), fairest), "memory"


def _result(posed: Posed, solution: Solution, note: str) -> dict[str, Any]:
    """What is kept of a run: the meetings with their reasons, the proof, fairness, and every wish not met."""
    by_pair = {(one.participant, one.organisation): one for one in posed.candidates}
    standing = posed.event.meetings
    made = meetings(posed, solution.placed)
    return {
        "total": solution.total,
        "bound": solution.bound,
        "gap": solution.gap,
        "optimal": solution.optimal,
        "method": solution.method,
        "seconds": round(solution.seconds, 1),
        "note": note,
        "fairest": solution.fairest,
        "fair_bound": solution.fair_bound,
        "candidates": len(posed.candidates),
        "points": sum(by_pair[one.participant, one.organisation].points for one in made),
        "musts": [
            sum(by_pair[one.participant, one.organisation].must for one in made),
            sum(len(one.must) for one in posed.event.participants),
        ],
        "shares": {
            str(who.id): round(share, 4)
            for who, share in zip(posed.event.participants, shares(posed.problem, solution.placed), strict=True)
        },
        "meetings": [
            [
                one.participant,
                one.organisation,
                one.slot,
                one.room,
                one.interpreter,
                by_pair[one.participant, one.organisation].points,
                told(by_pair[one.participant, one.organisation]),
            ]
            for one in made
        ],
        "unmet": [
            [one.participant, one.organisation, one.must, one.reason.template, dict(one.reason.values)]
            for one in unmet(posed, solution.placed)
        ],
        "standing": [[who, what, slot] for (who, what), slot in standing.items()],
    }


def _end(row: SolverRun, state: str, **fields: Any) -> None:
    SolverRun.objects.filter(pk=row.pk, open=True).update(open=None, state=state, finished_at=timezone.now(), **fields)


def apply(row: SolverRun) -> dict[str, Any]:
    """Make a schedule real: {"made", "moved", "kept", "cancelled", "skipped"}, the last the pairs that could not be.

    Meetings that people booked or moved since the run began stay as they are; what the schedule wanted in their place
    is skipped. All of it happens or none. Every change is told to those whom it touches.
    """
    if row.result is None or is_what_if(row):
        raise Refused(N_("There is no schedule to be made real."))

    def change() -> dict[str, Any]:
        if not SolverRun.objects.filter(pk=row.pk, state="done").update(state="applied"):
            raise Over
        event = touch(row.event)
        return _apply(event, row.result or {})

    return atomically(change)


def _apply(event: MeetingEvent, result: Mapping[str, Any]) -> dict[str, Any]:
    plan = {
        (who, what): Planned(who, what, slot, room, person)
        for who, what, slot, room, person, *_more in result["meetings"]
    }
    why = {(one[0], one[1]): (one[5], one[6]) for one in result["meetings"]}
    seen = {(who, what): slot for who, what, slot in result["standing"]}
    rows = {
        (one.participant_id, one.organisation_id): one
        for one in Meeting.objects.filter(event=event, open=True).select_related(
            "slot", "participant", "organisation", "event"
        )
    }
    counts: dict[str, Any] = {"made": 0, "moved": 0, "kept": 0, "cancelled": 0, "skipped": []}
    moving: dict[tuple[int, int], tuple[Meeting, MeetingSlot | None]] = {}
    gone: list[Meeting] = []
    for key, meeting in rows.items():
        if meeting.state != "confirmed":
            continue
        wanted = plan.get(key)
        by_people = seen.get(key) != meeting.slot_id
        if meeting.locked or by_people or (wanted and wanted.slot == meeting.slot_id):
            counts["kept"] += wanted is not None
            plan.pop(key, None)
            continue
        moving[key] = (meeting, meeting.slot)
        if wanted is None:
            gone.append(meeting)
    # First everything that leaves its slot gives it back, then everything is seated in sorted order.
    SlotClaim.objects.filter(meeting__in=[meeting for meeting, _slot in moving.values()]).delete()
    for meeting in gone:
        _call_off(meeting)
        counts["cancelled"] += 1
    slots = {slot.pk: slot for slot in MeetingSlot.objects.filter(event=event)}
    for key in sorted(plan):
        old, before = moving.get(key, (rows.get(key), None))
        name = _seat(event, plan[key], slots, old, before, why[key])
        if name == "skipped":
            counts["skipped"].append(list(key))
            if key in moving:
                counts["cancelled"] += 1
        else:
            counts[name] += 1
    return counts


def _call_off(meeting: Meeting) -> None:
    meeting.state, meeting.open, meeting.changed_at = "cancelled", None, timezone.now()
    meeting.sequence, meeting.version = meeting.sequence + 1, meeting.version + 1
    meeting.save()
    tell(meeting, "cancel")


def _seat(
    event: MeetingEvent,
    one: Planned,
    slots: Mapping[int, MeetingSlot],
    old: Meeting | None,
    before: MeetingSlot | None,
    why: tuple[int, list[Any]],
) -> str:
    """ "made", "moved" or "skipped". `old` is the pair's open meeting or request."""
    slot = slots.get(one.slot)
    try:
        with transaction.atomic():
            if slot is None:
                raise Lost("slot")
            meeting = old or Meeting(
                event=event, participant_id=one.participant, organisation_id=one.organisation, asked_by="organiser"
            )
            meeting.points, meeting.reasons = why
            meeting.state, meeting.open, meeting.changed_at = "confirmed", True, timezone.now()
            meeting.version += old is not None
            meeting.sequence += before is not None
            meeting.save()
            claim(meeting, slot, one.room, one.interpreter)
    except (Lost, IntegrityError):
        if old is not None and before is not None:
            _call_off(Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=old.pk))
        return "skipped"
    tell(meeting, "update" if before else "invite", before=before)
    return "moved" if before else "made"
