/** Taking my own changes back, one after the other; what others wrote in the meantime stays. */

const TOGETHER = 1500; // ms: keystrokes in one cell within this belong together
const MOST = 200;

/** `merge` takes back a change of rows: from after it to before it, on what is there now. No DOM. */
export function undo(model, merge, clock = Date.now) {
  const [done, undone] = [[], []];
  let working = false;

  model.on((event) => {
    if (working || event.by !== "me") return;
    undone.length = 0;
    const last = done.at(-1);
    if (event.kind === "cell" && last?.kind === "cell" && last.path === event.path && clock() - last.time < TOGETHER) {
      Object.assign(last, { after: event.after, time: clock() });
    } else done.push({ ...event, time: clock() });
    if (done.length > MOST) done.shift();
  });

  /** Go from one side of a change to the other; false when somebody else has written there. */
  function turn({ kind, path, section }, from, to) {
    working = true;
    try {
      if (kind === "cell") return model.get(path) === from && model.set(path, to);
      const joined = merge(model.schema[section], from, to, model.section(section));
      model.rewrite(section, () => joined.content);
      return true;
    } finally {
      working = false;
    }
  }

  function step(of, to, back) {
    const change = of.pop();
    if (!change) return null;
    const [from, into] = back ? [change.after, change.before] : [change.before, change.after];
    const turned = turn(change, from, into);
    if (turned) to.push({ ...change, time: 0 });
    return { path: change.path, turned };
  }

  return { undo: () => step(done, undone, true), redo: () => step(undone, done, false), can: () => [done.length > 0, undone.length > 0] };
}

/** Undo and redo as buttons and keys, and an offer after something was removed. */
export function buttons(cx) {
  const { t, model, undo: steps } = cx;
  const { fill, button, h } = cx.dom;

  function run(work) {
    const done = steps[work]();
    show();
    if (!done) return;
    cx.say(done.turned ? fill(t[work === "undo" ? "undone" : "redone"], { place: cx.fields.wayTo(done.path) }) : t.notUndone);
    cx.goTo(done.path);
  }

  const [back, forth] = [cx.tool(t.undo, () => run("undo")), cx.tool(t.redo, () => run("redo"))];
  function show() {
    const [canUndo, canRedo] = steps.can();
    back.disabled = !canUndo;
    forth.disabled = !canRedo;
    forth.hidden = !canRedo;
  }
  model.on(show);
  show();

  cx.root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input, textarea, select") && !event.target.dataset.cell) return; // comments have the browser's own
    event.preventDefault();
    run(event.shiftKey ? "redo" : "undo");
  });

  cx.notice = (text, ...actions) => {
    const box = h(
      "p",
      { class: "cp-notice", role: "status" },
      h("span", {}, text),
      actions,
      button(t.close, () => box.remove(), { kind: "plain" }),
    );
    cx.part("notices").replaceChildren(box);
  };
  cx.offerUndo = (text) =>
    cx.notice(
      text,
      button(t.undo, () => (run("undo"), cx.part("notices").replaceChildren()), { kind: "plain" }),
    );
}
