/** The scene's editor: the text is the truth; picture, fields and upload have the server change it. */

const PAUSE = 500; // ms without a keystroke before the server looks at the text

export default async function start({ element, call, runtime, t, data }) {
  const [{ places }, { lines, sources }] = await Promise.all(
    ["places.js", "source-lines.js"].map((name) => import(new URL(data.parts[name], document.baseURI).href)),
  );
  const form = element.querySelector("form");
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const notify = (name, details) => (typeof runtime.notify === "function" ? runtime.notify(name, details) : undefined);
  const text = form.elements.content;
  let [chosen, timer, turn, queue] = ["", 0, 0, Promise.resolve()];
  form.elements.sources.value = lines(data.sources);

  function read() {
    const weight = form.elements.weight.value.trim().replace(",", ".");
    return {
      display_name: form.elements.display_name.value.trim(),
      content: text.value,
      weight: weight !== "" && Number.isFinite(Number(weight)) ? Number(weight) : weight,
      sources: sources(form.elements.sources.value),
      ...(chosen ? { chosen } : {}),
    };
  }
  let saved = JSON.stringify(read());
  const dirty = () => element.isConnected && JSON.stringify(read()) !== saved;

  // -- what the server found

  function jump(line) {
    const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(before, text.value.indexOf("\n", before) < 0 ? text.value.length : text.value.indexOf("\n", before));
    text.scrollTop = ((line - 6) / text.value.split("\n").length) * text.scrollHeight;
  }

  function faults(found) {
    for (const place of form.querySelectorAll("[data-error]")) {
      const mine = found.filter((one) => one.field === place.dataset.error);
      place.textContent = mine.map((one) => one.message).join(" ");
      form.elements[place.dataset.error].setAttribute("aria-invalid", String(mine.length > 0));
    }
    const ofText = found.filter((one) => !form.querySelector(`[data-error="${CSS.escape(one.field)}"]`));
    text.setAttribute("aria-invalid", String(ofText.length > 0));
    role("to-correct").hidden = ofText.length === 0;
    role("in-order").textContent = found.length ? "" : t.in_order;
    role("faults").replaceChildren(...ofText.map((one) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.line ? t.line.replace("{line}", one.line).replace("{message}", one.message) : one.message;
      button.addEventListener("click", () => jump(one.line || 1));
      item.append(button);
      return item;
    }));
  }

  function show(state, id) {
    faults(state.faults);
    picture.show(state, id);
    if (state.html !== undefined) role("preview").innerHTML = state.html; // sanitised: the scene as learners get it
  }

  async function refresh() {
    const mine = (turn += 1);
    const answer = await call("preview", read());
    if (mine !== turn) return;
    if (answer.ok) show(answer.data);
    else role("status").textContent = answer.data.message || t.no_network;
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
    role("status").textContent = "";
  }

  // -- what the learner of the editor does

  /** One change after another: each builds on the text that the one before it made. */
  function ask(change) {
    queue = queue.then(async () => {
      const before = read();
      clearTimeout(timer);
      const answer = await call("change_places", { ...before, change });
      turn += 1; // a look at the text as it was before must not be shown after this
      if (text.value !== before.content) {
        role("say").textContent = t.changed_meanwhile;
        return refresh();
      }
      role("say").textContent = answer.ok ? "" : answer.data.message || t.no_network;
      if (!answer.ok) return refresh();
      text.value = answer.data.content;
      show(answer.data, answer.data.chosen);
      const spot = answer.data.spots.find((one) => one.id === answer.data.chosen);
      if (spot && change.do === "move") role("say").textContent = t.moved.replace("{title}", spot.title).replace("{place}", spot.at.join(", "));
      return changed();
    });
    return queue;
  }

  async function take() {
    const name = role("choose").value;
    if (!name || (dirty() && !globalThis.confirm(t.replace))) return;
    const answer = await call("choose_scene", { name });
    if (!answer.ok) {
      role("status").textContent = answer.data.message || t.no_network;
      return;
    }
    chosen = name;
    form.elements.display_name.value = answer.data.display_name;
    text.value = answer.data.content;
    form.elements.sources.value = lines(answer.data.sources);
    show(answer.data, "");
    changed();
  }

  async function upload() {
    const file = role("model").files[0];
    const told = role("upload-say");
    const tell = (message, list = []) => {
      const items = list.map((one) => Object.assign(document.createElement("li"), { textContent: one }));
      const all = document.createElement("ul");
      all.append(...items);
      told.replaceChildren(message, ...(items.length ? [all] : []));
    };
    if (!file) return tell(t.no_file);
    if (file.size > data.most) return tell(t.too_large.replace("{most}", Math.floor(data.most / 1e6)));
    tell(t.checking);
    const body = new FormData();
    body.append("file", file, file.name);
    body.append("content", text.value);
    const answer = await call("upload_model", body);
    if (!answer.ok) return tell(answer.data.message || t.no_network, answer.data.faults);
    text.value = answer.data.content;
    tell(t.added.replace("{part}", answer.data.part));
    return changed();
  }

  async function save(event) {
    event.preventDefault();
    clearTimeout(timer);
    turn += 1; // a late preview must not overwrite the messages of this save
    const fields = read();
    notify("save", { state: "start", message: t.saving });
    role("status").textContent = t.saving;
    const answer = await call("save_scene", fields);
    if (answer.ok) {
      chosen = "";
      saved = JSON.stringify(read());
      role("status").textContent = t.saved;
      notify("save", { state: "end" });
      show(answer.data);
      refresh();
      return;
    }
    const found = answer.data.faults || [];
    const reason = found.length ? t.see_faults : answer.data.message || t.no_network;
    if (found.length) faults(found);
    role("status").textContent = t.not_saved.replace("{message}", reason);
    notify("error", { title: t.not_saved.replace("{message}", ""), message: reason });
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  function cancel() {
    if (dirty() && !globalThis.confirm(t.unsaved)) return;
    saved = JSON.stringify(read());
    if (notify("cancel", {}) === undefined && typeof runtime.notify !== "function") globalThis.history.back();
  }

  const picture = places({ form, t, ask });
  form.addEventListener("input", ({ target }) => target.name && changed());
  form.addEventListener("submit", save);
  role("cancel").addEventListener("click", cancel);
  role("take")?.addEventListener("click", take);
  role("upload")?.addEventListener("click", upload);
  role("preview").addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
  globalThis.addEventListener("beforeunload", (event) => dirty() && event.preventDefault());
  show(data.state);
  refresh();
  element.querySelector(".ar-editor").dataset.ready = "true";
}
