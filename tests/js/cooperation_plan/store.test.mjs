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

/** IndexedDB that takes every write and commits none: what a page leaves that is closed at that moment. */
function slowDatabase() {
  const answer = (result) => {
    const request = { result };
    queueMicrotask(() => request.onsuccess?.());
    return request;
  };
  const table = { put: () => answer(), delete: () => answer(), get: () => answer(undefined), getAllKeys: () => answer([]) };
  const database = { transaction: () => ({ objectStore: () => table }) };
  globalThis.indexedDB = { open: () => answer(database) };
  globalThis.IDBKeyRange = { bound: () => null };
}

test("words typed just before the page closes are not lost, though IndexedDB has not committed them", async () => {
  const kept = device();
  slowDatabase();
  const closed = await store("7.101", "tab1");
  closed.put("summary", { section: "summary", content: "Pap" });
  await new Promise((done) => setTimeout(done, 20)); // the request has succeeded; its transaction has not
  closed.put("summary", { section: "summary", content: "Papers" });
  await new Promise((done) => setTimeout(done, 20));
  const next = await store("7.101", "tab2");
  const seen = [];
  await Promise.race([next.orphans(async (draft) => (seen.push(draft.content), true)), new Promise((done) => setTimeout(done, 50))]);
  assert.deepEqual(seen, ["Papers"]);
  assert.equal(kept.size, 0);
  delete globalThis.indexedDB;
});
