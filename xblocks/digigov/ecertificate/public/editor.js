/** The story's editor: reads the form, keeps the preview fresh, shows faults beside their fields, saves. */

const PAUSE = 400; // ms without a keystroke before the preview is asked for
const CUSTOM = "custom";

export default async function start({ element, call, runtime, t, data }) {
  const { storyForm } = await import(new URL(data.rows, document.baseURI).href);
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const notify = (name, details) => (typeof runtime.notify === "function" ? runtime.notify(name, details) : undefined);
  const story = storyForm(form, t, changed);
  let timer, pending;

  const own = () => form.elements.story.value === CUSTOM;
  const blank = Object.values(data.known)[0];
  story.write(Object.keys(data.custom).length ? data.custom : blank);
  let saved = JSON.stringify(read());

  function read() {
    const weight = form.elements.weight.value.trim().replace(",", ".");
    return {
      display_name: form.elements.display_name.value.trim(),
      story: form.elements.story.value,
      custom: own() ? story.read() : data.custom,
      attacks: [...form.querySelectorAll("[name=attacks]:checked")].map((input) => input.value),
      graded_mode: form.elements.graded_mode.checked,
      weight: /^\d+(\.\d+)?$/.test(weight) ? Number(weight) : weight,
    };
  }

  function show(faults) {
    for (const place of form.querySelectorAll("[data-error]")) {
      const mine = faults.filter((fault) => fault.field === place.dataset.error).map((fault) => fault.message);
      place.textContent = mine.join("\n");
      place.closest("label")?.querySelector("input, select, textarea")?.setAttribute("aria-invalid", String(mine.length > 0));
    }
    role("custom").hidden = !own();
    role("copy").hidden = own();
  }

  async function refresh() {
    pending?.abort();
    pending = new AbortController();
    const answer = await call("preview", read(), pending.signal);
    if (answer.data.error === "aborted") return;
    role("status").textContent = answer.ok ? "" : answer.data.message || t.no_network;
    if (!answer.ok) return;
    if (answer.data.html) role("preview").innerHTML = answer.data.html; // the server's own template
    show(answer.data.faults);
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  }

  const dirty = () => element.isConnected && JSON.stringify(read()) !== saved;

  async function save(event) {
    event.preventDefault();
    const fields = read();
    clearTimeout(timer); // a late preview must not overwrite the messages of this save
    pending?.abort();
    notify("save", { state: "start", message: t.saving });
    role("status").textContent = t.saving;
    const answer = await call("save_story", fields);
    const faults = answer.data.faults || [];
    show(faults);
    if (answer.ok) {
      saved = JSON.stringify(fields);
      role("status").textContent = t.saved;
      notify("save", { state: "end" });
      return;
    }
    const reason = faults.length ? t.see_fields : answer.data.message || t.no_network;
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
  form.addEventListener("change", () => show([]) ?? changed());
  form.addEventListener("submit", save);
  role("cancel").addEventListener("click", cancel);
  role("copy").addEventListener("click", () => {
    story.write({ ...data.known[form.elements.story.value], id: "own-story" });
    form.elements.story.value = CUSTOM;
    show([]);
    changed();
    form.elements.title.focus();
  });
  globalThis.addEventListener("beforeunload", (event) => {
    if (dirty()) event.preventDefault();
  });
  show(data.faults);
  await refresh();
  element.querySelector(".ec-editor").dataset.ready = "true";
}
