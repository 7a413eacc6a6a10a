/** Remarks on cells, with answers, resolved or not; and who else is here and where. */

export function comments(cx) {
  const { t, data, root, paths } = cx;
  const { h, fill, button, clock } = cx.dom;
  let known = data.comments;
  const panelButton = cx.tool("", () => panel());

  async function send(handler, body, box) {
    const answer = await cx.call(handler, body);
    if (!answer.ok) return cx.notice(cx.why(answer));
    if (box) box.value = "";
    take(answer.data.comments);
  }

  const threads = (path) => known.list.filter((one) => !one.answers && (path === undefined || one.path === path));

  function remark(one, isAnswer) {
    const withdraw =
      one.mine &&
      !known.list.some((other) => other.answers === one.id) &&
      button(t.withdraw, () => send("comment_withdraw", { id: one.id }), { kind: "plain" });
    const resolve =
      !isAnswer &&
      button(one.resolved ? t.reopen : t.resolve, () => send("comment_resolve", { id: one.id, resolved: !one.resolved }), {
        kind: "plain",
      });
    return h(
      "div",
      { class: "cp-remark" },
      h("p", { class: "cp-remark__by" }, h("strong", { dir: "auto" }, one.by), ` ${clock(one.at)}`),
      h("p", { class: "cp-lines", dir: "auto" }, one.text),
      h("p", { class: "cp-remark__do" }, resolve, withdraw, one.resolved && h("span", {}, fill(t.resolvedBy, { name: one.resolved }))),
    );
  }

  /** A box to write in; what was typed stays when sending fails. */
  function writer(label, work) {
    const box = h("textarea", { rows: 2, class: "cp-box", "aria-label": label, placeholder: label, maxlength: 5000, dir: "auto" });
    const give = button(t.send, async () => {
      if (!box.value.trim()) return;
      give.disabled = true;
      await work(box.value, box);
      give.disabled = false;
    });
    return h("div", { class: "cp-writer" }, box, give);
  }

  function thread(one) {
    const answers = known.list.filter((other) => other.answers === one.id);
    const answer = !one.resolved && writer(t.answer, (text, box) => send("comment_add", { path: one.path, text, answers: one.id }, box));
    return h(
      "li",
      { class: `cp-thread ${one.resolved ? "is-resolved" : ""}` },
      remark(one, false),
      answers.map((each) => remark(each, true)),
      answer,
    );
  }

  const content = (path) =>
    h(
      "div",
      { class: "cp-talk" },
      h("ul", { role: "list" }, threads(path).map(thread)),
      writer(t.comment, (text, box) => send("comment_add", { path, text, answers: null }, box)),
    );

  function open(path) {
    cx.aside(path, `comments:${path}`, content(path));
  }

  function panel() {
    const list = [...threads()].sort((one, other) => Boolean(one.resolved) - Boolean(other.resolved));
    const entries = list.map((one) =>
      h(
        "li",
        { class: one.resolved ? "is-resolved" : "" },
        h(
          "button",
          { type: "button", class: "cp-link", on: { click: () => cx.goTo(one.path) && open(one.path) } },
          `${data.titles[paths.sectionOf(one.path)]} · ${cx.fields.wayTo(one.path)}`,
        ),
        h("p", { class: "cp-lines", dir: "auto" }, h("strong", {}, `${one.by}: `), one.text),
      ),
    );
    cx.panel("comments", t.comments, entries.length ? h("ul", { class: "cp-plain", role: "list" }, entries) : h("p", {}, t.noComments));
  }

  function mark() {
    for (const old of root.querySelectorAll(".cp-mark--comments")) old.remove();
    const open_ = threads().filter((one) => !one.resolved);
    for (const path of new Set(open_.map((one) => one.path))) {
      const count = open_.filter((one) => one.path === path).length;
      const box = root.querySelector(`[data-section="${cx.step}"] [data-at="${CSS.escape(path)}"]`);
      box?.append(
        h(
          "button",
          {
            type: "button",
            class: "cp-mark cp-mark--comments",
            "aria-label": fill(t.commentCount, { count }),
            title: fill(t.commentCount, { count }),
            on: { click: () => open(path) },
          },
          count,
        ),
      );
    }
    panelButton.textContent = open_.length ? `${t.comments} (${open_.length})` : t.comments;
  }

  /** The newest comments; a box in which somebody writes is not taken away. */
  function take(now) {
    known = now;
    mark();
    const key = cx.aside?.key();
    if (key?.startsWith("comments:") && ![...root.querySelectorAll(".cp-aside textarea")].some((box) => box.value.trim()))
      cx.aside.replace(content(key.slice(9)));
    if (cx.panel?.current() === "comments") panel();
  }

  // The way to the comments of the cell in which one is.
  const here_ = button(t.comment, () => open(here_.dataset.path), { class: "cp-celltool", tabindex: -1 });
  here_.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays where one writes
  root.addEventListener("focusin", ({ target }) => {
    const cell = target.dataset?.cell && target.closest(".cp-cell");
    if (!cell) return;
    here_.dataset.path = target.dataset.cell;
    cell.append(here_);
  });
  root.addEventListener("keydown", (event) => {
    if (!event.target.dataset?.cell || !event.ctrlKey || !event.altKey || event.code !== "KeyM") return;
    event.preventDefault();
    open(event.target.dataset.cell);
  });

  /** Colleagues: their names above, at the step and at the cell where they are. */
  function here(people) {
    const place = (path) => (path ? data.titles[paths.sectionOf(path)] : "");
    const line = people.map((one) => (place(one.path) ? `${one.name} (${place(one.path)})` : one.name)).join(", ");
    const box = cx.part("here");
    if (box.textContent !== line) box.textContent = line && fill(t.alsoHere, { names: line });
    for (const link of root.querySelectorAll("[data-go]")) {
      const names = people.filter((one) => one.path && paths.sectionOf(one.path) === link.dataset.go).map((one) => one.name);
      link.querySelector("[data-who]").textContent = names.join(", ");
    }
    for (const old of root.querySelectorAll("[data-theirs]")) delete old.dataset.theirs;
    for (const one of people) {
      const cell = one.path && root.querySelector(`[data-section="${cx.step}"] [data-at="${CSS.escape(one.path)}"]`);
      if (cell) cell.dataset.theirs = one.name;
    }
  }

  mark();
  return { take, token: () => known.token, mark, here, open };
}
