/** Finding cells by paths such as "logframe/results/oc1/indicators/i1/target": names and ids of rows, the section first. */

export const clone = (value) => structuredClone(value);
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export const sectionOf = (path) => path.split("/", 1)[0];
export const parent = (path) => path.slice(0, path.lastIndexOf("/"));
export const last = (path) => path.slice(path.lastIndexOf("/") + 1);

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]/g;

/** What the schema declares at a path; of a row, a group with the list's fields. Undefined when there is nothing. */
export function declared(schema, path) {
  const [section, ...names] = path.split("/");
  let node = schema[section];
  for (const name of names) {
    if (!node?.fields) return undefined;
    node = node.kind === "items" ? { kind: "group", label: node.item, fields: node.fields } : node.fields[name];
  }
  return node;
}

/** The value at a path in a plan or a section's content under its name; undefined when there is none. */
export function get(plan, path) {
  let value = plan;
  for (const name of path.split("/")) {
    value = Array.isArray(value) ? value.find((item) => item.id === name) : value?.[name];
    if (value === undefined) return undefined;
  }
  return value;
}

/** Put a value into a cell that is there; false when it is not. */
export function put(plan, path, value) {
  const holder = get(plan, parent(path));
  if (!holder || Array.isArray(holder) || !(last(path) in holder)) return false;
  holder[last(path)] = value;
  return true;
}

/** What a cell, a group or a list holds in which nothing is filled in. */
export function empty(node) {
  if (node.kind === "items") return [];
  if (node.kind === "flag") return false;
  if (node.kind !== "group") return "";
  return Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, empty(field)]));
}

/** A section's content as the server will keep it: no spaces around what stands on one line. */
export function tidy(node, value) {
  if (node.kind === "items") return value.map((item) => ({ id: item.id, ...tidy({ kind: "group", fields: node.fields }, item) }));
  if (node.kind === "group")
    return Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, tidy(field, value[name])]));
  if (typeof value !== "string") return value;
  const clear = (text) => text.replace(CONTROL, "");
  return node.kind === "text" ? clear(value.replace(/\r\n?/g, "\n")) : clear(value.replace(/[\r\n\t]+/g, " ")).trim();
}

/** `value` with what was typed in its place wherever both will be kept as the same: the space before the next word. */
export function asTyped(node, typed, value) {
  if (node.kind === "items") {
    const rows = new Map((typed ?? []).map((row) => [row.id, row]));
    return value.map((row) => ({ id: row.id, ...asTyped({ kind: "group", fields: node.fields }, rows.get(row.id), row) }));
  }
  if (node.kind === "group")
    return Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, asTyped(field, typed?.[name], value[name])]));
  return typeof typed === "string" && tidy(node, typed) === value ? typed : value;
}

const NAMES = ["title", "text", "name", "item", "contribution", "code", "goal", "marker", "currency"];

/** What people call a row: the beginning of the first of its filled cells that can name it. */
export function nameOf(item, most = 60) {
  const text = NAMES.map((name) => item?.[name]).find((value) => typeof value === "string" && value.trim()) ?? "";
  const line = text.trim().split(/\s+/).join(" ");
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** Every cell of a value with its path: [[path, node, value], ...]. */
export function cells(node, value, path) {
  if (node.kind === "items") return value.flatMap((item) => cells({ kind: "group", fields: node.fields }, item, `${path}/${item.id}`));
  if (node.kind === "group") return Object.entries(node.fields).flatMap(([name, field]) => cells(field, value[name], `${path}/${name}`));
  return [[path, node, value]];
}
