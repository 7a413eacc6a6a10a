/** One section between this page and the server: what was saved, what is on its way, what both sides wrote. */

const PAUSE = 2000; // ms after the last keystroke

/**
 * `changed(self)` is called when the state changes, `judged` with what the rules say. States: "saved", "writing",
 * "saving", "offline", "conflict", "refused" (saved but for some cells), "failed".
 */
export function sectionSync({ name, version, content, model, merge, paths, call, store, changed, judged, pause = PAUSE }) {
  const { clone, same, tidy, put, get } = paths;
  const node = model.schema[name];
  const now = () => tidy(node, model.section(name));
  let base = { version, content: clone(content) };
  let timer = 0;
  let sending = null;
  let held = ""; // what stays here because the server refused some cells of it
  const waiting = []; // drafts of closed pages that clash with what is written here, each with who waits for it
  const self = { name, state: "saved", at: "", faults: [], conflict: null, message: "" };

  function become(state, message = "") {
    Object.assign(self, { state, message });
    changed(self);
  }

  const keep = () => store.put(name, { section: name, version: base.version, base: base.content, content: now() });
  const clean = () => same(now(), base.content);

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function edited() {
    if (clean()) store.remove(name);
    else keep();
    if (self.conflict) return;
    if (self.state !== "offline") become("writing");
    later(pause);
  }

  /** Send what is not saved yet; resolves when the answer has been dealt with. */
  async function send() {
    clearTimeout(timer);
    if (sending) await sending;
    if (sending || self.conflict) return;
    const sent = now();
    if (same(sent, base.content) || JSON.stringify(sent) === held) return settled();
    become("saving");
    sending = call("save_section", { section: name, version: base.version, content: sent });
    const answer = await sending;
    sending = null;
    answered(answer, sent);
  }

  function answered({ ok, status, data }, sent) {
    if (ok) accept(data, sent);
    else if (data.error === "conflict") {
      self.conflict = data;
      keep();
      become("conflict");
    } else if (status === 0 || status >= 500) become("offline");
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
    if (self.state === "writing") later(joined.clashes.length ? 0 : pause);
  }

  /** Whether all is saved now; if so the draft on the device may go, and a waiting one may come. */
  function settled() {
    if (clean()) {
      store.remove(name);
      self.faults = [];
      become("saved");
      const next = waiting.shift();
      if (next) next.done(adopt(next.draft));
    } else if (JSON.stringify(now()) === held) {
      keep();
      become("refused");
    } else {
      keep();
      become("writing");
    }
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

  /** A draft that a closed page has left; resolves to true when it is in this page and kept by it. */
  function adopt(draft) {
    const mine = now();
    const joined = merge(node, draft.base, draft.content, clean() ? base.content : mine);
    if (joined.clashes.length) {
      if (!clean() || self.conflict || sending) return new Promise((done) => waiting.push({ draft, done }));
      base = { version: draft.version, content: clone(draft.base) }; // the server will show both texts
      model.receive(name, draft.content);
    } else model.receive(name, joined.content);
    if (clean()) return Promise.resolve(true);
    if (!self.conflict) become("writing");
    const kept = keep();
    send();
    return Promise.resolve(kept).then(() => true);
  }

  /** Send again what was written, with a choice for each clash: "mine", "theirs" or {text}. */
  async function settle(choices) {
    const sent = now();
    const { version: seen } = self.conflict;
    sending = call("settle", { section: name, version: base.version, content: sent, seen, choices });
    const answer = await sending;
    sending = null;
    if (answer.ok || answer.data.error === "conflict") self.conflict = null;
    if (answer.ok || self.conflict === null) answered(answer, sent);
    return answer;
  }

  return Object.assign(self, {
    edited,
    send,
    receive,
    adopt,
    settle,
    unsent: () => !clean() && JSON.stringify(now()) !== held,
    version: () => base.version,
  });
}
