/** The camera form: the picture that was searched is the picture that is shown, so the model never lags behind the card. */

const SEARCHED = 640; // pixels across, at most; fewer on a slow device
const SLOW = 40; // ms for one search
const HOLD = 700; // ms for which the last place is kept while the card cannot be found

function layerFor(t) {
  const layer = document.createElement("div");
  layer.dataset.role = "layer";
  layer.className = "ar-layer ar-camera";
  layer.innerHTML = '<canvas role="img" data-role="seen"></canvas><canvas data-role="drawn"></canvas><div class="ar-plane" hidden></div><div class="ar-marks"></div>';
  layer.firstElementChild.setAttribute("aria-label", t.camera_view);
  return layer;
}

/** The model in 3D over the picture. */
async function solid({ load, stageData, select, t }, layer, given, stopped) {
  const [ogl, { model }, { labels, project }, { clip, multiply, standing }, { pieces }] = await Promise.all(
    ["vendor/ogl.js", "model.js", "labels.js", "pose.js", "glb.js"].map(load),
  );
  const parts = pieces(await given.bytes(given.files.glb), stageData.parts);
  const canvas = layer.querySelector('[data-role="drawn"]');
  const renderer = new ogl.Renderer({ canvas, alpha: true, antialias: true, premultipliedAlpha: false });
  const drawn = model(ogl, renderer, parts, stageData.start.turn);
  const camera = new ogl.Camera(renderer.gl);
  const marks = labels(layer.querySelector(".ar-marks"), stageData.hotspots, select);
  canvas.addEventListener("webglcontextlost", () => stopped() || given.fail(t.lost));
  let chosen = "";
  return {
    marks,
    select(id) {
      chosen = id;
      marks.select(id);
      drawn.highlight(stageData.hotspots.find((one) => one.id === id)?.part ?? "");
    },
    draw(found, width, height, upright) {
      if (renderer.width !== width || renderer.height !== height) {
        renderer.setSize(width, height);
        canvas.style.width = canvas.style.height = "";
      }
      canvas.hidden = !found;
      if (!found) return marks.hide();
      const toMarker = standing(stageData.scale, upright);
      const all = multiply(clip(found, width, height), toMarker);
      camera.projectionMatrix.set(...all);
      renderer.render({ scene: drawn.scene, camera, frustumCull: false });
      const from = [0, 1, 2].map((axis) => found.eye.reduce((sum, value, i) => sum + (value - toMarker[12 + i]) * toMarker[axis * 4 + i], 0) / stageData.scale ** 2);
      for (const { id, part, at } of stageData.hotspots) {
        const spot = project(all, at);
        marks.place(id, spot.left, spot.top, spot.front && (id === chosen || !drawn.hidden(from, at, part)));
      }
    },
    stop: () => renderer.gl.getExtension("WEBGL_lose_context")?.loseContext(),
  };
}

/** Without WebGL: the poster stands on the card, with its numbers. */
async function flat({ load, stageData, select, picture }, layer, given) {
  const [{ labels }, { leaning }] = await Promise.all(["labels.js", "pose.js"].map(load));
  const plane = layer.querySelector(".ar-plane");
  const holder = document.createElement("div");
  holder.className = "ar-marks";
  const image = new Image();
  image.alt = "";
  if (given.files.poster) image.src = given.files.poster;
  plane.append(image, holder);
  plane.hidden = false;
  const marks = labels(holder, stageData.hotspots, select);
  for (const one of picture.querySelectorAll(".ar-mark")) marks.place(one.dataset.hotspot, parseFloat(one.style.left), parseFloat(one.style.top), true);
  return {
    marks,
    select: marks.select,
    draw(found, width, height) {
      const transform = found ? leaning(found, plane.offsetWidth, plane.offsetHeight, width, height, layer.clientWidth / width) : "";
      plane.style.transform = transform;
      plane.style.visibility = transform ? "visible" : "hidden";
    },
    stop: () => undefined,
  };
}

export default async function sight(given) {
  const { stage, bar, say, load, bytes, t, stageData, sample, files, fail, back, left, draws } = given;
  const begun = performance.now();
  const [{ live, recorded }, { finder, steady }, { pose, lens }, { Detector }] = await Promise.all(
    ["camera.js", "marker.js", "pose.js", "vendor/aruco.js"].map(load),
  );
  const layer = layerFor(t);
  const [seen, small] = [layer.querySelector('[data-role="seen"]'), document.createElement("canvas")];
  const shown = seen.getContext("2d", { alpha: false });
  const searched = small.getContext("2d", { willReadFrequently: true, alpha: false });
  const find = finder(Detector, stageData.marker);
  const calm = steady();
  const focal = lens();
  let stopped = false, upright = false, reach = SEARCHED, kept = null, keptAt = -Infinity, source = null, said = "", frame = 0;

  const tell = (word) => {
    if (word !== said) say(t[word]);
    said = word;
    layer.dataset.state = word.replace("camera_", "");
  };
  if (!sample) say(t.camera_asking);
  const overlay = draws ? await solid(given, layer, given, () => stopped) : await flat(given, layer, given);

  function corners(picture, width, height, now) {
    const zoom = Math.min(1, reach / width);
    [small.width, small.height] = [Math.round(width * zoom), Math.round(height * zoom)];
    searched.drawImage(picture, 0, 0, small.width, small.height);
    const started = performance.now();
    const { corners: found, other } = find(searched.getImageData(0, 0, small.width, small.height));
    if (performance.now() - started > SLOW && reach > 320 && frame > 5) reach -= 40;
    if (found) {
      const smooth = calm.filter(found.flat().map((value) => value / small.width), now / 1000);
      keptAt = now;
      tell("camera_found");
      return [0, 2, 4, 6].map((i) => [smooth[i] * width, smooth[i + 1] * width]);
    }
    if (now - keptAt < HOLD) return kept;
    calm.reset();
    tell(other ? "camera_other" : keptAt > 0 ? "camera_gone" : "camera_search");
    return null;
  }

  function process(picture) {
    const { width, height } = source;
    if (!width || !height) return;
    if (seen.width !== width || seen.height !== height) {
      [seen.width, seen.height] = [width, height];
      stage.style.aspectRatio = `${width} / ${height}`;
    }
    const now = performance.now();
    shown.drawImage(picture, 0, 0);
    kept = corners(picture, width, height, now);
    overlay.draw(kept && pose(kept, width, height, focal(kept, width, height)), width, height, upright);
    frame += 1;
    layer.dispatchEvent(new CustomEvent("digigov-pose", { bubbles: true, detail: { corners: kept, frame, width, height, since: performance.now() - begun } }));
  }

  const stop = () => {
    stopped = true;
    source?.stop();
    overlay.stop();
  };
  const video = document.createElement("video");
  try {
    source = sample ? recorded(await bytes(files.clip)) : await live(video, () => stopped || fail(t.camera_unplugged));
  } catch (error) {
    overlay.stop();
    throw Object.assign(error, { shown: error.word ? t[error.word] : undefined });
  }
  if (left()) {
    stop();
    return null;
  }
  stage.append(layer);
  tell(sample ? "sample_on" : "camera_search");

  const halt = document.createElement("button");
  halt.type = "button";
  halt.className = "dg-button dg-button--main";
  halt.textContent = t.stop;
  halt.addEventListener("click", () => back(sample ? "" : t.camera_stopped));
  const stand = document.createElement("button");
  stand.type = "button";
  stand.className = "dg-button";
  stand.textContent = t.upright;
  stand.addEventListener("click", () => {
    upright = !upright;
    stand.textContent = upright ? t.upright_off : t.upright;
  });
  bar.replaceChildren(halt, ...(sample ? [] : [stand])); // the recorded card lies on a desk

  (async () => {
    while (!stopped) {
      const picture = await source.next();
      if (!document.hidden) process(picture);
    }
  })().catch((error) => {
    if (stopped) return;
    globalThis.console.warn("digigov scene:", error);
    fail(t.camera_failed);
  });
  return { select: overlay.select, done: overlay.marks.done, stop };
}
