/** Drafts on the device, where the browser has no IndexedDB: the same promises on localStorage. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./plan.mjs";

const { store } = await load("store");

function device() {
  const kept = new Map();
  const base = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  const keys = { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) };
  globalThis.localStorage = new Proxy(base, keys);
  return kept;
}

test("a draft of a closed page is handed over once, and goes only when it was taken", async () => {
  const kept = device();
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  const closed = await store("7.101", "tab1");
  await closed.put("summary", { section: "summary", content: 1 });
  await closed.put("summary", { section: "summary", content: 2 });
  const other = await store("7.102", "tab9"); // another person at the same computer
  await other.put("summary", { section: "summary", content: "theirs" });

  const next = await store("7.101", "tab2");
  const seen = [];
  await next.orphans(async (draft) => (seen.push(draft.content), false));
  assert.deepEqual(seen, [2]);
  assert.equal(kept.size, 2); // not taken: still there
  await next.orphans(async () => true);
  await next.orphans(async (draft) => (seen.push(draft.content), true));
  assert.deepEqual(seen, [2]);
  assert.equal(kept.size, 1);
  await other.remove("summary");
  assert.equal(kept.size, 0);
});
