"""What organisers see."""

from __future__ import annotations

from typing import Any

from digigov.common.i18n import gettext as _
from digigov.sectors.rules import SECTORS

from .. import api
from ..api.solving import current_run, what_ifs
from ..kinds import KINDS, language_name
from ..models import MeetingEvent, SolverRun
from ..settings import DEFAULTS, JOIN_WAYS, LABELS, NUMBERS
from ..writing import sentence, time_in
from . import parts

MOST_SHOWN = 20


def setup(event: MeetingEvent, language: str) -> dict[str, Any]:
    """Settings, slots, rooms, interpreters."""
    rules = {**DEFAULTS, **event.settings}
    return {
        "version": event.version,
        "title": event.title,
        "zone": event.zone,
        "zones": parts.zones(),
        "numbers": [
            {"name": name, "label": _(LABELS[name]), "least": rule[0], "most": rule[1], "value": rules[name]}
            for name, rule in NUMBERS.items()
        ],
        "join": rules["join"],
        "ways": [(code, _(name)) for code, name in JOIN_WAYS.items()],
        "join_template": rules["join_template"],
        "jitsi_domain": rules["jitsi_domain"],
        "organiser": rules["organiser"],
        "organiser_email": rules["organiser_email"],
        "slots": [parts.slot_choice(one, event.zone, language) for one in event.slots.all()],
        "rooms": list(event.rooms.order_by("pk").values("pk", "name", "url")),
        "interpreters": [
            {
                "pk": one.pk,
                "name": one.name,
                "hours": one.hours,
                "languages": ", ".join(language_name(code, language) for code in one.languages),
            }
            for one in event.interpreters.order_by("pk")
        ],
    }


def organisations(
    event: MeetingEvent, language: str, word: str = "", report: Any = None, link: Any = None
) -> dict[str, Any]:
    """The organisations whose name holds `word`, the first of them; what an import left out; a link just made."""
    rows = event.organisations.all()
    if word:
        rows = rows.filter(name__icontains=word)
    count = rows.count()
    shown = []
    for row in rows[:MOST_SHOWN]:
        shown.append({**parts.organisation(row, language), "form": organisation_form(row), "has_link": bool(row.link)})
    return {
        "rows": shown,
        "count": count,
        "more": max(0, count - MOST_SHOWN),
        "word": word,
        "link": link,
        "report": _report(report, language) if report is not None else None,
        "new": organisation_form(None),
    }


def organisation_form(row: Any) -> dict[str, Any]:
    """The cells of an organisation as a form holds them."""
    return {
        "id": row.pk if row else "",
        "version": row.version if row else 0,
        "name": row.name if row else "",
        "kind": row.kind if row else "company",
        "country": row.country if row else "KR",
        "zone": row.zone if row else "Asia/Seoul",
        "sectors": parts.sector_rows(dict.fromkeys(row.sectors if row else (), 1)),
        "offers": parts.kind_rows(row.offers if row else ()),
        "languages": "; ".join(language_name(code, "en") for code in (row.languages if row else ("ko", "en"))),
        "hours": row.hours if row else "",
        "profile": row.profile if row else "",
        "website": row.website if row else "",
        "material": row.material if row else "",
        "contact": row.contact if row else "",
        "email": row.email if row else "",
        "wishes": "; ".join(row.wishes) if row else "",
        "refuses": "; ".join(row.refuses) if row else "",
        "most": row.most if row else 0,
        "join_url": row.join_url if row else "",
    }


def _report(report: Any, language: str) -> dict[str, Any]:
    lines = [
        {
            "line": one.line,
            "name": one.name,
            "faults": [
                f"{one_fault.place}: {sentence(one_fault.template, one_fault.values, language)}"
                for one_fault in one.faults
            ],
        }
        for one in report.bad[:300]
    ]
    return {"added": report.added, "changed": report.changed, "bad": len(report.bad), "lines": lines}


def participants(event: MeetingEvent, language: str) -> dict[str, Any]:
    """Everybody who takes part, with how many meetings they have."""
    shown = []
    for row in api.participants(event):
        wishes = api.wishes(row)
        shown.append(
            {
                **parts.participant(row, language),
                "meetings": row.meetings.filter(state="confirmed").count(),
                "musts": sum(kind == "must" for kind in wishes.values()),
                "wishes": sum(kind == "wish" for kind in wishes.values()),
                "hours": row.hours,
                "from_survey": row.from_survey,
            }
        )
    return {"rows": shown, "countries": parts.country_choice(language), "zones": parts.zones()}


def schedule(event: MeetingEvent, language: str, answer: Any = None) -> dict[str, Any]:
    """The run that goes on, the last schedule with its proof, and what-if runs beside it."""
    running, last = current_run(event), api.last_run(event)
    return {
        "running": _running(running) if running else None,
        "last": _solved(event, last, language) if last else None,
        "what_ifs": [_what_if(row, last, language) for row in what_ifs(event)[:6]],
        "answer": answer,
        "languages": _spoken(event, language),
        "ready": event.slots.exists()
        and event.rooms.exists()
        and event.participants.exists()
        and event.organisations.exists(),
        "failed": _failed(event),
    }


def _failed(event: MeetingEvent) -> str:
    row = SolverRun.objects.filter(event=event).exclude(open=True).order_by("-pk").first()
    return _(row.error) if row and row.state == "failed" else ""


def _running(row: SolverRun) -> dict[str, Any]:
    stages = {
        "greedy": _("A first schedule stands"),
        "local search": _("Improving it step by step"),
        "joint program": _("Proving what is best"),
        "prices": _("Pricing times and rooms"),
        "two stages": _("Choosing among the best"),
        "fairness": _("Making it fair"),
        "compact": _("Closing gaps"),
    }
    gap = None if row.bound is None or row.bound <= 0 else max(0.0, (row.bound - row.total) / row.bound)
    return {
        "id": row.pk,
        "stage": stages.get(row.stage, _("Starting")),
        "name": row.name,
        "seconds": row.seconds,
        "total": row.total,
        "gap": None if gap is None else percent(gap),
    }


def percent(share: float) -> str:
    """0.0123 as 1.2%."""
    return f"{share * 100:.1f}%" if 0 < share < 0.1 else f"{share * 100:.0f}%"


def _solved(event: MeetingEvent, row: SolverRun, language: str) -> dict[str, Any]:
    result: dict[str, Any] = row.result or {}
    who = {one.pk: one for one in event.participants.all()}
    what = {one.pk: one.name for one in event.organisations.all()}
    slots = {one.pk: one for one in event.slots.all()}
    rooms = dict(event.rooms.values_list("pk", "name"))
    people = dict(event.interpreters.values_list("pk", "name"))
    shares = result.get("shares", {})
    return {
        "id": row.pk,
        "applied": row.state == "applied",
        "total": result["total"],
        "points": result["points"],
        "bound": round(result["bound"]),
        "gap": percent(result["gap"]),
        "optimal": result["optimal"],
        "seconds": result["seconds"],
        "method": result["method"],
        "note": result["note"],
        "musts": result["musts"],
        "count": len(result["meetings"]),
        "candidates": result["candidates"],
        "fairest": percent(result["fairest"]),
        "fair_proven": result["fair_bound"] is not None and result["fair_bound"] - result["fairest"] < 1e-4,
        "shares": [
            {"name": who[int(key)].name, "share": percent(share), "width": round(share * 100)}
            for key, share in sorted(shares.items(), key=lambda pair: pair[1])
            if int(key) in who
        ],
        "unmet": [
            {
                "participant": who[one[0]].name,
                "organisation": what[one[1]],
                "must": one[2],
                "reason": sentence(one[3], one[4], language),
            }
            for one in result["unmet"]
            if one[0] in who and one[1] in what
        ],
        "meetings": [
            {
                "participant": who[one[0]].name,
                "organisation": what[one[1]],
                "time": time_in(slots[one[2]].start, slots[one[2]].minutes, event.zone, language),
                "theirs": time_in(slots[one[2]].start, slots[one[2]].minutes, who[one[0]].zone, language),
                "room": rooms.get(one[3], ""),
                "interpreter": people.get(one[4], ""),
                "points": one[5],
                "reasons": parts.reasons(one[6], language),
            }
            for one in result["meetings"]
            if one[0] in who and one[1] in what and one[2] in slots
        ],
    }


def _what_if(row: SolverRun, last: SolverRun | None, language: str) -> dict[str, Any]:
    options, result = row.options, row.result or {}
    asked = []
    if options.get("rooms"):
        asked.append(_("{number} more rooms").format(number=options["rooms"]))
    if options.get("days"):
        asked.append(_("{number} more days").format(number=options["days"]))
    asked += [
        _("an interpreter for {language}").format(language=language_name(code, language))
        for code in options.get("interpreters", ())
    ]
    base: dict[str, Any] = (last.result or {}) if last else {}
    return {
        "asked": ", ".join(asked),
        "count": len(result["meetings"]),
        "unmet": len(result["unmet"]),
        "more": len(result["meetings"]) - len(base["meetings"]) if base else None,
        "unmet_before": len(base["unmet"]) if base else None,
        "points": result["points"],
        "points_more": result["points"] - base["points"] if base else None,
        "gap": percent(result["gap"]),
    }


def _spoken(event: MeetingEvent, language: str) -> list[tuple[str, str]]:
    codes = {row.interpreting or (row.languages[0] if row.languages else "") for row in api.participants(event)}
    return [(code, language_name(code, language)) for code in sorted(codes - {"", "en", "ko"})]


def meetings(event: MeetingEvent, language: str) -> dict[str, Any]:
    """Every meeting that is open, with times in the event's zone and in the participant's; and booking by hand."""
    rows = []
    for row in api.meetings_with_parties(event).exclude(state__in=("cancelled", "declined")):
        free = (
            api.free_for(event, row.participant, row.organisation)
            if row.state == "confirmed" and not row.locked
            else []
        )
        rows.append(
            {
                "id": row.pk,
                "version": row.version,
                "state": row.state,
                "state_name": parts.state_name(row.state),
                "participant": row.participant.name,
                "organisation": row.organisation.name,
                "locked": row.locked,
                "time": time_in(row.slot.start, row.slot.minutes, event.zone, language) if row.slot else "",
                "theirs": time_in(row.slot.start, row.slot.minutes, row.participant.zone, language) if row.slot else "",
                "room": row.room.name if row.room and row.state == "confirmed" else "",
                "interpreter": row.interpreter.name if row.interpreter and row.state == "confirmed" else "",
                "free": [parts.slot_choice(slot, event.zone, language) for slot in free[:60]],
                "notes": [parts.note(one) for one in row.notes.all() if one.shared],
            }
        )
    return {
        "rows": rows,
        "participants": [(row.pk, row.name) for row in api.participants(event)],
        "organisations": list(event.organisations.values_list("pk", "name")[:2000]),
        "slots": [parts.slot_choice(one, event.zone, language) for one in event.slots.all()],
        "zone": event.zone,
    }


def mail(event: MeetingEvent) -> dict[str, Any]:
    """The newest of the outbox, what is stuck first."""
    states = {
        "queued": _("To be sent"),
        "sending": _("Being sent"),
        "sent": _("Sent"),
        "failed": _("Refused"),
        "unsure": _("Perhaps sent"),
    }
    order = {"unsure": 0, "failed": 1, "queued": 2, "sending": 3, "sent": 4}
    rows = sorted(api.mail(event)[:200], key=lambda one: (order[one.state], -one.pk))[:100]
    return {
        "rows": [
            {
                "id": one.pk,
                "to": one.to,
                "subject": one.subject,
                "state": one.state,
                "state_name": states[one.state],
                "attempts": one.attempts,
                "error": one.error,
                "at": one.sent_at or one.created_at,
                "again": one.state in ("failed", "unsure") or (one.state == "queued" and one.attempts),
            }
            for one in rows
        ]
    }


def figures(event: MeetingEvent, language: str) -> dict[str, Any]:
    """Statistics with names."""
    found = api.statistics(event)
    most = max([count for _name, count in found["by_country"]] or [1])
    return {
        **found,
        "fullness": percent(found["fullness"]),
        "by_country": [
            (parts.country(code, language), count, round(100 * count / most)) for code, count in found["by_country"]
        ],
        "by_sector": [(_(SECTORS[code].name), count) for code, count in found["by_sector"] if code in SECTORS],
        "outcomes": [(dict(parts.outcomes())[code], count) for code, count in found["outcomes"]],
        "invented": event.organisations.filter(invented=True).exists()
        or event.participants.filter(invented=True).exists(),
    }


__all__ = ["KINDS", "figures", "mail", "meetings", "organisations", "participants", "percent", "schedule", "setup"]
