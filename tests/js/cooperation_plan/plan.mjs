/** The page's modules, the schema, and a server in memory that compares and sets as the real one does. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

const PUBLIC = "../../../xblocks/digigov/cooperation_plan/public";
export const load = (name) => import(`${PUBLIC}/${name}.js`);
export const paths = await load("paths");
export const { merge } = await load("merge");
const { model } = await load("model");
const { sectionSync } = await load("section_sync");

/** What tests/digigov/cooperation_plan/test_plan_page_logic.py wrote: the schema and the cases, from the Python rules. */
export const given = (name) => JSON.parse(readFileSync(join(process.env.PLAN_CASES, `${name}.json`), "utf-8"));
export const schema = given("schema");

export const emptyPlan = () => Object.fromEntries(Object.entries(schema).map(([name, node]) => [name, paths.empty(node)]));
export const makeModel = (sections = emptyPlan()) => model({ schema, sections }, paths);

/** A server with one section. `line` is false while there is no line; `refuse(path)` says which cells it does not take. */
export function server(name, content = paths.empty(schema[name])) {
  const node = schema[name];
  const versions = [paths.clone(content)];
  const self = { line: true, lost: 0, refuse: () => false, versions };
  const answer = (body) => ({
    ok: true,
    status: 200,
    data: { section: name, faults: [], at: "2026-11-28T10:00:00Z", judged: {}, merged: false, ...body },
  });

  function cleaned(content) {
    const plan = { [name]: paths.tidy(node, paths.clone(content)) };
    const faults = [];
    for (const [path] of paths.cells(node, plan[name], name)) {
      if (!self.refuse(path, paths.get(plan, path))) continue;
      faults.push({ path, where: path, message: "too long" });
      paths.put(plan, path, paths.get({ [name]: versions.at(-1) }, path) ?? "");
    }
    return { content: plan[name], faults };
  }

  function write(base, mine, faults, choices = {}) {
    const joined = merge(node, versions[base], mine, versions.at(-1));
    const found = joined.clashes.map((path) => `${name}${path}`);
    if (found.some((path) => !(path in choices))) {
      const clashes = found.map((path) => ({
        path,
        mine: paths.get({ [name]: mine }, path) ?? null,
        theirs: paths.get({ [name]: versions.at(-1) }, path) ?? null,
      }));
      return {
        ok: false,
        status: 409,
        data: { error: "conflict", version: versions.length - 1, content: versions.at(-1), clashes, by: "Dara", at: "" },
      };
    }
    const plan = { [name]: joined.content };
    for (const [path, choice] of Object.entries(choices))
      paths.put(
        plan,
        path,
        choice === "mine" ? paths.get({ [name]: mine }, path) : choice === "theirs" ? paths.get(plan, path) : choice.text,
      );
    if (!paths.same(plan[name], versions.at(-1))) versions.push(paths.clone(plan[name]));
    return answer({ version: versions.length - 1, content: paths.clone(versions.at(-1)), faults });
  }

  self.call = async (handler, body) => {
    const sent = paths.clone(body);
    await null;
    if (!self.line) return { ok: false, status: 0, data: {} };
    const { content, faults } = cleaned(sent.content);
    const result = write(sent.version, content, faults, handler === "settle" ? sent.choices : {});
    if (self.lost > 0) return (self.lost--, { ok: false, status: 0, data: {} }); // saved, but the answer did not arrive
    return result;
  };
  self.now = () => versions.at(-1);
  return self;
}

/** A page that writes one section. Its drafts are in `shelf`, a Map that may be given to the next page. */
export function page(name, remote, { shelf = new Map(), pause = 0 } = {}) {
  const version = remote.versions.length - 1;
  const content = paths.clone(remote.now());
  const plan = makeModel({ ...emptyPlan(), [name]: content });
  const states = [];
  const store = {
    put: async (section, draft) => void shelf.set(section, paths.clone(draft)),
    remove: async (section) => void shelf.delete(section),
  };
  const part = sectionSync({
    name,
    version,
    content,
    model: plan,
    merge,
    paths,
    call: (...all) => remote.call(...all),
    store,
    changed: (self) => states.push(self.state),
    judged: () => undefined,
    pause,
  });
  plan.on((event) => event.by === "me" && part.edited());
  return { model: plan, part, states, shelf };
}

/** Until all timers of zero length and promises are done. */
export const calm = async (turns = 6) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((done) => setTimeout(done, 1));
};
