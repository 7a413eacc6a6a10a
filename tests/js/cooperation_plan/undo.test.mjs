/** Undo takes back what I did and nothing that others did since. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { load, makeModel, merge, paths } from "./plan.mjs";

const { undo } = await load("undo");
const TITLE = "identification/title";

function begin() {
  const time = { now: 0 };
  const model = makeModel();
  return { model, time, steps: undo(model, merge, () => time.now) };
}

test("keystrokes that follow each other go together; a pause begins anew", () => {
  const { model, time, steps } = begin();
  model.set(TITLE, "P");
  model.set(TITLE, "Po");
  time.now = 5000;
  model.set(TITLE, "Portal");
  steps.undo();
  assert.equal(model.get(TITLE), "Po");
  steps.undo();
  assert.equal(model.get(TITLE), "");
  steps.redo();
  steps.redo();
  assert.equal(model.get(TITLE), "Portal");
  assert.deepEqual(steps.can(), [true, false]);
});

test("a removed row comes back in its place, with what others wrote beside it", () => {
  const { model, steps } = begin();
  for (const id of ["a", "b", "c"]) model.insert("risks/risks", id, Infinity, { text: id });
  model.remove("risks/risks/b");
  const theirs = paths.clone(model.section("risks"));
  theirs.risks[0].mitigation = "Theirs";
  model.receive("risks", theirs);
  assert.equal(steps.undo().turned, true);
  assert.deepEqual(
    model.section("risks").risks.map((row) => row.id),
    ["a", "b", "c"],
  );
  assert.equal(model.get("risks/risks/a/mitigation"), "Theirs");
  assert.equal(model.get("risks/risks/b/text"), "b");
});

test("a cell that somebody wrote in since is left alone", () => {
  const { model, steps } = begin();
  model.set(TITLE, "Mine");
  model.receive("identification", { ...model.section("identification"), title: "Theirs" });
  assert.equal(steps.undo().turned, false);
  assert.equal(model.get(TITLE), "Theirs");
});
