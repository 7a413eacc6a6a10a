/** The organiser's console: every action answers with the console as it is now. */

const MOST = 6_000_000; // bytes of a file

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

export function console(place, { call, t, dom }) {
  const role = (name) => place.querySelector(`[data-role="${name}"]`);
  let busy = false;

  function say(text) {
    role("told").textContent = text;
  }

  /** One action at a time; the page shows that it runs, and what came of it. */
  async function act(handler, body) {
    if (busy) return null;
    busy = true;
    place.setAttribute("aria-busy", "true");
    say(t.working);
    const answer = await call(handler, body);
    busy = false;
    place.removeAttribute("aria-busy");
    if (!answer.ok) {
      say(answer.data.message || t.no_network);
      return null;
    }
    if (answer.data.html) show(answer.data.html);
    say(answer.data.message ?? "");
    return answer.data;
  }

  /** The console anew, with the same parts open and the same control in focus. */
  function show(html) {
    const open = new Map([...place.querySelectorAll("[data-fold]")].map((fold) => [fold.dataset.fold, fold.open]));
    const held = place.contains(document.activeElement) ? document.activeElement.dataset : null;
    place.innerHTML = html; // the server's own template
    for (const fold of place.querySelectorAll("[data-fold]")) if (open.has(fold.dataset.fold)) fold.open = open.get(fold.dataset.fold);
    ready();
    if (!held) return;
    const same = held.do ? place.querySelector(`[data-do="${held.do}"]`) : null;
    (same ?? place.querySelector("[data-do]")).focus({ preventScroll: true });
  }

  async function link(event) {
    event.preventDefault();
    const values = new FormData(event.target);
    const made = await act("make_link", { label: values.get("label"), country: values.get("country"), most: Number(values.get("most")) });
    if (!made) return;
    const input = role("address").querySelector("input");
    input.value = new URL(made.address, location.origin).href;
    role("address").hidden = false;
    input.focus();
    role("copy").addEventListener("click", async () => say((await dom.copy(input)) ? t.copied : ""));
  }

  async function chosen() {
    const file = role("file").files[0];
    if (!file) say(t.choose);
    else if (file.size > MOST) say(t.too_large);
    else return { data: await base64(file), name: file.name };
    return null;
  }

  async function check() {
    const file = await chosen();
    const found = file && (await act("preview_papers", file));
    if (!found) return;
    role("checked").innerHTML = found.preview; // the server's own template
    role("import").disabled = found.good === 0;
    role("checked").focus();
  }

  async function take() {
    const file = await chosen();
    if (file) await act("import_papers", file);
  }

  function ready() {
    for (const button of place.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => {
        const { do: handler, id, sure } = button.dataset;
        if (!sure || globalThis.confirm(t[sure])) act(handler, id ? { id: Number(id) } : {});
      });
    }
    role("link")?.addEventListener("submit", link);
    role("preview").addEventListener("click", check);
    role("import").addEventListener("click", take);
    role("file").addEventListener("change", () => {
      role("import").disabled = true;
      role("checked").replaceChildren();
    });
  }

  ready();
  place.dataset.ready = "true";
}
