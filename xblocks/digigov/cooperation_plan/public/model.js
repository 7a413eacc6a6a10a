/** The plan as it stands on this page: reading, writing, and telling everybody who listens what changed. */

/** `sections` are the contents by name. An event is {section, kind: "cell" | "rows" | "whole", path, by: "me" | "them"}. */
export function model({ schema, sections }, { clone, declared, empty, get, put, sectionOf, parent, last }) {
  const plan = clone(sections);
  const listeners = new Set();
  const tell = (event) => listeners.forEach((listen) => listen(event));
  const list = (path) => get(plan, path);

  function change(path, by, work) {
    const done = work();
    tell({ section: sectionOf(path), kind: "rows", path, by });
    return done;
  }

  return {
    plan,
    schema,
    on: (listen) => listeners.add(listen),
    get: (path) => get(plan, path),
    node: (path) => declared(schema, path),
    section: (name) => plan[name],

    /** Write one cell; nothing happens when the cell is gone or holds that already. */
    set(path, value) {
      if (get(plan, path) === value || !put(plan, path, value)) return false;
      tell({ section: sectionOf(path), kind: "cell", path, by: "me" });
      return true;
    },

    /** Put a row into a list at a place (the end when it is left out); its cells are empty but for `values`. */
    insert(path, id, place = Infinity, values = {}) {
      const row = { id, ...empty({ kind: "group", fields: declared(schema, path).fields }), ...values };
      return change(path, "me", () => list(path).splice(Math.min(place, list(path).length), 0, row) && row);
    },

    /** Take a row out of its list. */
    remove(path) {
      const [rows, id] = [list(parent(path)), last(path)];
      return change(parent(path), "me", () => rows.splice(rows.findIndex((row) => row.id === id), 1)[0]);
    },

    /** Move a row up (-1) or down (1) in its list. */
    move(path, by) {
      const [rows, id] = [list(parent(path)), last(path)];
      const from = rows.findIndex((row) => row.id === id);
      const to = from + by;
      if (to < 0 || to >= rows.length) return false;
      return change(parent(path), "me", () => Boolean(rows.splice(to, 0, rows.splice(from, 1)[0])));
    },

    /** Several writes of mine at once, told as one change of rows. */
    rewrite: (name, content) => change(name, "me", () => Boolean((plan[name] = clone(content)))),

    /** What the server has; nobody typed it here. */
    receive(name, content) {
      plan[name] = clone(content);
      tell({ section: name, kind: "whole", path: name, by: "them" });
    },
  };
}
