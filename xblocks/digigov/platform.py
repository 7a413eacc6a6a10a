"""The only door to edx-platform, and to who the user is. Nothing else imports `common.djangoapps`, `lms` or `cms`."""

from __future__ import annotations

from importlib import import_module
from threading import Thread
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

STAFF_ROLES = ("staff", "instructor")


class Person(NamedTuple):
    """The current user: `id` as the platform gives it (None: nobody), `role` "student", "staff" or "instructor"."""

    id: Any
    is_staff: bool
    role: str
    language: str
    name: str = ""


class Team(NamedTuple):
    """A team of the platform's teams service: its key, its name, and its members' ids with their names."""

    key: str
    name: str
    members: dict[str, str]


def current_person(block: Any) -> Person:
    """Who asks, in the LMS and Studio (`edx-platform.*`) and in the workbench and the player (`xblock-workbench.*`)."""
    service = block.runtime.service(block, "user")
    user = service.get_current_user() if service else None
    attributes = user.opt_attrs if user else {}

    def attribute(name: str, default: Any = None) -> Any:
        return attributes.get(f"edx-platform.{name}", attributes.get(f"xblock-workbench.{name}", default))

    role = str(attribute("user_role") or "student")
    language = (attribute("user_preferences") or {}).get("pref-lang") or get_language() or "en"
    name = str(getattr(user, "full_name", None) or attribute("username") or "")
    return Person(attribute("user_id"), bool(attribute("user_is_staff")) or role in STAFF_ROLES, role, language, name)


def course_of(block: Any) -> str:
    """The key of the course that a block stands in; the workbench has none."""
    return str(getattr(block.scope_ids.usage_id, "context_key", "") or "workbench")


def suggested_country(block: Any) -> str:
    """Where the current user seems to be, as an ISO 3166-1 code; "" when the platform does not say.

    The platform guesses it from the network address: good enough to be offered, not to be believed.
    """
    service = block.runtime.service(block, "user")
    attributes = service.get_current_user().opt_attrs if service else {}
    return str(attributes.get("edx-platform.request_country_code") or "").upper()[:2]


def page_url(name: str, *arguments: str) -> str:
    """The address in the LMS of one of our pages outside a course (urls.py); "" where this site has none.

    Without a host where the site's settings do not name it; a browser then completes it.
    """
    try:
        path = reverse(f"digigov:{name}", args=arguments)
    except NoReverseMatch:
        return ""
    return f"{str(getattr(settings, 'LMS_ROOT_URL', '') or '').rstrip('/')}{path}"


def suggested_zone(block: Any) -> str:
    """The IANA time zone that the current user chose in the platform; "" when they chose none."""
    service = block.runtime.service(block, "user")
    attributes = service.get_current_user().opt_attrs if service else {}
    return str((attributes.get("edx-platform.user_preferences") or {}).get("time_zone") or "")


def email_of(block: Any) -> str:
    """The current user's address, as the platform keeps it; "" when it says none."""
    service = block.runtime.service(block, "user")
    found = service.get_current_user().emails if service else None
    return str((found or [""])[0] or "")


def installation(name: str) -> dict[str, Any]:
    """What the installation has set, and no organiser sees: "jitsi" {"app", "secret"}, "mail" {"from"}."""
    found = dict((getattr(settings, "DIGIGOV", None) or {}).get(name) or {})
    if name == "mail":
        found.setdefault("from", getattr(settings, "DEFAULT_FROM_EMAIL", ""))
    return found


def in_background(path: str, *arguments: Any) -> None:
    """Call "digigov.package:function" when this transaction is done: by Celery in the platform, else in a thread.

    With DIGIGOV_BACKGROUND = "now" it is called at once, after the transaction.
    """
    from django.db import transaction

    how = getattr(settings, "DIGIGOV_BACKGROUND", "")
    if not how:
        how = "celery" if str(getattr(settings, "ROOT_URLCONF", "")).startswith(("lms.", "cms.")) else "thread"

    def begin() -> None:
        if how == "now":
            _call(path, *arguments)
        elif how == "celery":
            from digigov.tasks import call

            call.delay(path, *arguments)
        else:
            Thread(target=_call_in_thread, args=(path, *arguments), daemon=True).start()

    transaction.on_commit(begin)


def _call(path: str, *arguments: Any) -> None:
    module, _colon, name = path.partition(":")
    if not module.startswith("digigov."):
        raise ValueError(path)
    getattr(import_module(module), name)(*arguments)


def _call_in_thread(path: str, *arguments: Any) -> None:
    from django.db import connection

    try:
        _call(path, *arguments)
    finally:
        connection.close()


def client_address(request: Any) -> str:
    """The network address that a request of Django's came from, as the platform's own setting of proxies says."""
    try:
        from edx_django_utils.ip import get_safest_client_ip
    except ImportError:  # the player stands behind no proxy
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(get_safest_client_ip(request))


def team_of(block: Any, teamset: str) -> Team | None:
    """The current user's team in a team set of the course; None without the service, the set or a team.

    The block must want the service "teams".
    """
    teams, users = block.runtime.service(block, "teams"), block.runtime.service(block, "user")
    if not teams or not users or not teamset:
        return None
    course = block.scope_ids.usage_id.context_key
    attributes = users.get_current_user().opt_attrs
    user = users.get_user_by_anonymous_id(attributes.get("edx-platform.anonymous_user_id"))
    team = teams.get_team(user, course, teamset) if user else None
    if team is None:
        return None
    return Team(str(team.team_id), str(team.name), {str(one.id): _full_name(one) for one in team.users.all()})


def _full_name(user: Any) -> str:
    """The name in the platform's profile; the LMS keeps it apart from the user, the player does not."""
    return str(getattr(getattr(user, "profile", None), "name", "") or getattr(user, "name", "") or user.username)


def may_edit(block: Any) -> bool:
    """Whether the current user may change the course text here: authors in Studio, staff in the player.

    In the LMS nobody may: authored fields are read-only there. Studio lets any logged-in user call a block's
    handlers and gives the block no role, so the course's own permission is asked.
    """
    person, place = current_person(block), str(getattr(settings, "ROOT_URLCONF", ""))
    if place.startswith("lms."):
        return False
    if place.startswith("cms."):
        from common.djangoapps.student.auth import has_studio_write_access
        from django.contrib.auth import get_user_model

        user = get_user_model().objects.filter(id=person.id).first()
        return user is not None and has_studio_write_access(user, block.scope_ids.usage_id.context_key)
    return person.is_staff


def with_static_urls(block: Any, html: str) -> str:
    """The HTML with /static/ links as the course serves them; the platform itself does so only in views."""
    service = block.runtime.service(block, "replace_urls")
    return str(service.replace_urls(html)) if service else html
