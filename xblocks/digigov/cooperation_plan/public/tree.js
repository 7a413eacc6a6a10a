/** A problem or objective tree: an indented list that one writes in, and the drawing of it, each reachable from the other. */

export function tree(cx, section, { up, down }) {
  const { model, t, fields, rows, paths } = cx;
  const { h, fill, fresh } = cx.dom;
  const { sides } = cx.m.tree_layout;
  const list = `${section}/nodes`;
  const nodes = () => model.get(list);
  const node = (id) => nodes().find((one) => one.id === id);
  const core = () => nodes().find((one) => one.kind === "core");
  const siblings = (one) => nodes().filter((other) => other.parent === one.parent && other.kind === one.kind);
  const kindName = (kind) => fields.options(`${list}/any/kind`).find(([code]) => code === kind)[1];

  function add(kind, parent, after) {
    const id = fresh();
    model.rewrite(section, (content) => {
      const place = after ? content.nodes.findIndex((one) => one.id === after) + 1 : content.nodes.length;
      const row = { ...paths.empty({ kind: "group", fields: model.node(list).fields }), kind, parent };
      content.nodes.splice(place, 0, { id, ...row });
      if (kind === "core") for (const one of content.nodes) if (!one.parent && one.id !== id) one.parent = id;
    });
    cx.focus(`${list}/${id}/text`);
  }

  function hang(one, parent) {
    model.rewrite(section, (content) => void (content.nodes.find((other) => other.id === one.id).parent = parent));
    cx.focus(`${list}/${one.id}/text`);
  }

  const doing = {
    deeper(one) {
      const before = siblings(one)[siblings(one).indexOf(one) - 1];
      if (before) hang(one, before.id);
    },
    higher(one) {
      const above = node(one.parent);
      if (above && above.kind !== "core") hang(one, above.parent);
    },
    move(one, by) {
      const other = siblings(one)[siblings(one).indexOf(one) + by];
      if (!other) return;
      model.rewrite(section, (content) => {
        const [a, b] = [one, other].map(({ id }) => content.nodes.findIndex((each) => each.id === id));
        [content.nodes[a], content.nodes[b]] = [content.nodes[b], content.nodes[a]];
      });
      cx.focus(`${list}/${one.id}/text`);
    },
    /** What hung on it hangs on what it hung on. */
    remove(one) {
      const shown = [...cx.root.querySelectorAll(`[data-section="${section}"] [data-cell$="/text"]`)].map((box) => box.dataset.cell);
      const next = shown[shown.indexOf(`${list}/${one.id}/text`) - 1] ?? shown[1];
      const what = paths.nameOf(one) || kindName(one.kind);
      model.rewrite(section, (content) => {
        for (const other of content.nodes) if (other.parent === one.id) other.parent = one.parent;
        content.nodes = content.nodes.filter((other) => other.id !== one.id);
      });
      cx.offerUndo(fill(t.removed, { what }));
      if (next) cx.focus(next);
    },
  };

  function keys(event) {
    const path = event.target.dataset?.cell;
    if (!path?.startsWith(`${list}/`) || !path.endsWith("/text") || event.isComposing) return;
    const one = node(path.split("/")[2]);
    const act = pressed(event, one);
    if (!act) return;
    event.preventDefault();
    act();
  }

  function pressed(event, one) {
    if (event.key === "Enter" && !event.shiftKey && one.kind !== "core") return () => add(one.kind, one.parent, one.id);
    if (event.key === "Backspace" && !event.target.value && nodes().length > 1) return () => doing.remove(one);
    if (!event.altKey || !event.shiftKey) return null;
    const [inward, outward] =
      getComputedStyle(event.target).direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    return {
      [inward]: () => doing.deeper(one),
      [outward]: () => doing.higher(one),
      ArrowUp: () => doing.move(one, -1),
      ArrowDown: () => doing.move(one, 1),
    }[event.key];
  }

  function lineTools(one) {
    const name = paths.nameOf(one) || kindName(one.kind);
    const tool = (mark, word, work) => rows.sign(mark, `${word}: ${name}`, work);
    const inTree = one.kind !== "core" && [
      tool("⇥", t.deeper, () => doing.deeper(one)),
      tool("⇤", t.higher, () => doing.higher(one)),
      tool("↑", t.up, () => doing.move(one, -1)),
      tool("↓", t.down, () => doing.move(one, 1)),
      tool("+", t.addBelow, () => add(one.kind, one.id, one.id)),
    ];
    return h(
      "div",
      { class: "cp-tools", role: "group", "aria-label": name },
      inTree,
      tool("×", t.remove, () => doing.remove(one)),
    );
  }

  /** What else belongs to a line: evidence of a problem, the problem that an objective turns round. */
  function details(one) {
    const path = `${list}/${one.id}`;
    const names = Object.keys(model.node(list).fields).filter((name) => !["text", "kind", "parent"].includes(name));
    const filled = names.filter((name) => one[name]);
    const cells = names.map((name) => fields.cell(`${path}/${name}`));
    return h(
      "details",
      { class: "cp-line__more", data: { keep: path } },
      h(
        "summary",
        {},
        `${names[0] === "problem" ? model.node("problems/nodes").item : model.node(`${path}/${names[0]}`).label}${filled.length ? " ✓" : ""}`,
      ),
      h("div", { class: "cp-cells" }, cells),
    );
  }

  function line(branch, depth) {
    const one = branch.node;
    const path = `${list}/${one.id}`;
    const text = fields.cell(`${path}/text`, { label: kindName(one.kind) });
    return h(
      "li",
      { class: "cp-line", data: { at: path, row: path } },
      h("div", { class: "cp-line__row", data: { host: "" } }, text, lineTools(one), details(one)),
      branch.below.length > 0 &&
        h(
          "ul",
          { role: "list" },
          branch.below.map((below) => line(below, depth + 1)),
        ),
    );
  }

  function group(kind, list, parent) {
    return h(
      "div",
      { class: "cp-lines-group" },
      h("h5", {}, t[`${kind}s`] ?? kindName(kind)),
      h(
        "ul",
        { role: "list" },
        list.map((branch) => line(branch, 0)),
      ),
      h(
        "p",
        { class: "cp-list__foot" },
        h(
          "button",
          { type: "button", class: "cp-add", data: { key: `add:${section}:${kind}` }, on: { click: () => add(kind, parent) } },
          fill(t.add, { what: kindName(kind) }),
        ),
      ),
    );
  }

  function draw() {
    const found = sides(nodes(), up);
    const root = found.core?.node.id ?? "";
    const middle = found.core
      ? h("ul", { role: "list" }, line({ ...found.core, below: [] }, 0))
      : h(
          "p",
          {},
          h("button", { type: "button", class: "cp-add", on: { click: () => add("core", "") } }, fill(t.add, { what: kindName("core") })),
        );
    const outline = h(
      "div",
      { class: "cp-outline", on: { keydown: keys }, data: { at: list } },
      group(up, found.above, root),
      h("div", { class: "cp-lines-group cp-lines-group--core" }, h("h5", {}, kindName("core")), middle),
      group(down, found.below, root),
    );
    return [h("figure", { class: "cp-tree", data: { role: "drawing" } }), h("p", { class: "cp-hint" }, t.treeKeys), outline];
  }

  const picture = cx.m.tree_drawing.drawing(cx, section, { up, down, kindName, add, remove: doing.remove });
  return { draw, update: (_cx, root) => picture(root.querySelector('[data-role="drawing"]')) };
}
