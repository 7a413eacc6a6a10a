"""The attacks: each makes a real presentation that should not be believed, and says under which conditions it is shown.

Most are a dishonest holder's, whose own wallet signs the proof: then nothing but the one thing that was forged can be
what gives it away.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digigov.credentials import SigningKey
from digigov.credentials.encoding import b64url, to_json
from digigov.credentials.jose import parse, sign
from digigov.credentials.sd_jwt import SEPARATOR, open_sd_jwt, split
from digigov.ecertificate.demo import DAY, Demo, to_sign

YEARS = 3650 * DAY


@dataclass
class Attempt:
    """What is shown to the verifier. `signed_*` is what the wallet signs for, the rest what the verifier goes by."""

    presentation: str
    before: str = ""  # what was changed, for the reader
    after: str = ""
    signed_verifier: str = ""  # the verifier that the proof is made for; empty: the one it is shown to
    signed_nonce: str = ""  # likewise
    signer: str = "holder"  # or "attacker", who has only a key of its own
    later: int = 0  # seconds after now at which it is shown
    status: str = ""  # the status list that the verifier is given; empty: the agency's


def _claim(demo: Demo) -> str:
    return str(demo.story["verifiers"][0]["requires"][0])


def _base(demo: Demo) -> str:
    """The presentation that an honest holder would make to the first verifier."""
    return demo.presentation(demo.work["wallet"][-1], demo.story["verifiers"][0]["requires"])


def _signed(presentation: str, issuer_jwt: str) -> str:
    return SEPARATOR.join((issuer_jwt, *split(presentation).disclosures, ""))


def _payload(presentation: str) -> dict[str, Any]:
    return dict(parse(split(presentation).issuer_jwt).payload)


def edit_claim(demo: Demo) -> Attempt:
    """The signed part says that the certificate is valid for ten more years; the signature is the old one."""
    base = _base(demo)
    jwt = parse(split(base).issuer_jwt)
    longer = jwt.payload | {"exp": jwt.payload["exp"] + YEARS}
    forged = f"{to_sign(jwt.header, longer)}.{b64url(jwt.signature)}"
    return Attempt(_signed(base, forged), f"exp: {jwt.payload['exp']}", f"exp: {longer['exp']}")


def swap_issuer(demo: Demo) -> Attempt:
    """The attacker signs as an office of its own making."""
    base = _base(demo)
    payload = _payload(base) | {"iss": "did:web:registry.forged.example"}
    forged = sign(demo.keyring.key("attacker"), {"typ": "dc+sd-jwt"}, payload)
    return Attempt(_signed(base, forged), f"iss: {demo.issuer}", f"iss: {payload['iss']}")


def rogue_issuer(demo: Demo) -> Attempt:
    """The attacker signs in the agency's name, with a key that the agency does not have."""
    base = _base(demo)
    payload, agency = _payload(base), demo.keyring.key("agency")
    data = to_sign({"alg": "ES256", "typ": "dc+sd-jwt", "kid": agency.kid}, payload)
    forged = f"{data}.{b64url(demo.keyring.key('attacker').sign(data.encode()))}"
    return Attempt(_signed(base, forged), agency.public.thumbprint(), demo.keyring.key("attacker").public.thumbprint())


def stolen(demo: Demo) -> Attempt:
    """The attacker has a copy of the credential, every field of it, but not the key in the holder's phone."""
    credential = demo.work["wallet"][-1]
    thief = demo.keyring.key("attacker").public.thumbprint()
    return Attempt(_base(demo), f"key: {credential['key']}", f"key: {thief}", signer="attacker")


def replay(demo: Demo) -> Attempt:
    """A proof that answered an earlier request of the same verifier is sent again."""
    old = demo.request(demo.story["verifiers"][0]["id"])["nonce"]
    return Attempt(_base(demo), "nonce: ?", f"nonce: {old}", signed_nonce=old)


def relay(demo: Demo) -> Attempt:
    """The second verifier passes on, as if it were its own, what the holder has shown to it."""
    first, second = (one["id"] for one in demo.story["verifiers"])
    return Attempt(_base(demo), f"aud: {demo.audience(first)}", f"aud: {demo.audience(second)}", signed_verifier=second)


def forged_disclosure(demo: Demo) -> Attempt:
    """One disclosed value is replaced; the salt and the name stay."""
    base, name = _base(demo), _claim(demo)
    opened = open_sd_jwt(base)
    old = next(one for one in opened.disclosures if one.name == name)
    value = f"{old.value} (forged)"
    new = b64url(to_json([old.salt, old.name, value]).encode())
    return Attempt(base.replace(old.encoded, new), f"{name}: {old.value}", f"{name}: {value}")


def repeated_disclosure(demo: Demo) -> Attempt:
    """A disclosure is sent twice, in the hope that two programs read the claims differently."""
    base, name = _base(demo), _claim(demo)
    item = next(one for one in open_sd_jwt(base).disclosures if one.name == name)
    return Attempt(f"{base}{item.encoded}{SEPARATOR}", f"1 × {name}", f"2 × {name}")


def no_algorithm(demo: Demo) -> Attempt:
    """The header says that there is no signature to check (alg: none), and there is none."""
    base = _base(demo)
    data = to_sign({**parse(split(base).issuer_jwt).header, "alg": "none"}, _payload(base))
    return Attempt(_signed(base, f"{data}."), "alg: ES256", "alg: none")


def weak_algorithm(demo: Demo) -> Attempt:
    """The header asks for HS256, and the agency's public key, which everybody has, is used as the secret."""
    base, public = _base(demo), demo.keyring.key("agency").public
    secret = public.raw.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    data = to_sign({**parse(split(base).issuer_jwt).header, "alg": "HS256"}, _payload(base))
    mac = hmac.new(secret, data.encode(), sha256).digest()
    return Attempt(_signed(base, f"{data}.{b64url(mac)}"), "alg: ES256", "alg: HS256")


def expired(demo: Demo) -> Attempt:
    """The genuine certificate is shown two minutes after its last day."""
    base = _base(demo)
    end = int(_payload(base)["exp"])
    return Attempt(base, f"now: {demo.now}", f"now: {end + 120}", later=end + 120 - demo.now)


def revoked(demo: Demo) -> Attempt:
    """The genuine certificate is shown although the agency has revoked it."""
    index = demo.work["wallet"][-1]["index"]
    return Attempt(_base(demo), f"bit {index}: 0", f"bit {index}: 1", status=demo.status_list([index]))


def forged_list(demo: Demo) -> Attempt:
    """The agency has revoked it; the verifier is given a list in which the bit is 0, signed by the attacker."""
    index = demo.work["wallet"][-1]["index"]
    clear = [one for one in demo.work["revoked"] if one != index]
    return Attempt(_base(demo), f"bit {index}: 1", f"bit {index}: 0", status=demo.status_list(clear, role="attacker"))


MAKERS: dict[str, Callable[[Demo], Attempt]] = {
    "edit-claim": edit_claim,
    "swap-issuer": swap_issuer,
    "rogue-issuer": rogue_issuer,
    "stolen": stolen,
    "replay": replay,
    "relay": relay,
    "forged-disclosure": forged_disclosure,
    "repeated-disclosure": repeated_disclosure,
    "no-algorithm": no_algorithm,
    "weak-algorithm": weak_algorithm,
    "expired": expired,
    "revoked": revoked,
    "forged-list": forged_list,
}


def thief(demo: Demo) -> SigningKey:
    """The attacker's own key."""
    return demo.keyring.key("attacker")
