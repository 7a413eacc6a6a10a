"""Events, and what they hold: settings, slots, rooms, interpreters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from digigov.common.transactions import atomically

from .. import settings as rules
from ..faults import N_, Fault
from ..kinds import language_code
from ..models import Meeting, MeetingEvent, MeetingInterpreter, MeetingRoom, MeetingSlot, SlotClaim
from ..zones import spans, zone
from .errors import Incomplete, Refused, Stale

MOST_ROOMS, MOST_INTERPRETERS = 200, 100


def open_event(course: str, key: str, *, title: str = "", zone_name: str = "Asia/Seoul") -> MeetingEvent:
    """The event of this key; made when it is not there yet."""
    event, _made = MeetingEvent.objects.get_or_create(
        course=course, key=key, defaults={"title": title[:255], "zone": zone_name, "settings": dict(rules.DEFAULTS)}
    )
    return event


def find_event(course: str, key: str) -> MeetingEvent | None:
    """The event, or None."""
    return MeetingEvent.objects.filter(course=course, key=key).first()


def touch(event: MeetingEvent) -> MeetingEvent:
    """The event's row as it is now, locked until the transaction ends."""
    MeetingEvent.objects.filter(pk=event.pk).update(version=F("version") + 1)
    return MeetingEvent.objects.select_for_update().get(pk=event.pk)


def save_settings(event: MeetingEvent, *, base: int, fields: Mapping[str, Any]) -> MeetingEvent:
    """Change settings, the title and the zone of version `base`; Stale or Incomplete."""
    given = dict(fields)
    title, name = str(given.pop("title", event.title)).strip()[:255], str(given.pop("zone", event.zone)).strip()

    def work() -> MeetingEvent:
        if not MeetingEvent.objects.filter(pk=event.pk, version=base).update(version=base + 1):
            raise Stale(MeetingEvent.objects.get(pk=event.pk))
        row = MeetingEvent.objects.get(pk=event.pk)
        row.settings, faults = rules.read(given, row.settings)
        if zone(name) is None:
            faults.append(Fault("zone", N_("There is no time zone “{zone}”."), {"zone": name[:64]}))
        if faults:
            raise Incomplete(faults)
        row.title, row.zone = title, name
        row.save(update_fields=["title", "zone", "settings"])
        return row

    return atomically(work)


def add_slots(event: MeetingEvent, *, text: str, minutes: Any, pause: Any = 0, zone_name: str = "") -> int:
    """Slots from lines of text; how many were added. Incomplete names every wrong line, and then none is added."""

    def work() -> int:
        row = touch(event)
        taken = [(slot.start, slot.minutes) for slot in row.slots.all()]
        found, faults = rules.read_slots(text, zone_name or row.zone, minutes, pause, taken)
        if faults:
            raise Incomplete(faults)
        MeetingSlot.objects.bulk_create(MeetingSlot(event=row, start=start, minutes=length) for start, length in found)
        return len(found)

    return atomically(work)


def remove_slots(event: MeetingEvent, ids: Iterable[int]) -> int:
    """Take away slots in which nothing is arranged; Refused when one of them holds a meeting."""
    wanted = list(ids)

    def work() -> int:
        row = touch(event)
        if SlotClaim.objects.filter(event=row, slot_id__in=wanted).exists():
            raise Refused(N_("There is a meeting in this slot. Move or cancel it first."))
        Meeting.objects.filter(event=row, slot_id__in=wanted).exclude(state="confirmed").update(slot=None)
        return row.slots.filter(pk__in=wanted).delete()[0]

    return atomically(work)


def add_room(event: MeetingEvent, *, name: str, url: str = "") -> MeetingRoom:
    """One more room."""
    name, url = name.strip(), url.strip()
    if not 0 < len(name) <= 255:
        raise Incomplete([Fault("name", N_("A name is needed."))])
    if url and not rules.web_address(url):
        raise Incomplete([Fault("url", N_("Write an address that begins with https://."))])
    if event.rooms.count() >= MOST_ROOMS:
        raise Refused(N_("An event has at most {most} rooms."), most=MOST_ROOMS)
    try:
        with transaction.atomic():
            return MeetingRoom.objects.create(event=event, name=name, url=url)
    except IntegrityError:
        raise Incomplete([Fault("name", N_("There is one of this name already."))]) from None


def remove_room(event: MeetingEvent, room_id: int) -> None:
    """Take a room away; Refused while a meeting is in it."""
    _remove(event, MeetingRoom, room_id, "r", "room")


def add_interpreter(
    event: MeetingEvent, *, name: str, languages: str, zone_name: str, hours: str = ""
) -> MeetingInterpreter:
    """One more interpreter."""
    faults, codes = [], []
    for part in filter(None, (one.strip() for one in languages.replace(",", ";").split(";"))):
        code = language_code(part)
        if code is None:
            faults.append(Fault("languages", N_("There is no language “{name}”."), {"name": part[:60]}))
        else:
            codes.append(code)
    if not name.strip() or len(name) > 255:
        faults.append(Fault("name", N_("A name is needed.")))
    if not codes and not faults:
        faults.append(Fault("languages", N_("Name at least one language.")))
    faults += spans(hours, zone_name)[1]
    if faults:
        raise Incomplete(faults)
    if event.interpreters.count() >= MOST_INTERPRETERS:
        raise Refused(N_("An event has at most {most} interpreters."), most=MOST_INTERPRETERS)
    try:
        with transaction.atomic():
            return MeetingInterpreter.objects.create(
                event=event, name=name.strip(), languages=codes, zone=zone_name, hours=hours.strip()
            )
    except IntegrityError:
        raise Incomplete([Fault("name", N_("There is one of this name already."))]) from None


def remove_interpreter(event: MeetingEvent, interpreter_id: int) -> None:
    """Take an interpreter away; Refused while they have a meeting."""
    _remove(event, MeetingInterpreter, interpreter_id, "i", "interpreter")


def _remove(event: MeetingEvent, model: Any, pk: int, letter: str, field: str) -> None:
    def work() -> None:
        touch(event)
        if SlotClaim.objects.filter(event=event, resource=f"{letter}:{pk}").exists():
            raise Refused(N_("There are meetings with it. Move or cancel them first."))
        Meeting.objects.filter(event=event, **{field: pk}).update(**{field: None})
        model.objects.filter(event=event, pk=pk).delete()

    atomically(work)
