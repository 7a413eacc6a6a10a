"""Which class runs which tag: installed blocks, the extracted real ones, structure, and cards for the rest."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Date, Integer, List, Scope, String
from xblock.plugin import PluginMissingError
from xblock.utils.studio_editable import StudioEditableXBlockMixin

from .tree import BANKS, STRUCTURE, Node

# The LMS keeps a database of encoded videos behind this module; outside of it the video block copes without, but
# only when the import fails cleanly, which it does not while the package is installed and its app is not.
sys.modules.setdefault("edxval.api", None)  # type: ignore[arg-type]


class Container(XBlock):
    """Section, subsection, unit or course: fields for the settings, children, and nothing of its own to show."""

    has_children = True
    completion_mode = XBlockCompletionMode.AGGREGATOR
    display_name = String(scope=Scope.settings, default="")
    # The course's own.
    end = Date(scope=Scope.settings)
    course_image = String(scope=Scope.settings, default="")

    def student_view(self, context: Any = None) -> Fragment:
        fragment = Fragment()
        for child in self.runtime.render_children(self, "student_view", context):
            fragment.add_fragment_resources(child)
            fragment.add_content(child.content)
        return fragment


class Bank(Container):
    """A problem bank: the fields of the platform's, whose learners see what `bank.chosen` drew for them."""

    max_count = Integer(scope=Scope.settings, default=1)
    selected = List(scope=Scope.user_state, default=[])

    def student_view(self, context: Any = None) -> Fragment:
        from .bank import chosen  # it needs the tables, this module does not

        course = self.runtime.course
        return self._shown(chosen(self.runtime.state_id, course, course.nodes[self.scope_ids.usage_id]), context)

    def author_view(self, context: Any = None) -> Fragment:
        """All of them, as in Studio."""
        return self._shown(self.runtime.course.nodes[self.scope_ids.usage_id].children, context)

    def _shown(self, nodes: list[Node], context: Any) -> Fragment:
        from .styles import tidy  # it asks this module for classes

        fragment = Fragment()
        for node in nodes:
            child = tidy(self.runtime.get_block(node.key, for_parent=self).render("student_view", context), node.tag)
            fragment.add_fragment_resources(child)
            fragment.add_content(child.content)
        return fragment


class Missing(XBlock):
    """Stands where the archive has a tag that no installed package runs."""

    completion_mode = XBlockCompletionMode.EXCLUDED
    display_name = String(scope=Scope.settings, default="")

    def student_view(self, _context: Any = None) -> Fragment:
        return card("missing", tag=self.scope_ids.block_type, name=self.scope_ids.usage_id.block_id)


class Discussion(XBlock):
    """The forum is a service of the LMS that no package brings: the player shows the topic and says so."""

    completion_mode = XBlockCompletionMode.EXCLUDED
    display_name = String(scope=Scope.settings, default="Discussion")
    discussion_id = String(scope=Scope.settings, default="")
    discussion_category = String(scope=Scope.settings, default="")
    discussion_target = String(scope=Scope.settings, default="")
    sort_key = String(scope=Scope.settings, default="")

    def student_view(self, _context: Any = None) -> Fragment:
        topic = " / ".join(part for part in (self.discussion_category, self.discussion_target) if part)
        return card("discussion", title=self.display_name, topic=topic)


def card(kind: str, **values: Any) -> Fragment:
    """A card in place of a component: templates/player/cards/KIND.html."""
    return Fragment(render_to_string(f"player/cards/{kind}.html", values))


@cache
def block_class(tag: str) -> type[XBlock]:
    """The class for a tag, as the LMS finds it; Missing when there is none."""
    if tag in BANKS:
        return Bank
    if tag in STRUCTURE:
        return Container
    if tag == "discussion":
        return Discussion
    for name in (tag, f"_{tag}_extracted"):
        try:
            return XBlock.load_class(name)
        except PluginMissingError:
            continue
    return Missing


def completable(cls: type[XBlock]) -> bool:
    """Whether the block counts towards completion at all."""
    return bool(XBlockCompletionMode.get_mode(cls) == XBlockCompletionMode.COMPLETABLE)


def completes_on_view(cls: type[XBlock]) -> bool:
    """The completion service's rule: neither scored nor reporting its own completion."""
    return completable(cls) and not getattr(cls, "has_custom_completion", False) and not scored(cls)


def scored(cls: type[XBlock]) -> bool:
    return bool(getattr(cls, "has_score", False))


def has_editor(cls: type[XBlock]) -> bool:
    """Whether studio_view runs by itself: the extracted html, problem and video leave theirs to Studio's own app."""
    if not hasattr(cls, "studio_view"):
        return False
    return not getattr(cls, "is_extracted", False) or issubclass(cls, StudioEditableXBlockMixin)
