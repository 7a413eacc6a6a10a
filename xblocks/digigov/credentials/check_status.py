"""The checks of revocation (W3C Bitstring Status List, section 3.2), on the copy of the list that is held."""

from __future__ import annotations

from typing import Protocol

from digigov.credentials.encoding import Malformed
from digigov.credentials.jose import shown
from digigov.credentials.key_set import KeySet, NoKey
from digigov.credentials.policy import StatusRule
from digigov.credentials.status_credential import (
    Entry,
    HeldList,
    ListContent,
    list_content,
    list_issuer,
    list_signed_by,
    parsed_list,
)
from digigov.credentials.times import from_rfc3339, readable

Remark = str | None


class Work(Protocol):
    """What the checks of a presentation and of a badge have in common here."""

    now: int
    keys: KeySet
    entry: Entry
    held: HeldList
    content: ListContent

    @property
    def issuer(self) -> str: ...
    @property
    def entry_given(self) -> object: ...
    @property
    def status(self) -> StatusRule: ...
    @property
    def leeway(self) -> int: ...


def status_entry(work: Work) -> Remark:
    """Asked for: a credential without an entry could never be revoked."""
    if work.entry_given is None:
        raise Malformed("the credential does not say where its revocation would be published")
    work.entry = Entry.read(work.entry_given)
    return None


def status_list_held(work: Work) -> Remark:
    """Nothing is fetched here."""
    held = work.status.lists.get(work.entry.list_url)
    if held is None:
        raise Malformed(f"no copy of {shown(work.entry.list_url, 200)} is at hand")
    work.held = held
    return None


def status_list_signature(work: Work) -> Remark:
    """By the issuer of the credential. The Recommendation lets lists have issuers of their own; here none may revoke,
    or un-revoke, what another issued."""
    jws = parsed_list(work.held.token)
    if list_issuer(jws) != work.issuer:
        raise Malformed("somebody else issued the list")
    signed_at = from_rfc3339(jws.payload.get("validFrom"), "validFrom")
    try:
        key = work.keys.find(jws.header.get("kid"), signed_at, work.now)
    except NoKey as reason:
        raise Malformed(str(reason)) from None
    if fault := jws.algorithm_fault(key):
        raise Malformed(fault)
    if not list_signed_by(work.held.token, key):
        raise Malformed("the list was changed, or another key signed it")
    return None


def status_list_form(work: Work) -> Remark:
    """That list, for that purpose, and long enough."""
    work.content = list_content(work.held.token)
    if work.content.url != work.entry.list_url:
        raise Malformed("it is another list")
    if work.entry.purpose not in work.content.purposes:
        raise Malformed(f"the list is not about {work.entry.purpose}")
    if work.entry.index >= len(work.content.bits):
        raise Malformed("the credential's index lies outside of the list")
    return None


def status_list_fresh(work: Work) -> Remark:
    """Within its validity, and the copy not older than its ttl and the policy's grace."""
    content, age = work.content, work.now - work.held.fetched_at
    if content.valid_from > work.now + work.leeway:
        raise Malformed(f"the list is valid only from {readable(content.valid_from)} on")
    if content.valid_until is not None and content.valid_until <= work.now - work.leeway:
        raise Malformed(f"the list ended at {readable(content.valid_until)}")
    limit = content.ttl if content.ttl is not None else work.status.max_age
    if limit is None:
        raise Malformed("the list does not say how long a copy counts")
    if age > limit + work.status.grace:
        raise Malformed(f"the copy is {age} seconds old; {int(limit + work.status.grace)} are the most")
    return f"the copy is {age} seconds old"


def not_revoked(work: Work) -> Remark:
    """One bit."""
    if work.content.bits[work.entry.index]:
        word = "revoked" if work.entry.purpose == "revocation" else "suspended"
        raise Malformed(f"the issuer has {word} it: bit {work.entry.index} of the list is 1")
    return f"bit {work.entry.index} of the list is 0"
