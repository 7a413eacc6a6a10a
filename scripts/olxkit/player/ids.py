"""Usage keys as in the LMS: block-v1:ORG+COURSE+RUN+type@TAG+block@URL_NAME."""

from __future__ import annotations

from typing import Any

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey
from xblock.exceptions import NoSuchDefinition, NoSuchUsage
from xblock.runtime import IdGenerator, IdReader

from .errors import PlayerError


def course_key(org: str, course: str, run: str) -> CourseKey:
    try:
        return CourseKey.from_string(f"course-v1:{org}+{course}+{run}")
    except InvalidKeyError as error:
        raise PlayerError(
            f"course.xml names no valid course: org={org!r} course={course!r} url_name={run!r}."
        ) from error


def parse_usage(text: str) -> UsageKey | None:
    """The key that a URL names, or None when it names none."""
    try:
        return UsageKey.from_string(text)
    except InvalidKeyError:
        return None


class KeyIds(IdReader, IdGenerator):
    """One key is both usage and definition: in an archive nothing is used twice."""

    def __init__(self, key: CourseKey) -> None:
        self.course_key = key

    def create_definition(self, block_type: str, slug: str | None = None) -> UsageKey:
        if not slug:
            raise NoSuchDefinition(f"a {block_type} without url_name")
        return self.course_key.make_usage_key(block_type, slug)

    def create_usage(self, def_id: UsageKey) -> UsageKey:
        return def_id

    def get_definition_id(self, usage_id: UsageKey) -> UsageKey:
        if not isinstance(usage_id, UsageKey):
            raise NoSuchUsage(repr(usage_id))
        return usage_id

    def get_block_type(self, def_id: UsageKey) -> str:
        return str(def_id.block_type)

    # The player runs no asides; the abstract methods answer so.
    def create_aside(self, definition_id: Any, usage_id: Any, aside_type: str) -> Any:
        raise NoSuchUsage(aside_type)

    def get_usage_id_from_aside(self, aside_id: Any) -> Any:
        raise NoSuchUsage(repr(aside_id))

    def get_definition_id_from_aside(self, aside_id: Any) -> Any:
        raise NoSuchDefinition(repr(aside_id))

    def get_aside_type_from_usage(self, aside_id: Any) -> Any:
        raise NoSuchUsage(repr(aside_id))

    def get_aside_type_from_definition(self, aside_id: Any) -> Any:
        raise NoSuchDefinition(repr(aside_id))
