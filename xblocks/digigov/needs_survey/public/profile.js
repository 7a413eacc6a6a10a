/** The published figures of the country that is chosen. */

export function profile(place, { h, t, figures }) {
  const head = [["measure", false], ["year", true], ["value", true], ["rank", true], ["source", false]];
  const figure = (on) => (on ? "is-figure" : null);

  function row(one) {
    return h(
      "tr",
      null,
      h("th", { scope: "row" }, one.measure),
      ...["year", "value", "rank"].map((name) => h("td", { class: "is-figure" }, one[name] || "–")),
      h("td", null, h("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.publisher)),
    );
  }

  return function show(country) {
    const rows = figures[country] ?? [];
    if (!rows.length) return place.replaceChildren(h("p", { class: "ns-note" }, t.none));
    const columns = h("tr", null, ...head.map(([name, on]) => h("th", { scope: "col", class: figure(on) }, t[name])));
    const table = h("table", { class: "ns-table" }, h("thead", null, columns), h("tbody", null, ...rows.map(row)));
    return place.replaceChildren(h("div", { class: "ns-scroll", tabindex: "0", role: "region", "aria-label": t.measure }, table));
  };
}
