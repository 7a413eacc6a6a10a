/** One section between this page and the server: what was saved, what is on its way, what both sides wrote. */

const PAUSE = 2000; // after the last keystroke

/**
 * `changed` is called when the state changes, `judged` with what the rules say. States: "saved", "writing", "saving",
 * "offline", "conflict", "refused" (saved but for some cells), "failed".
 */
export function sectionSync({ name, version, content, model, merge, paths, call, store, changed, judged }) {
  const { clone, same, tidy, put, get } = paths;
  const node = model.schema[name];
  const now = () => tidy(node, model.section(name));
  let base = { version, content: clone(content) };
  let timer = 0;
  let sending = null;
  let held = ""; // what stays here because the server refused some cells of it
  const waiting = []; // drafts of closed pages that clash with what is written here
  const self = { name, state: "saved", at: "", faults: [], conflict: null, message: "" };

  function become(state, message = "") {
    Object.assign(self, { state, message });
    changed(self);
  }

  const keep = () => store.put(name, { section: name, version: base.version, base: base.content, content: now() });
  const clean = () => same(now(), base.content);

  function edited() {
    if (self.conflict) return void keep();
    if (clean()) store.remove(name);
    else keep();
    become(self.state === "offline" ? "offline" : "writing");
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  }

  function send() {
    clearTimeout(timer);
    if (sending) return sending.then(() => (self.state === "writing" ? send() : undefined));
    if (self.conflict) return Promise.resolve();
    const sent = now();
    if (same(sent, base.content) || JSON.stringify(sent) === held) return settled();
    become("saving");
    sending = call("save", { section: name, version: base.version, content: sent }).then((answer) => {
      sending = null;
      answered(answer, sent);
    });
    return sending;
  }

  function answered({ ok, status, data }, sent) {
    if (ok) accept(data, sent);
    else if (data.error === "conflict") {
      self.conflict = { ...data, sent };
      keep();
      become("conflict");
    } else if (status === 0 || status >= 502) become("offline");
    else become("failed", data.message ?? "");
  }

  /** The server has what was sent, joined with what others wrote; what was typed since stays. */
  function accept(data, sent) {
    const shown = { [name]: clone(data.content) };
    for (const { path } of data.faults) if (get(shown, path) !== undefined) put(shown, path, get({ [name]: sent }, path));
    const joined = merge(node, sent, now(), shown[name]);
    if (!joined.clashes.length) {
      base = { version: data.version, content: data.content };
      if (!same(joined.content, now())) model.receive(name, joined.content);
    }
    Object.assign(self, { at: data.at, faults: data.faults, conflict: null });
    held = data.faults.length ? JSON.stringify(shown[name]) : "";
    judged(data.judged);
    settled();
    if (self.state === "writing") timer = setTimeout(send, joined.clashes.length ? 0 : PAUSE);
  }

  /** Whether all is saved now; if so the draft on the device may go, and a waiting one may come. */
  function settled() {
    if (clean()) {
      store.remove(name);
      self.faults = [];
      become("saved");
      if (waiting.length) adopt(waiting.shift());
    } else if (JSON.stringify(now()) === held) become("refused");
    else {
      keep();
      become("writing");
    }
    return Promise.resolve();
  }

  /** A newer version that others made. */
  function receive(version, content) {
    if (version <= base.version || sending || self.conflict) return;
    const joined = merge(node, base.content, now(), content);
    if (joined.clashes.length) return void send();
    base = { version, content: clone(content) };
    if (!same(joined.content, now())) model.receive(name, joined.content);
    if (!clean()) keep();
  }

  /** A draft that a closed page has left. */
  function adopt(draft) {
    if (!clean() || self.conflict) return void waiting.push(draft);
    const joined = merge(node, draft.base, draft.content, base.content);
    if (joined.clashes.length) {
      base = { version: draft.version, content: draft.base }; // the server shows both texts
      model.receive(name, draft.content);
    } else model.receive(name, joined.content);
    if (clean()) return;
    keep();
    send();
  }

  /** Send again what was written, with a choice for each clash. */
  async function settle(choices) {
    const { version: seen } = self.conflict;
    const sent = now();
    const answer = await call("settle", { section: name, version: base.version, content: sent, seen, choices });
    if (answer.ok || answer.data.error === "conflict") self.conflict = null;
    if (answer.ok) base = { version: seen, content: base.content };
    answered(answer, sent);
    return answer.ok;
  }

  const later = () => waiting.length;
  return Object.assign(self, { edited, send, receive, adopt, settle, later, unsent: () => !clean() && JSON.stringify(now()) !== held, version: () => base.version });
}
