/** Scores and comments of a review, saved while they are written. */

const PAUSE = 1200; // ms after the last keystroke
const AGAIN = 10000; // ms until the next try without a line

/** Keeps the form saved. `flush` resolves to whether all is saved, `finish(shown)` to a message when it was refused. */
export function reviewForm({ form, call, t, args }) {
  const status = form.querySelector('[data-role="saved"]');
  const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: "short" });
  let version = Number(form.dataset.version);
  let timer = 0;
  let sending = null;
  let saved = JSON.stringify(read(true));

  /** What stands in the form now, or what came from the server: somebody may have been quicker than this script. */
  function read(before = false) {
    const [checked, value] = before ? ["defaultChecked", "defaultValue"] : ["checked", "value"];
    const scores = {};
    for (const input of form.querySelectorAll("[data-score]")) {
      const radio = input.type === "radio";
      const text = (radio ? input.value : input[value]).trim();
      if (radio ? input[checked] : text) scores[input.dataset.score] = /^\d+$/.test(text) ? Number(text) : text;
    }
    const comments = {};
    for (const area of form.querySelectorAll("[data-comment]")) if (area[value].trim()) comments[area.dataset.comment] = area[value];
    return { scores, comments };
  }

  const dirty = () => JSON.stringify(read()) !== saved;

  async function send(finish = false) {
    clearTimeout(timer);
    if (sending) await sending;
    const held = read();
    status.textContent = t.saving;
    sending = call("review_save", { ...args, ...held, version, finish });
    const answer = await sending;
    sending = null;
    if (answer.ok) {
      version = answer.data.version;
      saved = JSON.stringify(held);
      status.textContent = t.saved.replace("{time}", clock.format(new Date(answer.data.at)));
      if (dirty()) later();
    } else {
      status.textContent = answer.status ? answer.data.message : t.no_line;
      if (!answer.status) timer = setTimeout(send, AGAIN);
    }
    return answer;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
    status.textContent = t.writing;
  }

  const warn = (event) => {
    if (dirty()) event.preventDefault();
  };
  form.addEventListener("input", later);
  globalThis.addEventListener("beforeunload", warn);
  if (dirty()) later();

  return {
    flush: async () => !dirty() || (await send()).ok,
    async finish(shown) {
      const answer = await send(true);
      if (answer.ok) shown(answer);
      return answer.ok ? "" : answer.data.message || t.no_line;
    },
    stop() {
      clearTimeout(timer);
      globalThis.removeEventListener("beforeunload", warn);
    },
  };
}
