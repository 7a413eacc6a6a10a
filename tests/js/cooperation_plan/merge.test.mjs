/** The page joins exactly as the server does: the same cases, the same results. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { given, merge, paths, schema } from "./plan.mjs";

for (const { name, section, base, mine, theirs, content, clashes } of given("merge")) {
  test(`merge: ${name}`, () => {
    const joined = merge(schema[section], base, mine, theirs);
    assert.deepEqual(joined.content, content);
    assert.deepEqual(
      joined.clashes.map((path) => section + path),
      clashes,
    );
  });
}

test("what is sent is what the server will keep", () => {
  for (const { section, content, kept } of given("tidy")) assert.deepEqual(paths.tidy(schema[section], content), kept);
});

test("what is being typed keeps its spaces when others' words come in", () => {
  const typed = { ...paths.empty(schema.identification), title: "A portal ", location: "Phnom Penh" };
  const coming = { ...paths.empty(schema.identification), title: "A portal", location: "Siem Reap" };
  const shown = paths.asTyped(schema.identification, typed, coming);
  assert.equal(shown.title, "A portal ");
  assert.equal(shown.location, "Siem Reap");
});
