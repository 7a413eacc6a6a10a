"""Scenes as they are built: made once for each state of their source, kept on disk, put into units and archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from olxkit.cache import DiskCache
from olxkit.model import ArScene, Unit
from olxkit.source.context import Context

if TYPE_CHECKING:
    from olxkit.source.scenes import SceneFile


class Drawn:
    """What was made of scenes, by kind of file; `disk` keeps it for other runs."""

    def __init__(self, disk: DiskCache | None) -> None:
        self._disk = disk
        self._made: dict[str, Mapping[str, bytes]] = {}

    def files(self, scene: SceneFile, language: str) -> Mapping[str, bytes]:
        """The bytes of each kind; OSError when fonts or markers are missing."""
        digest = f"{scene.digest} {language}"
        if digest not in self._made:
            made: Mapping[str, bytes] = self._disk.load_scene(digest) if self._disk else {}
            if not made:
                from olxkit.scenes.artefacts import make  # here: it brings numpy

                made = make(scene.scene, scene.models, scene.extent, language)
                if self._disk:
                    self._disk.save_scene(digest, made)
            self._made[digest] = made
        return self._made[digest]

    def unit(self, unit: Unit, context: Context) -> Unit:
        """The unit whose scenes know their files and how large these are."""
        from olxkit.scenes.artefacts import file_names

        parts = []
        for part in unit.components:
            if isinstance(part, ArScene):
                made = self.files(context.scenes[part.name], context.language)
                sizes = {kind: len(data) for kind, data in made.items()}
                part = replace(part, files=file_names(part.name), sizes=sizes)
            parts.append(part)
        return replace(unit, components=tuple(parts))

    def archive(self, names: Iterable[str], context: Context) -> Iterator[dict[str, bytes]]:
        """The files of each scene by their paths in the archive; forgets what was made of other states."""
        from olxkit.scenes.artefacts import file_names

        for name in names:
            paths = file_names(name)
            made = self.files(context.scenes[name], context.language)
            yield {f"static/{paths[kind]}": data for kind, data in made.items()}
        if self._disk and self._made:
            self._disk.keep_scenes(self._made)
