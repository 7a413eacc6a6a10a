/** How each section is laid out for writing: which cells stand together, and which drawing goes with them. */

const HIGH = 12; // likelihood times impact, of 25: the same as the rule

export function steps(cx) {
  const { model, t, fields, rows } = cx;
  const { h, fill } = cx.dom;
  const charts = cx.m.charts.charts(cx);
  const drawing = (kind) => h("div", { data: { role: kind } });
  const redraw = (kind, make) => (_cx, root) => {
    const box = root.querySelector(`[data-role="${kind}"]`);
    const held = box.contains(document.activeElement) && document.activeElement.dataset.key;
    box.replaceChildren(make());
    if (held) cx.focus(held);
  };
  const cells = (path, names, options = {}) => names.map((name) => fields.cell(`${path}/${name}`, options[name]));
  const sheet = (title, ...parts) => h("div", { class: "cp-group", data: { host: "" } }, title && h("h5", {}, title), h("div", { class: "cp-cells" }, parts));
  const columns = (...names) => names.map((name) => ({ name }));

  const money = () => [
    sheet(t.moneyTitle, cells("identification", ["currency"])),
    rows.table("identification/rates", columns("currency", "per_usd", "date", "source")),
  ];

  const identification = () => {
    const at = "identification";
    return [
      h("div", { class: "cp-group cp-group--title", data: { host: "" } }, h("div", { class: "cp-cells" }, cells(at, ["title"], { title: { wide: true } }), cells(at, ["country", "location", "start", "end"]))),
      sheet(model.node(`${at}/beneficiaries`).label, cells(at, ["beneficiaries", "beneficiaries_number"])),
      rows.group(`${at}/organisation`, ["name", "type", "functions", "annual_budget", "budget_currency", "staff", "identifier"]),
      rows.table(`${at}/sectors`, columns("vocabulary", "code", "percentage"), { values: () => ({ vocabulary: "99" }) }),
      rows.table(`${at}/goals`, columns("goal", "reason")),
      rows.table(`${at}/markers`, columns("marker", "significance")),
      rows.cards(`${at}/partners`),
      money(),
    ];
  };

  const problems = cx.m.tree.tree(cx, "problems", { up: "effect", down: "cause" });
  const objectives = cx.m.tree.tree(cx, "objectives", { up: "end", down: "means" });

  async function mirror() {
    const answer = await cx.call("mirror", { problems: model.section("problems"), objectives: model.section("objectives") });
    if (!answer.ok) return cx.say(answer.data.message ?? t.needsLine);
    const before = model.section("objectives").nodes.length;
    model.rewrite("objectives", () => answer.data.content);
    cx.say(fill(t.mirrored, { count: answer.data.content.nodes.length - before }));
  }

  /** Each result with its indicators, under the level that it is on; what must hold beside it follows. */
  function logframe() {
    const results = model.section("logframe").results;
    const upper = { outcome: "impact", output: "outcome" };
    const indicators = [{ names: ["title", "measure", "unit", "direction"] }, { names: ["baseline", "baseline_year"], kind: "value" }, { names: ["target", "target_date"], kind: "value" }, { name: "means" }];
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
    const level = (name) => rows.cards("logframe/results", { title: `${codeName("result-level", name)}`, draw: draw(name), values: parent(name), label: codeName("result-level", name), only: (row) => row.level === name });
    const astray = results.some((one) => !one.level) && rows.cards("logframe/results", { title: t.noLevel, draw: draw(""), only: (row) => !row.level });
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
      return h("details", { class: "cp-line__more", open: count > 0, data: { keep: `${path}/milestones` } }, h("summary", {}, `${model.node(`${path}/milestones`).label}: ${count}`), rows.table(`${path}/milestones`, columns("title", "date"), { title: false }));
    };
    const of = (output) => rows.cards("activities/activities", { title: cx.paths.nameOf(output, 120) || t.noRow, draw, values: () => ({ output: output.id }), only: (row) => row.output === output.id });
    const known = new Set(outputs.map((one) => one.id));
    const astray = rows.cards("activities/activities", { title: outputs.length ? t.noOutput : t.noOutputYet, draw, only: (row) => !known.has(row.output) });
    return [drawing("gantt"), ...outputs.map(of), astray];
  }

  function budget() {
    const amount = Object.assign((path) => h("output", { class: "cp-converted", data: { line: path } }), { label: cx.judged?.sums.currency || t.total });
    const values = () => {
      const before = model.section("budget").lines.at(-1);
      return before ? { activity: before.activity, year: before.year, source: before.source, currency: before.currency } : { currency: model.get("identification/currency") };
    };
    return [
      drawing("money"),
      rows.table("budget/lines", [{ names: ["item", "activity"] }, { name: "year" }, { names: ["source", "category"] }, { names: ["amount", "currency"], kind: "money" }], { values, extra: amount }),
      rows.table("budget/pledges", columns("source", "name", "amount", "currency"), { values: () => ({ currency: model.get("identification/currency") }) }),
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

  const tone = (column, line) => {
    const weight = Number(column) * Number(line);
    return weight >= HIGH ? "is-high" : weight >= 6 ? "is-middle" : "is-low";
  };
  const heat = () => charts.grid({ list: "risks/risks", across: "likelihood", downward: "impact", at: (row) => `risks/risks/${row.id}/text`, tone, title: t.riskMap });
  const strength = { low: 1, medium: 2, high: 3 };
  const power = () => charts.grid({ list: "stakeholders/people", across: "interest_level", downward: "power", at: (row) => `stakeholders/people/${row.id}/name`, tone: (column, line) => ["is-low", "is-low", "is-low", "is-middle", "is-middle", "is-high", "is-high"][strength[column] + strength[line]] ?? "", title: t.powerMap });

  return {
    identification: { draw: identification },
    problems,
    objectives: {
      draw: () => [h("p", { class: "cp-actions" }, h("button", { type: "button", class: "dg-button", on: { click: mirror } }, t.mirror)), objectives.draw()],
      update: objectives.update,
      needs: ["problems"],
    },
    stakeholders: { draw: () => [drawing("power"), rows.cards("stakeholders/people", { title: false })], update: redraw("power", power) },
    logframe: { draw: logframe, needs: ["objectives"] },
    activities: { draw: activities, update: redraw("gantt", charts.gantt), needs: ["identification", "logframe"], shape: () => model.section("logframe").results.map((one) => [one.id, one.level, one.title]) },
    budget: {
      draw: budget,
      update: (_cx, root) => {
        redraw("money", charts.budget)(_cx, root);
        converted(root);
      },
      needs: ["identification", "activities", "judged"],
      shape: () => model.section("identification").rates.map((one) => one.id),
    },
    risks: { draw: () => [drawing("heat"), rows.cards("risks/risks", { title: false })], update: redraw("heat", heat), needs: ["logframe"] },
    modality: { draw: () => [rows.group("modality", ["kind", "reason", "aid_type", "finance_type", "flow_type", "collaboration", "tied_status"], ""), rows.cards("modality/partners")], needs: ["identification"] },
    summary: { draw: () => rows.group("summary", undefined, "") },
  };
}
