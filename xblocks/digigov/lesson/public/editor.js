/** The lesson editor: reads the form, keeps the preview fresh, shows faults beside their fields, saves. */

const PAUSE = 400; // ms without a keystroke before the preview is asked for

/** The two helper modules are named by the server, because production gives files hashed names. */
export default async function start({ element, call, runtime, t, data }) {
  const { sourceRows } = await import(new URL(data.rows, document.baseURI).href);
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const notify = (name, details) => (typeof runtime.notify === "function" ? runtime.notify(name, details) : undefined);
  const preview = form.querySelector(".dg-preview");
  const rows = sourceRows(role("rows"), role("add"), data.sources, t, changed);
  let saved = JSON.stringify(read());
  let timer, pending;

  function read() {
    const minutes = form.elements.minutes.value.trim();
    return {
      display_name: form.elements.display_name.value.trim(),
      content: form.elements.content.value,
      minutes: minutes === "" ? null : /^\d+$/.test(minutes) ? Number(minutes) : minutes,
      objectives: form.elements.objectives.value.split("\n").map((line) => line.trim()).filter(Boolean),
      sources: rows.read(),
    };
  }

  function show(faults) {
    for (const place of form.querySelectorAll("[data-error]")) {
      const mine = faults.filter((fault) => fault.field === place.dataset.error);
      const lines = mine.map((fault) =>
        fault.line ? t.line.replace("{line}", fault.line).replace("{message}", fault.message) : fault.message,
      );
      if (place.innerText !== lines.join("\n")) place.innerText = lines.join("\n");
      const field = form.elements[place.dataset.error];
      if (field?.setAttribute) field.setAttribute("aria-invalid", String(mine.length > 0));
    }
  }

  async function refresh() {
    pending?.abort();
    pending = new AbortController();
    const answer = await call("preview", read(), pending.signal);
    if (answer.data.error === "aborted") return;
    role("preview-status").textContent = answer.ok ? "" : answer.data.message || t.no_preview;
    if (!answer.ok) return;
    preview.innerHTML = answer.data.html; // sanitised by the server: it is the lesson as learners get it
    globalThis.MathJax?.Hub?.Queue(["Typeset", globalThis.MathJax.Hub, preview]);
    show(answer.data.faults);
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
    role("status").textContent = "";
  }

  const dirty = () => element.isConnected && JSON.stringify(read()) !== saved;
  const warn = (event) => {
    if (dirty()) event.preventDefault();
  };

  async function save(event) {
    event.preventDefault();
    const fields = read();
    clearTimeout(timer); // a late preview must not overwrite the messages of this save
    pending?.abort();
    notify("save", { state: "start", message: t.saving });
    role("status").textContent = t.saving;
    const answer = await call("save_lesson", fields);
    if (answer.ok) {
      saved = JSON.stringify(fields);
      show([]);
      role("status").textContent = t.saved;
      notify("save", { state: "end" });
      refresh();
      return;
    }
    const faults = answer.data.faults || [];
    const reason = faults.length ? t.see_fields : answer.data.message || t.no_network;
    show(faults);
    role("status").textContent = t.not_saved.replace("{message}", reason);
    notify("error", { title: t.not_saved.replace("{message}", ""), message: reason });
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  function cancel() {
    if (dirty() && !globalThis.confirm(t.unsaved)) return;
    saved = JSON.stringify(read()); // the question has been asked; the page need not ask it again
    if (notify("cancel", {}) === undefined && typeof runtime.notify !== "function") globalThis.history.back();
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", save);
  role("cancel").addEventListener("click", cancel);
  globalThis.addEventListener("beforeunload", warn);
  preview.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.target.closest('a[href^="#"]')) event.preventDefault();
  });
  show(data.faults);
  element.querySelector(".dg-editor").dataset.ready = "true";
}
