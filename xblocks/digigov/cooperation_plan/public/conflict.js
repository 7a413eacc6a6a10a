/** Two texts for one place: both are shown, and the person says which stays or writes a third. */

export function conflict(cx) {
  const { t } = cx;
  const { h, fill, button, clock } = cx.dom;
  const holder = h("div", { class: "cp-conflicts" });
  cx.part("notices").before(holder);
  const shown = new Map(); // by section: the conflict and its box

  function told(clash, value) {
    if (value === null) return h("p", { class: "cp-gone" }, t.rowGone);
    if (clash.row)
      return h(
        "dl",
        { class: "cp-facts" },
        cx.fields
          .tell(clash.path, value)
          .map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", { class: "cp-lines", dir: "auto" }, text))),
      );
    const text = cx.fields.spokenAs(clash.path, value);
    return h("p", { class: "cp-lines cp-version", dir: "auto" }, text || h("em", {}, t.emptyCell));
  }

  function question(clash, name, choose) {
    const group = `${cx.prefix}clash-${clash.path.replaceAll("/", ".")}`;
    const option = (value, label, body) =>
      h(
        "label",
        { class: "cp-choice" },
        h("input", { type: "radio", name: group, value, on: { change: () => choose(clash.path, value) } }),
        h("span", { class: "cp-choice__name" }, label),
        body,
      );
    const joined =
      clash.text &&
      h("textarea", { class: "cp-box", rows: 4, dir: "auto", value: `${clash.mine}\n${clash.theirs}`, "aria-label": t.thirdText });
    joined?.addEventListener("input", () => {
      third.querySelector("input").checked = true;
      choose(clash.path, { text: joined.value });
    });
    const third =
      clash.text &&
      h(
        "div",
        { class: "cp-choice" },
        h(
          "label",
          {},
          h("input", { type: "radio", name: group, value: "third", on: { change: () => choose(clash.path, { text: joined.value }) } }),
          h("span", { class: "cp-choice__name" }, t.thirdText),
        ),
        joined,
      );
    const before = clash.base && !clash.row && h("details", { class: "cp-before" }, h("summary", {}, t.before), told(clash, clash.base));
    return h(
      "fieldset",
      { class: "cp-clash" },
      h("legend", {}, clash.where),
      h(
        "div",
        { class: "cp-clash__two" },
        option("mine", t.mine, told(clash, clash.mine)),
        option("theirs", fill(t.theirs, { name }), told(clash, clash.theirs)),
      ),
      third,
      before,
    );
  }

  function box(part) {
    const { by, at, clashes } = part.conflict;
    const choices = {};
    const problem = h("p", { class: "is-off", role: "status" });
    const save = button(
      t.keepChoice,
      async () => {
        save.disabled = true;
        const answer = await part.settle(choices);
        save.disabled = false;
        if (!answer.ok) problem.textContent = cx.why(answer);
        else cx.say(t.settled);
      },
      { kind: "main", disabled: true },
    );
    const choose = (path, choice) => {
      choices[path] = choice;
      save.disabled = clashes.some((clash) => !(clash.path in choices));
    };
    const title = cx.data.titles[part.name];
    return h(
      "section",
      { class: "cp-conflict", tabindex: -1, "aria-label": t.conflictTitle },
      h("h4", {}, `${t.conflictTitle}: ${title}`),
      h("p", {}, fill(t.conflictLead, { name: by, time: at ? clock(at) : "" })),
      clashes.map((clash) => question(clash, by, choose)),
      problem,
      h("p", {}, save),
    );
  }

  /** Show what is to be settled; a box in which somebody is choosing stays as it is. */
  return (parts) => {
    for (const [name, entry] of shown) {
      if (parts.some((part) => part.name === name && part.conflict === entry.conflict)) continue;
      entry.box.remove();
      shown.delete(name);
    }
    for (const part of parts) {
      if (shown.has(part.name)) continue;
      const made = box(part);
      shown.set(part.name, { conflict: part.conflict, box: made });
      holder.append(made);
    }
  };
}
