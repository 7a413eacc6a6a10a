/** The tabs: one screen at a time, by pointer and by arrow keys; the choice outlives a redrawing of the page. */

export function tabs(root) {
  let current = "citizen";
  const all = () => [...root.querySelectorAll("[role=tab]")];

  function show(name, focus = "") {
    if (!root.querySelector(`[data-tab="${CSS.escape(name)}"]`)) return;
    current = name;
    for (const tab of all()) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus === "tab") tab.focus();
    }
    const here = root.querySelector(".ec-mission [data-go]");
    if (here) here.hidden = here.dataset.go === name;
    for (const screen of root.querySelectorAll("[data-screen]")) {
      screen.hidden = screen.dataset.screen !== name;
      if (!screen.hidden && focus === "screen") screen.focus();
    }
  }

  root.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab.dataset.tab);
  });
  root.addEventListener("keydown", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (!tab) return;
    const list = all();
    const forward = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const steps = { [forward]: 1, ArrowDown: 1, [back]: -1, ArrowUp: -1 };
    const place = list.indexOf(tab);
    const target = { Home: 0, End: list.length - 1 }[event.key] ?? (event.key in steps ? (place + steps[event.key] + list.length) % list.length : -1);
    if (target < 0) return;
    event.preventDefault();
    show(list[target].dataset.tab, "tab");
  });
  return { show, current: () => current, screen: () => root.querySelector(`[data-screen="${current}"]`) };
}
