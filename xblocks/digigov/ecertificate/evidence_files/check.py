"""Checks the files beside it with the public package sd-jwt. Nothing of the course is needed."""

import gzip
import json
from base64 import urlsafe_b64decode
from pathlib import Path

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from sd_jwt.verifier import SDJWTVerifier

here = Path(__file__).parent
expected = json.loads((here / "expected.json").read_text())
keys = {key["kid"]: JWK(**key) for key in json.loads((here / "issuer-keys.json").read_text())["keys"]}


def issuer_key(issuer, header):
    assert issuer == expected["issuer"], f"unknown issuer {issuer}"
    return keys[header["kid"]]


presentation = (here / "presentation.txt").read_text().strip()
claims = SDJWTVerifier(presentation, issuer_key, expected["audience"], expected["nonce"]).get_verified_payload()
print("presentation: signature, disclosures and the holder's proof are good")
for name in expected["fields"]:
    print(f"  {name}: {claims[name]}")

signed = JWS()
signed.deserialize((here / "status-list.txt").read_text().strip())
signed.verify(keys[signed.jose_header["kid"]])
encoded = json.loads(signed.payload)["credentialSubject"]["encodedList"][1:]
bits = gzip.decompress(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
index = int(claims["status"]["bitstring_status_list"]["statusListIndex"])
revoked = bool(bits[index // 8] & 0x80 >> index % 8)
print(f"status list: signature is good; bit {index} is {int(revoked)}: {'REVOKED' if revoked else 'not revoked'}")
