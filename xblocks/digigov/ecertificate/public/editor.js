/** The story's editor: its form and which parts of it are shown; the rest is what all our editors do. */

const CUSTOM = "custom";

export default async function start({ element, call, runtime, t, data }) {
  const { storyForm } = await import(new URL(data.rows, document.baseURI).href);
  const { editor, mark } = globalThis.DigigovStudio;
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const story = storyForm(form, t, () => edited.changed());

  const own = () => form.elements.story.value === CUSTOM;
  const blank = Object.values(data.known)[0];
  story.write(Object.keys(data.custom).length ? data.custom : blank);

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
    mark(form, faults);
    role("custom").hidden = !own();
    role("copy").hidden = own();
  }

  const draw = (html) => (role("preview").innerHTML = html);
  const edited = editor({ element, runtime, call, t, handler: "save_story", read, draw, show });
  form.addEventListener("change", () => show([]) ?? edited.changed());
  role("copy").addEventListener("click", () => {
    story.write({ ...data.known[form.elements.story.value], id: "own-story" });
    form.elements.story.value = CUSTOM;
    show([]);
    edited.changed();
    form.elements.title.focus();
  });
  show(data.faults);
  await edited.refresh();
  element.querySelector(".ec-editor").dataset.ready = "true";
}
