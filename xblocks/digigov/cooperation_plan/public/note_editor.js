/** The editor of a "For your country" question. */

export default async function start({ element, call, runtime, t, data }) {
  const { editor, mark } = globalThis.DigigovStudio;
  const form = element.querySelector("form");
  const read = () => ({ display_name: form.elements.display_name.value.trim(), question: form.elements.question.value.trim() });
  const show = (faults) => mark(form, faults);
  const draw = (html) => (form.querySelector('[data-role="preview"]').innerHTML = html);
  const edited = editor({ element, runtime, call, t, handler: "save_question", read, draw, show });
  show(data.faults);
  await edited.refresh();
  element.querySelector(".cp-studio").dataset.ready = "true";
}
