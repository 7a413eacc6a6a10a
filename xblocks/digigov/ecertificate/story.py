"""What a story of the demo may hold. Pure: standard library only.

A story is a mapping: id, language, title, lead, certificate {title, agency, agency_role, issuer, type, valid_days},
fields [{name, label, samples, paper, optional, common}], verifiers [{id, role, name, purpose, requires, also_asks}].
`samples` has one value for each invented applicant; `paper` says whether the paper certificate shows the field;
`common` that many people have the same value, so that it tells nobody who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LINE_CHARS = 300
MOST_FIELDS = 16  # a certificate on a phone, and a presentation that a few QR codes can carry
MOST_APPLICANTS = 4
LONGEST_VALID = 3650  # days
PARTS = frozenset({"id", "language", "title", "lead", "certificate", "fields", "verifiers"})
KINDS = ("title", "agency", "agency_role", "issuer", "type", "valid_days")
ASKING = frozenset({"id", "role", "name", "purpose", "requires", "also_asks"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DID_WEB = re.compile(r"did:web:[a-z0-9.-]{1,200}")
# Names that SD-JWT VC keeps for itself.
_RESERVED = frozenset(
    {"iss", "iat", "exp", "nbf", "cnf", "vct", "status", "sub", "jti", "aud", "nonce", "_sd", "_sd_alg"}
)
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one field. `template` is the English message over `values`, ready for translation."""

    field: str
    template: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template.format(**dict(self.values))


def N_(message: str) -> str:
    """Mark a message for translation; gettext is asked when it is shown."""
    return message


def fault(field: str, template: str, **values: Any) -> Fault:
    return Fault(field, template, tuple((name, str(value)[:80]) for name, value in values.items()))


def check_story(story: Any) -> list[Fault]:
    """Everything wrong with a story, in the order of its parts."""
    if not isinstance(story, Mapping):
        return [fault("custom", N_("The story must be a set of named parts."))]
    extra = sorted(set(map(str, story)) - PARTS)
    faults = [fault("custom", N_("The story has a part that is not known: {name}."), name=extra[0])] if extra else []
    if not isinstance(story.get("id"), str) or not _ID.fullmatch(story["id"]):
        faults.append(fault("custom", N_("The story's id must be lower-case letters, digits and hyphens.")))
    if not isinstance(story.get("language"), str) or not _LANGUAGE.fullmatch(story["language"]):
        faults.append(fault("language", N_("The language must be a code such as en or es.")))
    for part in ("title", "lead"):
        if not _is_line(story.get(part), 1000 if part == "lead" else LINE_CHARS):
            faults.append(fault(part, N_("This must be one line of text, and not too long.")))
    faults += _check_certificate(story.get("certificate"))
    faults += _check_fields(story.get("fields"))
    return [*faults, *_check_verifiers(story.get("verifiers"), story.get("fields"))]


def _is_line(value: Any, most: int = LINE_CHARS) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= len(value) <= most and not CONTROL.search(value)


def _check_certificate(certificate: Any) -> Iterator[Fault]:
    if not isinstance(certificate, Mapping) or set(certificate) != set(KINDS):
        yield fault("certificate", N_("The certificate needs exactly these parts: {names}."), names=", ".join(KINDS))
        return
    for part in ("title", "agency", "agency_role"):
        if not _is_line(certificate[part]):
            yield fault(part, N_("This must be one line of text, and not too long."))
    issuer, kind, days = (certificate[part] for part in ("issuer", "type", "valid_days"))
    if not isinstance(issuer, str) or not _DID_WEB.fullmatch(issuer) or not issuer.endswith(".example"):
        yield fault("issuer", N_("The issuer must be did:web: and a name that ends in .example: it is invented."))
    if not isinstance(kind, str) or not _is_example(kind):
        yield fault("type", N_("The type must be an https address that ends in .example, with a path."))
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST_VALID:
        yield fault("valid_days", N_("The validity must be from 1 to {most} days."), most=LONGEST_VALID)


def _is_example(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and (parts.hostname or "").endswith(".example") and _is_line(address)
    except ValueError:
        return False


def _check_fields(fields: Any) -> Iterator[Fault]:
    if not isinstance(fields, list) or not 2 <= len(fields) <= MOST_FIELDS:
        yield fault("fields", N_("A certificate has from 2 to {most} fields."), most=MOST_FIELDS)
        return
    seen: set[str] = set()
    count = 0
    for number, field in enumerate(fields, 1):
        if not isinstance(field, Mapping) or not set(field) <= {
            "name",
            "label",
            "samples",
            "paper",
            "optional",
            "common",
        }:
            yield fault("fields", N_("Field {number} has parts that are not known."), number=number)
            continue
        name, samples = field.get("name"), field.get("samples")
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name in _RESERVED:
            yield fault(
                "fields", N_("The name of field {number} must be lower-case letters, digits and _."), number=number
            )
        elif name in seen:
            yield fault(
                "fields", N_("Field {number} has the name {name}, which another field has."), number=number, name=name
            )
        if isinstance(name, str):
            seen.add(name)
        if not _is_line(field.get("label")):
            yield fault("fields", N_("Field {number} needs a label of one line."), number=number)
        if not isinstance(samples, list) or not 1 <= len(samples) <= MOST_APPLICANTS or not all(map(_is_line, samples)):
            yield fault(
                "fields",
                N_("Field {number} needs one value for each invented applicant, at most {most}."),
                number=number,
                most=MOST_APPLICANTS,
            )
        elif count and len(samples) != count:
            yield fault(
                "fields",
                N_("Field {number} has {found} values where the others have {count}."),
                number=number,
                found=len(samples),
                count=count,
            )
        else:
            count = len(samples)
        if not all(isinstance(field.get(flag, False), bool) for flag in ("paper", "optional", "common")):
            yield fault("fields", N_("Paper, optional and common of field {number} must be yes or no."), number=number)
    if not any(isinstance(field, Mapping) and field.get("paper") is True for field in fields):
        yield fault("fields", N_("At least one field must stand on the paper certificate."))


def _check_verifiers(verifiers: Any, fields: Any) -> Iterator[Fault]:
    if not isinstance(verifiers, list) or len(verifiers) != 2:
        yield fault("verifiers", N_("A story has two verifiers: the second is needed to show how they compare notes."))
        return
    known = (
        {f.get("name"): bool(f.get("optional")) for f in fields if isinstance(f, Mapping)}
        if isinstance(fields, list)
        else {}
    )
    ids = []
    for number, verifier in enumerate(verifiers, 1):
        if not isinstance(verifier, Mapping) or set(verifier) != ASKING:
            yield fault(
                "verifiers",
                N_("Verifier {number} needs id, role, name, purpose, requires and also_asks."),
                number=number,
            )
            continue
        ids.append(verifier["id"])
        if not isinstance(verifier["id"], str) or not _ID.fullmatch(verifier["id"]):
            yield fault(
                "verifiers",
                N_("The id of verifier {number} must be lower-case letters, digits and hyphens."),
                number=number,
            )
        if not all(_is_line(verifier[part]) for part in ("role", "name", "purpose")):
            yield fault(
                "verifiers", N_("Role, name and purpose of verifier {number} must each be one line."), number=number
            )
        requires, also = verifier["requires"], verifier["also_asks"]
        if not isinstance(requires, list) or not isinstance(also, list) or not requires:
            yield fault("verifiers", N_("Verifier {number} must require at least one field."), number=number)
            continue
        asked = [*requires, *also]
        if missing := [name for name in asked if not isinstance(name, str) or name not in known]:
            yield fault(
                "verifiers",
                N_("Verifier {number} asks for {name}, which the certificate does not have."),
                number=number,
                name=missing[0],
            )
        elif len(set(asked)) < len(asked):
            yield fault("verifiers", N_("Verifier {number} asks for a field twice."), number=number)
        elif optional := [name for name in requires if known[name]]:
            yield fault(
                "verifiers",
                N_("Verifier {number} requires {name}, which an applicant may leave out."),
                number=number,
                name=optional[0],
            )
    if len(ids) == 2 and ids[0] == ids[1]:
        yield fault("verifiers", N_("Two verifiers have the same id."))
