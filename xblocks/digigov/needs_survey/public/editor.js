/** The survey's editor in Studio: reads the form, shows faults beside their fields, saves. */

export default function start({ element, call, runtime, t, data }) {
  const form = element.querySelector("[data-role=editor]");
  const status = form.querySelector("[data-role=status]");
  const notify = (name, details) => (typeof runtime.notify === "function" ? runtime.notify(name, details) : undefined);
  let saved = JSON.stringify(read());

  /** "Taxes | tax, customs" as {title, sectors}; a line without a bar names no sector, and the server says so. */
  function modules(text) {
    return text
      .split("\n")
      .filter((line) => line.trim())
      .map((line) => {
        const bar = line.lastIndexOf("|");
        const codes = bar < 0 ? "" : line.slice(bar + 1);
        return { title: (bar < 0 ? line : line.slice(0, bar)).trim(), sectors: codes.split(/[\s,;]+/).filter(Boolean) };
      });
  }

  function read() {
    const text = (name) => form.elements[name].value.trim();
    const sectors = [...form.querySelectorAll("[name=sectors]:checked")].map((one) => one.value);
    return {
      ...Object.fromEntries(["title", "intro", "consent", "closes", "shown", "edition", "instrument"].map((name) => [name, text(name)])),
      threshold: /^\d+$/.test(text("threshold")) ? Number(text("threshold")) : text("threshold"),
      sectors: sectors.length === data.sectors.length ? [] : sectors,
      modules: modules(form.elements.modules.value),
    };
  }

  function show(faults) {
    for (const place of form.querySelectorAll("[data-error]")) {
      const message = faults[place.dataset.error] ?? "";
      place.textContent = message;
      const control = form.querySelector(`[name="${place.dataset.error}"]`);
      if (message) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  const dirty = () => element.isConnected && JSON.stringify(read()) !== saved;

  async function save(event) {
    event.preventDefault();
    const fields = read();
    notify("save", { state: "start", message: t.saving });
    status.textContent = t.saving;
    const answer = await call("save_settings", fields);
    const faults = answer.data.faults ?? {};
    show(faults);
    if (answer.ok) {
      saved = JSON.stringify(fields);
      status.textContent = t.saved;
      notify("save", { state: "end" });
      return;
    }
    const reason = Object.keys(faults).length ? t.see_fields : answer.data.message || t.no_network;
    status.textContent = t.not_saved.replace("{message}", reason);
    notify("error", { title: t.not_saved.replace("{message}", ""), message: reason });
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  function cancel() {
    if (dirty() && !globalThis.confirm(t.unsaved)) return;
    saved = JSON.stringify(read()); // the question has been asked; the page need not ask it again
    if (notify("cancel", {}) === undefined && typeof runtime.notify !== "function") globalThis.history.back();
  }

  form.addEventListener("submit", save);
  form.querySelector("[data-role=cancel]").addEventListener("click", cancel);
  globalThis.addEventListener("beforeunload", (event) => {
    if (dirty()) event.preventDefault();
  });
  element.querySelector(".ns-editor").dataset.ready = "true";
}
