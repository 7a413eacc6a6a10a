/** The editor of a plan's settings: its form, its rubric, the worked example; the rest is what all our editors do. */

const NUMBERS = ["reviewers", "team_size", "weight"];
const whole = (text) => (/^\d+$/.test(text) ? Number(text) : text);

function input(part, value, label, options = {}) {
  const field = Object.assign(document.createElement("input"), { type: "text", value: value ?? "", ...options });
  field.dataset.part = part;
  const holder = document.createElement("label");
  holder.append(label, field);
  return holder;
}

function criterion(row, t) {
  const group = Object.assign(document.createElement("fieldset"), { className: "cp-criterion" });
  group.dataset.id = row.id ?? "";
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "dg-button dg-button--quiet" });
  remove.dataset.role = "remove";
  group.append(
    document.createElement("legend"),
    input("name", row.name, t.name, { dir: "auto", maxLength: 200 }),
    input("most", row.most, t.most, { inputMode: "numeric" }),
    input("weight", row.weight, t.weight, { inputMode: "numeric" }),
    remove,
  );
  return group;
}

export default async function start({ element, call, runtime, t, data }) {
  const { editor, mark } = globalThis.DigigovStudio;
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const ticked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((one) => one.value);

  function renumber() {
    [...role("rows").children].forEach((group, index) => {
      group.querySelector("legend").textContent = t.criterion.replace("{number}", index + 1);
      group.querySelector("[data-role=remove]").textContent = t.remove.replace("{number}", index + 1);
    });
    role("dac").hidden = role("rows").children.length > 0;
  }

  function fill(rows) {
    role("rows").replaceChildren(...rows.map((row) => criterion(row, t)));
    renumber();
  }

  /** Ids keep scores with their criterion, so a row that has one keeps it. */
  function rubric() {
    const groups = [...role("rows").children];
    const taken = new Set(groups.map((group) => group.dataset.id));
    for (const group of groups) {
      let number = 1;
      while (!group.dataset.id) if (!taken.has(`c${number}`)) taken.add((group.dataset.id = `c${number}`)); else number += 1;
    }
    const text = (group, part) => group.querySelector(`[data-part=${part}]`).value.trim();
    return groups.map((group) => ({ id: group.dataset.id, name: text(group, "name"), most: whole(text(group, "most")), weight: whole(text(group, "weight")) }));
  }

  const read = () => ({
    ...Object.fromEntries(["display_name", "exercise", "due_text", "teamset", "example"].map((name) => [name, form.elements[name].value.trim()])),
    ...Object.fromEntries(NUMBERS.map((name) => [name, whole(form.elements[name].value.trim())])),
    steps: ticked("steps"),
    required: ticked("required"),
    rubric: rubric(),
    hand_in: form.elements.hand_in.checked,
    graded_mode: form.elements.graded_mode.checked,
  });

  function show(faults) {
    mark(form, faults);
    for (const fold of form.querySelectorAll(".cp-fold")) fold.querySelector("[data-count]").textContent = `(${fold.querySelectorAll(":checked").length})`;
  }

  fill(data.rubric);
  const draw = (html) => (role("preview").innerHTML = html);
  const edited = editor({ element, runtime, call, t, handler: "save_settings", read, draw, show });
  form.addEventListener("change", edited.changed);
  role("add").addEventListener("click", () => {
    const added = criterion({ most: 4, weight: 1 }, t);
    role("rows").append(added);
    renumber();
    added.querySelector("input").focus();
    edited.changed();
  });
  role("dac").addEventListener("click", () => {
    fill(data.dac);
    edited.changed();
  });
  role("rows").addEventListener("click", (event) => {
    if (event.target.dataset.role !== "remove") return;
    event.target.closest("fieldset").remove();
    renumber();
    role("add").focus();
    edited.changed();
  });
  role("practice").addEventListener("click", () => {
    for (const box of form.querySelectorAll("[name=required]")) box.checked = data.practice.includes(box.value);
    edited.changed();
  });
  role("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    form.elements.example.value = await file.text();
    edited.changed();
  });
  show(data.faults);
  await edited.refresh();
  element.querySelector(".cp-studio").dataset.ready = "true";
}
