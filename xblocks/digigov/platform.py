"""The only door to edx-platform, and to who the user is. Nothing else imports `common.djangoapps`, `lms` or `cms`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from mimetypes import guess_type
from threading import Thread
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

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


def enrolled(block: Any) -> dict[str, str]:
    """Who takes the course of a block: ids with names, by name; empty without the service.

    The block must want the service "enrollments".
    """
    service = block.runtime.service(block, "enrollments")
    if not service:
        return {}
    rows = service.get_active_enrollments_by_course(block.scope_ids.usage_id.context_key)
    if hasattr(rows, "select_related"):  # the LMS gives a query
        rows = rows.select_related("user__profile")
    people = [(_full_name(row.user), str(row.user.id)) for row in rows]
    return {person: name for name, person in sorted(people)}


def editions(block: Any, courses: Iterable[str]) -> list[str]:
    """Of these course keys those that are runs of the block's own course in which the current user is staff."""
    person, here = current_person(block), course_of(block)
    found = [key for key in sorted({*courses, here}) if _one_course(key, here)]
    if not str(getattr(settings, "ROOT_URLCONF", "")).startswith("lms."):
        return found if person.is_staff else []
    from django.contrib.auth import get_user_model
    from lms.djangoapps.courseware.access import has_access

    user = get_user_model().objects.filter(id=person.id).first()
    return [key for key in found if user and has_access(user, "staff", CourseKey.from_string(key))]


def _one_course(one: str, other: str) -> bool:
    """Whether two course keys differ in the run at most."""
    try:
        first, second = CourseKey.from_string(one), CourseKey.from_string(other)
    except InvalidKeyError:
        return one == other
    return bool((first.org, first.course) == (second.org, second.course))


def publish_grade(block: Any, person: str, *, share: Decimal, points: int) -> bool:
    """Put somebody else's grade for a block (a share from 0 to 1 of `points`) into the gradebook.

    False when the platform does not know the person. The LMS takes grades of people other than the current user
    through edx-submissions, whose scores are whole points and stand above what the block publishes; the player takes
    its own event for another user.
    """
    if not apps.is_installed("submissions"):
        grade = {"user_id": person, "value": float(share), "max_value": 1.0}
        block.runtime.publish(block, "grade", grade)
        return True
    from django.contrib.auth import get_user_model
    from submissions import api as submissions

    user = get_user_model().objects.filter(id=person).first()
    users = block.runtime.service(block, "user")
    student = users.get_anonymous_user_id(user.username, course_of(block)) if user else None
    if not student:
        return False
    item = {
        "student_id": student,
        "course_id": course_of(block),
        "item_id": str(block.scope_ids.usage_id),
        "item_type": block.scope_ids.block_type,
    }
    kept = submissions.get_submissions(item, limit=1)
    submission = kept[0] if kept else submissions.create_submission(item, {"share": str(share)})
    earned = int((share * points).quantize(Decimal(1), ROUND_HALF_UP))
    submissions.set_score(submission["uuid"], earned, points)
    return True


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


class CourseFiles:
    """The course's files in Studio, by names without a folder."""

    def __init__(self, course: Any) -> None:
        from xmodule.contentstore.django import contentstore

        self._course, self._store = course, contentstore()

    def _place(self, name: str) -> Any:
        from xmodule.contentstore.content import StaticContent

        return StaticContent.compute_location(self._course, name)

    def names(self) -> list[str]:
        """All of them."""
        found, _count = self._store.get_all_content_for_course(self._course)
        return [str(one["displayname"]) for one in found]

    def read(self, name: str) -> bytes | None:
        """The bytes of one; None when there is none."""
        found = self._store.find(self._place(name), throw_on_not_found=False)
        return bytes(found.data) if found else None

    def save(self, name: str, data: bytes) -> None:
        """Adds one, or replaces it."""
        from xmodule.contentstore.content import StaticContent

        kind = guess_type(name)[0] or "application/octet-stream"
        self._store.save(StaticContent(self._place(name), name, kind, data))


def course_files(block: Any) -> Any:
    """The files of the course that an editor may read and add (`names`, `read`, `save`); None where it may not.

    In Studio they are the course's own; elsewhere a service "course_files", which the block must want, has them.
    """
    if str(getattr(settings, "ROOT_URLCONF", "")).startswith("cms."):
        return CourseFiles(block.scope_ids.usage_id.context_key)
    return block.runtime.service(block, "course_files")


def with_static_urls(block: Any, html: str) -> str:
    """The HTML with /static/ links as the course serves them; the platform itself does so only in views."""
    service = block.runtime.service(block, "replace_urls")
    return str(service.replace_urls(html)) if service else html
