/** Cells that were changed in two windows: both answers, and the respondent chooses. */

export function clashes(place, { h, fill, t, fields, choose }) {
  let shown = "{}";

  return function show(found) {
    const now = JSON.stringify(found);
    if (now === shown) return; // a button must not be changed under the finger that presses it
    shown = now;
    place.replaceChildren(
      ...Object.entries(found).map(([cell, theirs]) => {
        const mine = fields.read()[cell] ?? "";
        const pick = (own) => () => choose(cell, own);
        return h(
          "div",
          { class: "ns-clash", role: "group", "aria-label": fields.label(cell) },
          h("p", null, h("strong", null, fields.label(cell)), ". ", t.clash),
          h(
            "div",
            { class: "ns-actions" },
            h("button", { type: "button", class: "dg-button", on: { click: pick(true) } }, fill(t.mine, { text: fields.spoken(cell, mine) })),
            h("button", { type: "button", class: "dg-button", on: { click: pick(false) } }, fill(t.theirs, { text: fields.spoken(cell, theirs) })),
          ),
        );
      }),
    );
  };
}
