/** The wallet's keys: made by WebCrypto, not extractable, kept in this browser's IndexedDB and nowhere else. */

const DATABASE = "digigov-ecertificate";
const STORE = "keys";
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };

/** base64url without padding. */
export function base64url(bytes) {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The thumbprint of a public P-256 JWK (RFC 7638): the name under which its private half is kept. */
export async function thumbprint({ crv, kty, x, y }) {
  const text = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  return base64url(await crypto.subtle.digest("SHA-256", text));
}

function request(made) {
  return new Promise((resolve, reject) => {
    made.onsuccess = () => resolve(made.result);
    made.onerror = () => reject(made.error);
  });
}

async function store(mode) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await request(opening);
  return { database, keys: database.transaction(STORE, mode).objectStore(STORE) };
}

/** A key store for one learner in one block; `scope` is their name for each other. */
export function keyStore(scope) {
  const place = (name) => `${scope}/${name}`;
  return {
    /** Whether this browser can keep keys at all: WebCrypto is there on https and on localhost only. */
    usable: () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB),

    /** Make a key pair, keep the private half, give the public JWK. */
    async generate() {
      const pair = await crypto.subtle.generateKey(ECDSA, false, ["sign"]);
      const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
      const { database, keys } = await store("readwrite");
      await request(keys.put(pair.privateKey, place(await thumbprint({ kty, crv, x, y }))));
      database.close();
      return { kty, crv, x, y };
    },

    /** The signature (R and S, base64url) of `text` by the key of that thumbprint; null when it is not here. */
    async sign(name, text) {
      const { database, keys } = await store("readonly");
      const key = await request(keys.get(place(name)));
      database.close();
      if (!key) return null;
      const data = new TextEncoder().encode(text);
      return base64url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, data));
    },

    /** Forget every key of this learner in this block. */
    async forget() {
      const { database, keys } = await store("readwrite");
      await request(keys.delete(IDBKeyRange.bound(place(""), place("\uffff"))));
      database.close();
    },
  };
}
