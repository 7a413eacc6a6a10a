/** Lists of a plan: rows as cards or as a table, with the ways to add, move and remove them. */

/** Widths of a table's columns by the kind of what is in them. */
const WIDTHS = {
  ...{ text: "minmax(0, 2fr)", line: "minmax(0, 2fr)", link: "minmax(0, 2fr)", url: "minmax(0, 2fr)", code: "minmax(0, 1.4fr)" },
  ...{ year: "4.4rem", number: "6rem", money: "7.6rem", date: "8.8rem", value: "8.8rem", flag: "6rem", extra: "5.6rem", tools: "6rem" },
};

export function rows(cx) {
  const { model, t, fields } = cx;
  const { h, fill, fresh } = cx.dom;
  const { nameOf, parent, last } = cx.paths;

  const called = (path) => nameOf(model.get(path)) || model.node(path).label;

  /** A small button with a sign; its name is for those who hear it and in the tip. */
  function sign(text, name, press, extra = {}) {
    return h(
      "button",
      { type: "button", class: "cp-sign", "aria-label": name, title: name, data: { key: extra.key ?? "" }, on: { click: press } },
      h("span", { "aria-hidden": true }, text),
    );
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

  /** Past the next row that is shown beside it: a list may be shown in parts. */
  function shift(path, by) {
    const shown = [...(cx.root.querySelector(`[data-row="${CSS.escape(path)}"]`)?.parentNode.children ?? [])].map((row) => row.dataset.row);
    const other = shown[shown.indexOf(path) + by];
    const ids = model.get(parent(path)).map((row) => row.id);
    return other ? model.move(path, ids.indexOf(last(other)) - ids.indexOf(last(path))) : false;
  }

  /** Move up, move down, remove. */
  function tools(path) {
    const name = called(path);
    const to = (by) => () => shift(path, by) && cx.focus(by < 0 ? `up:${path}` : `down:${path}`);
    return h(
      "div",
      { class: "cp-tools", role: "group", "aria-label": name },
      sign("↑", `${t.up}: ${name}`, to(-1), { key: `up:${path}` }),
      sign("↓", `${t.down}: ${name}`, to(1), { key: `down:${path}` }),
      sign("×", `${t.remove}: ${name}`, () => remove(path)),
    );
  }

  const adder = (list, { label, values, title } = {}) =>
    h(
      "button",
      { type: "button", class: "cp-add", data: { key: `add:${list}:${title ?? ""}` }, on: { click: () => add(list, values?.()) } },
      fill(t.add, { what: label ?? model.node(list).item }),
    );

  /** Rows as cards. `draw(path, row)` gives what is in a card; all cells when it is left out. */
  function cards(list, { title = true, draw, label, values, only } = {}) {
    const node = model.node(list);
    const names = Object.keys(node.fields);
    const all = (path) => names.map((name) => part(`${path}/${name}`));
    const items = model
      .get(list)
      .filter(only ?? Boolean)
      .map((row) => {
        const path = `${list}/${row.id}`;
        return h(
          "li",
          { class: "cp-row", data: { at: path, row: path, host: "" } },
          tools(path),
          h("div", { class: "cp-cells" }, (draw ?? all)(path, row)),
        );
      });
    return h(
      "div",
      { class: "cp-list", data: { at: list, list } },
      title && h("h5", {}, title === true ? node.label : title),
      h("ol", { class: "cp-rows", role: "list" }, items),
      h("p", { class: "cp-list__foot" }, adder(list, { label, values, title })),
    );
  }

  /**
   * Rows as a table that becomes cards where it is narrow. A column is {name} of a cell or {names} of some, {label, kind}.
   * The roles are written out, because browsers forget what a table is when it is drawn as a grid.
   */
  function table(list, columns, { title = true, label, values, extra } = {}) {
    const node = model.node(list);
    const first = (column) => node.fields[column.name ?? column.names[0]];
    const plan = columns.map((column) => ({ names: [column.name], kind: first(column).kind, label: first(column).label, ...column }));
    const widths = [...plan.map((column) => WIDTHS[column.kind] ?? WIDTHS.line), ...(extra ? [WIDTHS.extra] : []), WIDTHS.tools].join(" ");
    const head = (kind, text) => h("th", { role: "columnheader", class: `is-${kind}` }, text);
    const cell = (kind, ...inside) => h("td", { role: "cell", class: `is-${kind}` }, inside);

    const body = model.get(list).map((row) => {
      const path = `${list}/${row.id}`;
      const cells = plan.map((column) =>
        cell(
          column.kind,
          column.names.map((name) => fields.cell(`${path}/${name}`, { placeholder: true })),
        ),
      );
      return h(
        "tr",
        { role: "row", data: { at: path, row: path, host: "" } },
        cells,
        extra && cell("extra", extra(path, row)),
        cell("tools", tools(path)),
      );
    });
    const heads = h(
      "tr",
      { role: "row" },
      plan.map((column) => head(column.kind, column.label)),
      extra && head("extra", extra.label),
      head("tools", h("span", { class: "cp-sr" }, t.tools)),
    );
    return h(
      "div",
      { class: "cp-list", data: { at: list, list, columns: plan.flatMap((column) => column.names).join() } },
      title && h("h5", {}, title === true ? node.label : title),
      body.length > 0 &&
        h(
          "table",
          { role: "table", class: "cp-grid", style: `--columns: ${widths}`, "aria-label": node.label },
          h("thead", { role: "rowgroup" }, heads),
          h("tbody", { role: "rowgroup" }, body),
        ),
      h("p", { class: "cp-list__foot" }, adder(list, { label, values, title })),
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
    return h(
      "div",
      { class: "cp-group", data: { at: path, host: "" } },
      title && h("h5", {}, title),
      h(
        "div",
        { class: "cp-cells" },
        names.map((name) => part(`${path}/${name}`)),
      ),
    );
  }

  return { cards, table, group, part, tools, add, remove, adder, sign };
}
