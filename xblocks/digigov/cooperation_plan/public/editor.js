/** The sections as one writes in them: drawn when they are first seen, kept up to date, and the focus kept in its place. */

const SHAPING = new Set(["level", "kind", "parent", "output"]); // cells that decide where a row is shown

export function editor(cx, layouts) {
  const { model, fields } = cx;
  const { soon } = cx.dom;
  const views = new Map(); // by section: {root, shape, layout, drawn}

  /** What the order of the drawn rows depends on; everything else is brought up to date in place. */
  const shapeOf = (value, key = "") => {
    if (Array.isArray(value)) return `[${value.map((row) => row.id + shapeOf(row)).join()}]`;
    if (typeof value === "object")
      return Object.entries(value)
        .map(([name, below]) => shapeOf(below, name))
        .join("");
    return SHAPING.has(key) ? `:${value}` : "";
  };

  const shape = (view) => shapeOf(model.section(view.name)) + JSON.stringify(view.layout.shape?.() ?? "");

  function place() {
    const box = document.activeElement;
    const key = box?.dataset?.cell ?? box?.dataset?.key;
    return key && { key, start: box.selectionStart, end: box.selectionEnd };
  }

  /** Put the focus on a cell, on a button by its key, or on the first cell of a row. */
  function focus(key) {
    const named = (name) => cx.root.querySelector(`[data-${name}="${CSS.escape(key)}"]`);
    const box = named("cell") ?? named("key") ?? named("row")?.querySelector("[data-cell]") ?? named("at");
    if (!box) return null;
    if (box.tabIndex < 0 && !box.matches("input, textarea, select, button")) box.tabIndex = -1;
    box.focus();
    return box;
  }

  function draw(view) {
    cx.aside?.hold();
    const kept = view.root.contains(document.activeElement) ? place() : null;
    view.shape = shape(view);
    const opened = [...view.root.querySelectorAll("details[data-keep][open]")].map((one) => one.dataset.keep);
    view.root.replaceChildren(...[view.layout.draw(cx)].flat(Infinity).filter(Boolean));
    for (const one of view.root.querySelectorAll("details[data-keep]")) one.open = opened.includes(one.dataset.keep);
    fields.ready(view.root);
    view.layout.update?.(cx, view.root);
    cx.marks?.();
    if (!kept) return;
    const box = focus(kept.key);
    if (box?.setSelectionRange && kept.start !== null && kept.start !== undefined) box.setSelectionRange(kept.start, kept.end);
  }

  let composing = false; // a syllable is being put together: nothing may move under it
  cx.root.addEventListener("compositionstart", () => (composing = true));
  cx.root.addEventListener("compositionend", () => {
    composing = false;
    refresh();
  });

  const stale = new Set(); // sections that changed since the shown view was brought up to date
  const concerns = (view, sections) => view.layout.needs.some((section) => sections.has(section));
  const shown = () => views.get(cx.step);

  /** Bring the shown view up to date; the others wait until somebody goes there. */
  function work() {
    const view = shown();
    if (composing || !view || !concerns(view, stale)) return;
    if (view.shape !== shape(view)) draw(view);
    else {
      fields.patch(view.root);
      view.layout.update?.(cx, view.root);
    }
    stale.clear();
  }

  const refresh = soon(work);
  const redraw = soon(() => !composing && shown()?.layout.update?.(cx, shown().root));
  let later = 0;

  model.on((event) => {
    for (const view of views.values()) if (view !== shown() && view.layout.needs.includes(event.section)) view.behind = true;
    stale.add(event.section);
    clearTimeout(later);
    if (event.kind === "rows" && event.by === "me")
      work(); // at once, so that the new row can take the focus
    else if (event.kind === "cell") {
      redraw(); // the cell itself shows what was typed; names of rows in other cells follow after a moment
      later = setTimeout(refresh, 400);
    } else refresh();
  });

  /** Go to a section; its place is the element. What is there already is brought up to date. */
  function open(name, root) {
    const known = views.get(name);
    if (known && !known.behind) return void known.layout.update?.(cx, known.root);
    const layout = layouts[name];
    const view = known ?? { name, root, layout: { ...layout, needs: [name, ...(layout.needs ?? [])] }, shape: "" };
    view.behind = false;
    views.set(name, view);
    draw(view);
  }

  return { open, focus, refresh: (name) => (stale.add(name), refresh()) };
}
