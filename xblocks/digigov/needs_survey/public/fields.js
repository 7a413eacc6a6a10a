/** The questionnaire's cells as an object of texts, and what stands beside them. */

export function fields(form, { t, fill }) {
  const controls = () => [...form.elements].filter((one) => one.name && (one.name.includes("/") || one.matches("input[type=text], select, textarea, input[type=hidden]")));
  const own = (one) => !["version", "consent", "action"].includes(one.name);

  /** {cell: text} of the whole form. */
  function read() {
    const cells = {};
    for (const one of controls().filter(own)) {
      if (one.type !== "radio") cells[one.name] = one.value.trim();
      else if (one.checked) cells[one.name] = one.value;
    }
    return cells;
  }

  /** Show these cells; others stay as they are. */
  function write(cells) {
    for (const one of controls().filter(own)) {
      if (!(one.name in cells)) continue;
      const value = cells[one.name] ?? "";
      if (one.type === "radio") one.checked = one.value === value;
      else if (one.value.trim() !== value) one.value = value;
    }
    told();
  }

  /** What was refused or is missing, by cell; every other message goes. Gives the first control concerned. */
  function faults(found) {
    let first = null;
    for (const place of form.querySelectorAll("[data-error]")) {
      const message = found[place.dataset.error] ?? "";
      if (place.textContent !== message) place.textContent = message;
      const control = form.querySelector(`[name="${CSS.escape(place.dataset.error)}"]`);
      if (!control || !place.dataset.error) continue;
      if (message) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      if (!message) continue;
      const sector = control.closest("details");
      if (sector) sector.open = true;
      first ??= control;
    }
    return first;
  }

  /** How many marks each sector has, and no sector twice in the ranking. */
  function told() {
    for (const sector of form.querySelectorAll("[data-sector]")) {
      const names = new Set([...sector.querySelectorAll("input[type=radio]")].map((one) => one.name));
      const count = [...names].filter((name) => form.elements[name].value).length;
      const place = sector.querySelector("[data-role=count]");
      const text = fill(t.rated, { count, all: names.size });
      if (place.textContent !== text) place.textContent = text;
      place.toggleAttribute("data-done", count === names.size);
    }
    const ranks = [...form.querySelectorAll("[data-role=rank]")];
    const taken = ranks.map((one) => one.value);
    for (const one of ranks) {
      for (const option of one.options) option.disabled = option.value !== "" && option.value !== one.value && taken.includes(option.value);
    }
  }

  /** What a cell's text says to people. */
  function spoken(cell, text) {
    const control = form.elements[cell];
    if (!text) return t.nothing;
    if (control instanceof HTMLSelectElement) return [...control.options].find((one) => one.value === text)?.text ?? text;
    return text;
  }

  /** What a cell is called. */
  function label(cell) {
    const control = form.querySelector(`[name="${CSS.escape(cell)}"]`);
    const sector = control?.closest("[data-sector]")?.querySelector(".ns-sector__name")?.textContent;
    const name = control?.closest("fieldset.ns-scale")?.querySelector("legend")?.firstChild?.textContent ?? control?.labels?.[0]?.textContent;
    return [sector, name].filter(Boolean).map((one) => one.trim()).join(": ") || cell;
  }

  return { read, write, faults, told, spoken, label };
}
