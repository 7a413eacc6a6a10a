"""An organisation's own page at a secret address, and calendar feeds. No account, no cookie, no script is needed.

No session takes part, so there is nothing that another site's page could abuse: the secret in the address is the whole
authority, and it is in no page that links elsewhere (no-referrer).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import resources
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from digigov.common.block import common_text, render
from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.common.rate import allowed
from digigov.common.transactions import Busy
from digigov.platform import client_address, in_background

from . import api
from .agenda import calendar_of
from .handlers.access import POST, refusal_of
from .presenting import organisations as presenting
from .records import ORGANISATION

STYLES = ("meetings.css", "console.css", "page.css")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
READS, WRITES = (300, 300), (100, 300)  # requests, seconds, for one address of the network
MOST_BODY = 200_000


def careful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Limits, headers, and refusals as pages."""

    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, **names: str) -> HttpResponse:
        most, seconds = READS if request.method in ("GET", "HEAD") else WRITES
        kind = "read" if request.method in ("GET", "HEAD") else "write"
        if not allowed(f"meetings-{kind}", client_address(request), most=most, seconds=seconds):
            answer = refused(429, _("Too many requests came from your network. Try again a little later."))
            answer["Retry-After"] = str(seconds)
        else:
            answer = view(request, **names)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return guarded


@careful
def organisation(request: HttpRequest, token: str) -> HttpResponse:
    """The page; a POST is one of its forms."""
    row = api.by_link(token)
    if row is None:
        return refused(404, _("This link is not valid, or the organisers have replaced it."))
    if request.method == "POST":
        return _posted(request, row, token)
    if request.method not in ("GET", "HEAD"):
        return refused(405, _("This address takes GET requests only."))
    return _page(row, token, say=presenting.done(request.GET.get("done", "")))


def _posted(request: HttpRequest, row: Any, token: str) -> HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > MOST_BODY:
        return refused(413, _("The request is too large."))
    data = {
        name: request.POST.getlist(name) if name in ("sectors", "offers") else request.POST[name].replace("\r\n", "\n")
        for name in request.POST
    }
    language = get_language() or "en"
    try:
        done = _do(row, str(data.get("call", "")), data)
    except Refusal as refusal:
        return _page(row, token, say=str(refusal), wrong=True, status=refusal.status)
    except (api.MeetingsError, Busy) as error:
        answer = refusal_of(error, language)
        faults = answer.body.get("faults", {})
        named = [f"{_(ORGANISATION[name].label)}: {told}" for name, told in faults.items() if name in ORGANISATION]
        say = "\n".join(named) or str(answer)
        return _page(row, token, say=say, wrong=True, status=answer.status, typed=data)
    in_background(POST)
    return HttpResponseRedirect(f"{reverse('digigov:meetings-organisation', args=(token,))}?done={done}", status=303)


def _do(row: Any, call: str, data: dict[str, Any]) -> str:
    """One form; the word for what was done."""
    if call == "organisation_save":
        fields = {"sectors": [], "offers": [], **{name: value for name, value in data.items() if name in ORGANISATION}}
        api.save_organisation(row.event, fields=fields, pk=row.pk, base=_number(data, "version"), by_link=True)
        return "saved"
    if call == "ask":
        who = row.event.participants.filter(pk=_number(data, "participant"), left=False).first()
        if who is None:
            raise Refusal(404, "no-such-participant", _("There is no such participant."))
        api.ask(who, row, by="organisation", message=str(data.get("message", "")))
        return "asked"
    if call == "feed":
        raise Refusal(404, "no-such-thing", _("There is no such thing to do."))
    meeting = api.meetings_with_parties(row.event).filter(organisation=row, pk=_number(data, "meeting")).first()
    if meeting is None:
        raise Refusal(404, "no-such-meeting", _("There is no such meeting."))
    if call == "note":
        api.save_note(meeting, side="organisation", fields=data, base=_number(data, "version"))
        return "saved"
    base = _number(data, "version")
    if call == "accept" and meeting.asked_by != "organisation":
        slot = row.event.slots.filter(pk=_number(data, "slot")).first() if data.get("slot") else None
        api.accept(meeting, base=base, slot=slot)
        return "accepted"
    if call == "decline" and meeting.asked_by != "organisation":
        api.decline(meeting, base=base, message=str(data.get("message", "")))
        return "declined"
    if call == "cancel":
        api.cancel(meeting, base=base, message=str(data.get("message", "")))
        return "cancelled"
    raise Refusal(404, "no-such-thing", _("There is no such thing to do."))


def _number(data: dict[str, Any], name: str) -> int:
    text = str(data.get(name, ""))
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Refusal(400, "no-number", _("A number is missing in the request."))
    return int(text)


def _page(
    row: Any, token: str, *, say: str = "", wrong: bool = False, status: int = 200, typed: Any = None
) -> HttpResponse:
    context = {
        **presenting.page(api.by_link(token) or row, get_language() or "en", typed),
        "say": say,
        "wrong": wrong,
        "language": get_language() or "en",
        "ics": reverse("digigov:meetings-calendar", args=(token,)),
        "styles": [reverse("digigov:meetings-file", args=(name,)) for name in ("base.css", *STYLES)],
    }
    return HttpResponse(render(__name__, "page.html", context), status=status)


@careful
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The organisation's meetings as a calendar file; its address can be subscribed to."""
    row = api.by_link(token)
    return refused(404, _("This link is not valid, or the organisers have replaced it.")) if row is None else _ics(row)


@careful
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A participant's meetings, for their calendar program."""
    row = api.by_feed(token)
    return refused(404, _("This link is not valid, or it was replaced.")) if row is None else _ics(row)


def _ics(row: Any) -> HttpResponse:
    return HttpResponse(calendar_of(row), content_type="text/calendar; charset=utf-8")


def file(request: HttpRequest, name: str) -> HttpResponse:
    """The page's own styles, and nothing else of the package."""
    if name == "base.css":
        text = common_text(name)
    elif name in STYLES:
        text = (resources.files(__package__) / "public" / name).read_text(encoding="utf-8")
    else:
        return refused(404, _("There is no such file."))
    answer = HttpResponse(text, content_type="text/css; charset=utf-8")
    answer["Cache-Control"], answer["X-Content-Type-Options"] = "max-age=300", "nosniff"
    return answer


def refused(status: int, message: str) -> HttpResponse:
    """A sentence as a page."""
    styles = [reverse("digigov:meetings-file", args=(name,)) for name in ("base.css", *STYLES)]
    return HttpResponse(render(__name__, "page_refused.html", {"message": message, "styles": styles}), status=status)
