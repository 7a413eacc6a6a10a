/** The entry of the learner's page: puts the modules together and turns the plan that one reads into one that one writes. */

export default async function start({ element, call, t, data }) {
  const desk = element.querySelector("[data-console]"); // the course team's, loaded when it is opened
  const openDesk = async () => (await import(new URL(desk.dataset.console, document.baseURI).href)).default({ element: desk, call });
  desk?.addEventListener("toggle", openDesk, { once: true });
  const root = element.querySelector('[data-role="cp"]');
  const names = Object.keys(data.modules);
  const loaded = await Promise.all(names.map((name) => import(new URL(data.modules[name], document.baseURI).href)));
  const m = Object.fromEntries(names.map((name, place) => [name, loaded[place]]));
  const part = (role) => root.querySelector(`[data-role="${role}"]`);
  const { paths, dom } = m;

  const model = m.model.model({ schema: data.schema, sections: data.sections }, paths);
  const tab = dom.fresh();
  const store = await m.store.store(data.store, tab);
  const cx = { root, part, t, data, call, model, paths, dom, codes: data.codes, prefix: data.prefix, m };
  cx.offerUndo = () => undefined;
  cx.fields = m.fields.fields(cx);
  cx.rows = m.rows.rows(cx);
  cx.focus = (key) => cx.editor.focus(key);
  cx.fields.attach(root);

  const all = Object.keys(data.schema);
  const layouts = Object.fromEntries(all.map((name) => [name, { draw: () => cx.rows.group(name, undefined, "") }]));
  cx.editor = m.editor.editor(cx, layouts);

  const make = (name, { changed, judged }) =>
    m.section_sync.sectionSync({ name, version: data.versions[name], content: data.sections[name], model, merge: m.merge.merge, paths, call, store, changed, judged });
  const bar = part("bar").appendChild(dom.h("span", { class: "cp-state" }));
  const hear = {
    state: (sync) => (bar.textContent = t[sync.state] ?? sync.state),
    judged: () => undefined,
    here: () => undefined,
    comments: () => undefined,
    submission: () => undefined,
  };
  cx.sync = m.sync.sync({ names: all, make, model, call, hear, where: () => "", token: () => "", seen: () => !document.hidden });
  addEventListener("online", () => cx.sync.again());
  document.addEventListener("visibilitychange", () => document.hidden && cx.sync.flush());
  for (const section of root.querySelectorAll("[data-section]")) cx.editor.open(section.dataset.section, section.querySelector('[data-role="own"]'));
  await store.orphans((draft) => cx.sync.parts[draft.section]?.adopt(draft));
}
