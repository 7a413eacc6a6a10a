"""The whole story through the block's own handlers: every attack is refused by the check that it should meet."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from digigov.credentials import SigningKey, StatusList, b64url, open_sd_jwt
from digigov.ecertificate import gains, qr, rules, stories

REFUSED_BY = {
    "edit-claim": "issuer-signature",
    "swap-issuer": "issuer-known",
    "rogue-issuer": "issuer-signature",
    "stolen": "holder-signature",
    "replay": "nonce",
    "relay": "audience",
    "forged-disclosure": "disclosure-signed",
    "repeated-disclosure": "disclosure-once",
    "no-algorithm": "algorithm",
    "weak-algorithm": "algorithm",
    "expired": "not-expired",
    "revoked": "not-revoked",
    "forged-list": "status-list-signature",
}


def report(player: Any, verifier: str) -> dict[str, Any]:
    return dict(player.work["reports"][verifier]["result"])


@pytest.mark.parametrize("name", stories.known())
def test_from_application_to_the_gain(play: Callable[..., Any], name: str) -> None:
    player = play(story=name, graded_mode=True)
    story = stories.known()[name]
    first = story["verifiers"][0]
    player.do("apply", person=1, options=[], jwk=player.key())
    player.do("issue")
    player.do("present", verifier=first["id"], fields=first["requires"])
    player.do("receive", verifier=first["id"], token=player.work["shown"][first["id"]]["token"])
    assert report(player, first["id"])["ok"]
    assert set(first["requires"]) <= set(report(player, first["id"])["claims"])
    for attack in rules.ATTACKS:
        assert player.do("attack", name=attack)["tone"] == "good"
    assert player.work["attacks"] == REFUSED_BY
    assert player.do("link")["tone"] == "bad"
    player.do("batch", jwks=[player.key() for _ in range(4)])
    assert player.do("link")["tone"] == "good"
    player.do("outage", on=True)
    player.do("again", verifier=first["id"])
    player.do("outage", on=False)
    player.do("revoke")
    assert "is wrong" in player.do("again", verifier=first["id"])["message"]
    player.do("wait")
    assert "not-revoked" in player.do("again", verifier=first["id"])["message"]
    player.do("take")
    player.do("count", numbers=gains.defaults(), country="Example")
    assert player.work["done"] == list(rules.TASKS)
    grades = [data for kind, data in player.published if kind == "grade"]
    shares = [data["completion"] for kind, data in player.published if kind == "completion"]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert grades[-1] == {"value": 1.0, "max_value": 1.0, "only_if_higher": True}


def test_nothing_is_graded_unless_asked(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    assert {kind for kind, _data in player.published} == {"completion"}
    assert player.block.max_score() is None
    assert play(graded_mode=True).block.max_score() == 1.0


def test_only_what_was_ticked_is_disclosed(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("present", verifier="pool", fields=["district"])
    player.do("open-link", verifier="pool")
    names = {one["name"] for one in report(player, "pool")["decoded"]["disclosures"]}
    assert names == {"district"}
    assert "Ara Saebyeok" not in player.work["shown"]["pool"]["token"]


def test_too_little_is_refused_by_name(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("present", verifier="bank", fields=["district"])
    assert player.do("open-link", verifier="bank")["tone"] == "bad"
    assert report(player, "bank")["failed"] == "claims-disclosed"


def test_a_presentation_is_handed_over_once(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("present", verifier="bank", fields=["full_name", "birth_date", "address"])
    token = player.work["shown"]["bank"]["token"]
    assert player.do("open-link", verifier="bank")["tone"] == "good"
    assert "handed over already" in player.do("open-link", verifier="bank")["message"]
    assert report(player, "bank")["ok"]
    player.do("receive", verifier="bank", token=token)
    assert report(player, "bank")["failed"] == "nonce"


def test_in_an_outage_copies_count_for_a_while_and_without_any_nothing_is_accepted(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("outage", on=True)
    player.do("again", verifier="pool")
    assert report(player, "pool")["failed"] == "issuer-known"
    player.do("outage", on=False)
    player.do("again", verifier="pool")
    player.do("outage", on=True)
    for _hour in range(12):
        player.do("wait")
    player.do("again", verifier="pool")
    assert report(player, "pool")["ok"]
    player.do("wait")
    player.do("wait")
    player.do("again", verifier="pool")
    assert report(player, "pool")["failed"] == "status-list-fresh"


def test_revocation_flips_exactly_one_bit(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    before = player.block._demo().bits()
    player.do("revoke")
    after = player.block._demo().bits()
    index = player.work["wallet"][-1]["index"]
    assert after == before.flipped(index) and len(after) == len(StatusList.empty())
    assert sum(byte.bit_count() for byte in before.bits) > 1900


def test_what_links_two_verifiers_and_what_a_batch_takes_away(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("link")
    player.do("batch", jwks=[player.key() for _ in range(4)])
    player.do("link")
    same = {mode: {row["what"]: row["same"] for row in rows} for mode, rows in player.work["compared"].items()}
    assert same["single"] == {
        "signature": True, "key": True, "index": True, "fingerprints": True, "dates": True, "fields": False,
    }  # fmt: skip
    assert same["batch"] == {
        "signature": False, "key": False, "index": False, "fingerprints": False, "dates": True, "fields": False,
    }  # fmt: skip
    tokens = [one["token"] for one in player.work["batch"]]
    assert len({json.dumps(sorted(item.salt for item in open_sd_jwt(token).disclosures)) for token in tokens}) == 4


def test_no_private_key_is_kept_shown_or_taken(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    player.do("present", verifier="bank", fields=["full_name"])
    secrets = [player.block._demo().keyring.key(role).private_jwk()["d"] for role in ("agency", "attacker")]
    answer = player.do("take")
    taken = zipfile.ZipFile(io.BytesIO(b64decode(answer["file"]["base64"])))
    files = {name: taken.read(name).decode() for name in taken.namelist()}
    page = player.block.render("student_view").content
    everything = [json.dumps(player.work), answer["html"], page, *files.values(), str(player.block._demo())]
    assert not [secret for secret in secrets for text in everything if secret in text]
    assert '"d"' not in files["e-certificate/issuer-keys.json"]
    assert len(files) == 12


def test_the_files_verify_in_the_public_package_sd_jwt(play: Callable[..., Any]) -> None:
    from jwcrypto.jwk import JWK
    from sd_jwt.verifier import SDJWTVerifier

    player = play()
    player.apply_and_issue()
    player.do("wait")
    taken = zipfile.ZipFile(io.BytesIO(b64decode(player.do("take")["file"]["base64"])))
    expected = json.loads(taken.read("e-certificate/expected.json"))
    keys = json.loads(taken.read("e-certificate/issuer-keys.json"))["keys"]
    token = taken.read("e-certificate/presentation.txt").decode()
    claims = SDJWTVerifier(
        token, lambda issuer, header: JWK(**keys[0]), expected["audience"], expected["nonce"]
    ).get_verified_payload()
    assert claims["full_name"] == "Ara Saebyeok"
    assert claims["iss"] == expected["issuer"]


def test_keys_differ_by_person_block_role_and_rotation(play: Callable[..., Any]) -> None:
    from dataclasses import replace

    ring = play().block._demo().keyring
    rings = [ring, replace(ring, learner="8"), replace(ring, usage="other"), replace(ring, rotation=1)]
    keys = [one.key(role).public.thumbprint() for one in rings for role in ("agency", "attacker")]
    assert len(set(keys)) == 8
    assert ring.key("agency") == replace(ring).key("agency")
    assert "secret" not in repr(ring)


def test_an_older_window_is_told_and_nothing_is_lost(play: Callable[..., Any]) -> None:
    player = play()
    revision = player.block.revision
    player.apply_and_issue()
    before = player.work
    status, answer = player.post("act", {"action": "revoke", "revision": revision})
    assert (status, answer["error"]) == (409, "newer-work")
    assert answer["revision"] == player.block.revision and "ec-card" in answer["html"]
    assert player.work == before


def test_reset_forgets_everything_and_takes_new_keys(play: Callable[..., Any]) -> None:
    player = play()
    player.apply_and_issue()
    old = player.block._demo().keyring.key("agency").public.thumbprint()
    status, answer = player.post("reset", {})
    assert status == 200 and answer["revision"] == player.block.revision
    assert (player.work["wallet"], player.work["done"]) == ([], [])
    assert player.block._demo().keyring.key("agency").public.thumbprint() != old


def test_a_wallet_that_cannot_prove_its_key_gets_nothing(play: Callable[..., Any]) -> None:
    player = play()
    player.send("apply", person=0, options=[], jwk=player.key())
    other = SigningKey.generate()
    status, answer = player.send("signed", signatures=[b64url(other.sign(b"something else"))])
    assert (status, answer["error"]) == (422, "no-proof")
    assert player.send("issue")[1]["error"] == "no-application"


@pytest.mark.parametrize("length", [0, 1, 720, 721, 2900])
def test_qr_parts_join_to_the_text(length: int) -> None:
    text = "a~b." * (length // 4) + "x" * (length % 4)
    parts = [part.split("/", 3) for part in qr.parts(text)]
    assert "".join(part[3] for part in parts) == text
    assert [(part[1], part[2]) for part in parts] == [(str(n), str(len(parts))) for n in range(1, len(parts) + 1)]
    assert all(code["size"] <= 101 for code in qr.codes(text))
