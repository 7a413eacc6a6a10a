/** The 3D form on the stage: its layer, its buttons, and the viewer. */

/** What goes with every drawn form: the model's pieces, read once a page. */
export async function pieces({ bytes, files, load, stageData }) {
  const glb = await load("glb.js");
  return glb.pieces(await bytes(files.glb), stageData.parts);
}

const CONTROLS = [
  ["turn_left", "M15 5 8 12l7 7", (view) => view.turn(-1, 0)],
  ["turn_right", "m9 5 7 7-7 7", (view) => view.turn(1, 0)],
  ["turn_up", "m5 15 7-7 7 7", (view) => view.turn(0, 1)],
  ["turn_down", "m5 9 7 7 7-7", (view) => view.turn(0, -1)],
  ["closer", "M12 5v14M5 12h14", (view) => view.zoom(-1)],
  ["farther", "M5 12h14", (view) => view.zoom(1)],
  ["reset", "M5 5v5h5M5.6 10A7 7 0 1 1 5 14", (view) => view.reset()],
];

function control(label, path, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ar-control";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  button.addEventListener("click", action);
  return button;
}

export default async function space(given) {
  const { stage, bar, say, select, load, t, stageData, fail, left } = given;
  const [{ viewer }, ogl, { model }, { labels, project }, parts] = await Promise.all([
    ...["viewer.js", "vendor/ogl.js", "model.js", "labels.js"].map(load), pieces(given),
  ]);
  if (left()) return null;
  const layer = document.createElement("div");
  layer.dataset.role = "layer";
  layer.className = "ar-layer";
  layer.innerHTML = '<div class="ar-view" role="application" tabindex="0"><canvas></canvas><div class="ar-marks"></div></div>';
  const holder = layer.firstElementChild;
  holder.setAttribute("aria-label", t.model);
  stage.append(layer);
  const marks = labels(layer.querySelector(".ar-marks"), stageData.hotspots, select);
  const view = viewer({
    holder, ogl, makeModel: model, pieces: parts, start: stageData.start, hotspots: stageData.hotspots, marks, project,
    lost: () => fail(t.lost),
  });
  const controls = document.createElement("div");
  controls.className = "ar-controls";
  controls.append(...CONTROLS.map(([word, path, action]) => control(t[word], path, () => action(view))));
  bar.replaceChildren(controls);
  say(t.by_touch);
  holder.focus({ preventScroll: true });
  return { select: view.select, done: marks.done, stop: view.stop };
}
