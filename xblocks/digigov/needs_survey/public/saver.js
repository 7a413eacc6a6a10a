/**
 * The answers between this page and the server. A change is sent as [before, after], so that the server can tell what
 * another window changed; it is called saved only when the server has said so.
 *
 * States: "saved", "writing", "saving", "offline", "consent", "refused", "failed", "clash".
 */

const PAUSE = 1200; // ms after the last change
const AGAIN = [3000, 6000, 12000, 30000]; // ms between attempts without a network

export function saver({ call, read, write, agreed, drafts, kept, changed }) {
  let base = { ...kept.cells };
  let held = {}; // cells that the server refused, with the text that it refused
  let sending = null;
  let timer = 0;
  let attempt = 0;
  let touched = false; // what the page suggests by itself is sent along, but is nobody's work
  const self = { state: "saved", at: "", message: "", faults: {}, clashes: {}, sent: kept.sent, version: kept.version };

  function become(state, message = "") {
    Object.assign(self, { state, message });
    changed(self);
  }

  /** What this page has and the server has not. */
  function pending() {
    const cells = read();
    const found = {};
    for (const [cell, text] of Object.entries(cells)) {
      if (text !== (base[cell] ?? "") && held[cell] !== text) found[cell] = [base[cell] ?? "", text];
    }
    return found;
  }

  const keep = () => drafts.write(Object.fromEntries(Object.entries(pending()).map(([cell, pair]) => [cell, pair[1]])));

  function edited() {
    touched = true;
    keep();
    if (Object.keys(self.clashes).length) return become("clash");
    if (!Object.keys(pending()).length) return settle();
    become(agreed() ? (self.state === "offline" ? "offline" : "writing") : "consent");
    plan(PAUSE);
    return undefined;
  }

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function settle() {
    become(Object.keys(held).length ? "refused" : "saved");
  }

  function send() {
    clearTimeout(timer);
    if (sending) return sending.then(send);
    const changes = pending();
    if (!Object.keys(changes).length || !agreed()) return Promise.resolve();
    become("saving");
    sending = call("save_answers", { changes, consent: agreed() }).then((answer) => {
      sending = null;
      answered(answer, changes);
    });
    return sending;
  }

  function answered({ ok, status, data }, changes) {
    if (!ok) {
      const later = status === 0 || status === 429 || status >= 502;
      become(later ? "offline" : "failed", data.message ?? "");
      if (later) plan(AGAIN[Math.min(attempt++, AGAIN.length - 1)]);
      return;
    }
    attempt = 0;
    const before = base;
    for (const cell of Object.keys(changes)) delete held[cell];
    for (const cell of Object.keys(data.faults)) if (cell in changes) held[cell] = changes[cell][1];
    base = { ...data.cells };
    take(before, data.clashes);
    Object.assign(self, { at: data.at, faults: data.faults, sent: data.sent, version: data.version, clashes: data.clashes });
    keep();
    if (Object.keys(self.clashes).length) become("clash");
    else if (Object.keys(pending()).length) edited();
    else settle();
  }

  /** Show what another window changed, where nothing was changed here. */
  function take(before, clashes) {
    const cells = read();
    const news = {};
    for (const cell of Object.keys(cells)) {
      const theirs = base[cell] ?? "";
      if (cell in clashes || theirs === cells[cell]) continue;
      if (cells[cell] === (before[cell] ?? "")) news[cell] = theirs;
    }
    write(news);
  }

  /** The respondent chose for a cell with two answers. */
  function choose(cell, mine) {
    const theirs = self.clashes[cell];
    delete self.clashes[cell];
    base[cell] = theirs;
    if (!mine) write({ [cell]: theirs });
    edited();
    if (!Object.keys(self.clashes).length) return send();
    return Promise.resolve();
  }

  /** Everything is on the server: false when it is not, and the state says why. */
  async function flush() {
    while (Object.keys(pending()).length && !Object.keys(self.clashes).length) {
      const waiting = JSON.stringify(pending());
      await send();
      if (self.state === "offline" || self.state === "failed" || self.state === "consent" || JSON.stringify(pending()) === waiting) return false;
    }
    return !Object.keys(self.clashes).length && !Object.keys(held).length;
  }

  /** What a closed page left on this device. */
  function adopt() {
    const left = drafts.read();
    if (!Object.keys(left).length) return;
    write(left);
    edited();
  }

  globalThis.addEventListener("online", () => self.state === "offline" && send());
  return Object.assign(self, { edited, send, flush, choose, adopt, pending: () => touched && Object.keys(pending()).length > 0 });
}
