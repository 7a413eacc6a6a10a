"""The lesson: Markdown in, a readable page out; in Studio an editor whose preview is the page itself."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils.safestring import mark_safe
from lxml import html as lxml_html
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Dict, Integer, List, Scope, String

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.common.markdown import rendered
from digigov.common.source import plain
from digigov.lesson import rules, xml
from digigov.lesson.presentable import editable, presentable
from digigov.lesson.words import editor_words, lesson_words, reading
from digigov.platform import may_edit, with_static_urls

STYLES = ("lesson.css", "code.css")
SAVED = ("display_name", "content", "minutes", "objectives", "sources")


class LessonBlock(DigigovBlock):
    """Fields as in OLX; `terms` comes from the course's glossary through the bundler and is not edited here."""

    completion_mode = XBlockCompletionMode.COMPLETABLE  # the LMS marks it complete once it was in view

    display_name = String(default="Lesson", scope=Scope.settings)
    content = String(default="", scope=Scope.content)
    minutes = Integer(default=None, scope=Scope.settings)
    objectives = List(default=[], scope=Scope.settings)
    sources = List(default=[], scope=Scope.settings)
    terms = Dict(default={}, scope=Scope.settings)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The lesson; everything is in the HTML, no script is needed."""
        return self.page("lesson.html", self._lesson(self._values()), styles=STYLES)

    public_view = student_view

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor with its live preview."""
        if not may_edit(self):
            return self.page(
                "refused.html", {"message": _("Only the course team may edit this lesson.")}, styles=STYLES
            )
        values = self._values()
        form, words = editable(values), editor_words()
        preview = mark_safe(with_static_urls(self, self.markup("lesson.html", self._lesson(values))))
        return self.page(
            "editor.html",
            {"t": words, "lesson": form, "preview": preview, "prefix": self._prefix()},
            styles=(*STYLES, "editor.css"),
            module="editor.js",
            scripts=("studio.js",),
            words=words,
            data={"faults": self._faults(values), "sources": form["sources"], "rows": self.public_url("rows.js")},
        )

    @json_handler(editors_only=True)
    def preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"html": the lesson as learners would see it, "faults": what is wrong with it}."""
        values = self._values() | {name: data[name] for name in SAVED if name in data}
        markup = self.markup("lesson.html", self._lesson(values))
        return {"html": with_static_urls(self, markup), "faults": self._faults(values)}

    @json_handler(editors_only=True)
    def save_lesson(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none; refused with the faults of each field."""
        unknown = sorted(set(data) - set(SAVED))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        faults = self._faults(self._values() | data)
        if faults:
            raise Refusal(422, "faults", _("The lesson has faults."), faults=faults)
        for name, value in data.items():
            setattr(self, name, plain(value) if name == "content" else value)
        return {"saved": sorted(data)}

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw the lesson themselves (the mobile apps)."""
        values = presentable(self._values())
        parts = {name: values[name] for name in ("display_name", "objectives", "sources", "minutes")}
        return {**parts, "html": str(self._lesson(values)["body"])}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        body = lxml_html.fragment_fromstring(self._lesson(self._values())["body"] or "<p></p>", create_parent="div")
        text = " ".join(" ".join(body.itertext()).split())
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        return {**parent, "content": {"display_name": self.display_name, "lesson": text}, "content_type": "Text"}

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        """Unlike the default, leading and trailing white space of the text stays: it has a meaning in Markdown."""
        block = super().parse_xml(xml.without_children(node), runtime, keys)
        block.content = xml.content_of(node)
        return block

    def xml_text_content(self) -> str | None:
        """The text for OLX, without characters that XML cannot hold."""
        return plain(self.content) or None

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (*SAVED, "terms")}

    def _prefix(self) -> str:
        return f"lesson-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"

    def _lesson(self, values: dict[str, Any]) -> dict[str, Any]:
        """The context of lesson.html; `values` may be anything that an archive or an editor sent."""
        values, prefix = presentable(values), self._prefix()
        result = rendered(values["content"], sources=values["sources"], terms=values["terms"], id_prefix=prefix)
        return {
            "t": lesson_words(),
            "prefix": prefix,
            "minutes": reading(values["minutes"]) if values["minutes"] > 1 or values["objectives"] else "",
            "objectives": values["objectives"],
            "body": mark_safe(result.html),
            "terms": [(term, values["terms"][term]) for term in result.terms],
            "sources": values["sources"],
        }

    @staticmethod
    def _faults(values: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"field": fault.field, "message": _(fault.template).format(**dict(fault.values)), "line": fault.line}
            for fault in rules.check(values)
        ]
