"""The runtime that blocks live in: the workbench's, with real ids, state, services and publishing."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from fs.osfs import OSFS
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment
from workbench.runtime import WorkbenchRuntime
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData, Runtime

from . import publish, services
from .blocks import block_class, completes_on_view
from .course import Course
from .course_files import CourseFiles
from .inherit import MIXINS
from .people import Person
from .store import PlayerStore
from .urlrewrite import ReplaceUrls
from .video import VideoConfig

STUDIO_OFFSET = 1_000_000  # the preview's own state, apart from what the same person did as a learner


class PlayerRuntime(WorkbenchRuntime):
    """One per request. `like` is "lms" or "studio"; `authoring` is the Studio view, which may write content."""

    hostname = ""

    def __init__(self, course: Course, person: Person, *, like: str = "lms", authoring: bool = False) -> None:
        self.course = course
        self.person = person
        self.like = "studio" if authoring else like
        self.authoring = authoring
        self.state_id = person.id + (STUDIO_OFFSET if self.like == "studio" else 0)
        self.store = PlayerStore(course, self.state_id, authoring=authoring)
        # Runtime's constructor, not the workbench's, which would bring its global ids and services.
        Runtime.__init__(self, course.ids, course.ids, mixins=MIXINS, services=self._all_services())
        self.resources_fs = OSFS(str(course.root))
        self.course_id = course.key
        self.is_author_mode = self.like == "studio"
        self.user_is_staff = person.staff
        self.anonymous_student_id = services.anonymous_id(person)

    def _all_services(self) -> dict[str, Any]:
        common = {
            "field-data": KvsFieldData(self.store),
            "user": services.PlayerUserService(self.person, self.course.key),
            "i18n": services.I18nService(),
            "settings": services.SettingsService(),
            "cache": services.CacheService(),
            "sandbox": services.SandboxService(),
            "replace_urls": ReplaceUrls(self.course),
            "video_config": VideoConfig(self.course),
            "xqueue": None,
        }
        if self.authoring:
            return common | {"course_files": CourseFiles(self.course)}
        if self.like == "studio":
            return common
        return common | {
            "completion": services.CompletionService(),
            "teams": services.TeamsService(),
            "enrollments": services.EnrollmentsService(),
        }

    def service(self, block: XBlock, service_name: str) -> Any:
        if service_name == "xqueue":  # needed by every problem, used by none without an external grader
            return None
        return super().service(block, service_name)

    # -- blocks

    def load_block_type(self, block_type: str) -> type[XBlock]:
        return block_class(block_type)

    def get_block(self, usage_id: UsageKey, for_parent: XBlock | None = None) -> XBlock:
        """The block for this person. Raises NoSuchUsage when the course has no such block."""
        self.course.fields(usage_id)
        keys = ScopeIds(self.state_id, usage_id.block_type, usage_id, usage_id)
        return self.construct_xblock(usage_id.block_type, keys, for_parent=for_parent)

    def get_asides(self, block: XBlock) -> list[Any]:
        return []  # the base class looks through all installed packages for them, for every block shown

    def get_user_role(self) -> str:
        return "instructor" if self.person.staff else "student"

    def handle(self, block: XBlock, handler_name: str, request: Any, suffix: str = "") -> Any:
        return Runtime.handle(self, block, handler_name, request, suffix)

    def publish(self, block: XBlock, event_type: str, event_data: Any) -> None:
        if self.like == "lms":
            publish.record(self.person, block, event_type, event_data)

    # -- views

    def render(self, block: XBlock, view_name: str, context: dict[str, Any] | None = None) -> Fragment:
        return Runtime.render(self, block, view_name, context)

    def wrap_xblock(self, block: XBlock, view: str, frag: Fragment, context: Any) -> Fragment:
        """The element that scripts find a block by; everything escaped, unlike the default's."""
        data = {"usage": block.scope_ids.usage_id, "block-type": block.scope_ids.block_type}
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-version": frag.js_init_version}
        if self.like == "lms" and view == "student_view" and completes_on_view(type(block)):
            data["completes-on-view"] = "yes"
        attributes = mark_safe("".join(format_html(' data-{}="{}"', name, str(value)) for name, value in data.items()))
        init = ""
        if frag.json_init_args is not None:
            init = (
                '<script type="json/xblock-args" class="xblock_json_init_args">'
                f"{safe_json(frag.json_init_args)}</script>"
            )
        classes = f"xblock xblock-v1 xblock-{view} xblock-v1-{view}"
        if getattr(block, "uses_xmodule_styles_setup", False):  # what the extracted blocks' CSS is written against
            classes += f" xmodule_display xmodule_{getattr(block, 'unmixed_class', type(block)).__name__}"
        body = frag.body_html()
        if not self.authoring:
            body = ReplaceUrls(self.course).replace_urls(body)
        wrapped = Fragment(f'<div class="{escape(classes)}"{attributes}>{body}{init}</div>')
        wrapped.add_fragment_resources(frag)
        return wrapped

    def handler_url(
        self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        base = "studio-handler" if self.authoring else "handler"
        url = f"/{base}/{block.scope_ids.usage_id}/{handler_name}"
        return url + (f"/{suffix}" if suffix else "") + (f"?{query}" if query else "")

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        return f"/resource/{block.scope_ids.block_type}/{uri}"


def safe_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, default=str)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
