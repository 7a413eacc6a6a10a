/** An answer that is saved while it is written; what the server does not have yet stays on this device. */

const PAUSE = 1200; // ms after the last keystroke
const AGAIN = 15000; // ms until the next try without a line

export default function start({ element, call, t, data }) {
  const role = (name) => element.querySelector(`[data-role="${name}"]`);
  const text = role("text");
  const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: "short" });
  let version = data.version;
  let saved = text.value;
  let timer = 0;
  let sending = false;
  let other = null; // what another window wrote, while the learner has not chosen

  const say = (words) => (role("state").textContent = words);
  const drafts = {
    get: () => JSON.parse(localStorage.getItem(data.store) ?? "null"),
    put: (draft) => localStorage.setItem(data.store, JSON.stringify(draft)),
    drop: () => localStorage.removeItem(data.store),
  };

  async function send() {
    clearTimeout(timer);
    if (sending || other || text.value === saved) return;
    sending = true;
    const held = text.value;
    say(t.saving);
    const answer = await call("keep", { text: held, version });
    sending = false;
    if (answer.ok) {
      ({ version } = answer.data);
      saved = held;
      if (text.value === held) drafts.drop();
      say(t.saved.replace("{time}", clock.format(new Date(answer.data.at))));
      if (text.value !== held) later();
    } else if (answer.data.error === "stale") choose(answer.data.current);
    else {
      say(answer.status ? answer.data.message : t.no_line);
      if (!answer.status) timer = setTimeout(send, AGAIN);
    }
  }

  function choose(current) {
    other = current;
    role("other").textContent = current.text || "–";
    role("two").hidden = false;
    say(t.two);
  }

  function chosen(value) {
    version = other.version;
    saved = other.text;
    other = null;
    text.value = value;
    role("two").hidden = true;
    text.focus();
    if (text.value === saved) {
      drafts.drop();
      say("");
    } else send();
  }

  function later() {
    drafts.put({ version, text: text.value });
    say(t.writing);
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  }

  text.addEventListener("input", later);
  text.addEventListener("blur", send);
  globalThis.addEventListener("online", send);
  role("mine").addEventListener("click", () => chosen(text.value));
  role("theirs").addEventListener("click", () => chosen(other.text));
  role("both").addEventListener("click", () => chosen([other.text, text.value].filter(Boolean).join("\n\n")));

  const draft = drafts.get(); // a page that was closed before the server had it
  if (draft && draft.text !== saved) {
    text.value = draft.text;
    version = draft.version;
    send();
  } else drafts.drop();
}
