/** What the rules say of the plan: marks at the cells, a list under each step with why it matters, and the readiness. */

const KINDS = ["error", "advice", "missing"];

export function findings(cx) {
  const { t, data, root, paths } = cx;
  const { h, fill } = cx.dom;
  const whole = h("span", { class: "cp-ready" });
  const bar = h("progress", { max: 100, "aria-label": t.readiness });
  cx.part("bar").append(h("p", { class: "cp-readiness" }, bar, whole));

  /** The element of a path: the cell, or the row, list or section around it. */
  function place(path) {
    for (let at = path; at; at = at.includes("/") ? paths.parent(at) : "") {
      const found = root.querySelector(`[data-section="${cx.step}"] [data-at="${CSS.escape(at)}"]`);
      if (found) return found;
    }
    return null;
  }

  function open(path) {
    const found = all().filter((one) => one.path === path);
    cx.aside(
      path,
      `findings:${path}`,
      h(
        "div",
        { class: "cp-note" },
        found.map((one) =>
          h(
            "div",
            {},
            h("p", { class: `cp-note__text is-${one.severity}` }, one.message),
            one.why && h("p", { class: "cp-note__why" }, one.why),
          ),
        ),
      ),
    );
  }

  const all = () => [...(cx.judged?.findings ?? []), ...Object.values(refused).flat()];
  const refused = {};

  /** Cells that the server could not keep; what was typed stays on the page. */
  cx.refused = (part) => {
    const now = part.faults.map((one) => ({ ...one, severity: "error", why: "" }));
    if (JSON.stringify(refused[part.name] ?? []) === JSON.stringify(now)) return;
    refused[part.name] = now;
    show();
  };

  function mark() {
    for (const old of root.querySelectorAll(".cp-mark--finding")) old.remove();
    for (const cell of root.querySelectorAll("[data-found]")) {
      delete cell.dataset.found;
      cell.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
    }
    const seen = new Map();
    for (const one of all())
      if (paths.sectionOf(one.path) === cx.step || cx.step === "budget") seen.set(one.path, [...(seen.get(one.path) ?? []), one]);
    for (const [path, found] of seen) {
      const box = place(path);
      if (!box) continue;
      const worst = KINDS.find((kind) => found.some((one) => one.severity === kind));
      if (box.dataset.found !== "error") box.dataset.found = worst;
      if (worst === "missing" || box.dataset.at !== path) continue;
      const label = found.map((one) => one.message).join(" ");
      const sign = h(
        "button",
        {
          type: "button",
          class: `cp-mark cp-mark--finding is-${worst}`,
          "aria-label": `${t[worst]}: ${label}`,
          title: label,
          on: { click: () => open(path) },
        },
        worst === "error" ? "!" : "?",
      );
      box.append(sign);
      if (worst === "error" && box.classList.contains("cp-cell")) box.querySelector("[data-cell]")?.setAttribute("aria-invalid", true);
    }
  }

  function item(one) {
    const go = h(
      "button",
      { type: "button", class: "cp-link", on: { click: () => cx.goTo(one.path) } },
      one.where || data.titles[paths.sectionOf(one.path)],
    );
    return h("li", { class: `is-${one.severity}` }, go, h("span", {}, " ", one.message));
  }

  /** Findings of one rule stand together under the sentence that says why it is there. */
  function list(box, found) {
    const byWhy = Map.groupBy ? Map.groupBy(found, (one) => one.why) : group(found);
    const groups = [...byWhy].map(([why, items]) => {
      const shown = items.slice(0, 6).map(item);
      const rest =
        items.length > 6 &&
        h(
          "details",
          {},
          h("summary", {}, fill(t.moreOpen, { count: items.length - 6 })),
          h("ul", { role: "list" }, items.slice(6).map(item)),
        );
      return h("li", {}, why && h("p", { class: "cp-why" }, why), h("ul", { role: "list" }, shown), rest);
    });
    const counted = fill(t.openCount, { count: found.length });
    const opened = box.querySelector("details")?.open ?? false;
    box.replaceChildren(
      found.length
        ? h("details", { class: "cp-open", open: opened }, h("summary", {}, counted), h("ol", { role: "list" }, groups))
        : h("p", { class: "cp-open is-done" }, t.nothingOpen),
    );
  }

  function group(found) {
    const groups = new Map();
    for (const one of found) groups.set(one.why, [...(groups.get(one.why) ?? []), one]);
    return groups;
  }

  function meters() {
    const shares = cx.judged?.readiness ?? {};
    const percent = (share) => Math.round(100 * (share ?? 0));
    for (const link of root.querySelectorAll("[data-go]")) {
      const ready = percent(shares[link.dataset.go]);
      link.querySelector("i").style.inlineSize = `${ready}%`;
      link.querySelector("[data-percent]").textContent = fill(t.ready, { percent: ready });
      link.classList.toggle("is-done", ready === 100);
    }
    const mean = percent(data.steps.reduce((sum, name) => sum + (shares[name] ?? 0), 0) / data.steps.length);
    bar.value = mean;
    whole.textContent = fill(t.ready, { percent: mean });
  }

  function show() {
    meters();
    mark();
    const box = root.querySelector(`[data-section="${cx.step}"] [data-role="open"]`);
    const ranked = all()
      .filter((one) => paths.sectionOf(one.path) === cx.step)
      .sort((one, other) => KINDS.indexOf(one.severity) - KINDS.indexOf(other.severity));
    list(box, ranked);
  }

  root.addEventListener("keydown", (event) => {
    const path = event.target.dataset?.cell;
    if (!path || !event.ctrlKey || !event.altKey || event.code !== "KeyF") return;
    event.preventDefault();
    if (all().some((one) => one.path === path)) open(path);
    else cx.say(t.nothingOpen);
  });

  return { show, mark, place };
}
