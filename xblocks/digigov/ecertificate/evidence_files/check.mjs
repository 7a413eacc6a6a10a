// Checks the files beside it with the public packages @sd-jwt/core and jose. Nothing of the course is needed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { SDJwtInstance } from "@sd-jwt/core";
import { compactVerify, decodeProtectedHeader, importJWK } from "jose";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8").trim();
const expected = JSON.parse(read("expected.json"));
const keys = JSON.parse(read("issuer-keys.json")).keys;
const hasher = (data, algorithm) => new Uint8Array(createHash(algorithm.replace("sha-", "sha")).update(data).digest());

async function verified(token) {
  const { kid } = decodeProtectedHeader(token);
  const jwk = keys.find((key) => key.kid === kid);
  return compactVerify(token, await importJWK(jwk, "ES256"), { algorithms: ["ES256"] });
}

async function by(key, data, signature) {
  try {
    await compactVerify(`${data}.${signature}`, key, { algorithms: ["ES256"] });
    return true;
  } catch {
    return false;
  }
}

const agency = await importJWK(keys[0], "ES256");
const reader = new SDJwtInstance({
  hasher,
  hashAlg: "sha-256",
  verifier: (data, signature) => by(agency, data, signature),
  kbVerifier: async (data, signature, payload) => by(await importJWK(payload.cnf.jwk, "ES256"), data, signature),
});
const { payload, kb } = await reader.verify(read("presentation.txt"), {
  requiredClaimKeys: expected.fields,
  keyBindingNonce: expected.nonce,
});
if (payload.iss !== expected.issuer || kb.payload.aud !== expected.audience) throw new Error("issuer or audience");
console.log("presentation: signature, disclosures and the holder's proof are good");
for (const name of expected.fields) console.log(`  ${name}: ${payload[name]}`);

const list = JSON.parse(new TextDecoder().decode((await verified(read("status-list.txt"))).payload));
const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), "base64url"));
const index = Number(payload.status.bitstring_status_list.statusListIndex);
const revoked = (bits[index >> 3] & (0x80 >> index % 8)) !== 0;
console.log(`status list: signature is good; bit ${index} is ${+revoked}: ${revoked ? "REVOKED" : "not revoked"}`);
