/** The course team's console: shows views that the server draws, sends what buttons and forms say, and shows refusals. */

const SURE = 8000; // ms in which a second press confirms the first

/** `element` is the <details> of templates/console/frame.html. */
export default function start({ element, call }) {
  const t = JSON.parse(element.dataset.words);
  const role = (name, within = element) => within.querySelector(`[data-role="${name}"]`);
  const say = (text) => (role("status").textContent = text);
  const args = (node) => JSON.parse(node.dataset.args || "{}");
  const loaded = import(new URL(element.dataset.review, document.baseURI).href);
  let review = Promise.resolve(null); // what keeps the scores and comments of the view on the screen

  async function show(view, values = {}, focus = "[tabindex='-1']") {
    if (!(await left())) return;
    element.setAttribute("aria-busy", "true");
    say(t.loading);
    put(await call("console", { ...values, view }), focus);
  }

  /** Whether the view may be replaced: what was written in it is saved. */
  async function left() {
    const open = await review;
    if (!open || (await open.flush())) return true;
    say(t.unsaved);
    return false;
  }

  async function put({ ok, data }, focus) {
    element.removeAttribute("aria-busy");
    if (!ok) return void say(data.message || t.no_line);
    (await review)?.stop();
    role("view").innerHTML = data.html; // the server's own templates
    say("");
    for (const tab of element.querySelectorAll("[data-tab]")) tab.toggleAttribute("aria-current", tab.dataset.view === data.view || (tab.dataset.view === "reviews" && data.view === "review"));
    role("view").querySelector(focus)?.focus({ preventScroll: focus !== "[tabindex='-1']" });
    const form = role("view").querySelector("form[data-review]");
    const attach = ({ reviewForm }) => reviewForm({ form, call, t, args: { submission: Number(form.dataset.review) } });
    review = form ? loaded.then(attach) : Promise.resolve(null);
  }

  /** Ask once more before something that cannot be taken back; the button itself asks. */
  function sure(button) {
    if (!button.dataset.sure || button.dataset.asked) return true;
    const words = button.innerHTML;
    button.dataset.asked = "yes";
    button.textContent = button.dataset.sure;
    say(button.dataset.sure);
    setTimeout(() => {
      delete button.dataset.asked;
      button.innerHTML = words;
    }, SURE);
    return false;
  }

  async function send(handler, values, form) {
    if (!(await left())) return;
    say(t.sending);
    const answer = await call(handler, values);
    if (answer.ok) return void put(answer, "[tabindex='-1']");
    const told = answer.data.message || t.no_line;
    const faults = answer.data.faults ?? [];
    say(told);
    if (!form) return;
    if (role("refused", form)) role("refused", form).textContent = told;
    for (const place of form.querySelectorAll("[data-error]")) {
      const mine = faults.filter((fault) => fault.field === place.dataset.error).map((fault) => fault.message);
      place.textContent = mine.join(" ");
      form.elements[place.dataset.error]?.setAttribute("aria-invalid", String(mine.length > 0));
    }
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  /** What a form holds: texts, lists of ticked boxes, and ids as numbers. */
  function read(form) {
    const values = {};
    for (const input of form.elements) {
      if (!input.name) continue;
      if ("list" in input.dataset) values[input.name] = [...(values[input.name] ?? []), ...(input.checked ? [input.value] : [])];
      else values[input.name] = "number" in input.dataset ? Number(input.value) : input.value;
    }
    return values;
  }

  element.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button || !element.contains(button)) return;
    if (button.dataset.view) show(button.dataset.view, args(button));
    else if (button.dataset.send && sure(button)) send(button.dataset.send, args(button));
    else if ("open" in button.dataset) for (const one of role("view").querySelectorAll("details.cc-section")) one.open = true;
    else if ("finish" in button.dataset) {
      const refused = await (await review).finish((answer) => put(answer, "[tabindex='-1']"));
      if (refused) say(refused);
    }
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.openView) show(form.dataset.openView, read(form), "form select, form input");
    if (!form.dataset.form || (event.submitter && !sure(event.submitter))) return;
    const held = form.dataset.fields ? { [form.dataset.fields]: read(form) } : read(form);
    send(form.dataset.form, { ...args(form), ...held, ...JSON.parse(event.submitter?.dataset.values || "{}") }, form);
  });
  element.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (form) show(form.dataset.live, read(form), `form[data-live] [name="${event.target.name}"]`);
  });
  show("reviews");
}
