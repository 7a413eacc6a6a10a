/** Tables and lists from other programs. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./plan.mjs";

const { columnsOf, fromText, isoDate, outline, spread, valueFor } = await load("pasted");

test("tab-separated text, with quotes and line breaks in a cell", () => {
  assert.deepEqual(fromText('a\tb\r\n"two\nlines"\t"say ""yes"""\r\n\r\n'), [
    ["a", "b"],
    ["two\nlines", 'say "yes"'],
  ]);
  assert.deepEqual(fromText("1\t\t3"), [["1", "", "3"]]);
});

test("cells that span rows and columns", () => {
  const grid = spread([
    [
      { text: "Output", rows: 2 },
      { text: "A", columns: 2 },
    ],
    [{ text: "B" }, { text: "C" }],
  ]);
  assert.deepEqual(grid, [
    ["Output", "A", ""],
    ["Output", "B", "C"],
  ]);
});

test("a heading row says which column is which; without one they follow the cell that was pasted into", () => {
  const labels = [
    ["text", "Risk"],
    ["likelihood", "Likelihood, 1 to 5"],
    ["owner", "Owner"],
  ];
  assert.deepEqual(
    columnsOf(
      [
        ["Owner", "No.", "Risk"],
        ["NIA", "1", "Late law"],
      ],
      labels,
      "text",
    ),
    { rows: [["NIA", "1", "Late law"]], names: ["owner", "", "text"] },
  );
  assert.deepEqual(columnsOf([["3", "NIA", "?"]], labels, "likelihood"), { rows: [["3", "NIA", "?"]], names: ["likelihood", "owner", ""] });
});

test("values by kind", () => {
  const levels = [
    ["high", "High"],
    ["low", "Low"],
  ];
  assert.equal(valueFor("code", " high ", levels), "high");
  assert.equal(valueFor("code", "Low", levels), "low");
  assert.equal(valueFor("code", "enormous", levels), null);
  assert.equal(valueFor("link", "", levels), "");
  assert.equal(valueFor("flag", "x"), true);
  assert.equal(valueFor("flag", "no"), false);
  assert.equal(valueFor("money", "1 250 000.50"), "1250000.50");
  assert.equal(valueFor("line", "two\nlines"), "two lines");
  assert.equal(valueFor("text", "two\r\nlines"), "two\nlines");
});

test("dates in an order that has one meaning", () => {
  for (const [text, date] of [
    ["2027-03-01", "2027-03-01"],
    ["2027/3/1", "2027-03-01"],
    ["1.3.2027", "2027-03-01"],
    ["25/12/2027", "2027-12-25"],
    ["12/25/2027", "2027-12-25"],
    ["3/4/2027", "3/4/2027"],
    ["March 2027", "March 2027"],
  ])
    assert.equal(isoDate(text), date);
});

test("a list with bullets and indents as lines of a tree", () => {
  assert.deepEqual(outline("• No plan\n\t- No office\n\t\t1. No law\n\t- No money\n2) Second"), [
    [0, "No plan"],
    [1, "No office"],
    [2, "No law"],
    [1, "No money"],
    [0, "Second"],
  ]);
});
