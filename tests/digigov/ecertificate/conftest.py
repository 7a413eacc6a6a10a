"""The block in the workbench's real runtime, and a wallet in software that signs as the browser's does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from webob import Request

from digigov.credentials import SigningKey, b64url


class Player:
    """One person with one block; `do` sends an action as the page would, signing what the server asks to sign."""

    def __init__(self, runtime: Any, usage: Any) -> None:
        self.runtime, self.usage = runtime, usage
        self.published: list[tuple[str, Any]] = []
        self.keys: dict[str, SigningKey] = {}
        runtime.publish = lambda block, name, data: self.published.append((name, data))

    @property
    def block(self) -> Any:
        return self.runtime.get_block(self.usage)

    @property
    def work(self) -> dict[str, Any]:
        return dict(self.block.work)

    def post(self, handler: str, body: bytes | Any, method: str = "POST") -> tuple[int, dict[str, Any]]:
        """Status and JSON of a raw request."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request.blank("/", method=method, body=data)
        answer = self.runtime.handle(self.block, handler, request)
        assert answer.content_type == "application/json"
        return answer.status_int, json.loads(answer.body)

    def key(self) -> dict[str, str]:
        """A new wallet key's public JWK."""
        key = SigningKey.generate()
        self.keys[key.public.thumbprint()] = key
        return dict(key.public.confirmation()["jwk"])

    def send(self, action: Any, **data: Any) -> tuple[int, dict[str, Any]]:
        """One action, without signing."""
        return self.post("act", {"action": action, "revision": self.block.revision, **data})

    def do(self, action: str, **data: Any) -> dict[str, Any]:
        """One action, signed where that is asked for; it must succeed."""
        status, answer = self.send(action, **data)
        assert status == 200, answer
        if "sign" in answer:
            signatures = [b64url(self.keys[one["key"]].sign(one["text"].encode())) for one in answer["sign"]]
            status, answer = self.send("signed", signatures=signatures)
            assert status == 200, answer
        return answer

    def apply_and_issue(self, person: int = 0) -> None:
        """A certificate in the wallet."""
        self.do("apply", person=person, options=[], jwk=self.key())
        self.do("issue")


@pytest.fixture
def play(runtime_for: Callable[..., Any]) -> Callable[..., Player]:
    """`play(story="business-tender")`, as a learner; `play(role="staff")`."""
    from lxml import etree

    def make(role: str = "student", **fields: Any) -> Player:
        runtime = runtime_for(role)
        node = etree.Element("digigov_ecertificate")
        for name, value in fields.items():
            node.set(name, value if isinstance(value, str) else json.dumps(value))
        return Player(runtime, runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))

    return make
