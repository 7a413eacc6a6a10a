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
  const sheet = (title, ...parts) =>
    h("div", { class: "cp-group", data: { host: "" } }, title && h("h5", {}, title), h("div", { class: "cp-cells" }, parts));
  /** Cells in the given order, each over so many of four columns (0: all): `{name: 2, stance: 1}`. */
  const spread = (spans) => (path) =>
    Object.entries(spans).map(([name, span]) => fields.cell(`${path}/${name}`, span ? { span } : { wide: true }));
  const columns = (...names) => names.map((name) => ({ name }));

  const money = () => [
    sheet(t.moneyTitle, cells("identification", ["currency"])),
    rows.table("identification/rates", columns("currency", "per_usd", "date", "source")),
  ];

  const identification = () => {
    const at = "identification";
    return [
      h(
        "div",
        { class: "cp-group cp-group--title", data: { host: "" } },
        h(
          "div",
          { class: "cp-cells" },
          cells(at, ["title"], { title: { wide: true } }),
          cells(at, ["country", "location", "start", "end"]),
        ),
      ),
      sheet(model.node(`${at}/beneficiaries`).label, cells(at, ["beneficiaries", "beneficiaries_number"])),
      rows.group(`${at}/organisation`, ["name", "type", "functions", "annual_budget", "budget_currency", "staff", "identifier"]),
      rows.table(`${at}/sectors`, columns("vocabulary", "code", "percentage"), { values: () => ({ vocabulary: "99" }) }),
      rows.table(`${at}/goals`, columns("goal", "reason")),
      rows.table(`${at}/markers`, columns("marker", "significance")),
      rows.cards(`${at}/partners`, { draw: spread({ name: 2, role: 1, country: 1, type: 2, identifier: 2, task: 0 }) }),
      money(),
    ];
  };

  const problems = cx.m.tree.tree(cx, "problems", { up: "effect", down: "cause" });
  const objectives = cx.m.tree.tree(cx, "objectives", { up: "end", down: "means" });

  async function mirror() {
    const answer = await cx.call("mirror", { problems: model.section("problems"), objectives: model.section("objectives") });
    if (!answer.ok) return cx.say(cx.why(answer));
    const before = model.section("objectives").nodes.length;
    model.rewrite("objectives", () => answer.data.content);
    cx.say(fill(t.mirrored, { count: answer.data.content.nodes.length - before }));
  }

  const tone = (column, line) => {
    const weight = Number(column) * Number(line);
    return weight >= HIGH ? "is-high" : weight >= 6 ? "is-middle" : "is-low";
  };
  const heat = () =>
    charts.grid({
      list: "risks/risks",
      across: "likelihood",
      downward: "impact",
      at: (row) => `risks/risks/${row.id}/text`,
      tone,
      title: t.riskMap,
    });
  const strength = { low: 1, medium: 2, high: 3 };
  const power = () =>
    charts.grid({
      list: "stakeholders/people",
      across: "interest_level",
      downward: "power",
      at: (row) => `stakeholders/people/${row.id}/name`,
      tone: (column, line) =>
        ["is-low", "is-low", "is-low", "is-middle", "is-middle", "is-high", "is-high"][strength[column] + strength[line]] ?? "",
      title: t.powerMap,
    });

  return {
    ...cx.m.design_steps.designSteps(cx, { cells, sheet, columns, drawing, redraw, money, gantt: charts.gantt }),
    identification: { draw: identification },
    problems,
    objectives: {
      draw: () => [
        h("p", { class: "cp-actions" }, h("button", { type: "button", class: "dg-button", on: { click: mirror } }, t.mirror)),
        objectives.draw(),
      ],
      update: objectives.update,
      needs: ["problems"],
    },
    stakeholders: {
      draw: () => [
        drawing("power"),
        rows.cards("stakeholders/people", {
          title: false,
          draw: spread({ name: 1, stance: 1, interest_level: 1, power: 1, interest: 2, role: 2 }),
        }),
      ],
      update: redraw("power", power),
    },
    risks: {
      draw: () => [
        drawing("heat"),
        rows.cards("risks/risks", {
          title: false,
          draw: spread({ text: 0, likelihood: 1, impact: 1, owner: 2, mitigation: 2, assumption: 2 }),
        }),
      ],
      update: redraw("heat", heat),
      needs: ["logframe"],
    },
    modality: {
      draw: () => [
        rows.group("modality", ["kind", "reason", "aid_type", "finance_type", "flow_type", "collaboration", "tied_status"], ""),
        rows.cards("modality/partners"),
      ],
      needs: ["identification"],
    },
    summary: { draw: () => rows.group("summary", undefined, "") },
  };
}
