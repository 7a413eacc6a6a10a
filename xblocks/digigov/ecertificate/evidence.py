"""The learner's own files, to be checked by programs that have nothing to do with us."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from importlib import resources

from digigov.credentials import did_document, open_sd_jwt, split
from digigov.ecertificate.demo import Demo

# Texts and programs that go into the archive as they are.
STATIC = ("README.txt", "check.py", "check.mjs", "package.json")


def files(demo: Demo, token: str, *, verifier: str, nonce: str, time: int) -> dict[str, str]:
    """Name and text of each file. There is no private key among them: the offices' are derived, the wallet's stays."""
    credential = demo.work["wallet"][-1]
    expected = {
        "issuer": demo.issuer,
        "type": demo.story["certificate"]["type"],
        "audience": demo.audience(verifier),
        "nonce": nonce,
        "status_list": demo.list_url,
        "status_index": credential["index"],
        "fields": list(demo.verifier(verifier)["requires"]),
        "time": time,
    }
    return {
        "credential.txt": credential["token"],
        "presentation.txt": token,
        "key-binding.txt": split(token).key_binding,
        "status-list.txt": demo.status_list(now=time),
        "issuer-keys.json": _json(demo.agency_keys.jwks()),
        "issuer-did.json": _json(did_document(demo.issuer, demo.agency_keys)),
        "expected.json": _json(expected),
        "opened.json": _json(open_sd_jwt(credential["token"]).claims),
        **{
            name: (resources.files(__package__) / "evidence_files" / name).read_text(encoding="utf-8")
            for name in STATIC
        },
    }


def bundle(demo: Demo, token: str, *, verifier: str, nonce: str, time: int) -> dict[str, str]:
    """The files as one zip archive: `name`, `type` and `base64` of it. `token` answers that verifier's `nonce`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files(demo, token, verifier=verifier, nonce=nonce, time=time).items():
            archive.writestr(f"e-certificate/{name}", text)
    return {
        "name": f"e-certificate-{demo.story['id']}.zip",
        "type": "application/zip",
        "base64": b64encode(buffer.getvalue()).decode(),
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
