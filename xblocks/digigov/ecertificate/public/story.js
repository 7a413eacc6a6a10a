/** The form of a story: its parts into the inputs, and back into the shape that the server checks. */

const ASKS = ["", "also_asks", "requires"];

function labelled(text, input, wide = false) {
  const label = document.createElement("label");
  if (wide) label.className = "ec-row__wide";
  label.append(text, input);
  return label;
}

function text(part, value, dir = "auto") {
  const input = document.createElement("input");
  input.type = "text";
  input.dir = dir;
  input.dataset.part = part;
  input.value = value ?? "";
  return input;
}

function tick(part, on, word) {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.dataset.part = part;
  input.checked = on === true;
  const name = document.createElement("span");
  name.textContent = word;
  const label = document.createElement("label");
  label.className = "ec-choice";
  label.append(input, name);
  return label;
}

function asking(number, story, field, t) {
  const select = document.createElement("select");
  select.dataset.asks = number;
  const verifier = story.verifiers?.[number] ?? {};
  const chosen = ASKS.find((kind) => kind && verifier[kind]?.includes(field.name)) ?? "";
  select.append(...ASKS.map((kind) => new Option(t[kind || "asks_not"], kind, false, kind === chosen)));
  return labelled(verifier.role || String(number + 1), select);
}

function row(field, story, t) {
  const group = document.createElement("fieldset");
  group.className = "ec-row";
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "dg-button dg-button--quiet";
  remove.dataset.role = "remove";
  group.append(
    document.createElement("legend"),
    labelled(t.label, text("label", field.label)),
    labelled(t.name, text("name", field.name, "ltr")),
    labelled(t.samples, text("samples", field.samples?.join(" | ")), true),
    asking(0, story, field, t),
    asking(1, story, field, t),
    tick("paper", field.paper, t.paper),
    tick("optional", field.optional, t.optional),
    tick("common", field.common, t.common),
    remove,
  );
  return group;
}

/** Manage the form of a story inside `form`; `changed` is called after each addition or removal. */
export function storyForm(form, t, changed) {
  const rows = form.querySelector('[data-role="rows"]');
  const boxes = [...form.querySelectorAll("[data-verifier-row]")];
  let base = {};

  const part = (group, name) => group.querySelector(`[data-part="${name}"]`);
  const renumber = () =>
    [...rows.children].forEach((group, index) => {
      group.querySelector("legend").textContent = t.field.replace("{number}", index + 1);
      group.querySelector("[data-role=remove]").textContent = t.remove.replace("{number}", index + 1);
    });

  form.querySelector('[data-role="add"]').addEventListener("click", () => {
    const added = row({ paper: true }, base, t);
    rows.append(added);
    renumber();
    added.querySelector("input").focus();
    changed();
  });
  rows.addEventListener("click", (event) => {
    if (event.target.dataset.role !== "remove") return;
    event.target.closest("fieldset").remove();
    renumber();
    form.querySelector('[data-role="add"]').focus();
    changed();
  });

  return {
    /** Fill the form. */
    write(story) {
      base = story;
      for (const name of ["title", "language", "lead"]) form.elements[name].value = story[name] ?? "";
      for (const [name, value] of Object.entries(story.certificate ?? {})) {
        const input = form.elements[`certificate.${name}`];
        if (input) input.value = value;
      }
      boxes.forEach((box, index) => {
        for (const input of box.querySelectorAll("[data-part]")) {
          input.value = story.verifiers?.[index]?.[input.dataset.part] ?? "";
        }
      });
      rows.replaceChildren(...(story.fields ?? []).map((field) => row(field, story, t)));
      renumber();
    },

    /** The story as the form has it. */
    read() {
      const value = (name) => form.elements[name].value.trim();
      const days = value("certificate.valid_days");
      const asked = (index, kind) =>
        [...rows.children]
          .filter((group) => group.querySelector(`[data-asks="${index}"]`).value === kind)
          .map((group) => part(group, "name").value.trim());
      return {
        id: base.id || "own-story",
        language: value("language"),
        title: value("title"),
        lead: value("lead"),
        certificate: {
          ...Object.fromEntries(["title", "agency", "agency_role", "issuer", "type"].map((name) => [name, value(`certificate.${name}`)])),
          valid_days: /^\d+$/.test(days) ? Number(days) : days,
        },
        fields: [...rows.children].map((group) => ({
          name: part(group, "name").value.trim(),
          label: part(group, "label").value.trim(),
          samples: part(group, "samples").value.split("|").map((one) => one.trim()),
          paper: part(group, "paper").checked,
          optional: part(group, "optional").checked,
          common: part(group, "common").checked,
        })),
        verifiers: boxes.map((box, index) => ({
          id: base.verifiers?.[index]?.id || `verifier-${index + 1}`,
          ...Object.fromEntries(["role", "name", "purpose"].map((name) => [name, part(box, name).value.trim()])),
          requires: asked(index, "requires"),
          also_asks: asked(index, "also_asks"),
        })),
      };
    },
  };
}
