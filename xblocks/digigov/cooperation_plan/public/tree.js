/** A problem or objective tree: an indented list that one writes in, and the drawing of it, each reachable from the other. */

const LINE = 19;
const SVG_FONT = "500 14px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export function tree(cx, section, { up, down }) {
  const { model, t, fields, rows, paths } = cx;
  const { h, svg, fill, fresh } = cx.dom;
  const { sides, layout } = cx.m.tree_layout;
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
    const [inward, outward] = getComputedStyle(event.target).direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    return { [inward]: () => doing.deeper(one), [outward]: () => doing.higher(one), ArrowUp: () => doing.move(one, -1), ArrowDown: () => doing.move(one, 1) }[event.key];
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
    return h("div", { class: "cp-tools", role: "group", "aria-label": name }, inTree, tool("×", t.remove, () => doing.remove(one)));
  }

  /** What else belongs to a line: evidence of a problem, the problem that an objective turns round. */
  function details(one) {
    const path = `${list}/${one.id}`;
    const names = Object.keys(model.node(list).fields).filter((name) => !["text", "kind", "parent"].includes(name));
    const filled = names.filter((name) => one[name]);
    const cells = names.map((name) => fields.cell(`${path}/${name}`));
    return h("details", { class: "cp-line__more", data: { keep: path } }, h("summary", {}, `${model.node(`${path}/${names[0]}`).label}${filled.length ? " ✓" : ""}`), h("div", { class: "cp-cells" }, cells));
  }

  function line(branch, depth) {
    const one = branch.node;
    const path = `${list}/${one.id}`;
    const text = fields.cell(`${path}/text`, { label: kindName(one.kind) });
    return h(
      "li",
      { class: "cp-line", data: { at: path, row: path } },
      h("div", { class: "cp-line__row", data: { host: "" } }, text, lineTools(one), details(one)),
      branch.below.length > 0 && h("ul", { role: "list" }, branch.below.map((below) => line(below, depth + 1))),
    );
  }

  function group(kind, list, parent) {
    return h("div", { class: "cp-lines-group" }, h("h5", {}, t[`${kind}s`] ?? kindName(kind)), h("ul", { role: "list" }, list.map((branch) => line(branch, 0))), h("p", { class: "cp-list__foot" }, h("button", { type: "button", class: "cp-add", data: { key: `add:${section}:${kind}` }, on: { click: () => add(kind, parent) } }, fill(t.add, { what: kindName(kind) }))));
  }

  function draw() {
    const found = sides(nodes(), up);
    const root = found.core?.node.id ?? "";
    const middle = found.core ? h("ul", { role: "list" }, line({ ...found.core, below: [] }, 0)) : h("p", {}, h("button", { type: "button", class: "cp-add", on: { click: () => add("core", "") } }, fill(t.add, { what: kindName("core") })));
    const outline = h("div", { class: "cp-outline", on: { keydown: keys }, data: { at: list } }, group(up, found.above, root), h("div", { class: "cp-lines-group cp-lines-group--core" }, h("h5", {}, kindName("core")), middle), group(down, found.below, root));
    return [h("figure", { class: "cp-tree", data: { role: "drawing" } }), h("p", { class: "cp-hint" }, t.treeKeys), outline];
  }

  // The drawing.

  const pen = document.createElement("canvas").getContext("2d");
  const words = new Intl.Segmenter(undefined, { granularity: "word" });

  /** Where a line may be broken: after each word of whatever script, with the marks that follow it. */
  function pieces(text) {
    const found = [];
    for (const { segment, isWordLike } of words.segment(text)) {
      if (found.length && !isWordLike && segment.trim()) found[found.length - 1] += segment;
      else found.push(segment);
    }
    return found;
  }

  function wrap(text, width) {
    pen.font = SVG_FONT;
    const lines = [""];
    for (const segment of pieces(text.replace(/\s+/g, " ").trim())) {
      const longer = lines.at(-1) + segment;
      if (pen.measureText(longer.trimEnd()).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(segment.trimStart());
    }
    const kept = lines.filter(Boolean);
    return kept.length > 7 ? [...kept.slice(0, 6), `${kept[6]} …`] : kept.length ? kept : [""];
  }

  function update(root) {
    const figure = root.querySelector('[data-role="drawing"]');
    const width = Math.max(230, Math.floor(figure.clientWidth) - 26);
    const all = nodes();
    if (!all.length) return void figure.replaceChildren(h("p", { class: "cp-hint" }, t.treeEmpty));
    const at = figure.contains(document.activeElement) ? document.activeElement.dataset.node : "";
    const drawn = layout(all, { up, width, wrap, line: LINE, empty: "…" });
    const rtl = getComputedStyle(figure).direction === "rtl";
    const x = (one) => (rtl ? width - one.x - one.width : one.x);
    const boxes = drawn.boxes.map((one) => {
      const middle = x(one) + one.width / 2;
      const lines = one.lines.map((text, place) => svg("tspan", { x: middle, y: one.y + 22 + place * LINE }, text));
      const parts = [svg("rect", { x: x(one), y: one.y, width: one.width, height: one.height, rx: 3 }), svg("text", { "text-anchor": "middle", direction: /[\u0590-\u08ff]/.test(one.node.text) ? "rtl" : "ltr" }, lines)];
      const label = `${kindName(one.node.kind || up)}: ${one.node.text || t.noRow}`;
      return svg("g", { class: `cp-node is-${one.side} ${one.loose ? "is-loose" : ""}`, role: "treeitem", tabindex: -1, "aria-level": one.depth + 1, "aria-label": label, "data-node": one.id }, ...parts);
    });
    const mirrored = rtl ? `translate(${width} 0) scale(-1 1)` : null;
    const links = svg("g", { class: "cp-links", transform: mirrored, "aria-hidden": "true" }, drawn.links.map((link) => svg("path", { d: link.path })));
    const picture = svg("svg", { viewBox: `-2 -2 ${width + 4} ${drawn.height + 4}`, width: width + 4, height: drawn.height + 4, role: "tree", "aria-label": model.node(section).label }, links, ...boxes);
    figure.replaceChildren(picture);
    const focused = boxes.find((one) => one.dataset.node === at);
    (focused ?? boxes.find((one) => one.classList.contains("is-core")) ?? boxes[0]).setAttribute("tabindex", 0);
    focused?.focus();
    picture.addEventListener("keydown", (event) => walk(event, drawn.boxes, rtl));
    picture.addEventListener("click", (event) => toText(event.target.closest("[data-node]")));
  }

  const toText = (box) => box && cx.focus(`${list}/${box.dataset.node}/text`)?.scrollIntoView({ block: "nearest" });

  /** Arrows go to the nearest box in their direction; Enter to its words; Insert hangs a box on it, Delete takes it out. */
  function walk(event, boxes, rtl) {
    const id = event.target.dataset.node;
    const here = boxes.find((one) => one.id === id);
    const one = node(id);
    if (!here || !one) return;
    const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [rtl ? 1 : -1, 0], ArrowRight: [rtl ? -1 : 1, 0] }[event.key];
    if (way) go(event, nearest(boxes, here, way));
    else if (event.key === "Enter") toText(event.target);
    else if (event.key === "Delete") doing.remove(one);
    else if (event.key === "Insert") add(one.kind === "core" ? down : one.kind, id, id);
    else return;
    event.preventDefault();
  }

  function nearest(boxes, here, [right, downward]) {
    const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
    const [hx, hy] = middle(here);
    const ahead = boxes.map((box) => [box, middle(box)]).filter(([, [x, y]]) => (right ? (x - hx) * right > 4 : (y - hy) * downward > 4));
    const far = ([, [x, y]]) => (right ? Math.abs(x - hx) + 3 * Math.abs(y - hy) : Math.abs(y - hy) + 0.5 * Math.abs(x - hx));
    return ahead.sort((one, other) => far(one) - far(other))[0]?.[0];
  }

  function go(event, to) {
    if (!to) return;
    const group = event.currentTarget;
    for (const box of group.querySelectorAll("[data-node]")) box.setAttribute("tabindex", box.dataset.node === to.id ? 0 : -1);
    group.querySelector(`[data-node="${CSS.escape(to.id)}"]`).focus();
  }

  return { draw, update: (_cx, root) => update(root) };
}
