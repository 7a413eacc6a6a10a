"""The services that blocks ask for, answering as the LMS's do wherever one machine can."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import django.utils.translation
from django.conf import settings
from django.core.cache import cache as django_cache
from opaque_keys.edx.keys import CourseKey
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from .people import LEARNERS, Person, by_id, by_username


class I18nService(NullI18nService):
    """Django's translations in the language that is active, which is the learner's while a block runs."""

    def __getattr__(self, name: str) -> Any:
        return getattr(django.utils.translation, name)


def anonymous_id(person: Person, course: CourseKey | None = None) -> str:
    """A stable id that says nothing about the person: one for all courses, or one for this course."""
    seed = f"{settings.SECRET_KEY}{person.id}{course or ''}"
    return hashlib.md5(seed.encode(), usedforsecurity=False).hexdigest()


class PlayerUserService(UserService):
    """The `user` service: same attributes under the same names as in the LMS."""

    def __init__(self, person: Person, course: CourseKey) -> None:
        super().__init__()
        self.person = person
        self.course = course

    @property
    def _django_user(self) -> Person:
        return self.person

    def get_current_user(self) -> XBlockUser:
        person = self.person
        user = XBlockUser(is_current_user=True, emails=[person.email], full_name=person.name)
        user.display_name = person.name
        user.opt_attrs = {
            "edx-platform.is_authenticated": True,
            "edx-platform.user_id": person.id,
            "edx-platform.username": person.username,
            "edx-platform.user_is_staff": person.staff,
            "edx-platform.user_is_global_staff": False,
            "edx-platform.user_is_beta_tester": False,
            "edx-platform.user_role": "instructor" if person.staff else "student",
            "edx-platform.anonymous_user_id": anonymous_id(person, self.course),
            "edx-platform.deprecated_anonymous_user_id": anonymous_id(person),
            "edx-platform.request_country_code": person.country_code,
            "edx-platform.user_preferences": {"pref-lang": person.language, "time_zone": person.time_zone},
            # The workbench's name for the same id, which blocks written against it look up.
            "xblock-workbench.user_id": person.id,
        }
        return user

    def is_user_staff(self) -> bool:
        return self.person.staff

    def get_anonymous_user_id(self, username: str, course_id: str) -> str | None:
        person = by_username(username) if self.person.staff or username == self.person.username else None
        return anonymous_id(person, CourseKey.from_string(course_id)) if person else None

    def get_user_by_anonymous_id(self, uid: str | None = None) -> Person | None:
        if uid in (None, anonymous_id(self.person, self.course), anonymous_id(self.person)):
            return by_id(self.person.id)
        return None


@dataclass(frozen=True)
class Country:
    """The learners of one country as a team, under the names that the LMS's teams have."""

    team_id: str
    name: str

    @property
    def users(self) -> Country:
        return self

    def all(self) -> list[Person]:
        return [person for person in LEARNERS if person.country == self.name]


class TeamsService:
    """The `teams` service: in every team set of the course, each country is a team; the instructor is in none."""

    def get_team(self, user: Person, course_id: CourseKey, topic_id: str) -> Country | None:
        return None if user.staff else Country(user.country_code.lower(), user.country)


@dataclass(frozen=True)
class Enrollment:
    """One learner in the course, under the name that the LMS's enrolments have."""

    user: Person


class EnrollmentsService:
    """The `enrollments` service: every learner takes the course."""

    def get_active_enrollments_by_course(self, course_id: Any) -> list[Enrollment]:
        return [Enrollment(person) for person in LEARNERS]


class CompletionService:
    """The `completion` service: it only says that completion is tracked; `publish` records it."""

    def completion_tracking_enabled(self) -> bool:
        return True

    def get_complete_on_view_delay_ms(self) -> int:
        return int(settings.COMPLETION_BY_VIEWING_DELAY_MS)


class SandboxService:
    """No code of an author runs outside of the sandbox, and there is no sandbox here."""

    def can_execute_unsafe_code(self) -> bool:
        return False

    def get_python_lib_zip(self) -> None:
        return None


class CacheService:
    """Django's cache under the interface that blocks expect."""

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return django_cache.get(key, *args, **kwargs)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        django_cache.set(key, value, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> None:
        django_cache.delete(key, *args, **kwargs)


class SettingsService:
    """Per-block settings of the installation: the player sets none, so blocks fall back to their defaults."""

    def get_settings_bucket(self, block: Any, default: dict[str, Any] | None = None) -> dict[str, Any]:
        return default or {}
