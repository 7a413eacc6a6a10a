/** Joining two people's changes to one section, cell by cell; the same rule as the server's merge.py, which decides clashes. */

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** {content, clashes}: content where there is a clash holds theirs, or what is left of a removed row. */
export function merge(node, base, mine, theirs) {
  const clashes = [];
  return { content: join(node, base, mine, theirs, "", clashes), clashes };
}

function join(node, base, mine, theirs, path, clashes) {
  if (same(mine, theirs) || same(mine, base)) return theirs;
  if (same(theirs, base)) return mine;
  if (node.kind === "group") {
    const names = Object.entries(node.fields);
    return Object.fromEntries(
      names.map(([name, field]) => [name, join(field, base[name], mine[name], theirs[name], `${path}/${name}`, clashes)]),
    );
  }
  if (node.kind === "items") return joinRows(node, base, mine, theirs, path, clashes);
  clashes.push(path);
  return theirs;
}

function blank(node) {
  if (node.kind === "items") return [];
  if (node.kind === "flag") return false;
  return node.kind === "group" ? Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, blank(field)])) : "";
}

function joinRows(node, base, mine, theirs, path, clashes) {
  const byId = (items) => new Map(items.map((item) => [item.id, item]));
  const [bases, mines, others] = [base, mine, theirs].map(byId);
  const group = { kind: "group", fields: node.fields };
  const rows = [];
  for (const id of order([...bases.keys()], [...mines.keys()], [...others.keys()])) {
    const [before, my, their] = [bases.get(id), mines.get(id), others.get(id)];
    if (my && their) {
      rows.push({ id, ...join(group, before ?? blank(group), my, their, `${path}/${id}`, clashes) });
      continue;
    }
    const left = my ?? their;
    if (!left || same(left, before)) continue;
    if (before) clashes.push(`${path}/${id}`);
    rows.push(left);
  }
  return rows;
}

/** All ids: in their order, or in mine when only I moved rows; the other's new rows after the row that they followed. */
function order(base, mine, theirs) {
  const kept = new Set(base.filter((id) => mine.includes(id) && theirs.includes(id)));
  const moved = !same(
    theirs.filter((id) => kept.has(id)),
    base.filter((id) => kept.has(id)),
  );
  const [first, second] = moved ? [theirs, mine] : [mine, theirs];
  const all = [...first];
  second.forEach((id, place) => {
    if (all.includes(id)) return;
    const before = place ? all.indexOf(second[place - 1]) : -1;
    all.splice(before + 1, 0, id);
  });
  return all;
}
