"""The survey for people without an account: a page at a secret address, which works with and without a script.

No cookie and no session takes part, so there is nothing that another site's page could abuse: the secrets in the
address are the whole authority, and they are in no page that links elsewhere (no-referrer).
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Callable
from functools import wraps
from importlib import resources
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt

from digigov.common.block import common_text, render
from digigov.common.handlers import Refusal, read_object
from digigov.common.i18n import gettext as _
from digigov.common.markdown import render as markdown
from digigov.common.tokens import looks_like_one, new_token

from . import api, form, presenting, rules, visits, wire
from .handlers.access import MAX_BODY
from .models import SurveyLink
from .words import answering_words

STYLES = ("survey.css", "form.css", "results.css", "page.css")
MODULES = ("dom", "fields", "saver", "draft", "clash", "profile", "survey")
FILES = frozenset({*STYLES, "page.js", *(f"{name}.js" for name in MODULES)})
COMMON = frozenset({"base.css", "request.js"})
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


def _careful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page's language and headers; too many requests are told to wait."""

    @csrf_exempt
    @wraps(view)
    def careful(request: HttpRequest, **names: str) -> HttpResponse:
        language = visits.language_of(request)
        with translation.override(language):
            try:
                answer = view(request, language, **names)
            except visits.TooMany as wait:
                answer = _refused(
                    request, 429, _("Too many requests came from your network. Try again a little later.")
                )
                answer["Retry-After"] = str(wait.seconds)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return careful


@_careful
def page(request: HttpRequest, language: str, token: str, secret: str = "") -> HttpResponse:
    """The questionnaire; a POST is that of a browser without a script."""
    visits.limited(request, "pages", visits.PAGES)
    link = visits.link_of(request, token)
    if link is None or (secret and not looks_like_one(secret)):
        return _refused(request, 404, _("This link is not valid, or the organisers have revoked it."))
    who = api.Respondent(link=link, secret=secret or new_token())
    if request.method == "POST" and secret:
        return _posted(request, language, token, who)
    if request.method not in ("GET", "HEAD"):
        return _refused(request, 405, _("This address takes GET requests only."))
    return _page(language, token, who, came_back=bool(secret), said=request.GET.get("done", ""))


@_careful
def act(request: HttpRequest, language: str, token: str, secret: str, action: str) -> HttpResponse:
    """What the page's script asks: save, send, withdraw, as JSON."""
    visits.limited(request, "writes", visits.WRITES)
    link = visits.link_of(request, token)
    if link is None or not looks_like_one(secret):
        return _refused(request, 404, _("This link is not valid, or the organisers have revoked it."))
    who = api.Respondent(link=link, secret=secret)
    try:
        data = read_object(_Body(request), MAX_BODY)  # type: ignore[arg-type]
        if action == "save_answers":
            _begins(request, link, who)
            consent = wire.text_of(data, "consent")
            result = api.save(link.survey, who, wire.changes_of(data), consent=consent, language=language)
            return JsonResponse(wire.saved(result))
        if action == "send_answers":
            result = api.send(link.survey, who)
            return JsonResponse({**wire.saved(result), "own": _own(link, who, language)})
        if action == "withdraw_answers":
            return JsonResponse({"withdrawn": api.withdraw(link.survey, who)})
    except (api.SurveyError, api.Busy) as refused:
        refusal = wire.refusal_of(refused)
        return JsonResponse(refusal.body, status=refusal.status)
    except Refusal as refusal:
        return JsonResponse(refusal.body, status=refusal.status)
    return _refused(request, 404, _("There is no such thing to do."))


def file(request: HttpRequest, name: str) -> HttpResponse:
    """The page's own scripts and styles, and nothing else of the package."""
    if name in COMMON:
        text = common_text(name)
    elif name in FILES:
        text = (resources.files(__package__) / "public" / name).read_text(encoding="utf-8")
    else:
        return HttpResponse(_("There is no such file."), status=404, content_type="text/plain; charset=utf-8")
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["ETag"], answer["Cache-Control"], answer["X-Content-Type-Options"] = tag, "max-age=300", "nosniff"
    return answer


def _page(
    language: str,
    token: str,
    who: api.Respondent,
    *,
    came_back: bool,
    said: str = "",
    status: int = 200,
    typed: dict[str, str] | None = None,
    messages: dict[str, str] | None = None,
) -> HttpResponse:
    link: Any = who.link
    settings, row = api.settings_of(link.survey), api.find(link.survey, who)
    own = reverse("digigov:needs-survey-own", args=(token, who.secret))
    shown = form.form(
        settings, row, prefix="ns-", language=language, country=link.country, locked=bool(link.country),
        typed=typed, messages=messages,
    )  # fmt: skip
    done = {
        "saved": _("Saved. Keep the address of this page: with it you can come back."),
        "sent": _("Sent. Thank you. You can change your answers until the survey closes."),
        "withdrawn": _("Your answers were deleted."),
    }
    context = {
        "title": settings.title or _("Needs survey"),
        "intro": mark_safe(markdown(settings.intro)) if settings.intro else "",
        "edition": settings.edition,
        "closes": form.closing(settings),
        "form": shown,
        "action": own,
        "own": _own(link, who, language),
        "own_address": own if row is not None else "",
        "unknown": came_back and row is None and said != "withdrawn",
        "done": done.get(said, ""),
        "language": language,
        "languages": visits.languages(),
        "direction": "rtl" if translation.get_language_info(language)["bidi"] else "ltr",
        "styles": [_address(name) for name in ("base.css", *STYLES)],
        "scripts": {"request": _address("request.js"), "page": _address("page.js")},
        "data": json.dumps(
            {
                "t": answering_words(),
                "act": own,
                "kept": wire.kept(row),
                "consent": settings.consent_key,
                "store": f"link.{who.secret[:12]}",
                "figures": form.all_figures(),
                "closed": shown["closed"],
                "modules": {name: _address(f"{name}.js") for name in MODULES},
            }
        ).replace("<", "\\u003c"),
    }
    context["data"] = mark_safe(context["data"])
    return HttpResponse(render(__name__, "page.html", context), status=status)


def _posted(request: HttpRequest, language: str, token: str, who: api.Respondent) -> HttpResponse:
    """A form from a browser without a script: kept and answered with a redirect, or shown again with what is wrong."""
    visits.limited(request, "writes", visits.WRITES)
    link: Any = who.link
    survey, row = link.survey, api.find(link.survey, who)
    action = request.POST.get("action", "save")
    if action == "withdraw":
        api.withdraw(survey, who)
        return _again(token, who, language, "withdrawn")
    known = rules.cells(api.settings_of(survey).offered)
    given = {cell: request.POST[cell].replace("\r\n", "\n").strip() for cell in known if cell in request.POST}
    kept = dict(row.content) if row is not None else {}
    same_page = request.POST.get("version") == str(row.version if row is not None else 0)
    differing = {cell: kept.get(cell, "") for cell, text in given.items() if kept.get(cell, "") != text}
    if not same_page and differing:
        said = _("Changed in another window, where it is now: {text}")
        messages = {cell: said.format(text=text or "–") for cell, text in differing.items()}
        return _page(language, token, who, came_back=True, status=409, typed=given, messages=messages)
    changes = {cell: (kept.get(cell, ""), text) for cell, text in given.items() if cell in differing}
    try:
        _begins(request, link, who)
        consent = request.POST.get("consent", "")
        result = api.save(survey, who, changes, consent=consent, language=language)
        if result.faults or result.clashes:
            messages = wire.messages(result.faults)
            return _page(language, token, who, came_back=True, status=422, typed=given, messages=messages)
        if action == "send":
            api.send(survey, who)
    except api.NoConsent as refused:
        messages = {"consent": _(str(refused))}
        return _page(language, token, who, came_back=False, status=403, typed=given, messages=messages)
    except (api.SurveyError, api.Busy) as refused:
        refusal = wire.refusal_of(refused)
        messages = {"": str(refusal), **refusal.body.get("faults", {})}
        return _page(language, token, who, came_back=False, status=refusal.status, typed=given, messages=messages)
    return _again(token, who, language, "sent" if action == "send" else "saved")


def _again(token: str, who: api.Respondent, language: str, done: str) -> HttpResponse:
    address = reverse("digigov:needs-survey-own", args=(token, who.secret))
    return HttpResponseRedirect(f"{address}?lang={language}&done={done}", status=303)


def _begins(request: HttpRequest, link: SurveyLink, who: api.Respondent) -> None:
    """Somebody who has no answers yet counts as a beginner: a link that leaked fills no table."""
    if api.find(link.survey, who) is None:
        visits.limited(request, "beginners", visits.BEGINNERS)


def _own(link: SurveyLink, who: api.Respondent, language: str) -> str:
    row = api.find(link.survey, who)
    if row is None or not presenting.shows_own(api.settings_of(link.survey), row):
        return ""
    return render(__name__, "own.html", {"own": presenting.own(link.survey, row, language)})


def _refused(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if request.headers.get("Content-Type", "").startswith("application/json"):
        return JsonResponse({"error": "refused", "message": message}, status=status)
    context = {"message": message, "styles": [_address(name) for name in ("base.css", "survey.css", "page.css")]}
    return HttpResponse(render(__name__, "page_refused.html", context), status=status)


def _address(name: str) -> str:
    return reverse("digigov:needs-survey-file", args=(name,))


class _Body:
    """A request of Django's as the handlers read one."""

    def __init__(self, request: HttpRequest) -> None:
        self.method, self.body_file = request.method, request
        try:
            self.content_length = int(request.headers.get("Content-Length") or 0)
        except ValueError:
            self.content_length = 0
