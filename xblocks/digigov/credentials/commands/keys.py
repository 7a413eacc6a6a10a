"""`keygen` and `did-document`."""

from __future__ import annotations

import argparse
import json
from typing import Any

from digigov.credentials.commands.files import read_object, write, write_secret
from digigov.credentials.did import did_document, did_key, did_web_address
from digigov.credentials.key_set import KeySet
from digigov.credentials.keys import PublicKey
from digigov.credentials.signing_key import SigningKey


def add(commands: Any) -> None:
    """Adds the two commands."""
    make = commands.add_parser("keygen", help="make a signing key and say its did:key")
    make.add_argument("key", metavar="KEY.json", help="where the private key goes; never written over")
    make.add_argument("--curve", choices=["Ed25519", "P-256"], default="Ed25519", help="Ed25519 for badges (default)")
    make.set_defaults(run=_keygen)
    publish = commands.add_parser("did-document", help="the document to publish for a did:web")
    publish.add_argument("did", metavar="did:web:HOST")
    publish.add_argument(
        "keys", nargs="+", metavar="KEY.json", help="private or public keys; only the public half is used"
    )
    publish.add_argument("-o", "--output", default="-", metavar="FILE")
    publish.set_defaults(run=_document)


def _keygen(given: argparse.Namespace) -> int:
    key = SigningKey.generate(given.curve)
    write_secret(given.key, key.private_jwk())
    print(did_key(key.public))
    return 0


def _document(given: argparse.Namespace) -> int:
    address = did_web_address(given.did)
    keys = [read_object(name) for name in given.keys]
    public = [PublicKey.from_jwk({name: value for name, value in key.items() if name != "d"}) for key in keys]
    write(given.output, json.dumps(did_document(given.did, KeySet(tuple(public))), indent=2))
    if given.output != "-":
        print(f"Publish it at {address}")
    return 0
