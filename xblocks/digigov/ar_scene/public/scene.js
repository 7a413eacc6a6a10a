/** The scene's page: opens hotspots, sends answers, and fetches the 3D form and the camera only when they are asked for. */

/** Whether this browser can draw in 3D at all; asked before anything is loaded for it. */
function webgl() {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(gl);
}

/** The bytes, unpacked if they are packed: servers send models as they come, and a GLB is three times as large. */
async function unpacked(buffer) {
  const head = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return buffer;
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export default async function start({ element, call, bytes, t, data }) {
  const root = element.querySelector('[data-role="scene"]');
  const role = (name) => root.querySelector(`[data-role="${name}"]`);
  const [stage, picture, bar, said] = ["stage", "picture", "bar", "say"].map(role);
  const forms = [...role("forms").querySelectorAll("button")];
  const details = (id) => root.querySelector(`details[data-hotspot="${CSS.escape(id)}"]`);
  const insist = new Set(); // forms for which the learner has said that the data may be spent
  let revision = data.revision;
  let active = null; // the form on the stage: {select, done, stop}
  let turn = 0; // counts taps, so that a slow form that was left does not appear later
  let coded = false;

  const say = (text) => {
    said.textContent = text;
  };
  const load = (name) => import(new URL(data.modules[name], document.baseURI).href);
  const packed = "DecompressionStream" in globalThis && root.dataset.packed;
  const files = { glb: packed || root.dataset.glb, clip: root.dataset.clip, poster: root.dataset.poster };
  const fetched = new Map(); // files of the course: each is asked for once, unless it failed
  const fetchOnce = (url) => {
    if (!fetched.has(url)) fetched.set(url, bytes(url).then(unpacked).catch((error) => { fetched.delete(url); throw error; }));
    return fetched.get(url);
  };
  const opened = () => [...root.querySelectorAll("details[data-seen]")].map((one) => one.dataset.hotspot);

  // -- the list

  function show(state) {
    revision = state.revision ?? revision;
    if (state.progress) role("progress").textContent = state.progress;
    for (const id of state.opened ?? []) {
      if (!details(id)) continue;
      details(id).dataset.seen = "true";
      details(id).querySelector("[data-seen-word]").textContent = t.seen;
    }
    for (const mark of picture.querySelectorAll("[data-hotspot]")) mark.classList.toggle("is-done", opened().includes(mark.dataset.hotspot));
    active?.done?.(opened());
    const steps = role("steps")?.children ?? [];
    (state.steps ?? []).forEach((done, place) => {
      steps[place]?.classList.toggle("is-done", done);
      const word = steps[place]?.querySelector("[data-done]");
      if (word) word.textContent = done ? ` (${t.done})` : "";
    });
    for (const [id, html] of Object.entries(state.questions ?? {})) {
      const place = root.querySelector(`[data-ask="${CSS.escape(id)}"]`);
      if (place) place.innerHTML = html; // the server's own template
    }
  }

  function select(id, { reveal = true } = {}) {
    for (const one of root.querySelectorAll("[data-hotspot]")) one.toggleAttribute("data-current", one.dataset.hotspot === id);
    for (const mark of picture.querySelectorAll("[data-hotspot]")) {
      if (mark.dataset.hotspot === id) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    active?.select?.(id);
    const chosen = details(id);
    if (chosen) say([".ar-number", ".ar-name"].map((part) => chosen.querySelector(part).textContent).join(" "));
    for (const other of root.querySelectorAll("details[data-hotspot][open]")) if (other !== chosen && reveal) other.open = false;
    if (!chosen || !reveal) return;
    chosen.open = true;
    chosen.scrollIntoView({ block: "nearest" });
  }

  async function opening(event) {
    const chosen = event.target;
    if (!chosen.matches?.("details[data-hotspot]") || !chosen.open) return;
    select(chosen.dataset.hotspot, { reveal: false });
    if (chosen.dataset.seen) return;
    const answer = await call("open_hotspot", { hotspot: chosen.dataset.hotspot });
    show(answer.data);
    if (!answer.ok) say(answer.data.message || t.no_network);
  }

  async function send(handler, body, status) {
    const answer = await call(handler, { ...body, revision });
    show(answer.data);
    status(answer.data.message || t.no_network);
    return answer;
  }

  async function submitted(event) {
    const form = event.target;
    event.preventDefault();
    if (form.dataset.question) {
      const id = form.dataset.question;
      const chosen = [...form.querySelectorAll("input:checked")].map((input) => Number(input.value));
      const answer = await send("answer_question", { hotspot: id, chosen }, say);
      const place = root.querySelector(`[data-ask="${CSS.escape(id)}"]`);
      const target = answer.ok ? place.querySelector(".ar-why") : place.querySelector(".ar-check");
      outcome(target, answer.data.message || t.no_network, answer.ok);
    } else if (form === role("closing")) {
      await send("save_closing", { text: form.elements.text.value }, (text) => {
        role("closing-status").textContent = text;
      });
    }
  }

  /** The reason takes the focus, since the button that had it was drawn anew; a refusal stands beside the button. */
  function outcome(target, message, ok) {
    if (!target) return;
    if (!ok) {
      target.querySelector("[role=alert]")?.remove();
      const note = document.createElement("span");
      note.setAttribute("role", "alert");
      note.textContent = message;
      target.append(note);
      return;
    }
    target.tabIndex = -1;
    target.focus();
  }

  // -- the forms

  function press(name) {
    for (const button of forms) button.setAttribute("aria-pressed", String(button.dataset.form === name));
    for (const panel of root.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  }

  /** The picture again, with a word about why; `again` offers to try the form once more. */
  function back(message = "", again = null) {
    turn += 1;
    active?.stop?.();
    active = null;
    stage.querySelector('[data-role="layer"]')?.remove();
    stage.dataset.form = "picture";
    stage.style.aspectRatio = "";
    picture.hidden = false;
    press("picture");
    bar.replaceChildren();
    say(message);
    if (again) bar.append(button(t.again, again));
    bar.hidden = !again;
  }

  function button(text, action, main = false) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `dg-button${main ? " dg-button--main" : ""}`;
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  /** Whether the learner, whose browser saves data, has agreed to this form; asks when not. */
  function agreed(name, go) {
    if (!navigator.connection?.saveData || insist.has(name)) return true;
    say(t.save_data.replace("{kb}", data.kb[name]));
    const yes = button(t.load.replace("{kb}", data.kb[name]), () => {
      insist.add(name);
      bar.replaceChildren();
      bar.hidden = true;
      go();
    }, true);
    bar.replaceChildren(yes, button(t.keep, () => back()));
    bar.hidden = false;
    yes.focus();
    return false;
  }

  /** Put a form on the stage. `module` gives {select, done, stop}; whatever fails, the picture stays. */
  async function enter(name, module, options = {}) {
    const form = name === "sample" ? "camera" : name;
    const again = () => enter(name, module, options);
    if (!agreed(name, again)) return;
    back(t.loading);
    press(form);
    const mine = turn;
    stage.setAttribute("aria-busy", "true");
    try {
      const draws = webgl();
      if (form === "3d" && !draws) throw Object.assign(new Error("no WebGL"), { shown: t.no_webgl });
      // All at once, since on a slow line each round trip costs more than a small script.
      const early = [...data.needs[draws ? form : "flat"].map(load), ...(draws ? [fetchOnce(files.glb)] : []), ...(options.sample ? [fetchOnce(files.clip)] : [])];
      for (const one of early) one.catch(() => undefined); // whoever needs it reports it
      const form3d = await load(module);
      const fail = (message) => mine === turn && back(message, again);
      const made = await form3d.default({
        ...options, stage, bar, picture, say, select, load, bytes: fetchOnce, t, stageData: data.stage, fail, draws, files,
        left: () => mine !== turn, kb: data.kb, back,
      });
      if (mine !== turn) return made?.stop();
      if (!made) return;
      active = made;
      picture.hidden = true;
      stage.dataset.form = form;
      bar.hidden = bar.childElementCount === 0;
      for (const note of root.querySelectorAll(`[data-form="${form}"] [data-kb]`)) note.textContent = t.loaded;
      active.done(opened());
      const current = root.querySelector("details[data-current]");
      if (current) active.select(current.dataset.hotspot);
    } catch (error) {
      if (mine === turn) back(error.shown ?? t.not_loaded, again);
      if (!error.shown) globalThis.console.warn("digigov scene:", error);
    } finally {
      stage.removeAttribute("aria-busy");
    }
  }

  async function room() {
    back();
    press("room");
    const address = new URL(data.room, document.baseURI);
    const wanted = { glb: root.dataset.glb, usdz: root.dataset.usdz, poster: root.dataset.poster };
    for (const [name, file] of Object.entries(wanted)) {
      if (file) address.searchParams.set(name, new URL(file, document.baseURI).href.replace(address.origin, ""));
    }
    address.searchParams.set("size", String(Math.max(...data.stage.high.map((top, axis) => top - data.stage.low[axis]))));
    address.searchParams.set("lang", document.documentElement.lang || "en");
    role("room-link").href = address.href;
    if (coded) return;
    const answer = await call("room_code", { address: address.href });
    if (answer.ok) role("code").innerHTML = answer.data.svg; // the server's own drawing
    else role("code").textContent = answer.data.message || t.no_network;
    coded = answer.ok;
  }

  role("forms").addEventListener("click", (event) => {
    const name = event.target.closest("[data-form]")?.dataset.form;
    if (name === "picture") back();
    else if (name === "3d") enter("3d", "space.js");
    else if (name === "camera" && stage.dataset.form !== "camera") {
      back();
      press("camera");
    } else if (name === "room") room();
  });
  root.addEventListener("click", (event) => {
    const mark = event.target.closest("a.ar-mark");
    if (mark) {
      event.preventDefault();
      select(mark.dataset.hotspot);
    }
    const camera = event.target.closest("[data-camera]")?.dataset.camera;
    if (camera) enter(camera === "sample" ? "sample" : "camera", "sight.js", { sample: camera === "sample" });
  });
  root.addEventListener("toggle", opening, true); // it does not bubble
  root.addEventListener("submit", submitted);
  globalThis.addEventListener("pagehide", () => active?.stop?.());
  role("forms").hidden = false;
  root.dataset.ready = "true";
}
