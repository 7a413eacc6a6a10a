"""Verifiable credentials: SD-JWT (RFC 9901), SD-JWT VC, Open Badges 3.0, Bitstring Status List. Pure: it fetches
nothing, keeps nothing, and takes the time as a parameter. README.md says what it decides and why.

Errors: `Malformed` (a ValueError) for input that cannot be read or issued, `NoKey`, `ListFull` and, for indexes
outside of a list, IndexError. `verify_presentation` raises none: it answers any input with a `Report`.
"""

from digigov.credentials.badge import Achievement, Evidence, Issuer, badge, badge_jwt, holder_name, sign_badge
from digigov.credentials.checks import BadgeCheck, Check
from digigov.credentials.data_integrity import add_proof
from digigov.credentials.did import did_document, did_key, did_web, did_web_address, key_address, resolve
from digigov.credentials.disclosures import Disclosure
from digigov.credentials.encoding import MAX_TOKEN, Malformed, b64url, unb64url
from digigov.credentials.issuing import issue
from digigov.credentials.key_binding import bind, bind_with, binding_input, sd_hash
from digigov.credentials.key_set import KeySet, NoKey
from digigov.credentials.keys import PublicKey
from digigov.credentials.policy import BadgePolicy, Binding, Policy, StatusRule
from digigov.credentials.rdf import canonical
from digigov.credentials.report import Decoded, Outcome, Report, Result
from digigov.credentials.sd_jwt import open_sd_jwt, present, split
from digigov.credentials.signing_key import SigningKey
from digigov.credentials.status_credential import Entry, HeldList, sign_status_list
from digigov.credentials.status_list import MIN_BITS, ListFull, StatusList, free_index
from digigov.credentials.vc import issue_credential, issuer_metadata
from digigov.credentials.verify import verify_presentation
from digigov.credentials.verify_badge import BadgeReport, verify_badge

__all__ = [  # noqa: RUF022 -- by who uses it, not by letter
    # Keys
    "SigningKey",  # signs: generate, keep (encrypted) as private_jwk, read back
    "PublicKey",  # verifies: to and from JWK (a WebCrypto export too), thumbprint, `cnf` claim
    "KeySet",  # an issuer's keys over time: rotated, revoked, as JWKS, found by kid and date
    "NoKey",  # the set has no key of that name for that time
    "did_key",  # a DID that is the key itself
    "did_web",  # a DID that a web host vouches for
    "did_web_address",  # where its document is published
    "did_document",  # the document to publish
    "key_address",  # where a key is found in it: the name that proofs and tokens give
    "resolve",  # the keys behind a DID, out of documents that are given
    "issuer_metadata",  # what an issuer with an https address publishes instead
    # The issuer
    "issue_credential",  # an SD-JWT VC with all its disclosures
    "issue",  # any SD-JWT
    "Entry",  # where a credential's status bit is; gives its `status` claim
    "StatusList",  # the bits: empty, flipped, encoded
    "free_index",  # a random index that is not taken
    "ListFull",  # none is left: open a new list
    "MIN_BITS",  # 131,072
    "sign_status_list",  # the list as a signed credential
    # The holder
    "open_sd_jwt",  # what a credential says, and where each disclosure's claim stands
    "split",  # its parts, undecoded
    "present",  # the presentation that shows the chosen claims
    "binding_input",  # the exact text that the holder's key signs (in the browser)
    "bind",  # puts the signature behind the presentation
    "bind_with",  # both, with the key at hand
    "sd_hash",  # the fingerprint of a presentation
    # The verifier
    "Policy",  # what is asked for, decided beforehand
    "Binding",  # audience, nonce and age of the holder's proof
    "StatusRule",  # the copies of status lists, and how old they may be
    "HeldList",  # one copy and when it was obtained
    "verify_presentation",  # the one entry: any input, a Report
    "Report",  # each check with its outcome, the claims, the decoded parts, the ages of the copies
    "Result",  # one check, its outcome, a sentence
    "Outcome",  # passed, failed, not reached
    "Check",  # the checks by name, with rule and meaning
    "Decoded",  # the opened parts, to look at
    "Disclosure",  # one disclosure opened
    # Badges (Open Badges 3.0)
    "badge",  # the credential, unsigned
    "Issuer",  # who issues
    "Achievement",  # what is certified
    "Evidence",  # what may be shown for it
    "holder_name",  # a name as it can be signed
    "sign_badge",  # with an embedded proof, eddsa-rdfc-2022
    "badge_jwt",  # as a VC-JWT
    "BadgePolicy",  # what a verifier asks for
    "verify_badge",  # the one entry: any input, a BadgeReport
    "BadgeReport",  # each check with its outcome, and what was signed
    "BadgeCheck",  # the checks by name
    "add_proof",  # the embedded proof on any JSON-LD document
    "canonical",  # its canonical RDF
    # Spelling
    "Malformed",  # input that cannot be read
    "MAX_TOKEN",  # 65,536 characters
    "b64url",  # base64url without padding
    "unb64url",  # the same back, canonical only
]
