/** The steps that say what the project does: logical framework, activities, budget. */

/** `kit` has the small layouts that steps.js shares. */
export function designSteps(cx, { cells, sheet, columns, drawing, redraw, money, gantt }) {
  const { model, t, fields, rows } = cx;
  const { h } = cx.dom;
  const chart = cx.m.budget_chart.budgetChart(cx);

  /** Each result with its indicators, under the level that it is on; what must hold beside it follows. */
  function logframe() {
    const results = model.section("logframe").results;
    const upper = { outcome: "impact", output: "outcome" };
    const indicators = [
      { names: ["title", "measure", "unit", "direction"] },
      { names: ["baseline", "baseline_year"], kind: "value" },
      { names: ["target", "target_date"], kind: "value" },
      { name: "means" },
    ];
    const draw = (level) => (path) => [
      fields.cell(`${path}/title`, { wide: true, label: codeName("result-level", level) }),
      upper[level] && fields.cell(`${path}/parent`, { only: (row) => row.level === upper[level] }),
      fields.cell(`${path}/objective`),
      level ? "" : fields.cell(`${path}/level`),
      rows.table(`${path}/indicators`, indicators, { title: false, values: () => ({ measure: "unit", direction: "up" }) }),
    ];
    const parent = (level) => () => {
      const above = results.filter((one) => one.level === upper[level]);
      return { level, parent: above.length === 1 ? above[0].id : "" };
    };
    const level = (name) =>
      rows.cards("logframe/results", {
        title: `${codeName("result-level", name)}`,
        draw: draw(name),
        values: parent(name),
        label: codeName("result-level", name),
        only: (row) => row.level === name,
      });
    const astray =
      results.some((one) => !one.level) && rows.cards("logframe/results", { title: t.noLevel, draw: draw(""), only: (row) => !row.level });
    return [
      ...["impact", "outcome", "output"].map(level),
      astray,
      rows.table("logframe/assumptions", columns("level", "text", "killer")),
      sheet("", cells("logframe", ["preconditions"])),
    ];
  }

  const codeName = (list, code) => cx.codes[list].find(([one]) => one === code)?.[1] ?? "";

  function activities() {
    const outputs = model.section("logframe").results.filter((one) => one.level === "output");
    const draw = (path) => [
      fields.cell(`${path}/title`, { wide: true }),
      cells(path, ["start", "end", "responsible"]),
      fields.cell(`${path}/output`, { only: (row) => row.level === "output" }),
      milestones(path),
    ];
    const milestones = (path) => {
      const count = model.get(`${path}/milestones`).length;
      return h(
        "details",
        { class: "cp-line__more", open: count > 0, data: { keep: `${path}/milestones` } },
        h("summary", {}, `${model.node(`${path}/milestones`).label}: ${count}`),
        rows.table(`${path}/milestones`, columns("title", "date"), { title: false }),
      );
    };
    const of = (output) =>
      rows.cards("activities/activities", {
        title: cx.paths.nameOf(output, 120) || t.noRow,
        draw,
        values: () => ({ output: output.id }),
        only: (row) => row.output === output.id,
      });
    const known = new Set(outputs.map((one) => one.id));
    const astray = rows.cards("activities/activities", {
      title: outputs.length ? t.noOutput : t.noOutputYet,
      draw,
      only: (row) => !known.has(row.output),
    });
    return [drawing("gantt"), ...outputs.map(of), astray];
  }

  function budget() {
    const amount = Object.assign((path) => h("output", { class: "cp-converted", data: { line: path } }), {
      label: cx.judged?.sums.currency || t.total,
    });
    const values = () => {
      const before = model.section("budget").lines.at(-1);
      return before
        ? { activity: before.activity, year: before.year, source: before.source, currency: before.currency }
        : { currency: model.get("identification/currency") };
    };
    return [
      drawing("money"),
      rows.table(
        "budget/lines",
        [
          { names: ["item", "activity"] },
          { name: "year" },
          { names: ["source", "category"] },
          { names: ["amount", "currency"], kind: "money" },
        ],
        { values, extra: amount },
      ),
      rows.table("budget/pledges", columns("source", "name", "amount", "currency"), {
        values: () => ({ currency: model.get("identification/currency") }),
      }),
      money(),
    ];
  }

  function converted(root) {
    const sums = cx.judged?.sums;
    for (const box of root.querySelectorAll("[data-line]")) {
      const id = cx.paths.last(box.dataset.line);
      box.textContent = sums?.lines[id] ?? (sums?.uncounted.includes(id) ? t.notCounted : "");
    }
  }

  return {
    logframe: { draw: logframe, needs: ["objectives"] },
    activities: {
      draw: activities,
      update: redraw("gantt", gantt),
      needs: ["identification", "logframe"],
      shape: () => model.section("logframe").results.map((one) => [one.id, one.level, one.title]),
    },
    budget: {
      draw: budget,
      update: (_cx, root) => {
        redraw("money", chart)(_cx, root);
        converted(root);
      },
      needs: ["identification", "activities", "judged"],
      shape: () => model.section("identification").rates.map((one) => one.id),
    },
  };
}
