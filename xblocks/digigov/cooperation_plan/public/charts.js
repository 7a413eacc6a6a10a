/** Drawings out of the plan's own data: the calendar, and who or what stands where in a grid of two scales. */

const DAY = 86_400_000;

export function charts(cx) {
  const { model, t, fields } = cx;
  const { h } = cx.dom;
  const { nameOf } = cx.paths;
  const lang = cx.data.language || undefined;
  const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : NaN);

  /** Activities over the months of the project; bars lead to their rows. */
  function gantt() {
    const identification = model.section("identification");
    const activities = model.section("activities").activities;
    const dated = activities.filter((one) => day(one.start) <= day(one.end));
    const ends = [identification.start, identification.end, ...dated.flatMap((one) => [one.start, one.end])]
      .map(day)
      .filter(Number.isFinite);
    if (!dated.length || ends.length < 2) return h("p", { class: "cp-hint" }, t.ganttEmpty);
    const [first, last] = [Math.min(...ends), Math.max(...ends) + DAY];
    const share = (time) => `${((time - first) / (last - first)) * 100}%`;
    const outputs = [...model.section("logframe").results.filter((one) => one.level === "output"), null];
    const [from, to] = [day(identification.start), day(identification.end)];
    const rows = outputs.flatMap((output) => {
      const mine = dated.filter((one) => (output ? one.output === output.id : !outputs.some((each) => each?.id === one.output)));
      if (!mine.length) return [];
      return [
        h("li", { class: "cp-gantt__group", dir: "auto" }, output ? nameOf(output, 90) || t.noRow : t.noOutput),
        ...mine.map((one) => bar(one, share, from, to)),
      ];
    });
    return h(
      "figure",
      { class: "cp-gantt" },
      h("figcaption", {}, t.gantt),
      h("div", { class: "cp-gantt__scale", "aria-hidden": "true" }, ticks(first, last, share)),
      h("ul", { role: "list" }, rows),
    );
  }

  function ticks(first, last, share) {
    const most = Math.max(2, Math.floor(cx.root.clientWidth / 90));
    const months = (last - first) / (30.4 * DAY);
    const step = [1, 3, 6, 12, 24, 60].find((size) => months / size <= most) ?? 120;
    const style = new Intl.DateTimeFormat(lang, { timeZone: "UTC", year: "numeric", month: step < 12 ? "short" : undefined });
    const start = new Date(first);
    const found = [];
    for (let month = Math.ceil((start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0)) / step) * step; ; month += step) {
      const time = Date.UTC(start.getUTCFullYear(), month, 1);
      if (time >= last) return found;
      found.push(h("span", { style: `inset-inline-start: ${share(time)}` }, style.format(time)));
    }
  }

  function bar(one, share, from, to) {
    const [start, end] = [day(one.start), day(one.end) + DAY];
    const outside = start < from || end - DAY > to;
    const name = nameOf(one, 120) || t.noRow;
    const style = new Intl.DateTimeFormat(lang, { timeZone: "UTC", dateStyle: "medium" });
    const dates = `${style.format(start)} – ${style.format(end - DAY)}`;
    const marks = one.milestones
      .filter((mark) => Number.isFinite(day(mark.date)))
      .map((mark) => h("b", { style: `inset-inline-start: ${share(day(mark.date))}`, title: `${mark.title} ${mark.date}` }));
    const press = () => cx.focus(`activities/activities/${one.id}/title`)?.scrollIntoView({ block: "center" });
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "cp-gantt__name", dir: "auto", data: { key: `bar:${one.id}` }, on: { click: press } },
        name,
        h("span", { class: "cp-gantt__dates" }, ` ${dates}`, outside && h("strong", {}, ` ${t.outside}`)),
      ),
      h(
        "span",
        { class: "cp-gantt__row", "aria-hidden": "true" },
        h("i", {
          class: outside ? "is-outside" : "",
          style: `inset-inline-start: ${share(start)}; inline-size: calc(${share(end)} - ${share(start)})`,
        }),
        marks,
      ),
    );
  }

  /** Names in a grid of two scales; `at(row)` gives the two codes, `tone` how strong a field is. */
  function grid({ list, across, downward, at, tone, title }) {
    const columns = fields.options(`${list}/any/${across}`);
    const lines = [...fields.options(`${list}/any/${downward}`)].reverse();
    const node = model.node(list).fields;
    const cell = (column, line) => {
      const inside = model.get(list).filter((row) => row[across] === column && row[downward] === line);
      const names = inside.map((row) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "cp-chip", dir: "auto", on: { click: () => cx.focus(at(row))?.scrollIntoView({ block: "center" }) } },
            nameOf(row, 34) || t.noRow,
          ),
        ),
      );
      return h("td", { class: tone(column, line) }, inside.length > 0 && h("ul", { role: "list" }, names));
    };
    const header = h(
      "tr",
      {},
      h("td", {}, h("span", { class: "cp-axis" }, `${node[downward].label} ↑`)),
      columns.map(([, name]) => h("th", { scope: "col" }, name)),
    );
    return h(
      "figure",
      { class: "cp-matrix" },
      h("figcaption", {}, title),
      h(
        "table",
        {},
        h("thead", {}, header),
        h(
          "tbody",
          {},
          lines.map(([line, name]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, name),
              columns.map(([column]) => cell(column, line)),
            ),
          ),
        ),
      ),
      h("p", { class: "cp-axis" }, `${node[across].label} →`),
    );
  }

  return { gantt, grid };
}
