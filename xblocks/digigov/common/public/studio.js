/* What our editors in Studio share: the preview, messages beside fields, saving, leaving. Classic script, see README. */
(function (scope) {
  "use strict";
  if (scope.DigigovStudio) return;
  const PAUSE = 400; // ms without a keystroke before the preview is asked for

  /** Write each fault into the place [data-error=its field] and mark that field; `tell` gives a fault's words. */
  function mark(form, faults, tell = (fault) => fault.message) {
    for (const place of form.querySelectorAll("[data-error]")) {
      const mine = faults.filter((fault) => fault.field === place.dataset.error);
      const text = mine.map(tell).join("\n");
      if (place.textContent !== text) place.textContent = text;
      const named = form.elements[place.dataset.error];
      const field = named?.setAttribute ? named : place.closest("label")?.querySelector("input, select, textarea");
      field?.setAttribute("aria-invalid", String(mine.length > 0));
    }
  }

  /**
   * Runs the editor in `element`: its form has [data-role=status], [data-role=cancel] and perhaps
   * [data-role=preview-status]. `read()` gives the fields as the handlers "preview" and `handler` want them, `draw(html)`
   * shows the preview, `show(faults)` the messages. Gives {changed, refresh}; `changed` is for what no event tells.
   */
  function editor({ element, runtime, call, t, handler, read, draw, show }) {
    const form = element.querySelector("form");
    const role = (name) => form.querySelector(`[data-role="${name}"]`);
    const notify = (name, details) => (typeof runtime.notify === "function" ? runtime.notify(name, details) : undefined);
    let saved = JSON.stringify(read());
    let timer, pending;
    const dirty = () => element.isConnected && JSON.stringify(read()) !== saved;

    async function refresh() {
      pending?.abort();
      pending = new AbortController();
      const answer = await call("preview", read(), pending.signal);
      if (answer.data.error === "aborted") return;
      (role("preview-status") ?? role("status")).textContent = answer.ok ? "" : answer.data.message || t.no_preview || t.no_network;
      if (!answer.ok) return;
      if (answer.data.html) draw(answer.data.html); // the server's own template
      show(answer.data.faults);
    }

    function changed() {
      scope.clearTimeout(timer);
      timer = scope.setTimeout(refresh, PAUSE);
      role("status").textContent = "";
    }

    async function save(event) {
      event.preventDefault();
      const fields = read();
      scope.clearTimeout(timer); // a late preview must not overwrite the messages of this save
      pending?.abort();
      notify("save", { state: "start", message: t.saving });
      role("status").textContent = t.saving;
      const answer = await call(handler, fields);
      const faults = answer.data.faults || [];
      show(faults);
      if (answer.ok) {
        saved = JSON.stringify(fields);
        role("status").textContent = t.saved;
        notify("save", { state: "end" });
        if (role("preview-status")) refresh();
        return;
      }
      const reason = faults.length ? t.see_fields : answer.data.message || t.no_network;
      role("status").textContent = t.not_saved.replace("{message}", reason);
      notify("error", { title: t.not_saved.replace("{message}", ""), message: reason });
      form.querySelector("[aria-invalid=true]")?.focus();
    }

    function cancel() {
      if (dirty() && !scope.confirm(t.unsaved)) return;
      saved = JSON.stringify(read()); // the question has been asked; the page need not ask it again
      if (notify("cancel", {}) === undefined && typeof runtime.notify !== "function") scope.history.back();
    }

    form.addEventListener("input", changed);
    form.addEventListener("submit", save);
    role("cancel").addEventListener("click", cancel);
    scope.addEventListener("beforeunload", (event) => {
      if (dirty()) event.preventDefault();
    });
    return { changed, refresh };
  }

  scope.DigigovStudio = { editor, mark };
})(globalThis);
