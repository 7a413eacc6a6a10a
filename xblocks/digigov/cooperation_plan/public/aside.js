/** What is opened beside a cell: one thing at a time, under its row, and kept when the row is drawn anew. */

/** `cx.aside(path, key, content)` opens it, or closes it when it is open under that key. */
export function aside(cx) {
  const { t } = cx;
  const { h, button } = cx.dom;
  let open = null;

  function lay() {
    const at = cx.findings.place(open.path);
    const host = at?.closest("[data-host]") ?? at;
    if (!host) return;
    if (host.localName === "tr") {
      const row = h("tr", { role: "row", class: "cp-aside-row" }, h("td", { role: "cell" }, open.box));
      host.after(row);
      open.outer = row;
    } else {
      host.append(open.box);
      open.outer = open.box;
    }
  }

  function shut(back) {
    if (!open) return;
    const { path, outer } = open;
    open = null;
    outer.remove();
    if (back) cx.focus(path);
  }

  cx.aside = (path, key, content) => {
    const same = open?.key === key;
    shut(same);
    if (same) return;
    const box = h(
      "div",
      { class: "cp-aside", role: "group", "aria-label": cx.fields.wayTo(path), tabindex: -1 },
      content,
      button(t.close, () => shut(true), { kind: "plain" }),
    );
    box.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), shut(true)));
    open = { path, key, box };
    lay();
    (box.querySelector("textarea") ?? box).focus();
  };
  cx.aside.key = () => open?.key;
  cx.aside.replace = (content) => open?.box.firstChild.replaceWith(content);

  /** After a section was drawn anew. */
  cx.marks = () => {
    const held = open?.box.contains(document.activeElement) ? document.activeElement : open?.held;
    if (open && !open.outer?.isConnected) {
      lay();
      held?.focus();
    }
    cx.findings?.mark();
    cx.comments?.mark();
  };
  cx.aside.hold = () => open && (open.held = open.box.contains(document.activeElement) ? document.activeElement : null);
}
