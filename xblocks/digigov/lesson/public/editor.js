/** The lesson editor: its form, its rows of sources, and its preview; the rest is what all our editors do. */

/** The helper module is named by the server, because production gives files hashed names. */
export default async function start({ element, call, runtime, t, data }) {
  const { sourceRows } = await import(new URL(data.rows, document.baseURI).href);
  const { editor, mark } = globalThis.DigigovStudio;
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const preview = form.querySelector(".dg-preview");
  const rows = sourceRows(role("rows"), role("add"), data.sources, t, () => edited.changed());

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

  const tell = (fault) => (fault.line ? t.line.replace("{line}", fault.line).replace("{message}", fault.message) : fault.message);
  const show = (faults) => mark(form, faults, tell);

  function draw(html) {
    preview.innerHTML = html; // sanitised by the server: it is the lesson as learners get it
    globalThis.MathJax?.Hub?.Queue(["Typeset", globalThis.MathJax.Hub, preview]);
  }

  const edited = editor({ element, runtime, call, t, handler: "save_lesson", read, draw, show });
  preview.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.target.closest('a[href^="#"]')) event.preventDefault();
  });
  show(data.faults);
  element.querySelector(".dg-editor").dataset.ready = "true";
}
