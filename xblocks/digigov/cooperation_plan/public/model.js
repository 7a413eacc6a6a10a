/** The plan as it stands on this page: reading, writing, and telling everybody who listens what changed. */

/**
 * `sections` are the contents by name. An event is {section, kind: "cell" | "rows" | "whole", path, by: "me" | "them"};
 * mine also have `before` and `after`: a cell's two values, or the section's two contents.
 */
export function model({ schema, sections }, { clone, declared, empty, get, put, asTyped, sectionOf, parent, last }) {
  const plan = clone(sections);
  const listeners = new Set();
  const tell = (event) => listeners.forEach((listen) => listen(event));

  function change(path, work) {
    const section = sectionOf(path);
    const before = clone(plan[section]);
    const done = work();
    if (done) tell({ section, kind: "rows", path, by: "me", before, after: clone(plan[section]) });
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
      const before = get(plan, path);
      if (before === value || !put(plan, path, value)) return false;
      tell({ section: sectionOf(path), kind: "cell", path, by: "me", before, after: value });
      return true;
    },

    /** Put a row into a list at a place (the end when it is left out); its cells are empty but for `values`. */
    insert(path, id, place = Infinity, values = {}) {
      const row = { id, ...empty({ kind: "group", fields: declared(schema, path).fields }), ...values };
      const rows = get(plan, path);
      return change(path, () => rows.splice(Math.min(place, rows.length), 0, row) && row);
    },

    /** Take a row out of its list. */
    remove(path) {
      const [rows, id] = [get(plan, parent(path)), last(path)];
      const place = rows?.findIndex((row) => row.id === id) ?? -1;
      return place >= 0 && change(parent(path), () => rows.splice(place, 1)[0]);
    },

    /** Move a row up (-1) or down (1) in its list. */
    move(path, by) {
      const [rows, id] = [get(plan, parent(path)), last(path)];
      const from = rows.findIndex((row) => row.id === id);
      const to = from + by;
      return to >= 0 && to < rows.length && change(parent(path), () => Boolean(rows.splice(to, 0, rows.splice(from, 1)[0])));
    },

    /** Several writes of mine to a section at once: `work` changes its content in place, or gives another. */
    rewrite: (name, work) =>
      change(name, () => {
        plan[name] = work(plan[name]) ?? plan[name];
        return true;
      }),

    /** What the server has; nobody typed it here. What is being typed keeps its spaces. */
    receive(name, content) {
      plan[name] = clone(asTyped(schema[name], plan[name], content));
      tell({ section: name, kind: "whole", path: name, by: "them" });
    },
  };
}
