/** The editor in Studio. */

export default function editor({ element, call, runtime, t }) {
  const form = element.querySelector('[data-role="editor"]');
  if (!form) return;
  const say = (text) => {
    form.querySelector('[data-role="say"]').textContent = text;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    runtime.notify?.("save", { state: "start" });
    const answer = await call("save_settings", Object.fromEntries(new FormData(form)));
    if (answer.ok) return runtime.notify?.("save", { state: "end" });
    const faults = Object.values(answer.data.faults ?? {});
    say(faults.length ? faults.join(" ") : answer.data.message || t.no_network);
    runtime.notify?.("error", { title: "", message: form.querySelector('[data-role="say"]').textContent });
  });
  form.querySelector('[data-role="close"]').addEventListener("click", () => runtime.notify?.("cancel", {}));
}
