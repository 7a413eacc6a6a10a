"""The sentence of each check, so that it can be translated; a test holds it equal to the library's own."""

from __future__ import annotations

from digigov.ecertificate.story import N_

MEANINGS = (
    N_("The presentation is short enough to be read."),
    N_("It is an SD-JWT: signed part, disclosures, proof."),
    N_("Its parts are plain JSON, each member once."),
    N_("It says that it is a credential."),
    N_("Its fingerprints are of a kind that is trusted."),
    N_("The issuer is one that this verifier trusts."),
    N_("The copy of the issuer's keys is recent enough."),
    N_("The key is the issuer's, and was in use then."),
    N_("The algorithm is the key's own."),
    N_("The issuer signed it, and nothing was changed."),
    N_("Each disclosure is a salt, a name and a value."),
    N_("No disclosure or fingerprint is repeated."),
    N_("No disclosure replaces a signed claim."),
    N_("The issuer signed each disclosure."),
    N_("What decides on validity could not be left out."),
    N_("It is the kind of credential asked for."),
    N_("Its date of issue has come."),
    N_("It is valid already."),
    N_("It is still valid."),
    N_("A proof of the holder is there if needed."),
    N_("The issuer named the holder's key."),
    N_("The holder's proof is of the right form."),
    N_("The proof's algorithm is the holder key's own."),
    N_("The holder's key made the proof."),
    N_("The proof was made for this verifier."),
    N_("The proof answers this request, not an earlier one."),
    N_("The proof was made just now."),
    N_("The proof covers exactly these disclosures."),
    N_("It says where its revocation is published."),
    N_("A copy of that list is at hand."),
    N_("The same issuer signed the list, and nothing was changed."),
    N_("The list is well formed."),
    N_("The copy of the list is in date."),
    N_("The issuer has not revoked it."),
    N_("Everything asked for is disclosed."),
)
