/** The drawing of a tree in SVG: one walks in it with the arrow keys, and goes from a box to its words in the list. */

const LINE = 19;
const SVG_FONT = "500 14px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Gives `draw(figure)`. `up` and `down` are the kinds above and below the core; `add` and `remove` change the tree. */
export function drawing(cx, section, { up, down, kindName, add, remove }) {
  const { model, t } = cx;
  const { h, svg } = cx.dom;
  const { layout } = cx.m.tree_layout;
  const list = `${section}/nodes`;
  const nodes = () => model.get(list);
  const node = (id) => nodes().find((one) => one.id === id);

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

  function draw(figure) {
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
      const parts = [
        svg("rect", { x: x(one), y: one.y, width: one.width, height: one.height, rx: 3 }),
        svg("text", { "text-anchor": "middle", direction: /[\u0590-\u08ff]/.test(one.node.text) ? "rtl" : "ltr" }, lines),
      ];
      const label = `${kindName(one.node.kind || up)}: ${one.node.text || t.noRow}`;
      return svg(
        "g",
        {
          class: `cp-node is-${one.side} ${one.loose ? "is-loose" : ""}`,
          role: "treeitem",
          tabindex: -1,
          "aria-level": one.depth + 1,
          "aria-label": label,
          "data-node": one.id,
        },
        ...parts,
      );
    });
    const mirrored = rtl ? `translate(${width} 0) scale(-1 1)` : null;
    const links = svg(
      "g",
      { class: "cp-links", transform: mirrored, "aria-hidden": "true" },
      drawn.links.map((link) => svg("path", { d: link.path })),
    );
    const picture = svg(
      "svg",
      {
        viewBox: `-2 -2 ${width + 4} ${drawn.height + 4}`,
        width: width + 4,
        height: drawn.height + 4,
        role: "tree",
        "aria-label": model.node(section).label,
      },
      links,
      ...boxes,
    );
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
    else if (event.key === "Delete") remove(one);
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

  return draw;
}
