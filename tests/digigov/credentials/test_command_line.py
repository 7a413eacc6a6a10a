"""`python -m digigov.credentials`, run as a program over plain files."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

URL, INDEX = "https://issuer.example/status/1", 4321
BADGE = {
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "issuer": {"type": ["Profile"], "name": "Example Ministry"},
    "name": "Course",
    "credentialSubject": {
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc34",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:example:course",
            "type": ["Achievement"],
            "name": "Course",
            "description": "A course.",
            "criteria": {"narrative": "Complete it."},
        },
    },
}


class Shell:
    """A folder in which commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, code: int = 0) -> str:
        command = [sys.executable, "-m", "digigov.credentials", *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return (done.stdout + done.stderr).strip()

    def put(self, name: str, value: object) -> None:
        (self.folder / name).write_text(json.dumps(value))

    def text(self, name: str) -> str:
        return (self.folder / name).read_text().strip()


@pytest.fixture
def run(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.put("badge.json", BADGE)
    return shell


@pytest.mark.parametrize("form", ["json", "jwt"])
def test_a_badge_from_the_key_to_its_revocation(run: Shell, form: str) -> None:
    did = run("keygen", "key.json")
    assert stat.S_IMODE((run.folder / "key.json").stat().st_mode) == 0o600
    run("issue", "badge.json", "--key", "key.json", "--form", form, "--status", f"{URL}#{INDEX}", "-o", "signed")
    run("status-list", "record.json", "--url", URL, "--key", "key.json", "-o", "list.jwt")
    verify = ("verify", "signed", "--issuer", did, "--status-list", "list.jwt")
    assert run(*verify).endswith("valid")
    run("revoke", "record.json", f"{URL}#{INDEX}")
    run("status-list", "record.json", "--key", "key.json", "-o", "list.jwt")
    assert "refused by not-revoked" in run(*verify, code=1)
    assert json.loads(run(*verify, "--json", code=1))["failed"] == "not-revoked"


def test_an_issuer_of_the_web(run: Shell) -> None:
    run("keygen", "ed.json")
    run("keygen", "ec.json", "--curve", "P-256")
    did = "did:web:issuer.example"
    assert "https://issuer.example/.well-known/did.json" in run(
        "did-document", did, "ed.json", "ec.json", "-o", "did.json"
    )
    assert '"d"' not in run.text("did.json")
    run("issue", "badge.json", "--key", "ed.json", "--issuer", did, "-o", "a")
    run("issue", "badge.json", "--key", "ec.json", "--issuer", did, "--form", "jwt", "-o", "b")
    for name in "ab":
        assert run("verify", name, "--issuer", f"{did}=did.json", "--no-status").endswith("valid")
        assert "refused by issuer-known" in run(
            "verify", name, "--issuer", run("keygen", f"{name}2"), "--no-status", code=1
        )


def test_an_sd_jwt_shows_what_its_holder_chooses(run: Shell) -> None:
    did = run("keygen", "key.json", "--curve", "P-256")
    run("keygen", "holder.json", "--curve", "P-256")
    run.put("claims.json", {"name": "Sokha", "birth_date": "1990-01-01", "address": {"city": "Phnom Penh"}})
    hide = ("--hide", "birth_date", "--hide", "address/city")
    of = ("--form", "sd-jwt", "--kind", "urn:x", "--holder", "holder.json")
    run("issue", "claims.json", "--key", "key.json", *of, *hide, "-o", "all.txt")
    proof = ("--key", "holder.json", "--audience", "https://bank.example", "--nonce", "n-123456")
    run("present", "all.txt", "--show", "address/city", *proof, "-o", "shown.txt")
    verify = ("verify", "shown.txt", "--issuer", did, "--no-status", "--audience", "https://bank.example")
    report = json.loads(run(*verify, "--nonce", "n-123456", "--json"))
    assert report["ok"]
    assert report["claims"]["address"] == {"city": "Phnom Penh"}
    assert "birth_date" not in report["claims"]
    assert "refused by nonce" in run(*verify, "--nonce", "another", code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("verify", "missing.json", "--issuer", "did:key:z6Mk"),
        ("verify", "badge.json", "--issuer", "did:web:x.example"),
        ("issue", "missing.json", "--key", "key.json"),
        ("issue", "badge.json", "--key", "badge.json"),
        ("keygen", "badge.json"),
        ("did-document", "https://x.example", "badge.json"),
        ("revoke", "record.json", "no-index"),
        ("status-list", "missing.json", "--key", "badge.json"),
    ],
    ids=" ".join,
)
def test_wrong_use_says_why(run: Shell, arguments: tuple[str, ...]) -> None:
    said = run(*arguments, code=2)
    assert "error:" in said
    assert run.text("badge.json") == json.dumps(BADGE)


def test_a_changed_badge_is_refused(run: Shell) -> None:
    did = run("keygen", "key.json")
    run("issue", "badge.json", "--key", "key.json", "-o", "signed.json")
    (run.folder / "signed.json").write_text(run.text("signed.json").replace("Complete it", "Complete half of it"))
    assert "refused by issuer-signature" in run("verify", "signed.json", "--issuer", did, "--no-status", code=1)
