/** Trees are drawn whole, whatever they are like. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./plan.mjs";

const { branches, layout, sides } = await load("tree_layout");

const node = (id, parent, kind = "cause") => ({ id, parent, kind, text: id });
const TREE = [
  node("e", "core", "effect"),
  node("core", "", "core"),
  node("a", "core"),
  node("a1", "a"),
  node("a2", "a"),
  node("b", "core"),
];
const options = { up: "effect", width: 700, wrap: (text) => [text], line: 20 };

const count = (list) => list.reduce((sum, one) => sum + 1 + count(one.below), 0);

test("each node is there once: circles, missing parents, its own parent", () => {
  for (const nodes of [
    TREE,
    [node("a", "b"), node("b", "a"), node("c", "b")],
    [node("a", "gone")],
    [node("a", "a")],
    [node("a", "c"), node("b", "a"), node("c", "b"), node("d", "c")],
  ]) {
    assert.equal(count(branches(nodes)), nodes.length);
    const drawn = layout(nodes, options);
    assert.deepEqual(drawn.boxes.map((box) => box.id).sort(), nodes.map((one) => one.id).sort());
  }
});

test("effects above the core, causes below it, and no two boxes lie on each other", () => {
  for (const width of [300, 700, 1100]) {
    const { boxes, links, height } = layout(TREE, { ...options, width });
    const at = Object.fromEntries(boxes.map((box) => [box.id, box]));
    assert.ok(at.e.y + at.e.height < at.core.y && at.core.y + at.core.height < at.a.y);
    assert.ok(at.a.y + at.a.height < at.a1.y);
    assert.equal(links.length, 5);
    for (const one of boxes) {
      assert.ok(one.x >= -0.5 && one.x + one.width <= width + 0.5 && one.y >= 0 && one.y + one.height <= height, `${width} ${one.id}`);
      for (const other of boxes) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        assert.ok(one === other || apart, `${width}: ${one.id} on ${other.id}`);
      }
    }
  }
});

test("what hangs on nothing is marked once there is a core", () => {
  assert.deepEqual([...sides([...TREE, node("lost", "")], "effect").loose], ["lost"]);
  assert.deepEqual([...sides([node("a", "")], "effect").loose], []);
});

test("five hundred nodes in one line", () => {
  const nodes = [
    node("core", "", "core"),
    ...Array.from({ length: 499 }, (_one, place) => node(`n${place}`, place ? `n${place - 1}` : "core")),
  ];
  assert.equal(layout(nodes, options).boxes.length, 500);
});
