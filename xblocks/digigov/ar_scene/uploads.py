"""The upload of a GLB in Studio: read up to the limit and no further, checked, kept, made a part of the scene."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from webob import Request, Response
from xblock.core import XBlock

from digigov.ar_scene import edits
from digigov.ar_scene.glb.check import MOST_BYTES, check
from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.reading import read_all
from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_files, may_edit

FRAME = 700_000  # bytes that a form adds round the file: the text of the scene, names, boundaries


@XBlock.handler
def upload_handler(self: Any, request: Request, suffix: str = "") -> Response:
    """A form with `file` (the GLB) and `content` (the text); gives the text with one more part, or the faults."""
    try:
        status, body = 200, _taken(self, request)
    except Refusal as refusal:
        status, body = refusal.status, refusal.body
    return Response(json.dumps(body), status=status, content_type="application/json", charset="utf8")


def _taken(block: Any, request: Request) -> dict[str, Any]:
    if request.method != "POST":
        raise Refusal(405, "post-only", _("This address takes POST requests only."))
    if not may_edit(block):
        raise Refusal(403, "not-an-author", _("Only the course team may do this."))
    length = request.content_length
    if length is None or length > MOST_BYTES + FRAME:  # before a byte of it is read
        raise Refusal(413, "too-large", too_large())
    files = course_files(block)
    if files is None:
        raise Refusal(422, "no-files", _("Files cannot be kept here."))
    data, text, stem = _form(request)
    faults = [_(one.template).format(**dict(one.values)) for one in check(data)]
    if faults:
        raise Refusal(422, "bad-model", _("The file cannot be used."), faults=faults)
    scene = read_all(text)[0]
    if scene is None or not scene.parts:
        raise Refusal(422, "bad-text", _("The text has faults. Correct them first; then add the model."))
    name = f"{stem}-{sha256(data).hexdigest()[:8]}.glb"
    longest = max(Model(data).extent.size)
    fits = scene.width / 50 <= longest <= scene.width
    scale = 1.0 if fits else float(f"{scene.width / 2 / max(longest, 1e-9):.3g}")
    try:
        edited, part = edits.add_model(text, f"static/{name}", min(max(scale, 0.0001), 10_000))
    except edits.NoEdit:
        raise Refusal(422, "no-edit", _("The text is written in a way that this change cannot follow.")) from None
    files.save(name, data)
    return {"content": edited, "part": part, "name": name}


def _form(request: Request) -> tuple[bytes, str, str]:
    """The file, the text, and the file's name without its ending, of safe letters."""
    try:
        file, text = request.POST.get("file"), request.POST.get("content")
        data = file.file.read(MOST_BYTES + 1)
        stem = PurePath(str(file.filename)).stem
    except (AttributeError, ValueError, UnicodeError):
        raise Refusal(400, "no-file", _("No file arrived.")) from None
    if not isinstance(text, str):
        raise Refusal(400, "no-file", _("No file arrived."))
    return data, text, re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40] or "model"


def too_large() -> str:
    """The sentence for a file beyond the limit."""
    return _("The file is too large: at most {most} MB are taken.").format(most=MOST_BYTES // 1_000_000)
