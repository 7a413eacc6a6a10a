/**
 * The page for one's room: model-viewer with WebXR, Scene Viewer or Quick Look. It stands alone, so what it needs comes
 * in its address; only files of its own site are accepted. Its files lie beside it under the names they have here.
 */

const TABLE = 0.6; // metres that the longest side gets when it is to fit on a table
const query = new URLSearchParams(location.search);
const byId = (id) => document.getElementById(id);

/** The address of a file of this site; "" for none. Throws for anything else. */
function own(name) {
  const given = query.get(name);
  if (!given) return "";
  const address = new URL(given, location.href);
  if (address.origin !== location.origin || !/^https?:$/.test(address.protocol)) throw new Error("refused");
  return address.href;
}

async function words() {
  const { default: all } = await import("./room-words.js");
  const wanted = (query.get("lang") ?? navigator.language).toLowerCase().split("-")[0];
  const language = all[wanted] ? wanted : "en";
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = all[language][place.dataset.word];
  document.title = all[language].title;
  return all[language];
}

function webgl() {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(gl);
}

async function start() {
  const t = await words();
  const say = (text) => {
    byId("say").textContent = text;
  };
  let files;
  try {
    files = { glb: own("glb"), usdz: own("usdz"), poster: own("poster") };
  } catch {
    return say(t.refused);
  }
  const poster = byId("poster");
  if (files.poster) {
    poster.src = files.poster;
    poster.hidden = false;
  }
  if (!files.glb) return say(t.missing);
  if (!webgl()) return say(t.no_webgl);
  say(t.loading);
  const { ModelViewerElement } = await import("./vendor/model-viewer.js");
  // Models of ours need no decoder. One that does gets none from another host: these addresses are on this one (for
  // meshopt there is none by default, and naming one would load it at once).
  for (const name of ["dracoDecoderLocation", "ktx2TranscoderLocation", "lottieLoaderLocation"]) {
    ModelViewerElement[name] = new URL("./vendor/none/", location.href).href;
  }
  const viewer = new ModelViewerElement();
  const button = document.createElement("button");
  button.slot = "ar-button";
  button.textContent = t.place;
  const quiet = document.createElement("span"); // in place of the bar that shows how much was loaded
  quiet.slot = "progress-bar";
  viewer.append(button, quiet);
  const settings = {
    src: files.glb, "ios-src": files.usdz, alt: t.model, ar: "", "ar-modes": "webxr scene-viewer quick-look", "ar-scale": "auto",
    "camera-controls": "", "touch-action": "pan-y", "shadow-intensity": "1", "interaction-prompt": "none",
    "camera-orbit": "35deg 60deg auto",
  };
  for (const [name, value] of Object.entries(settings)) if (value || name in { ar: 1, "camera-controls": 1 }) viewer.setAttribute(name, value);

  const longest = Number(query.get("size"));
  const resize = () => {
    const table = document.querySelector("input[name=size]:checked").value === "table";
    viewer.scale = Array(3).fill(table && longest > 0 ? TABLE / longest : 1).join(" ");
    viewer.updateFraming?.();
  };
  byId("sizes").addEventListener("change", resize);
  resize();
  viewer.addEventListener("load", () => {
    poster.hidden = true;
    viewer.dataset.ready = "true";
    byId("how").hidden = !viewer.canActivateAR;
    byId("sizes").hidden = !(viewer.canActivateAR && longest > 0);
    say(viewer.canActivateAR ? "" : t.no_ar);
  });
  viewer.addEventListener("error", () => {
    viewer.remove();
    poster.hidden = !files.poster;
    say(t.missing);
  });
  viewer.addEventListener("ar-status", ({ detail }) => {
    viewer.dataset.status = [viewer.dataset.status, detail.status].filter(Boolean).join(" ");
    if (detail.status === "object-placed") say(t.here);
    if (detail.status === "failed") say(t.failed);
    if (detail.status === "not-presenting") say("");
  });
  byId("stage").append(viewer);
}

start().catch((error) => {
  console.warn("room:", error);
  byId("say").textContent ||= "The model could not be loaded.";
});
