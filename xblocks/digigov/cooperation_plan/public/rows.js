/** Lists of a plan: rows as cards or as a table, with the ways to add, move and remove them. */

export function rows(cx) {
  const { model, t, fields } = cx;
  const { h, fill, fresh } = cx.dom;
  const { nameOf, parent, last } = cx.paths;

  const called = (path) => nameOf(model.get(path)) || model.node(path).label;

  /** A small button with a sign; its name is for those who hear it and in the tip. */
  function sign(text, name, press, extra = {}) {
    return h("button", { type: "button", class: "cp-sign", "aria-label": name, title: name, data: { key: extra.key ?? "" }, on: { click: press } }, h("span", { "aria-hidden": true }, text));
  }

  function remove(path) {
    const what = called(path);
    const list = parent(path);
    const at = model.get(list).findIndex((row) => row.id === last(path));
    model.remove(path);
    cx.offerUndo(fill(t.removed, { what }));
    const next = model.get(list)[Math.min(at, model.get(list).length - 1)];
    cx.focus(next ? `${list}/${next.id}` : `add:${list}`);
  }

  function add(list, values = {}, place = Infinity) {
    const id = fresh();
    model.insert(list, id, place, values);
    cx.focus(`${list}/${id}`);
    return id;
  }

  /** Move up, move down, remove. */
  function tools(path) {
    const name = called(path);
    const to = (by) => () => model.move(path, by) && cx.focus(by < 0 ? `up:${path}` : `down:${path}`);
    return h(
      "div",
      { class: "cp-tools", role: "group", "aria-label": name },
      sign("↑", `${t.up}: ${name}`, to(-1), { key: `up:${path}` }),
      sign("↓", `${t.down}: ${name}`, to(1), { key: `down:${path}` }),
      sign("×", `${t.remove}: ${name}`, () => remove(path)),
    );
  }

  const adder = (list, { label, values } = {}) =>
    h("button", { type: "button", class: "cp-add", data: { key: `add:${list}` }, on: { click: () => add(list, values?.()) } }, fill(t.add, { what: label ?? model.node(list).item }));

  /** Rows as cards. `draw(path, row)` gives what is in a card; all cells when it is left out. */
  function cards(list, { title = true, draw, label, values, foot } = {}) {
    const node = model.node(list);
    const names = Object.keys(node.fields);
    const all = (path) => names.map((name) => part(`${path}/${name}`));
    const items = model.get(list).map((row, place) => {
      const path = `${list}/${row.id}`;
      const number = h("span", { class: "cp-row__n", "aria-hidden": true }, place + 1);
      return h("li", { class: "cp-row", data: { at: path, row: path, host: "" } }, number, tools(path), h("div", { class: "cp-cells" }, (draw ?? all)(path, row)));
    });
    return h(
      "div",
      { class: "cp-list", data: { at: list, list } },
      title && h("h5", {}, title === true ? node.label : title),
      h("ol", { class: "cp-rows", role: "list" }, items),
      h("p", { class: "cp-list__foot" }, adder(list, { label, values }), foot),
    );
  }

  /** Rows as a table that becomes cards where it is narrow. `columns` are [{name, only, label, wide}] of cells. */
  function table(list, columns, { title = true, label, values, extra, rows: shown } = {}) {
    const node = model.node(list);
    const head = columns.map((column) => h("th", { scope: "col", class: `is-${node.fields[column.name].kind}` }, column.label ?? node.fields[column.name].label));
    const body = (shown ?? model.get(list)).map((row) => {
      const path = `${list}/${row.id}`;
      const cells = columns.map((column) => h("td", { class: `is-${node.fields[column.name].kind}` }, fields.cell(`${path}/${column.name}`, column)));
      const more = extra ? h("td", { class: "is-extra" }, extra(path, row)) : [];
      return h("tr", { data: { at: path, row: path, host: "" } }, cells, more, h("td", { class: "is-tools" }, tools(path)));
    });
    const caption = title === true ? node.label : title;
    return h(
      "div",
      { class: "cp-list", data: { at: list, list } },
      title && h("h5", {}, caption),
      body.length > 0 && h("table", { class: "cp-grid" }, h("thead", {}, h("tr", {}, head, extra && h("th", { scope: "col" }, extra.label ?? ""), h("th", {}, h("span", { class: "cp-sr" }, t.more)))), h("tbody", {}, body)),
      h("p", { class: "cp-list__foot" }, adder(list, { label, values })),
    );
  }

  /** Whatever is declared at a path: a cell, a group, or a list as cards. */
  function part(path, options) {
    const node = model.node(path);
    if (node.kind === "items") return cards(path, options);
    if (node.kind === "group") return group(path);
    return fields.cell(path, options);
  }

  /** Some cells (all when no names are given) on a sheet, under a heading. */
  function group(path, names = Object.keys(model.node(path).fields), title = model.node(path).label) {
    return h("div", { class: "cp-group", data: { at: path, host: "" } }, title && h("h5", {}, title), h("div", { class: "cp-cells" }, names.map((name) => part(`${path}/${name}`))));
  }

  return { cards, table, group, part, tools, add, remove, adder, sign };
}
