"""A learner's work as it is kept: one JSON object. Read with care, since it may come from an older release."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any

SHAPE = 1  # to be raised when a part changes its inside: older work is then begun anew, tasks and gain stay
# The shape: each part with its empty value, whose type is the part's type.
EMPTY: dict[str, Any] = {
    "story": "",  # fingerprint of the story that the work belongs to
    "rotation": 0,  # of the offices' keys; a reset takes new ones
    "clock": 0,  # seconds by which the demo's clock is ahead
    "done": [],  # tasks
    "application": {},  # person, options, jwk, at
    "wallet": [],  # credentials: token, index, key, at
    "batch": [],  # the same, for use once each
    "revoked": [],  # indexes of the status list
    "revoked_at": 0,
    "requests": {},  # by verifier: nonce, at
    "shown": {},  # by verifier: the last presentation: token, fields, nonce, code, used
    "held": {},  # by verifier: its copies of keys and status list: jwks, status, at
    "reports": {},  # by verifier: the last outcome
    "outage": False,
    "attacks": {},  # by name: the check that refused it
    "attempt": {},  # the last attack, whole
    "compared": {},  # "single" and "batch": what two verifiers found in common
    "pending": {},  # what the browser was asked to sign
    "gain": {},  # the learner's numbers
}


def fingerprint(story: Mapping[str, Any]) -> str:
    """A short name for the content of a story and for the shape in which the work on it is kept."""
    return sha256(dumps([SHAPE, story], sort_keys=True, default=str).encode()).hexdigest()[:16]


def fresh(story: Mapping[str, Any], rotation: int = 0) -> dict[str, Any]:
    """Nothing done yet."""
    return {**copy.deepcopy(EMPTY), "story": fingerprint(story), "rotation": rotation}


def read(stored: Any, story: Mapping[str, Any]) -> dict[str, Any]:
    """The stored work, completed. Of work on another story, what counts is kept: tasks done and the gain."""
    if not isinstance(stored, dict) or not stored:
        return fresh(story)
    sound = {name: stored[name] for name, empty in EMPTY.items() if type(stored.get(name)) is type(empty)}
    work = {**copy.deepcopy(EMPTY), **copy.deepcopy(sound)}
    if work["story"] == fingerprint(story):
        return work
    return {**fresh(story, work["rotation"] + 1), "done": work["done"], "gain": work["gain"]}
