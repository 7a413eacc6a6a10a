/** A table or list out of another program as rows of cells, and these as values of a plan's cells. No DOM. */

const MOST = 500; // rows of a list, as in the schema

/** Tab-separated text, as Excel and LibreOffice give it: quoted cells may hold line breaks. */
export function fromText(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const end = () => (rows.at(-1).push(cell), (cell = ""));
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') ((cell += '"'), at++);
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && !cell) quoted = true;
    else if (sign === "\t") end();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at++;
      end();
      rows.push([]);
    } else cell += sign;
  }
  end();
  return rows.filter((row) => row.some((one) => one.trim()));
}

/** A grid out of cells {text, rows, columns}, each standing in as many rows and columns as it spans. */
export function spread(lines) {
  const grid = lines.map(() => []);
  lines.forEach((line, y) => {
    let x = 0;
    for (const { text, rows = 1, columns = 1 } of line) {
      while (grid[y][x] !== undefined) x++;
      for (let down = 0; down < rows && y + down < grid.length; down++)
        for (let right = 0; right < columns; right++) grid[y + down][x + right] = right ? "" : text;
      x += columns;
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? "")).filter((row) => row.some((one) => one.trim()));
}

const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

/**
 * Which column of the pasted grid is which cell: by a heading row when its words are labels, else from `start` on.
 * `labels` are [name, label]. Gives {rows, names}; a name is "" where a column fits nothing.
 */
export function columnsOf(grid, labels, start) {
  const byLabel = new Map(labels.map(([name, label]) => [plain(label), name]));
  const heads = grid[0].map((cell) => byLabel.get(plain(cell)) ?? "");
  const known = heads.filter(Boolean).length;
  if (known > 1 || (known === 1 && grid[0].length === 1)) return { rows: grid.slice(1, MOST + 1), names: heads };
  const from = Math.max(
    0,
    labels.findIndex(([name]) => name === start),
  );
  return { rows: grid.slice(0, MOST), names: grid[0].map((_cell, place) => labels[from + place]?.[0] ?? "") };
}

const YES = new Set(["yes", "true", "x", "✓", "✔", "1"]);

/** A pasted text as a cell's value: a code by its name, a date in any order that has one meaning; null when none fits. */
export function valueFor(kind, text, options = []) {
  const words = text.trim();
  if (kind === "flag") return YES.has(plain(words)) || options.some(([, name]) => plain(name) === plain(words));
  if (kind === "code" || kind === "link") {
    if (!words) return "";
    const wanted = plain(words);
    return (options.find(([code]) => plain(code) === wanted) ?? options.find(([, name]) => plain(name) === wanted))?.[0] ?? null;
  }
  if (kind === "date") return isoDate(words);
  if (kind === "text") return text.replace(/\r\n?/g, "\n").trim();
  return words.replace(/\s+/g, kind === "money" || kind === "number" ? "" : " ");
}

/** 2027-03-01 out of 1.3.2027, 2027/3/1 or 25/12/2027; what could be read in two ways stays as it is. */
export function isoDate(text) {
  const numbers = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\.?$/.exec(text);
  if (!numbers) return text;
  const [one, two, three] = numbers.slice(1);
  const written = (year, month, day) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (one.length === 4) return written(one, two, three);
  if (three.length !== 4) return text;
  if (text.includes(".") || Number(one) > 12) return written(three, two, one); // points are written day first everywhere
  return Number(two) > 12 ? written(three, one, two) : text;
}

/** Lines of a list with their depth, without bullets and numbers: [[0, "Cause"], [1, "What causes it"]]. */
export function outline(text) {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim());
  const indents = [];
  return lines.slice(0, MOST).map((line) => {
    const indent = /^[\t ]*/.exec(line)[0].replaceAll("\t", "    ").length;
    while (indents.length && indent < indents.at(-1)) indents.pop();
    if (!indents.length || indent > indents.at(-1)) indents.push(indent);
    const words = line.trim().replace(/^(?:[-–*•·◦▪o]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-z][.)])\s+/u, "");
    return [indents.length - 1, words];
  });
}
