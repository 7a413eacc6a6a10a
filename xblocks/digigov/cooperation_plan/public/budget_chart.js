/** What the lines of the budget come to: bars by year and source, bars by category, and what was agreed beside it. */

const TONES = ["a", "b", "c", "d"];

/** The figures are the server's: the page adds nothing up. */
export function budgetChart(cx) {
  const { t } = cx;
  const { h, fill } = cx.dom;

  return () => {
    const sums = cx.judged?.sums;
    if (!sums?.sources.length && !sums?.uncounted.length) return h("p", { class: "cp-hint" }, t.budgetEmpty);
    const unit = sums.currency || t.noCurrency;
    const years = sums.years.map((year, place) => ({ year, parts: sums.sources.map((source) => source.years[place]) }));
    const most = Math.max(...years.map(({ parts }) => parts.reduce((sum, part) => sum + part.value, 0)), 0);
    const widest = Math.max(...sums.categories.map((one) => one.value), 0);
    const part = (value, of) => `inline-size: ${of ? (100 * value) / of : 0}%`;
    const key = h(
      "ul",
      { class: "cp-key", role: "list" },
      sums.sources.map((source, place) => h("li", {}, h("i", { class: `is-${TONES[place]}` }), source.name)),
    );
    const byYear = h(
      "dl",
      { class: "cp-bars" },
      years.map(({ year, parts }) =>
        h(
          "div",
          {},
          h("dt", {}, year),
          h(
            "dd",
            {},
            h(
              "span",
              { class: "cp-bars__bar", "aria-hidden": "true" },
              parts.map((one, place) => one.value > 0 && h("i", { class: `is-${TONES[place]}`, style: part(one.value, most) })),
            ),
            h(
              "span",
              { class: "cp-bars__n" },
              parts.map(
                (one, place) => one.value !== 0 && h("span", {}, h("span", { class: "cp-sr" }, `${sums.sources[place].name}: `), one.text),
              ),
            ),
          ),
        ),
      ),
    );
    const byCategory = h(
      "dl",
      { class: "cp-bars" },
      sums.categories.map((one) =>
        h(
          "div",
          {},
          h("dt", {}, one.name),
          h(
            "dd",
            {},
            h("span", { class: "cp-bars__bar", "aria-hidden": "true" }, h("i", { class: "is-a", style: part(one.value, widest) })),
            h("span", { class: "cp-bars__n" }, one.text),
          ),
        ),
      ),
    );
    const head = h(
      "tr",
      {},
      h("td", {}),
      [t.inLines, t.agreed, ""].map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))),
    );
    const table = h(
      "table",
      { class: "cp-sums" },
      h("caption", {}, fill(t.bySource, { currency: unit })),
      h("thead", {}, head),
      h(
        "tbody",
        {},
        sums.sources.map((source) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, source.name),
            h("td", {}, source.text),
            h("td", {}, source.pledged || "–"),
            h("td", { class: source.agrees ? "is-good" : "is-off" }, source.pledged ? (source.agrees ? t.agrees : t.differs) : ""),
          ),
        ),
      ),
    );
    const agreement = h(
      "div",
      { class: "cp-scroll", tabindex: 0, role: "region", "aria-label": fill(t.bySource, { currency: unit }) },
      table,
    );
    return h(
      "figure",
      { class: "cp-money" },
      h("p", { class: "cp-total" }, h("span", {}, t.total), " ", h("strong", {}, sums.total)),
      sums.uncounted.length > 0 && h("p", { class: "cp-hint is-off" }, fill(t.uncounted, { count: sums.uncounted.length })),
      agreement,
      h(
        "div",
        { class: "cp-money__charts" },
        h("div", {}, h("p", { class: "cp-money__title" }, fill(t.byYear, { currency: unit })), key, byYear),
        h("div", {}, h("p", { class: "cp-money__title" }, fill(t.byCategory, { currency: unit })), byCategory),
      ),
    );
  };
}
