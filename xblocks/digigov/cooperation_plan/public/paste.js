/** Tables pasted from Word or Excel become rows of the list that they are pasted into; lists become lines of a tree. */

export function paste(cx) {
  const { model, t, fields, paths } = cx;
  const { fill, fresh } = cx.dom;
  const { fromText, spread, columnsOf, valueFor, outline } = cx.m.pasted;

  /** The first table of pasted HTML as a grid of texts; null when there is none. */
  function tableOf(html) {
    const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    const text = (cell) => {
      for (const end of cell.querySelectorAll("br, p, div, li")) end.append("\n");
      return cell.textContent
        .replace(/[ \t\u00a0]+/g, " ")
        .replace(/ ?\n[ \n]*/g, "\n")
        .trim();
    };
    return spread(
      [...table.rows].map((row) =>
        [...row.cells].map((cell) => ({ text: text(cell), rows: cell.rowSpan || 1, columns: cell.colSpan || 1 })),
      ),
    );
  }

  function pasted(event) {
    const box = event.target;
    const path = box.dataset?.cell;
    const list = box.closest?.("[data-list]")?.dataset.list;
    const nodes = path?.endsWith("/text") && /^(problems|objectives)\/nodes\//.test(path) && paths.parent(paths.parent(path));
    const text = event.clipboardData.getData("text/plain");
    const grid = tableOf(event.clipboardData.getData("text/html")) ?? (text.includes("\t") ? fromText(text) : null);
    if (list && grid?.length && (grid.length > 1 || grid[0].length > 1)) {
      event.preventDefault();
      intoRows(list, path, grid, box.closest("[data-list]"));
    } else if (nodes && text.trim().includes("\n")) {
      event.preventDefault();
      intoTree(nodes, path, grid ? grid.map((row) => [0, row.filter(Boolean).join(" ")]) : outline(text));
    }
  }

  function intoRows(list, path, grid, holder) {
    const declared = model.node(list).fields;
    const order = holder.dataset.columns?.split(",") ?? Object.keys(declared);
    const labels = order.filter((name) => !declared[name].fields).map((name) => [name, declared[name].label]);
    const [id, cell] = path.slice(list.length + 1).split("/");
    const { rows, names } = columnsOf(grid, labels, cell);
    const left = new Set(grid[0].filter((_cell, place) => !names[place] && grid.some((row) => row[place])));
    model.rewrite(paths.sectionOf(list), () => {
      const items = model.get(list);
      const from = Math.max(
        0,
        items.findIndex((row) => row.id === id),
      );
      rows.forEach((cells, down) => {
        if (from + down >= 500) return;
        items[from + down] ??= { id: fresh(), ...paths.empty({ kind: "group", fields: declared }), ...shared(items[from]) };
        names.forEach((name, place) => {
          if (!name) return;
          const options = ["code", "link"].includes(declared[name].kind) ? fields.options(`${list}/${items[from + down].id}/${name}`) : [];
          const value = valueFor(declared[name].kind, cells[place] ?? "", options);
          if (value === null) left.add(cells[place]);
          else items[from + down][name] = value;
        });
      });
    });
    cx.offerUndo(fill(left.size ? t.pastedPart : t.pasted, { count: rows.length, left: [...left].slice(0, 6).join(", ") }));
    cx.focus(path);
  }

  /** What decides where a row is shown is taken over from the row above. */
  const shared = (row) => Object.fromEntries(["level", "parent", "output"].filter((name) => name in row).map((name) => [name, row[name]]));

  function intoTree(list, path, lines) {
    const id = path.split("/")[2];
    model.rewrite(paths.sectionOf(list), (content) => {
      const place = content.nodes.findIndex((one) => one.id === id);
      const { kind, parent, text } = content.nodes[place];
      const above = [parent];
      const made = lines.map(([depth, words], number) => {
        const row =
          number || text ? { id: fresh(), ...paths.empty({ kind: "group", fields: model.node(list).fields }) } : content.nodes[place];
        above.length = Math.min(depth, above.length - 1) + 1;
        Object.assign(row, {
          kind: kind === "core" && number ? (list.startsWith("problems") ? "cause" : "means") : kind,
          parent: above.at(-1),
          text: words,
        });
        if (kind === "core" && number) row.parent = above.length > 1 ? above.at(-1) : id;
        above.push(row.id);
        return row;
      });
      content.nodes.splice(place + 1, 0, ...made.filter((row) => row.id !== id));
    });
    cx.offerUndo(fill(t.pasted, { count: lines.length }));
    cx.focus(path);
  }

  cx.root.addEventListener("paste", pasted);
}
