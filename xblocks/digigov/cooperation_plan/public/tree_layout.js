/** Where the boxes of a problem or objective tree stand: what follows above the core, what leads to it below. No DOM. */

const GAP = { across: 16, down: 34, side: 10, indent: 20 };
const PAD = { x: 10, y: 8 };
const BOLD = 0.92; // the core is written bold, and measured as if it were not

/** The nodes as branches {node, below: []}; a node in a circle or without its parent is a root, each is there once. */
export function branches(nodes) {
  const found = new Map(nodes.map((node) => [node.id, { node, below: [] }]));
  const roots = [];
  for (const branch of found.values()) {
    const above = found.get(branch.node.parent);
    (above && !circles(found, branch) ? above.below : roots).push(branch);
  }
  return roots;
}

/** Whether going up from a branch comes back to it before any other node of the circle: there the circle is opened. */
function circles(found, start) {
  const seen = new Set([start.node.id]);
  let at = found.get(start.node.parent);
  while (at && !seen.has(at.node.id)) {
    seen.add(at.node.id);
    at = found.get(at.node.parent);
  }
  if (at !== start) return false;
  return [...found.keys()].find((id) => seen.has(id)) === start.node.id;
}

/** {core, above, below}: the core's branch (or none) and the branches on each side; `up` is the kind that goes above. */
export function sides(nodes, up) {
  const roots = branches(nodes);
  const core = roots.find((branch) => branch.node.kind === "core");
  const rest = [...roots.filter((branch) => branch !== core), ...(core?.below ?? [])];
  rest.sort((one, other) => nodes.indexOf(one.node) - nodes.indexOf(other.node));
  return {
    core,
    above: rest.filter((one) => one.node.kind === up),
    below: rest.filter((one) => one.node.kind !== up),
    loose: new Set(core ? roots.filter((one) => one !== core).map((one) => one.node.id) : []),
  };
}

/**
 * Boxes {id, x, y, width, height, lines, depth, side, parent} and links {from, to, path} within {width, height}.
 * `wrap(text, width)` gives lines, `line` their height. Side by side where it fits into `width`, else one under the other.
 */
export function layout(nodes, { up, width, wrap, line, least = 132, most = 190, empty = "" }) {
  const tree = sides(nodes, up);
  const leaves = (list) => list.reduce((sum, one) => sum + (leaves(one.below) || 1), 0);
  const columns = Math.max(leaves(tree.above), leaves(tree.below), 1);
  const column = Math.min(most, Math.floor((width + GAP.across) / columns) - GAP.across);
  const box = (branch, wide, depth, side) => {
    const lines = wrap(branch.node.text || empty, (wide - 2 * PAD.x) * (side === "core" ? BOLD : 1));
    return {
      id: branch.node.id,
      node: branch.node,
      lines,
      width: wide,
      height: lines.length * line + 2 * PAD.y,
      depth,
      side,
      loose: tree.loose.has(branch.node.id),
    };
  };
  return column >= least ? across(tree, { width, column, box }) : stacked(tree, { width, box });
}

/** Leaves side by side, parents over the middle of what hangs on them. */
function across(tree, { width, column, box }) {
  const boxes = [];
  const rows = { above: [], below: [] }; // heights by depth
  const place = (branch, depth, side, from) => {
    const one = box(branch, column, depth, side);
    rows[side][depth] = Math.max(rows[side][depth] ?? 0, one.height);
    boxes.push(one);
    let at = from;
    const middles = branch.below.map((below) => {
      const [end, middle, child] = place(below, depth + 1, side, at);
      child.parent = one.id;
      at = end;
      return middle;
    });
    if (!middles.length) at = from + column + GAP.across;
    const middle = middles.length ? (middles[0] + middles.at(-1)) / 2 : from + column / 2;
    one.x = middle - column / 2;
    return [at, middle, one];
  };
  const ends = {};
  for (const side of ["above", "below"]) {
    let at = 0;
    for (const branch of tree[side]) {
      const [end, , one] = place(branch, 0, side, at);
      one.parent = one.loose ? "" : (tree.core?.node.id ?? "");
      at = end;
    }
    ends[side] = Math.max(0, at - GAP.across);
  }
  const core = tree.core && box(tree.core, Math.min(width, Math.max(column, Math.min(360, width))), 0, "core");
  const top = rows.above.reduce((sum, height) => sum + height + GAP.down, 0);
  const foot = top + (core ? core.height + GAP.down : 0);
  for (const one of boxes) {
    one.x += (width - ends[one.side]) / 2;
    const before = rows[one.side].slice(0, one.depth).reduce((sum, height) => sum + height + GAP.down, 0);
    one.y = one.side === "above" ? top - before - GAP.down - one.height : foot + before;
  }
  if (core) boxes.push(Object.assign(core, { x: (width - core.width) / 2, y: top, parent: "" }));
  const height = foot + rows.below.reduce((sum, tall) => sum + tall + GAP.down, 0) - (rows.below.length || core ? GAP.down : 0);
  return { boxes, links: links(boxes, elbow), width, height: Math.max(height, 1) };
}

/** One box under the other, each step further in: for narrow pages and wide trees. */
function stacked(tree, { width, box }) {
  const boxes = [];
  let y = 0;
  const put = (branch, depth, side, parent) => {
    const x = Math.min(depth, 6) * GAP.indent;
    const one = Object.assign(box(branch, width - x, depth, side), { x, y, parent });
    boxes.push(one);
    y += one.height + GAP.side;
    branch.below.forEach((below) => put(below, depth + 1, side, one.id));
  };
  const core = tree.core?.node.id ?? "";
  tree.above.forEach((branch) => put(branch, 1, "above", tree.loose.has(branch.node.id) ? "" : core));
  if (tree.core) put({ node: tree.core.node, below: [] }, 0, "core", "");
  tree.below.forEach((branch) => put(branch, 1, "below", tree.loose.has(branch.node.id) ? "" : core));
  return { boxes, links: links(boxes, bracket), width, height: Math.max(1, y - GAP.side) };
}

function links(boxes, line) {
  const byId = new Map(boxes.map((one) => [one.id, one]));
  return boxes
    .filter((one) => byId.has(one.parent))
    .map((one) => ({ from: one.parent, to: one.id, path: line(one, byId.get(one.parent)) }));
}

function elbow(one, parent) {
  const up = one.side === "above";
  const [x, y] = [one.x + one.width / 2, up ? one.y + one.height : one.y];
  const [px, py] = [parent.x + parent.width / 2, up ? parent.y : parent.y + parent.height];
  const bend = up ? py - GAP.down / 2 : py + GAP.down / 2;
  return `M${x} ${y}V${bend}H${px}V${py}`;
}

function bracket(one, parent) {
  const x = parent.x + GAP.indent / 2;
  const y = one.y + one.height / 2;
  const from = one.y < parent.y ? parent.y : parent.y + parent.height;
  return `M${one.x} ${y}H${x}V${from}`;
}
