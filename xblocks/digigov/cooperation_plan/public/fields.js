/** Cells as one writes in them: the right control for each kind, filled from the plan and written back to it. */

const LINE_KINDS = new Set(["line", "text", "url"]);
const NUMBER_KINDS = { number: "decimal", money: "decimal", year: "numeric" };

export function fields(cx) {
  const { model, t, codes, prefix } = cx;
  const { h } = cx.dom;
  const { nameOf, parent, cells } = cx.paths;
  const id = (path) => prefix + path.replaceAll("/", ".");

  /** [value, name] of everything that may stand in a cell of kind "code" or "link"; `only` narrows a link's rows. */
  function options(path, only) {
    const node = model.node(path);
    if (node.kind === "code") {
      const vocabulary = node.codes === "sector" ? model.get(`${parent(path)}/vocabulary`) : "";
      return codes[node.codes].filter((entry) => !vocabulary || entry[2] === vocabulary);
    }
    const rows = model.get(node.to) ?? [];
    const self = parent(path).startsWith(`${node.to}/`) ? model.get(parent(path)) : null;
    return rows.filter((row) => row !== self && (!only || only(row))).map((row) => [row.id, nameOf(row) || t.noRow]);
  }

  /** What stands in a cell, for people. */
  const spoken = (path) => spokenAs(path, model.get(path));

  /** A value of the cell at a path, for people. */
  function spokenAs(path, value) {
    const node = model.node(path);
    if (typeof value === "boolean") return value ? t.yes : t.no;
    if (node.codes === "currency") return value;
    if (node.kind === "code") return codes[node.codes].find(([code]) => code === value)?.[1] ?? value;
    if (node.kind !== "link" || !value) return value;
    const row = model.get(`${node.to}/${value}`);
    return row ? nameOf(row) || t.noRow : t.gone;
  }

  /** A row's filled cells as [label, text]. */
  const tell = (path, row) =>
    cells(model.node(path), row, path)
      .filter(([, , value]) => value)
      .map(([at, node, value]) => [node.label, model.node(at) ? spokenAs(at, value) : value]);

  /** Where a cell is, for people: "Result “The centre works” › Target". */
  function wayTo(path) {
    const names = path.split("/");
    const steps = names.slice(1).map((_name, place) => {
      const at = names.slice(0, place + 2).join("/");
      const node = model.node(at);
      const list = node && model.node(parent(at))?.kind === "items";
      const text = list ? nameOf(model.get(at)) : "";
      return node?.kind === "items" ? "" : text ? `${node.label} “${text}”` : node?.label;
    });
    return steps.filter(Boolean).join(" › ") || model.node(path)?.label || path;
  }

  /** Of a long list only the chosen entry is in the page, until somebody goes there. */
  function fill(select) {
    const path = select.dataset.cell;
    const value = model.get(path) ?? "";
    const isMoney = model.node(path).codes === "currency";
    const entries = options(path, select.cpOnly).map(([code, name]) => [code, isMoney ? `${code} · ${name}` : name]);
    if (value && !entries.some(([code]) => code === value)) entries.unshift([value, spoken(path)]);
    select.replaceChildren(
      ...[["", `${t.choose} …`], ...entries].map(([code, name]) => h("option", { value: code, selected: code === value }, name)),
    );
    select.value = value;
  }

  function choice(path, only) {
    const value = model.get(path) ?? "";
    const select = h(
      "select",
      { id: id(path), class: "cp-field", data: { cell: path } },
      h("option", { value }, value ? spoken(path) : `${t.choose} …`),
    );
    select.cpOnly = only;
    if (!value) select.classList.add("is-empty");
    return select;
  }

  function control(path, node, only) {
    const value = model.get(path);
    const common = { id: id(path), class: "cp-field", data: { cell: path } };
    if (node.kind === "flag") return h("input", { ...common, type: "checkbox", checked: value });
    if (node.kind === "code" || node.kind === "link") return choice(path, only);
    if (LINE_KINDS.has(node.kind)) {
      const box = h("textarea", {
        ...common,
        rows: 1,
        dir: "auto",
        value,
        spellcheck: node.kind !== "url",
        inputmode: node.kind === "url" ? "url" : undefined,
      });
      box.classList.toggle("is-line", node.kind !== "text");
      return box;
    }
    const isDate = node.kind === "date" && (!value || /^\d{4}-\d\d-\d\d$/.test(value)); // others' files may hold words
    return h("input", {
      ...common,
      type: isDate ? "date" : "text",
      inputmode: NUMBER_KINDS[node.kind],
      value,
      autocomplete: "off",
      dir: isDate ? undefined : "auto",
    });
  }

  /** A cell with its label. `only` narrows a link's rows; `wide` takes the whole line, `span` that many of four columns. */
  function cell(path, { label, only, wide, span, placeholder } = {}) {
    const node = model.node(path);
    const box = control(path, node, only);
    if (placeholder && box.type !== "checkbox" && box.localName !== "select") box.placeholder = label ?? node.label;
    const name = h("label", { class: "cp-label", for: box.id }, label ?? node.label);
    const kind = wide || node.kind === "text" ? "cp-cell--wide" : `cp-cell--${node.kind}`;
    const parts = node.kind === "flag" ? [box, name] : [name, box];
    return h("div", { class: `cp-cell ${kind} ${span ? `cp-span-${span}` : ""}`, data: { at: path } }, parts);
  }

  /** Bring every control under an element up to what the plan holds. */
  function patch(root) {
    for (const box of root.querySelectorAll("[data-cell]")) {
      const value = model.get(box.dataset.cell);
      if (value === undefined) continue;
      if (box.type === "checkbox") box.checked = value;
      else if (box.localName === "select") {
        if (box !== document.activeElement) {
          box.replaceChildren(h("option", { value }, value ? spoken(box.dataset.cell) : `${t.choose} …`));
          box.classList.toggle("is-empty", !value);
        } else box.value = value;
      } else if (box.value !== value) {
        const [start, end] = [box.selectionStart, box.selectionEnd];
        box.value = value;
        if (box === document.activeElement && start !== null)
          box.setSelectionRange(Math.min(start, value.length), Math.min(end, value.length));
        grow(box);
      }
    }
  }

  const grows = CSS.supports("field-sizing", "content");
  function grow(box) {
    if (grows || box.localName !== "textarea") return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }

  function written({ target: box }) {
    const path = box.dataset?.cell;
    if (!path) return;
    if (box.classList.contains("is-line") && /[\r\n]/.test(box.value)) box.value = box.value.replace(/[\r\n]+/g, " ");
    model.set(path, box.type === "checkbox" ? box.checked : box.value);
    if (box.localName === "select") box.classList.toggle("is-empty", !box.value);
    grow(box);
  }

  /** Listen for writing anywhere under an element. */
  function attach(root) {
    root.addEventListener("input", written);
    root.addEventListener("change", written);
    const open = ({ target }) => target.localName === "select" && target.dataset.cell && target.length < 2 && fill(target);
    for (const event of ["pointerdown", "focusin", "mousedown"]) root.addEventListener(event, open, true);
    root.addEventListener("focusout", ({ target }) => target.localName === "select" && target.dataset.cell && patch(target.parentNode));
    root.addEventListener(
      "keydown",
      (event) => event.key === "Enter" && event.target.classList.contains("is-line") && !event.isComposing && event.preventDefault(),
    );
  }

  const ready = (root) => grows || root.querySelectorAll("textarea").forEach(grow);
  return { cell, patch, attach, spoken, spokenAs, tell, wayTo, options, ready, id };
}
