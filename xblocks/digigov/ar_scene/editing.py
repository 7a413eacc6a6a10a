"""The scene's editor in Studio."""

from __future__ import annotations

from typing import Any

from digigov.ar_scene import rules
from digigov.common.block import DigigovBlock
from digigov.common.i18n import gettext as _

SAVED = ("display_name", "content", "weight")


class SceneEditing(DigigovBlock):
    """The Studio half of the block; its fields are in block.py."""

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (*SAVED, "sources", "extent")}

    def _prefix(self) -> str:
        raise NotImplementedError

    @staticmethod
    def _faults(values: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "field": one.field,
                "message": _(one.template).format(**dict(one.values)),
                "line": one.line,
                "part": one.part,
            }
            for one in rules.check(values)
        ]
