/** What the forms hold, as the server wants it, and the meter beside the choice of fields. */

/** A number as people write it: spaces and apostrophes between thousands, a comma or a point before decimals. */
export function number(text) {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, "");
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(",", ""));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(plain)) return Number(plain.replaceAll(".", ""));
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : null;
}

const checked = (form, name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((input) => input.value);

/** The values of a form of that action, without keys and signatures. */
export function values(form) {
  const kind = form.dataset.action;
  if (kind === "apply") return { person: Number(checked(form, "person")[0]), options: checked(form, "options") };
  if (kind === "present") return { verifier: form.dataset.verifier, fields: checked(form, "fields") };
  const inputs = [...form.querySelectorAll("[data-number]")];
  return {
    country: form.elements.country.value,
    numbers: Object.fromEntries(inputs.map((input) => [input.name, number(input.value)])),
  };
}

/** Mark the inputs of these names as wrong, and no others. */
export function mark(form, names) {
  for (const input of form.querySelectorAll("input[type=text]")) {
    input.setAttribute("aria-invalid", String(names.includes(input.name)));
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

/** Set the meter of one form, or of all. */
export function meter(root) {
  for (const form of root.matches("form") ? [root] : root.querySelectorAll("form[data-action=present]")) {
    const box = form.querySelector("[data-meter]");
    const learns = checked(form, "fields").length;
    box.querySelector("[data-learns]").textContent = learns;
    const most = Math.max(Number(box.dataset.paper), form.querySelectorAll("[name=fields]").length);
    box.querySelector("[data-learns-bar]").style.inlineSize = `${(100 * learns) / most}%`;
    box.querySelector(".is-paper i").style.inlineSize = `${(100 * Number(box.dataset.paper)) / most}%`;
  }
}
