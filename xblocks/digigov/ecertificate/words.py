"""Texts that belong to names: tasks, attacks, checks, what can link; in the language of the person who asks."""

from __future__ import annotations

from typing import NamedTuple

from digigov.common.i18n import gettext as _
from digigov.credentials import Check

CHECKS = {check.value: check for check in Check}


class Attack(NamedTuple):
    """What it is called, what the attacker does, and what its refusal teaches."""

    title: str
    does: str
    lesson: str


class Task(NamedTuple):
    """A task in two words, what to do next in a sentence, and the screen where it is done."""

    label: str
    mission: str
    screen: str


def task_words(agency: str, verifier: str) -> dict[str, Task]:
    """The tasks, with the story's own names for its offices."""
    return {
        "apply": Task(_("Apply"), _("You are the citizen. Apply for the certificate."), "citizen"),
        "issue": Task(
            _("Issue"),
            _("The application has arrived. Be the {agency}: check it and sign.").format(agency=agency.lower()),
            "agency",
        ),
        "present": Task(_("Show"), _("The certificate is in your wallet. Show only what is needed."), "citizen"),
        "verify": Task(
            _("Verify"),
            _("Be the {verifier}: receive what was shown, and check it.").format(verifier=verifier.lower()),
            "verifier",
        ),
        "forgery": Task(_("Try a forgery"), _("Now be the attacker. Try to cheat."), "attacker"),
        "attacks": Task(_("More attacks"), _("Try more attacks: each fails at a check of its own."), "attacker"),
        "outage": Task(
            _("Outage"), _("Switch the agency off and verify again: what still works, and for how long?"), "verifier"
        ),
        "revoke": Task(_("Revoke"), _("Be the agency again: revoke the certificate and watch one bit."), "agency"),
        "stale": Task(
            _("Late news"),
            _("Check the revoked certificate at once, let an hour pass, and check again."),
            "verifier",
        ),
        "link": Task(_("Compare notes"), _("One attack succeeds. Let two verifiers compare notes."), "attacker"),
        "remedy": Task(_("The remedy"), _("Issue a batch of certificates and let them compare again."), "attacker"),
        "take": Task(_("Check it yourself"), _("Take the files and check them with other people's programs."), "proof"),
        "gain": Task(_("Count the gain"), _("What would it save in your country? Put in your numbers."), "gain"),
    }


def attack_words() -> dict[str, Attack]:
    """The attacks by name."""
    return {
        "edit-claim": Attack(
            _("Change the signed part"),
            _("The certificate is made valid for ten more years. The agency's signature is left as it was."),
            _("A signature covers every letter. On paper, a changed date needs a sharp eye; here it needs none."),
        ),
        "swap-issuer": Attack(
            _("Found an office of one's own"),
            _("The attacker makes up an agency, with a good key and a good signature."),
            _(
                "A perfect signature proves nothing if nobody trusts the signer. Somebody has to keep "
                "the list of issuers; in a country, that is a decision for the government."
            ),
        ),
        "rogue-issuer": Attack(
            _("Sign in the agency's name"),
            _("The certificate bears the agency's name, and was signed with the attacker's key."),
            _("The name is only a claim. The key decides, and the agency's public keys are known to everybody."),
        ),
        "stolen": Attack(
            _("Steal the certificate"),
            _("The attacker copied the whole certificate, every field of it, but not the key in the phone."),
            _(
                "A copy is not enough: each showing needs a fresh signature by the key that never leaves "
                "the wallet. A photocopy of paper has no such lock."
            ),
        ),
        "replay": Attack(
            _("Send an old showing again"),
            _("The holder once showed the certificate here. The attacker recorded it and sends it again."),
            _("Each request has a number that is used once. A proof that answers another number is worth nothing."),
        ),
        "relay": Attack(
            _("Pass it on to somebody else"),
            _("The second verifier received the certificate honestly and passes it on as if it were its own."),
            _("The proof names the verifier that it is for. Nobody can reuse it elsewhere."),
        ),
        "forged-disclosure": Attack(
            _("Change a disclosed field"),
            _("One disclosed value is replaced. The signed part is not touched."),
            _("The agency signed a fingerprint of every field. A changed field has another fingerprint."),
        ),
        "repeated-disclosure": Attack(
            _("Send a field twice"),
            _("The same field is sent twice, in the hope that two programs read it differently."),
            _("A strict reader refuses what is ambiguous. Some well-known programs accepted this for a long time."),
        ),
        "no-algorithm": Attack(
            _("Say that no signature is needed"),
            _("The header says “alg: none”, and the signature is left out."),
            _("The document does not decide how it is checked. The verifier knows the key and the key's algorithm."),
        ),
        "weak-algorithm": Attack(
            _("Ask for a weaker method"),
            _("The header asks for a shared secret (HS256), and the agency's public key is used as that secret."),
            _("Everybody has the public key. Verifiers that let the document choose were cheated this way."),
        ),
        "expired": Attack(
            _("Use it after its last day"),
            _("The genuine certificate is shown two minutes after its validity has ended."),
            _("The end of validity stands in the signed part and cannot be left out by the holder."),
        ),
        "revoked": Attack(
            _("Use a revoked certificate"),
            _("Suppose the agency has revoked it. Signature, key and dates are all genuine."),
            _("A good signature is not enough: the verifier must also look into the list of revoked certificates."),
        ),
        "forged-list": Attack(
            _("Forge the list of the revoked"),
            _("Suppose the agency has revoked it. The attacker hands the verifier a list in which it is not revoked."),
            _("The list is signed by the agency too. A verifier may take it from anybody, and need trust nobody."),
        ),
    }


def compared_words() -> dict[str, str]:
    """What two verifiers can compare."""
    return {
        "signature": _("The agency's signature"),
        "key": _("The holder's key"),
        "index": _("Place in the status list"),
        "fingerprints": _("Fingerprints of the fields"),
        "dates": _("Dates of validity (same for all who got theirs that day)"),
        "fields": _("Fields shown to both"),
    }


def input_words() -> dict[str, tuple[str, str]]:
    """Label and help of each number of the calculator."""
    return {
        "certificates": (_("Certificates on paper a year"), _("Korea 2017: about 870 million, of 2,700 kinds.")),
        "share": (_("Share that becomes electronic, in percent"), _("Korea's plan of 2019: 10.")),
        "visits": (_("Visits for each certificate"), _("Our assumption: 1.")),
        "minutes": (_("Minutes for each visit, with the way"), _("Our assumption: 40.")),
        "hour": (_("Value of an hour of a citizen's time"), _("Our assumption.")),
        "fee": (_("Fee for each paper certificate"), _("Our assumption.")),
        "handling": (_("Cost of issuing and filing one on paper"), _("Our assumption.")),
        "electronic": (_("Cost of issuing one electronically"), _("Our assumption.")),
        "running": (_("Running the service, a year"), _("Our assumption.")),
    }


def meaning(name: str) -> str:
    """One sentence on what a check has found when it has passed; empty for a name of another release."""
    return _(CHECKS[name].meaning) if name in CHECKS else ""


def group_of(name: str) -> str:
    """The heading under which a check stands."""
    check = CHECKS.get(name)
    if check in (Check.SIZE, Check.FORM, Check.JSON, Check.TYPE, Check.HASH):
        return _("Is it readable?")
    if check in (
        Check.ISSUER_KNOWN,
        Check.ISSUER_KEYS_FRESH,
        Check.ISSUER_KEY,
        Check.ALGORITHM,
        Check.ISSUER_SIGNATURE,
    ):
        return _("Did the agency sign it?")
    if name.startswith("disclosure"):
        return _("Are the fields as they were signed?")
    if name.startswith("status") or check is Check.NOT_REVOKED:
        return _("Was it revoked?")
    if check in (Check.PLAIN_CLAIMS, Check.CREDENTIAL_TYPE, Check.ISSUED, Check.NOT_BEFORE, Check.NOT_EXPIRED):
        return _("Is it of the right kind, and in date?")
    if check is Check.CLAIMS_DISCLOSED:
        return _("Is everything there?")
    return _("Does the holder show it, here and now?")


def script_words() -> dict[str, str]:
    """What the browser says on its own."""
    return {
        "no_network": _("The server did not answer. Nothing is lost; try again."),
        "no_key": _(
            "The key of this certificate is not in this browser. Use the browser in which you "
            "applied, or apply for a new certificate."
        ),
        "no_crypto": _(
            "This browser cannot make keys here. Open the course over https, in a browser of the last years."
        ),
        "no_scan": _("The codes could not be read. Use the one-time link instead."),
        "part": _("Part {part} of {total} read"),
    }


def editor_words() -> dict[str, str]:
    """What the editor's script says."""
    return {
        "field": _("Field {number}"),
        "name": _("Name for programs"),
        "label": _("Label"),
        "samples": _("Values, one for each invented applicant, with | between"),
        "paper": _("Stands on the paper certificate"),
        "optional": _("Applicants may leave it out"),
        "common": _("Many people have the same value"),
        "remove": _("Remove field {number}"),
        "asks_not": _("does not ask"),
        "also_asks": _("asks, without need"),
        "requires": _("requires"),
        "saving": _("Saving…"),
        "saved": _("Saved."),
        "not_saved": _("Not saved: {message}"),
        "see_fields": _("See the messages beside the fields."),
        "no_network": _("The server did not answer. Your text is still here; try again."),
        "unsaved": _("You have changes that are not saved. Leave without saving?"),
    }
