"""The checks, each with its own name, in the order in which they are made."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Named(Enum):
    """A named check. Its value is the name that programs use; `rule` says where it is written; `meaning` is one plain
    sentence that is true when the check has passed."""

    rule: str
    meaning: str

    def __new__(cls, name: str, rule: str, meaning: str) -> Self:
        member = object.__new__(cls)
        member._value_, member.rule, member.meaning = name, rule, meaning
        return member


# Revocation is checked alike for both.
_STATUS_ENTRY = ("status-entry", "Bitstring Status List, section 2.1", "It says where its revocation is published.")
_STATUS_LIST_HELD = ("status-list-held", "Bitstring Status List, section 3.2", "A copy of that list is at hand.")
_STATUS_LIST_SIGNATURE = (
    "status-list-signature",
    "Bitstring Status List, section 3.2; RFC 7515, section 5.2",
    "The same issuer signed the list, and nothing was changed.",
)
_STATUS_LIST_FORM = ("status-list-form", "Bitstring Status List, sections 2.2 and 3.4", "The list is well formed.")
_STATUS_LIST_FRESH = ("status-list-fresh", "Bitstring Status List, section 2.2", "The copy of the list is in date.")
_NOT_REVOKED = ("not-revoked", "Bitstring Status List, section 3.2", "The issuer has not revoked it.")


class Check(Named):
    """The checks of an SD-JWT's presentation."""

    SIZE = ("size", "Our limit: 65,536 characters", "The presentation is short enough to be read.")
    FORM = ("form", "RFC 9901, section 4; RFC 7515, section 7.1", "It is an SD-JWT: signed part, disclosures, proof.")
    JSON = ("json", "RFC 7515, section 4; RFC 7519, section 4", "Its parts are plain JSON, each member once.")
    TYPE = ("type", "RFC 8725, section 3.11; SD-JWT VC, section 2.2.1", "It says that it is a credential.")
    HASH = ("hash-algorithm", "RFC 9901, section 4.1.1", "Its fingerprints are of a kind that is trusted.")
    ISSUER_KNOWN = ("issuer-known", "RFC 9901, section 7.1, step 2.3", "The issuer is one that this verifier trusts.")
    ISSUER_KEYS_FRESH = (
        "issuer-keys-fresh",
        "RFC 9901, section 9.8",
        "The copy of the issuer's keys is recent enough.",
    )
    ISSUER_KEY = ("issuer-key", "RFC 9901, sections 7.1 and 9.8", "The key is the issuer's, and was in use then.")
    ALGORITHM = ("algorithm", "RFC 8725, section 3.1; RFC 9901, section 7.1", "The algorithm is the key's own.")
    ISSUER_SIGNATURE = ("issuer-signature", "RFC 7515, section 5.2", "The issuer signed it, and nothing was changed.")
    DISCLOSURE_FORM = ("disclosure-form", "RFC 9901, section 4.2", "Each disclosure is a salt, a name and a value.")
    DISCLOSURE_ONCE = ("disclosure-once", "RFC 9901, section 7.1, step 4", "No disclosure or fingerprint is repeated.")
    DISCLOSURE_NAMES = ("disclosure-names", "RFC 9901, section 7.1, step 3.3", "No disclosure replaces a signed claim.")
    DISCLOSURE_SIGNED = ("disclosure-signed", "RFC 9901, section 7.1, step 5", "The issuer signed each disclosure.")
    PLAIN_CLAIMS = ("plain-claims", "SD-JWT VC, section 2.2.2.3", "What decides on validity could not be left out.")
    CREDENTIAL_TYPE = ("credential-type", "SD-JWT VC, section 2.2.2.1", "It is the kind of credential asked for.")
    ISSUED = ("issued", "RFC 7519, section 4.1.6", "Its date of issue has come.")
    NOT_BEFORE = ("not-before", "RFC 7519, section 4.1.5", "It is valid already.")
    NOT_EXPIRED = ("not-expired", "RFC 7519, section 4.1.4", "It is still valid.")
    BINDING_PRESENT = ("binding-present", "RFC 9901, section 7.3, step 2", "A proof of the holder is there if needed.")
    HOLDER_KEY = ("holder-key", "RFC 7800, section 3.2; RFC 9901, section 4.1.2", "The issuer named the holder's key.")
    BINDING_FORM = ("binding-form", "RFC 9901, section 4.3", "The holder's proof is of the right form.")
    BINDING_ALGORITHM = ("binding-algorithm", "RFC 8725, section 3.1", "The proof's algorithm is the holder key's own.")
    HOLDER_SIGNATURE = ("holder-signature", "RFC 9901, section 7.3, step 5.3", "The holder's key made the proof.")
    AUDIENCE = ("audience", "RFC 9901, section 7.3, step 5.6", "The proof was made for this verifier.")
    NONCE = ("nonce", "RFC 9901, section 7.3, step 5.6", "The proof answers this request, not an earlier one.")
    BINDING_TIME = ("binding-time", "RFC 9901, section 7.3, step 5.5", "The proof was made just now.")
    BINDING_HASH = ("binding-hash", "RFC 9901, section 7.3, step 5.7", "The proof covers exactly these disclosures.")
    STATUS_ENTRY = _STATUS_ENTRY
    STATUS_LIST_HELD = _STATUS_LIST_HELD
    STATUS_LIST_SIGNATURE = _STATUS_LIST_SIGNATURE
    STATUS_LIST_FORM = _STATUS_LIST_FORM
    STATUS_LIST_FRESH = _STATUS_LIST_FRESH
    NOT_REVOKED = _NOT_REVOKED
    CLAIMS_DISCLOSED = ("claims-disclosed", "RFC 9901, section 7.1, step 6", "Everything asked for is disclosed.")


class BadgeCheck(Named):
    """The checks of a badge: an Open Badges 3.0 credential with an embedded proof, or as a VC-JWT."""

    SIZE = ("size", "Our limit: 65,536 bytes", "The file is short enough to be read.")
    FORM = ("form", "OB 3.0, section 6", "It is a credential as JSON, or as a compact JWS.")
    TYPE = ("type", "VC data model 2.0, sections 4.3 and 4.5", "It says that it is an Open Badge.")
    PROOF_FORM = ("proof-form", "OB 3.0, sections 8.2 and 8.3", "Its proof is of a kind that is trusted.")
    ISSUER_KNOWN = ("issuer-known", "VC data model 2.0, section 4.7", "The issuer is one that this verifier knows.")
    ISSUER_KEY = ("issuer-key", "Data Integrity 1.0, section 4.4", "The key is the issuer's, and was in use then.")
    ALGORITHM = ("algorithm", "RFC 8725, section 3.1", "The algorithm is the key's own.")
    ISSUER_SIGNATURE = (
        "issuer-signature",
        "VC-DI-EdDSA, section 3.2.2; RFC 7515, section 5.2",
        "The issuer signed it, and nothing was changed.",
    )
    CLAIMS_AGREE = ("claims-agree", "OB 3.0, section 8.2.6", "What it says twice, it says alike.")
    CONTENT = ("content", "OB 3.0, section 6", "It says who has achieved what.")
    NOT_BEFORE = ("not-before", "VC data model 2.0, section 4.9", "It is valid already.")
    NOT_EXPIRED = ("not-expired", "VC data model 2.0, section 4.9", "It is still valid.")
    STATUS_ENTRY = _STATUS_ENTRY
    STATUS_LIST_HELD = _STATUS_LIST_HELD
    STATUS_LIST_SIGNATURE = _STATUS_LIST_SIGNATURE
    STATUS_LIST_FORM = _STATUS_LIST_FORM
    STATUS_LIST_FRESH = _STATUS_LIST_FRESH
    NOT_REVOKED = _NOT_REVOKED


class Refused(Exception):
    """A check has failed: which, and how in this case. The only exception that checks raise."""

    def __init__(self, check: Named, detail: str) -> None:
        super().__init__(f"{check.value}: {detail}")
        self.check, self.detail = check, detail
