/** The demo in the browser: sends what the learner does, signs what the wallet must sign, shows what the server answers. */

const BATCH = 4;

/** The helper modules are named by the server, because production gives files hashed names. */
export default async function start({ element, call, t, data }) {
  const load = (name) => import(new URL(data.modules[name], document.baseURI).href);
  const [{ keyStore }, { tabs }, { values, mark, meter }] = await Promise.all(["keys.js", "tabs.js", "forms.js"].map(load));
  const root = element.querySelector('[data-role="ec"]');
  const app = root.querySelector('[data-role="app"]');
  const said = root.querySelector('[data-role="say"]');
  const wallet = keyStore(data.scope);
  const screens = tabs(app);
  let revision = data.revision;
  let busy = false;

  /** Announce and show the outcome where the learner acted; the focus goes there, since what had it is gone. */
  function outcome(message, tone, place = "") {
    said.textContent = message;
    app.querySelector(".ec-outcome")?.remove();
    const box = document.createElement("p");
    box.className = `ec-outcome is-${tone}`;
    box.tabIndex = -1;
    box.textContent = message;
    const near = place && screens.screen().querySelector(`[data-outcome~="${CSS.escape(place)}"]`);
    (near || screens.screen()).prepend(box);
    box.focus();
  }

  function draw(html) {
    app.innerHTML = html; // the server's own templates, everything in them escaped
    screens.show(screens.current());
    meter(app);
  }

  async function signed(items) {
    const signatures = [];
    for (const { key, text } of items) {
      const signature = await wallet.sign(key, text).catch(() => null);
      if (!signature) return null;
      signatures.push(signature);
    }
    return signatures;
  }

  function save({ name, type, base64 }) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async function send(handler, body) {
    let answer = await call(handler, { ...body, revision });
    if (answer.ok && answer.data.sign) {
      revision = answer.data.revision;
      const signatures = await signed(answer.data.sign);
      if (!signatures) return { ok: false, data: { message: t.no_key } };
      answer = await call(handler, { action: "signed", signatures, revision });
    }
    if (answer.data.revision !== undefined) revision = answer.data.revision;
    return answer;
  }

  async function act(body, { handler = "act", form, place } = {}) {
    if (busy) return;
    busy = true;
    root.setAttribute("aria-busy", "true");
    const answer = await send(handler, typeof body === "function" ? await body() : body).catch(() => ({ data: {} }));
    busy = false;
    root.removeAttribute("aria-busy");
    if (answer.data.html) draw(answer.data.html);
    outcome(answer.data.message || t.no_network, answer.ok ? answer.data.tone : "bad", place);
    if (answer.data.fields && form?.isConnected) mark(form, answer.data.fields);
    if (answer.ok && answer.data.file) save(answer.data.file);
  }

  async function newBatch() {
    const keys = Array.from({ length: BATCH }, () => wallet.generate());
    return { action: "batch", jwks: await Promise.all(keys) };
  }

  async function scanned(verifier) {
    const box = app.querySelector(`[data-scan-box="${CSS.escape(verifier)}"]`);
    const codes = [...app.querySelectorAll(`[data-codes="${CSS.escape(verifier)}"] svg`)];
    box.hidden = false;
    try {
      const { scan } = await load("scan.js");
      const decoder = new URL(data.modules["vendor/qr-decode.js"], document.baseURI).href;
      const token = await scan(codes, box.querySelector("canvas"), decoder, (part, total) => {
        box.querySelector("p").textContent = t.part.replace("{part}", part).replace("{total}", total);
      });
      await act({ action: "receive", verifier, token }, { place: `receive:${verifier}` });
    } catch {
      outcome(t.no_scan, "bad", `receive:${verifier}`);
    }
  }

  app.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { go, act: action, verifier, name, on, scan } = button.dataset;
    if (go) {
      screens.show(go, "screen");
      screens.screen().scrollIntoView({ block: "nearest" });
    } else if (scan) scanned(scan);
    else if ("batch" in button.dataset)
      act(newBatch, { place: "batch" });
    else if ("reset" in button.dataset) {
      screens.show("citizen");
      wallet.forget().catch(() => undefined).then(() => act({}, { handler: "reset" }));
    } else if (action) {
      const body = { action, verifier, name, ...(on === undefined ? {} : { on: on === "1" }) };
      act(body, { place: verifier ? `${action}:${verifier}` : action });
    }
  });
  app.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const body = { action: form.dataset.action, ...values(form) };
    const place = body.verifier ? `${body.action}:${body.verifier}` : body.action;
    if (body.action !== "apply") act(body, { form, place });
    else if (wallet.usable()) act(async () => ({ ...body, jwk: await wallet.generate() }));
    else outcome(t.no_crypto, "bad");
  });
  app.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-action=present]");
    if (form) meter(form);
  });

  screens.show(screens.current());
  meter(app);
  root.querySelector('[data-role="plain"]').hidden = true;
  app.hidden = false;
  root.querySelector('[data-role="told"]').open = false;
  root.dataset.ready = "true";
}
