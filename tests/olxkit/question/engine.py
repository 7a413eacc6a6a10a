"""The real problem block of xblocks-contrib, alone in its process: one JSON request a line, one JSON answer a line.

A process of its own, because Django can be configured once only and other tests need it otherwise.
Request: {"xml": "<problem>...", "answers": ["choice_0", ["choice_0", "choice_1"], "text", null]}, one answer for
each input. The XML goes through the platform's import first: blank text dropped, re-indented.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from typing import Any

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="a key for tests",
    STATIC_URL="/static/",
    USE_TZ=True,
    INSTALLED_APPS=["xblocks_contrib.problem.capa"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()

from fs.osfs import OSFS  # noqa: E402
from lxml import etree  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402
from webob.multidict import MultiDict  # noqa: E402
from xblock.core import XBlockMixin  # noqa: E402
from xblock.fields import Boolean, Date, Scope, ScopeIds, String, Timedelta  # noqa: E402
from xblock.reference.user_service import UserService, XBlockUser  # noqa: E402
from xblock.runtime import DictKeyValueStore, KvsFieldData, NullI18nService, Runtime  # noqa: E402
from xblocks_contrib.problem.capa_block import ProblemBlock  # noqa: E402

USAGE = CourseKey.from_string("course-v1:Test+Test+1").make_usage_key("problem", "q1")


class Inherited(XBlockMixin):
    """What a problem takes from the blocks above it."""

    graded = Boolean(scope=Scope.settings, default=False)
    due = Date(scope=Scope.settings)
    graceperiod = Timedelta(scope=Scope.settings)
    show_correctness = String(scope=Scope.settings, default="always")


class Users(UserService):
    def get_current_user(self) -> XBlockUser:
        user = XBlockUser(is_current_user=True)
        anonymous = hashlib.md5(b"learner", usedforsecurity=False).hexdigest()
        user.opt_attrs = {"edx-platform.user_id": 7, "edx-platform.deprecated_anonymous_user_id": anonymous}
        return user


class Sandbox:
    def can_execute_unsafe_code(self) -> bool:
        return False

    def get_python_lib_zip(self) -> None:
        return None


class Cache(dict[str, Any]):
    def set(self, key: str, value: Any, timeout: float | None = None) -> None:
        self[key] = value


class Addresses:
    def replace_urls(self, text: str) -> str:
        return text


class OneBlock(Runtime):
    """A runtime for one block, that keeps what the block publishes."""

    is_author_mode = False

    def __init__(self) -> None:
        services = {
            "field-data": KvsFieldData(DictKeyValueStore()),
            "user": Users(),
            "i18n": NullI18nService(),
            "sandbox": Sandbox(),
            "cache": Cache(),
            "replace_urls": Addresses(),
        }
        super().__init__(None, None, services=services, mixins=[Inherited])
        self.resources_fs = OSFS(tempfile.gettempdir())
        self.published: list[tuple[str, Any]] = []

    def service(self, block: Any, service_name: str) -> Any:
        return None if service_name in ("xqueue", "call_to_action") else super().service(block, service_name)

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        self.published.append((event_type, event_data))

    def handler_url(self, block: Any, handler_name: str, *args: Any, **kwargs: Any) -> str:
        return f"/handler/{handler_name}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/resource/{uri}"

    def resource_url(self, resource: str) -> str:
        return f"/resource/{resource}"


def imported(xml: str) -> str:
    """What the platform keeps of the XML after an import, an export and another import."""
    for _ in range(2):
        tree = etree.fromstring(xml.encode(), etree.XMLParser(remove_blank_text=True, remove_comments=True))
        xml = etree.tostring(tree, pretty_print=True, encoding="unicode")
    return xml


def run(request: dict[str, Any]) -> dict[str, Any]:
    """The problem before and after the answers, with all its hints and its solution."""
    runtime = OneBlock()
    block = runtime.construct_xblock_from_class(ProblemBlock, ScopeIds(7, "problem", USAGE, USAGE))
    block.data = imported(request["xml"])
    block.display_name = "Problem"
    block.showanswer = "always"
    inputs = sorted(block.lcp.inputs or {}, key=lambda name: [int(part) for part in name.split("_")[-2:]])
    answer: dict[str, Any] = {"before": block.get_problem_html(encapsulate=False), "inputs": inputs}
    hints = block.lcp.tree.xpath("//problem/demandhint/hint")
    answer["hints"] = block.get_demand_hint(len(hints) - 1)["msg"] if hints else ""
    answer["shown"] = {name: str(value) for name, value in block.get_answer({})["answers"].items()}
    form: MultiDict[str, Any] = MultiDict()
    for name, given in zip(inputs, request.get("answers", ()), strict=False):
        if isinstance(given, list):
            for choice in given:
                form.add(f"input_{name}[]", choice)
        elif given is not None:
            form[f"input_{name}"] = given
    result = block.submit_problem(form)
    answer["success"] = result["success"]
    answer["after"] = result.get("contents", "")
    answer["correct"] = [block.lcp.correct_map.get_correctness(name) for name in inputs]
    answer["grades"] = [data for kind, data in runtime.published if kind == "grade"]
    return answer


if __name__ == "__main__":
    for line in sys.stdin:
        try:
            reply = run(json.loads(line))
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply, default=str), flush=True)
