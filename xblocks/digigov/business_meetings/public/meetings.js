/** The page's forms: each posts its fields to one handler; the answer brings words and the parts of the page anew. */

const MOST = 9_000_000; // bytes of a file

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** A form's fields as JSON: several of one name become a list, a file becomes its bytes in base64. */
export async function fields(form, submitter) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    const given = value instanceof File ? await base64(value) : value;
    values[name] = name in values ? [].concat(values[name], given) : given;
  }
  if (submitter?.name) values[submitter.name] = submitter.value;
  return values;
}

export default function meetings({ element, call, t, data }) {
  const page = element.querySelector('[data-role="bm"]') ?? element;
  const status = page.querySelector('[data-role="say"]');
  const sending = new Set(); // forms whose answer has not come yet
  let line = Promise.resolve(); // one request after the other, none is dropped
  let polling = null;

  const say = (text, wrong = false) => {
    status.textContent = text;
    status.classList.toggle("is-wrong", wrong);
  };

  /** Put a part in place again, with the same folds open and the same field in focus. */
  function show(name, html) {
    for (const place of page.querySelectorAll(`[data-panel="${name}"]`)) {
      const open = new Map([...place.querySelectorAll("[data-fold]")].map((one) => [one.dataset.fold, one.open]));
      const held = place.contains(document.activeElement) ? document.activeElement : null;
      const mark = held && { call: held.closest("form")?.dataset.call, name: held.name, tag: held.tagName };
      place.innerHTML = html; // the server's own template
      for (const one of place.querySelectorAll("[data-fold]")) if (open.has(one.dataset.fold)) one.open = open.get(one.dataset.fold);
      if (mark) {
        const forms = [...place.querySelectorAll(`form[data-call="${mark.call}"]`)];
        const again = forms.flatMap((form) => [...form.elements]).find((one) => one.name === mark.name && one.tagName === mark.tag);
        if (again) again.focus({ preventScroll: true });
        else place.closest("details")?.querySelector("summary")?.focus({ preventScroll: true });
      }
    }
  }

  function faults(form, found) {
    for (const one of form.querySelectorAll(".bm-error")) one.remove();
    let first = null;
    for (const field of form.elements) {
      const text = found[field.name];
      field.removeAttribute("aria-invalid");
      if (!text || field.type === "hidden" || field.type === "checkbox") continue;
      const note = document.createElement("span");
      note.className = "bm-error";
      note.id = `${field.name}-error-${Math.random().toString(36).slice(2)}`;
      note.textContent = text;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", note.id);
      field.after(note);
      first ??= field;
    }
    first?.focus();
  }

  function send(form, submitter) {
    if (sending.has(form)) return; // a double click
    if (form.dataset.sure && !window.confirm(form.dataset.sure)) return;
    const large = [...form.querySelectorAll('input[type="file"]')].some((input) => [...input.files].some((one) => one.size > MOST));
    if (large) return say(t.too_large, true);
    sending.add(form);
    page.setAttribute("aria-busy", "true");
    say(t.working);
    const given = fields(form, submitter); // now: the form may be drawn anew before its turn comes
    line = line.then(async () => {
      const answer = await call(form.dataset.call, await given);
      sending.delete(form);
      if (!sending.size) page.removeAttribute("aria-busy");
      told(form, answer);
    });
  }

  function told(form, answer) {
    if (!answer.ok) {
      say(answer.data.message || t.no_network, true);
      faults(form, answer.data.faults ?? {});
      return;
    }
    faults(form, {});
    take(answer.data);
    if (answer.data.address) address(form, answer.data.address);
  }

  function take(found) {
    for (const [name, html] of Object.entries(found.panels ?? {})) show(name, html);
    say(found.say ?? "");
    ready();
  }

  function address(form, path) {
    const full = new URL(path, location.href).href;
    const place = form.dataset.call === "feed" ? page.querySelector('[data-role="address"]') : page.querySelector(".bm-address:not([hidden])");
    if (!place) return;
    place.hidden = false;
    const input = place.querySelector("input");
    input.value = full;
    input.focus();
    input.select();
  }

  /** While a run goes on, ask how far it is. */
  function ready() {
    const place = page.querySelector("[data-poll]");
    if (!place || polling) return;
    polling = setTimeout(async () => {
      polling = null;
      if (!page.isConnected) return;
      const answer = sending.size ? { ok: false } : await call(place.dataset.poll, {});
      if (answer.ok) take(answer.data);
      else ready();
    }, 1200);
  }

  page.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-call]");
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  page.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-on-change]");
    if (form) send(form);
  });
  page.addEventListener("focusin", async (event) => {
    if (event.target.matches('[data-role="line-start"]')) prepare();
  });

  /** The test of camera and line is fetched when the page has it. */
  async function prepare() {
    const place = page.querySelector('[data-role="line"]');
    if (!place || place.dataset.ready) return;
    place.dataset.ready = "yes";
    const { line } = await import(new URL(data.modules.line, document.baseURI).href);
    line(place, { call, t });
  }

  new MutationObserver(prepare).observe(page, { childList: true, subtree: true });
  prepare();
  ready();
}
