/** Who wrote what and when: the changes in words, every version to read, and the way back. Also the panel for such things. */

export function history(cx) {
  const { t, data } = cx;
  const { h, fill, button, clock } = cx.dom;
  const place = cx.part("panel");
  let current = "";
  let opener = null;

  /** Show something above the step, with a heading and a way to close it. */
  cx.panel = (name, title, ...content) => {
    if (!place.contains(document.activeElement)) opener = document.activeElement;
    const fresh = current !== name;
    current = name;
    const heading = h("h4", { tabindex: -1 }, title);
    place.replaceChildren(h("div", { class: "cp-panel__head" }, heading, button(t.close, shut, { kind: "plain" })), ...content);
    place.hidden = false;
    if (fresh) heading.focus();
  };
  cx.panel.current = () => current;
  cx.panel.shut = () => shut();

  function shut() {
    place.hidden = true;
    place.replaceChildren();
    current = "";
    opener?.isConnected && opener.focus();
  }
  place.addEventListener("keydown", (event) => event.key === "Escape" && shut());

  const words = (pieces) => pieces.map(([kind, text]) => (kind === "same" ? text : h(kind === "added" ? "ins" : "del", {}, text)));

  function change(one) {
    const what = one.words
      ? h("p", { class: "cp-lines", dir: "auto" }, words(one.words))
      : one.row
        ? h(
            one.kind === "added" ? "ins" : "del",
            { class: "cp-rowchange" },
            one.row.map(([name, text]) => h("span", {}, `${name}: ${text} `)),
          )
        : h("p", {}, t.moved);
    return h("li", {}, h("p", { class: "cp-way" }, one.where), what);
  }

  const changes = (list, more) => [
    h("ul", { class: "cp-changes", role: "list" }, list.map(change)),
    more > 0 && h("p", { class: "cp-hint" }, fill(t.moreChanges, { count: more })),
  ];

  function entry(one) {
    const reason = { restore: t.byRestore, import: t.byImport, merge: t.byMerge }[one.reason];
    const look = button(t.seeVersion, () => version(one), { kind: "plain" });
    return h(
      "li",
      {},
      h(
        "details",
        {},
        h(
          "summary",
          {},
          h("strong", { dir: "auto" }, one.by),
          ` · ${clock(one.at)} · ${data.titles[one.section]}${reason ? ` · ${reason}` : ""}`,
        ),
        changes(one.changes, one.more),
        h("p", {}, look),
      ),
    );
  }

  async function list(section) {
    await cx.sync.flush();
    const box = h("ol", { class: "cp-history", role: "list" });
    const more = h("p", {});
    const load = async (before) => {
      const answer = await cx.call("history", { section, before });
      if (!answer.ok) return more.replaceChildren(cx.why(answer));
      box.append(...answer.data.entries.map(entry));
      if (!box.children.length) more.textContent = t.noHistory;
      else
        more.replaceChildren(...(answer.data.more ? [button(t.older, () => load(answer.data.entries.at(-1).id), { kind: "plain" })] : []));
    };
    const other =
      data.steps.length > 1 &&
      button(section ? t.allSteps : fill(t.onlyStep, { step: data.titles[cx.step] }), () => list(section ? "" : cx.step), {
        kind: "plain",
      });
    cx.panel("history", section ? fill(t.historyOf, { step: data.titles[section] }) : t.history, h("p", {}, other), box, more);
    await load(null);
  }

  async function version(one) {
    const answer = await cx.call("version", { section: one.section, version: one.version });
    if (!answer.ok) return cx.say(cx.why(answer));
    const told = h("div", { class: "cp-told" });
    told.innerHTML = answer.data.html; // the server's own template, everything in it escaped
    const restore = button(t.restore, () => bringBack(one), { kind: "main" });
    const since = answer.data.changes.length ? [h("h5", {}, t.since), changes(answer.data.changes, answer.data.more)] : [];
    cx.panel(
      "version",
      fill(t.versionOf, { step: data.titles[one.section], time: clock(one.at), name: one.by }),
      h(
        "p",
        { class: "cp-actions" },
        restore,
        button(t.history, () => list(one.section), { kind: "plain" }),
      ),
      told,
      since,
    );
  }

  async function bringBack(one) {
    await cx.sync.flush();
    const answer = await cx.call("restore", { section: one.section, version: one.version });
    if (!answer.ok) return cx.say(cx.why(answer));
    cx.sync.parts[one.section].receive(answer.data.version, answer.data.content);
    cx.hearJudged(answer.data.judged);
    shut();
    cx.goTo(one.section);
    cx.notice(fill(t.restored, { time: clock(one.at) }));
  }

  cx.tool(t.history, () => list(cx.step));
}
