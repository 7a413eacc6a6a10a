"""Organisations and participants: entered, imported, by a link of their own; and whom people wish to meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from digigov.common import tokens
from digigov.common.transactions import atomically

from ..faults import N_, Fault
from ..importing import BadLine, read_file
from ..models import Meeting, MeetingEvent, MeetingOrganisation, MeetingParticipant, MeetingWish
from ..records import ORGANISATION, PARTICIPANT, read
from ..zones import spans
from .errors import Incomplete, Refused, Stale
from .events import touch

BY_LINK = tuple(name for name in ORGANISATION if name not in ("name", "kind", "country", "most"))
OWN = tuple(name for name in PARTICIPANT if name not in ("least", "most"))
KINDS = ("must", "wish", "not")


def organisations(event: MeetingEvent) -> list[MeetingOrganisation]:
    """By name."""
    return list(event.organisations.all())


def participants(event: MeetingEvent) -> list[MeetingParticipant]:
    """By country and name."""
    return list(event.participants.filter(left=False))


def save_organisation(
    event: MeetingEvent, *, fields: Mapping[str, Any], pk: int | None = None, base: int = 0, by_link: bool = False
) -> MeetingOrganisation:
    """A new organisation, or changes of version `base`; Incomplete names every cell that is wrong. With `by_link` it
    changes only what an organisation may say of itself."""
    if by_link:
        fields = {name: value for name, value in fields.items() if name in BY_LINK}
    row = MeetingOrganisation(event=event) if pk is None else event.organisations.get(pk=pk)
    return _save(row, ORGANISATION, fields, base, event)


def save_participant(
    event: MeetingEvent, *, fields: Mapping[str, Any], pk: int | None = None, base: int = 0, own: bool = False
) -> MeetingParticipant:
    """The same for a participant; with `own` it changes only what people may say of themselves."""
    given = dict(fields)
    shares = given.pop("shares_plan", None)
    if own:
        given = {name: value for name, value in given.items() if name in OWN}
    row = MeetingParticipant(event=event) if pk is None else event.participants.get(pk=pk)
    if shares is not None:
        row.shares_plan = bool(shares)
    if "sectors" in given:
        row.from_survey = False
    return _save(row, PARTICIPANT, given, base, event)


def _save(row: Any, cells: Mapping[str, Any], fields: Mapping[str, Any], base: int, event: MeetingEvent) -> Any:
    values, faults = read(cells, fields)
    # Hours are checked in the zone that will stand beside them, given now or kept.
    zone, hours = values.get("zone", row.zone), values.get("hours", row.hours)
    if hours and not any(fault.place == "hours" for fault in faults):
        faults += spans(hours, zone)[1]
    if row.pk is None and not values.get("name") and not any(fault.place == "name" for fault in faults):
        faults.append(Fault("name", N_("A name is needed.")))
    if faults:
        raise Incomplete(faults)
    for name, value in values.items():
        setattr(row, name, value)

    def work() -> Any:
        if row.pk is not None:
            if not type(row).objects.filter(pk=row.pk, version=base).update(version=base + 1):
                raise Stale(type(row).objects.get(pk=row.pk))
            row.version = base + 1
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Incomplete([Fault("name", N_("There is one of this name already."))]) from None
        return row

    return atomically(work)


@dataclass
class Imported:
    """What became of each line of a file."""

    added: int = 0
    changed: int = 0
    bad: list[BadLine] = field(default_factory=list)


def import_organisations(event: MeetingEvent, data: bytes) -> Imported:
    """Every good line of a file, in one transaction; bad ones are listed. BadFile when it is no such table."""
    lines = read_file(data)

    def work() -> Imported:
        touch(event)
        result = Imported(bad=list(lines.bad))
        known = {row.name.casefold(): row for row in event.organisations.all()}
        new: list[MeetingOrganisation] = []
        old: list[MeetingOrganisation] = []
        for line, values in lines.good:
            row = known.get(values["name"].casefold())
            zone = values.get("zone") or (row.zone if row else "Asia/Seoul")
            faults = spans(values["hours"], zone)[1] if values.get("hours") else []
            if faults:
                result.bad.append(BadLine(line, values["name"][:80], tuple(faults)))
                continue
            (new if row is None else old).append(row or MeetingOrganisation(event=event))
            for name, value in values.items():
                setattr((new if row is None else old)[-1], name, value)
        for row in old:
            row.version += 1
        MeetingOrganisation.objects.bulk_create(new, batch_size=500)
        MeetingOrganisation.objects.bulk_update(old, [*ORGANISATION, "version"], batch_size=200)
        result.added, result.changed = len(new), len(old)
        result.bad.sort()
        return result

    return atomically(work)


def remove_organisation(row: MeetingOrganisation) -> None:
    """Take one away that has no meeting."""
    _remove(row, "organisation")


def remove_participant(row: MeetingParticipant) -> None:
    """Take one away that has no meeting."""
    _remove(row, "participant")


def _remove(row: Any, side: str) -> None:
    def work() -> None:
        touch(row.event)
        if Meeting.objects.filter(**{side: row}, state="confirmed").exists():
            raise Refused(N_("There are meetings with it. Move or cancel them first."))
        row.delete()

    atomically(work)


def new_link(row: MeetingOrganisation) -> str:
    """A new secret for an organisation's own page; the one before stops working. It is shown now and never again."""
    token = tokens.new_token()
    MeetingOrganisation.objects.filter(pk=row.pk).update(link=tokens.digest(token))
    return token


def accept_link(row: MeetingOrganisation, token: str) -> None:
    """Keep a secret that somebody else made, as for a letter printed before."""
    MeetingOrganisation.objects.filter(pk=row.pk).update(link=tokens.digest(token))


def by_link(token: str) -> MeetingOrganisation | None:
    """Whose page it is."""
    if not tokens.looks_like_one(token):
        return None
    return MeetingOrganisation.objects.select_related("event").filter(link=tokens.digest(token)).first()


def new_feed(row: MeetingOrganisation | MeetingParticipant) -> str:
    """A new secret for somebody's calendar feed; the one before stops working."""
    token = tokens.new_token()
    type(row).objects.filter(pk=row.pk).update(feed=tokens.digest(token))
    return token


def by_feed(token: str) -> MeetingOrganisation | MeetingParticipant | None:
    """Whose feed it is."""
    if not tokens.looks_like_one(token):
        return None
    for model in (MeetingParticipant, MeetingOrganisation):
        found = model.objects.select_related("event").filter(feed=tokens.digest(token)).first()  # type: ignore[attr-defined]
        if found:
            return found  # type: ignore[no-any-return]
    return None


def find_participant(event: MeetingEvent, person: Any) -> MeetingParticipant | None:
    """The participant that a user of the platform is, or None."""
    return event.participants.filter(person=str(person)).first()


def join(
    event: MeetingEvent, *, person: Any, name: str, country: str = "", zone: str = "UTC", email: str = "",
    language: str = "en", interests: Mapping[str, int] | None = None,
) -> MeetingParticipant:  # fmt: skip
    """Take part; the interests of the survey are the first answer, which everybody may change.

    Somebody of the player, whose name stands among the invented participants, becomes that participant.
    """
    rehearsed = event.participants.filter(person=None, invented=True, name=name).first()
    if rehearsed and find_participant(event, person) is None:
        changes = {"person": str(person), **({"sectors": dict(interests)} if interests else {})}
        event.participants.filter(pk=rehearsed.pk, person=None).update(**changes)
    row, _made = MeetingParticipant.objects.get_or_create(
        event=event,
        person=str(person),
        defaults={
            "name": name[:255] or "–", "country": country, "zone": zone, "email": email, "language": language[:10],
            "languages": list(dict.fromkeys([language.partition("-")[0], "en"])), "sectors": dict(interests or {}),
            "from_survey": bool(interests),
        },
    )  # fmt: skip
    return row


def wishes(participant: MeetingParticipant) -> dict[int, str]:
    """{organisation: "must", "wish" or "not"}."""
    return dict(participant.wishes.values_list("organisation_id", "kind"))


def save_wishes(participant: MeetingParticipant, given: Mapping[Any, Any]) -> dict[int, str]:
    """Set wishes by organisation; "" takes one back. Unknown organisations and kinds are refused together."""
    known = set(participant.event.organisations.values_list("pk", flat=True))
    wanted: dict[int, str] = {}
    for key, kind in given.items():
        if not str(key).isdigit() or int(key) not in known or kind not in ("", *KINDS):
            raise Refused(N_("There is no such organisation, or no such wish."))
        wanted[int(key)] = kind

    def work() -> dict[int, str]:
        MeetingWish.objects.filter(participant=participant, organisation__in=list(wanted)).delete()
        new = [
            MeetingWish(participant=participant, organisation_id=key, kind=kind)
            for key, kind in sorted(wanted.items())
            if kind
        ]
        try:
            with transaction.atomic():
                MeetingWish.objects.bulk_create(new)
        except IntegrityError:
            raise Stale(None) from None
        return wishes(participant)

    return atomically(work)


def codes(rows: Iterable[MeetingOrganisation]) -> set[str]:
    """All sectors that organisations name."""
    return {code for row in rows for code in row.sectors}
