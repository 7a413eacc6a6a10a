/** The entry of the learner's page: puts the modules together and turns the plan that one reads into one that one writes. */

export default async function start({ element, call, t, data }) {
  const desk = element.querySelector("[data-console]"); // the course team's, loaded when it is opened
  const openDesk = async () => (await import(new URL(desk.dataset.console, document.baseURI).href)).default({ element: desk, call });
  desk?.addEventListener("toggle", openDesk, { once: true });
  const root = element.querySelector('[data-role="cp"]');
  const names = Object.keys(data.modules);
  const loaded = await Promise.all(names.map((name) => import(new URL(data.modules[name], document.baseURI).href)));
  const m = Object.fromEntries(names.map((name, place) => [name, loaded[place]]));
  const { paths, dom } = m;
  const { h, fill, button, clock } = dom;
  const part = (role) => root.querySelector(`[data-role="${role}"]`);
  const all = Object.keys(data.schema);
  const first = data.steps[0];

  const model = m.model.model({ schema: data.schema, sections: data.sections }, paths);
  const store = await m.store.store(data.store, dom.fresh());
  const cx = { root, part, t, data, call, model, paths, dom, codes: data.codes, prefix: data.prefix, m, judged: data.judged, step: first };
  cx.why = ({ status, data: { message } }) => message ?? (status ? t.serverFault : t.needsLine);
  cx.say = (text) => (part("say").textContent = text);
  cx.focus = (key) => cx.editor.focus(key);

  cx.fields = m.fields.fields(cx);
  cx.rows = m.rows.rows(cx);
  cx.undo = m.undo.undo(model, m.merge.merge);
  cx.editor = m.editor.editor(cx, m.steps.steps(cx));
  cx.fields.attach(root);

  // Saving.

  const state = h("span", { class: "cp-state", data: { state: "saved" } });
  const again = button(t.retry, () => cx.sync.again(), { kind: "plain", hidden: true });
  function shown(sync) {
    const parts = Object.values(sync.parts);
    const at = parts
      .map((one) => one.at)
      .sort()
      .at(-1);
    const bad = parts.find((one) => one.state === "failed");
    const who = parts.find((one) => one.conflict)?.conflict.by;
    const words = {
      saved: at ? fill(t.savedAt, { time: clock(at) }) : t.saved,
      failed: fill(t.failed, { reason: bad?.message || t.serverFault }),
      conflict: fill(t.conflict, { name: who }),
    };
    const text = words[sync.state] ?? t[sync.state];
    if (state.dataset.state !== sync.state && !["saving", "writing", "saved"].includes(sync.state)) cx.say(text);
    state.dataset.state = sync.state;
    state.textContent = text;
    again.hidden = !["offline", "failed"].includes(sync.state);
    for (const one of parts) cx.refused?.(one);
    cx.conflicts?.(parts.filter((one) => one.conflict));
  }

  function judged(verdict) {
    cx.judged = verdict;
    cx.editor.refresh("judged");
    cx.findings.show();
  }

  cx.hearJudged = judged;

  // Moving between steps.

  function go(name, focus = true) {
    if (!data.steps.includes(name)) return false;
    cx.step = name;
    for (const section of root.querySelectorAll("[data-section]")) section.hidden = section.dataset.section !== name;
    for (const link of root.querySelectorAll("[data-go]")) {
      if (link.dataset.go === name) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    const section = root.querySelector(`[data-section="${name}"]`);
    cx.editor.open(name, section.querySelector('[data-role="own"]'));
    turning(name);
    cx.findings.show();
    requestAnimationFrame(() => root.querySelector("[data-go][aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }));
    if (focus) section.focus();
    return true;
  }

  function turning(name) {
    const place = data.steps.indexOf(name);
    const turn = (to, text, kind) => to && button(fill(text, { step: data.titles[to] }), () => go(to), { kind });
    part("next").replaceChildren(
      ...[turn(data.steps[place - 1], t.previous, "plain"), turn(data.steps[place + 1], t.next, "main")].filter(Boolean),
    );
  }

  /** Go to the cell at a path, in whichever step it is. */
  cx.goTo = (path) => {
    const section = paths.sectionOf(path);
    if (section !== cx.step && !go(section, false)) return false;
    let at = path;
    while (at && !cx.focus(at)) at = at.includes("/") ? paths.parent(at) : "";
    document.activeElement?.scrollIntoView({ block: "center" });
    return true;
  };

  /** The worked example beside what one writes. */
  function beside(section) {
    const example = section.querySelector('[data-role="example"]');
    const box = section.querySelector('[data-role="beside"]');
    const toggle = button(
      t.beside,
      () => {
        const on = !box.classList.contains("is-beside");
        box.classList.toggle("is-beside", on);
        example.open = on;
        toggle.setAttribute("aria-pressed", on);
        cx.editor.refresh(section.dataset.section);
      },
      { "aria-pressed": "false" },
    );
    section.querySelector('[data-role="switch"]').append(toggle);
  }

  root.classList.add("is-live");
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    go(link.dataset.go);
  });
  root.querySelectorAll("[data-section]").forEach(beside);

  const tools = h("div", { class: "cp-toolbar", role: "toolbar", "aria-label": t.tools });
  part("bar").append(h("p", { class: "cp-status" }, state, again, h("span", { class: "cp-here", data: { role: "here" } })), tools);
  cx.tool = (text, press, props) => tools.appendChild(button(text, press, { kind: "plain", ...props }));

  m.aside.aside(cx);
  cx.findings = m.findings.findings(cx);
  cx.comments = m.comments.comments(cx);
  m.undo.buttons(cx);
  m.history.history(cx);
  m.submit.submit(cx);
  m.files.files(cx);
  m.paste.paste(cx);
  cx.conflicts = m.conflict.conflict(cx);

  const make = (name, hooks) =>
    m.section_sync.sectionSync({
      name,
      version: data.versions[name],
      content: data.sections[name],
      model,
      merge: m.merge.merge,
      paths,
      call,
      store,
      ...hooks,
    });
  const where = () => document.activeElement?.closest?.(".cp [data-at]")?.dataset.at ?? cx.step;
  const hear = { state: shown, judged, here: cx.comments.here, comments: cx.comments.take, submission: (now) => cx.submission?.(now) };
  cx.sync = m.sync.sync({ names: all, make, model, call, hear, where, token: () => cx.comments.token(), seen: () => !document.hidden });
  shown(cx.sync);
  addEventListener("online", () => cx.sync.again());
  addEventListener("pagehide", () => cx.sync.flush());
  document.addEventListener("visibilitychange", () => document.hidden && cx.sync.flush());
  new ResizeObserver(dom.soon(() => cx.editor.refresh(cx.step))).observe(root);
  model.on(({ section }) => section === "identification" && (part("title").textContent = model.get("identification/title") || t.untitled));

  go(first, false);
  await store.orphans((draft) => {
    const taken = cx.sync.parts[draft.section]?.adopt(draft);
    if (cx.sync.parts[draft.section]?.unsent()) cx.notice(t.fromDraft); // else the server had it all
    return taken;
  });
}
