"""Scenes as they are built: made once for each state of their source, kept on disk, put into units and archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from olxkit.cache import DiskCache
from olxkit.model import ArScene, Unit
from olxkit.source.context import Context

if TYPE_CHECKING:
    from olxkit.source.scenes import SceneFile


PORTABLE = frozenset({"glb", "poster", "card_pdf", "transcript"})  # what a page of text links to


class Drawn:
    """What was made of scenes, by kind of file; `disk` keeps it for other runs."""

    def __init__(self, disk: DiskCache | None) -> None:
        self._disk = disk
        self._made: dict[str, Mapping[str, bytes]] = {}

    def files(self, scene: SceneFile, context: Context) -> Mapping[str, bytes]:
        """The bytes of each kind; OSError when fonts or markers are missing."""
        from digigov.ar_scene.making.transcript import transcript

        digest = f"{scene.digest} {context.language}"
        if digest not in self._made:
            made: Mapping[str, bytes] = self._disk.load_scene(digest) if self._disk else {}
            if not made:
                from digigov.ar_scene.making.artefacts import make  # here: it brings numpy

                made = make(scene.scene, scene.models, scene.extent, context.language)
                if self._disk:
                    self._disk.save_scene(digest, made)
            self._made[digest] = made
        text = transcript(scene.scene, [one.fields() for one in scene.sources(context)], context.language)
        return {**self._made[digest], "transcript": text}

    def unit(self, unit: Unit, context: Context) -> Unit:
        """The unit whose scenes know their files and how large these are."""
        from digigov.ar_scene.making.artefacts import file_names

        parts = []
        for part in unit.components:
            if isinstance(part, ArScene):
                made = self.files(context.scenes[part.name], context)
                sizes = {kind: len(data) for kind, data in made.items()}
                part = replace(part, files=file_names(part.name), sizes=sizes)
            parts.append(part)
        return replace(unit, components=tuple(parts))

    def archive(self, names: Iterable[str], context: Context, *, choosable: bool) -> Iterator[dict[str, bytes]]:
        """The files of each scene by their paths in the archive; forgets what was made of other states.

        `choosable` means for our block, with what an author in Studio can put into another unit.
        """
        from digigov.ar_scene.making.artefacts import file_names
        from digigov.ar_scene.offered import offered

        for name in names:
            scene, paths = context.scenes[name], file_names(name)
            made = self.files(scene, context)
            files = {f"static/{paths[kind]}": data for kind, data in made.items() if choosable or kind in PORTABLE}
            if choosable:
                sources = [one.fields() for one in scene.sources(context)]
                sizes = {kind: len(data) for kind, data in made.items()}
                path, fields = offered(name, scene.scene.title, scene.text, sources, scene.extent, paths, sizes)
                files[f"static/{path}"] = json.dumps(fields, ensure_ascii=False).encode()
            yield files
        if self._disk and self._made:
            self._disk.keep_scenes(self._made, context.language)
