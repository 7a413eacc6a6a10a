"""`verify`: a badge or a presentation against what the verifier holds."""

from __future__ import annotations

import argparse
import json
from typing import Any

from digigov.credentials.commands.files import read, read_object, read_text
from digigov.credentials.commands.issuing import moment
from digigov.credentials.did import resolve
from digigov.credentials.encoding import Malformed
from digigov.credentials.jose import parse
from digigov.credentials.key_set import KeySet
from digigov.credentials.policy import BadgePolicy, Binding, Policy, StatusRule
from digigov.credentials.report import Checked, Outcome
from digigov.credentials.status_credential import HeldList
from digigov.credentials.verify import verify_presentation
from digigov.credentials.verify_badge import verify_badge

MARKS = {Outcome.PASSED: "ok", Outcome.FAILED: "REFUSED", Outcome.NOT_REACHED: "-"}


def add(commands: Any) -> None:
    """Adds the command."""
    verify = commands.add_parser("verify", help="verify a badge (JSON or JWT) or a presentation (SD-JWT)")
    verify.add_argument("file", metavar="FILE")
    verify.add_argument(
        "--issuer", action="append", required=True, metavar="DID[=FILE]",
        help="an issuer that you trust; for a did:web, the file with its document",
    )  # fmt: skip
    verify.add_argument("--status-list", action="append", default=[], metavar="FILE", help="a copy of a status list")
    verify.add_argument("--no-status", action="store_true", help="do not ask whether it was revoked")
    verify.add_argument("--audience", metavar="URL", help="ask for the holder's proof, made for this verifier")
    verify.add_argument("--nonce", help="the nonce that you gave the holder")
    verify.add_argument("--at", metavar="TIME", help="the time at which to verify; left out, now")
    verify.add_argument("--json", action="store_true", help="the whole report as JSON")
    verify.set_defaults(run=_verify)


def _verify(given: argparse.Namespace) -> int:
    now, data = moment(given.at), read(given.file)
    issuers = dict(_issuer(text) for text in given.issuer)
    status = None if given.no_status else StatusRule(dict(_held(name, now) for name in given.status_list))
    report: Any
    if b"~" in data:
        if bool(given.audience) != bool(given.nonce):
            raise Malformed("--audience and --nonce go together")
        binding = Binding(given.audience, given.nonce) if given.audience else None
        policy = Policy(issuers=issuers, kinds=None, binding=binding, status=status)
        report = verify_presentation(data.strip(), policy, now)
    else:
        report = verify_badge(data, BadgePolicy(issuers=issuers, status=status), now)
    print(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if given.json else _lines(report))
    return 0 if report.ok else 1


def _issuer(text: str) -> tuple[str, KeySet]:
    did, _, name = text.partition("=")
    return did, resolve(did, {did: read_object(name)} if name else {})


def _held(name: str, now: int) -> tuple[str, HeldList]:
    token = read_text(name)
    return str(parse(token).payload.get("id")), HeldList(token, now)


def _lines(report: Checked) -> str:
    lines = [f"{MARKS[one.outcome]:8}{one.check.value:22}{one.detail or one.check.meaning}" for one in report.results]
    last = "valid" if report.ok else f"refused by {report.failed.value if report.failed else ''}: {report.detail}"
    return "\n".join([*lines, last])
