/** The 3D form: orbit by pointer, touch, keys or buttons; drawn only when something changed. */

const DEGREE = Math.PI / 180;
const STEP = 12; // degrees a key press
const ZOOM = 1.2;
const SHAKE = 6; // pixels that a finger may move and still have tapped
const TILTS = [-8, 88];
const GLIDE = 350; // ms of the turn towards a chosen place; none with reduced motion

/** Keep the camera where it can see something. */
function limited(view, start) {
  view.tilt = Math.min(Math.max(view.tilt, TILTS[0]), TILTS[1]);
  view.distance = Math.min(Math.max(view.distance, start.distance * 0.25), start.distance * 2.5);
  return view;
}

/**
 * `start` is the poster's camera {target, turn, tilt, distance, fov, aspect, shift}; `hotspots` have {id, part, at}.
 * `lost()` is called when the graphics card gives up. Gives {select, turn, zoom, reset, stop}.
 */
export function viewer({ holder, ogl, makeModel, pieces, start, hotspots, marks, project, lost }) {
  const canvas = holder.querySelector("canvas");
  const renderer = new ogl.Renderer({ canvas, alpha: true, antialias: true, dpr: Math.min(devicePixelRatio, 2) });
  const { gl } = renderer;
  const model = makeModel(ogl, renderer, pieces, start.turn);
  const camera = new ogl.Camera(gl, { near: start.distance / 200, far: start.distance * 8 });
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let view = { turn: start.turn, tilt: start.tilt, distance: start.distance };
  let asked = 0, stopped = false, chosen = "";

  function eye() {
    const [turn, tilt] = [view.turn * DEGREE, view.tilt * DEGREE];
    const flat = Math.cos(tilt) * view.distance;
    return [
      start.target[0] + Math.sin(turn) * flat,
      start.target[1] + Math.sin(tilt) * view.distance,
      start.target[2] + Math.cos(turn) * flat,
    ];
  }

  function draw() {
    asked = 0;
    if (stopped) return;
    const { clientWidth: width, clientHeight: height } = holder;
    if (!width || !height) return;
    if (renderer.width !== width || renderer.height !== height) {
      renderer.setSize(width, height);
      canvas.style.width = canvas.style.height = "";
    }
    // The width of what is seen stays, whatever the shape of the frame: a narrow one only shows more above and below.
    const tall = Math.max(1, start.aspect / (width / height));
    const fov = (2 * Math.atan(Math.tan((start.fov * DEGREE) / 2) * tall)) / DEGREE;
    camera.perspective({ fov, aspect: width / height });
    [camera.projectionMatrix[8], camera.projectionMatrix[9]] = [-start.shift[0], -start.shift[1] / tall];
    const from = eye();
    camera.position.set(...from);
    camera.lookAt(start.target);
    renderer.render({ scene: model.scene, camera });
    for (const { id, part, at } of hotspots) {
      const spot = project(camera.projectionViewMatrix, at);
      marks.place(id, spot.left, spot.top, spot.front && (id === chosen || !model.hidden(from, at, part)));
    }
    holder.dataset.drawn = String(Number(holder.dataset.drawn ?? 0) + 1);
  }

  const ask = () => {
    asked ||= requestAnimationFrame(draw);
  };
  const change = (by) => {
    view = limited({ ...view, ...by(view) }, start);
    holder.dataset.view = [view.turn, view.tilt, view.distance / start.distance].map((value) => value.toFixed(2)).join(" ");
    ask();
  };
  const turn = (right, up) => change(({ turn: t, tilt }) => ({ turn: t + right * STEP, tilt: tilt + up * STEP }));
  const zoom = (times) => change(({ distance }) => ({ distance: distance * ZOOM ** times }));
  const reset = () => change(() => ({ turn: start.turn, tilt: start.tilt, distance: start.distance }));

  function glide(goal) {
    const from = view.turn;
    const way = ((((goal - from) % 360) + 540) % 360) - 180;
    if (calm.matches) return change(() => ({ turn: from + way }));
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(Math.max((now - begun) / GLIDE, 0), 1);
      change(() => ({ turn: from + way * (share * (2 - share)) }));
      if (share < 1 && !stopped) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  const fingers = new Map();
  let dragged = 0; // pixels since the first finger came down
  function down(event) {
    if (event.button > 0) return;
    if (fingers.size === 0) dragged = 0;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (!event.target.closest("button")) holder.setPointerCapture(event.pointerId); // a number keeps its click
  }
  function move(event) {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    fingers.set(event.pointerId, now);
    dragged += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (dragged < SHAKE) return;
    const [across, along] = now.map((value, axis) => ((value - before[axis]) / holder.clientWidth) * 200);
    if (others.length === 0) change(({ turn: t, tilt }) => ({ turn: t - across, tilt: tilt + along }));
    else {
      const apart = ([x, y]) => Math.hypot(x - others[0][0], y - others[0][1]) || 1;
      change(({ distance, tilt }) => ({ distance: (distance * apart(before)) / apart(now), tilt: tilt + along / 2 }));
    }
  }
  const up = (event) => fingers.delete(event.pointerId);
  function click(event) {
    if (dragged < SHAKE || event.detail === 0) return; // 0: by keyboard
    event.preventDefault();
    event.stopPropagation();
  }
  function wheel(event) {
    if (!event.ctrlKey) return; // without it the page scrolls, as everywhere
    event.preventDefault();
    zoom(event.deltaY / 100);
  }
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== holder) return;
    const moves = {
      ArrowLeft: () => turn(-1, 0), ArrowRight: () => turn(1, 0), ArrowUp: () => turn(0, 1), ArrowDown: () => turn(0, -1),
      "+": () => zoom(-1), "=": () => zoom(-1), "-": () => zoom(1), r: reset, R: reset,
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel, keydown: key };
  for (const [name, listener] of Object.entries(listeners)) holder.addEventListener(name, listener, { passive: false });
  holder.addEventListener("click", click, true);
  const gone = () => {
    if (!stopped) lost();
  };
  canvas.addEventListener("webglcontextlost", gone);
  const sized = new ResizeObserver(ask);
  sized.observe(holder);
  model.ready.then(ask);
  change(() => ({}));

  return {
    turn,
    zoom,
    reset,
    /** Highlight the part of a hotspot, and turn towards the hotspot when it cannot be seen from here. */
    select(id) {
      chosen = id;
      const spot = hotspots.find((one) => one.id === id);
      model.highlight(spot?.part ?? "");
      marks.select(id);
      ask();
      if (!spot || !model.hidden(eye(), spot.at, spot.part)) return;
      const [across, deep] = [spot.at[0] - start.target[0], spot.at[2] - start.target[2]];
      if (Math.hypot(across, deep) > start.distance / 50) glide(Math.atan2(across, deep) / DEGREE);
    },
    stop() {
      stopped = true;
      sized.disconnect();
      for (const [name, listener] of Object.entries(listeners)) holder.removeEventListener(name, listener);
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
}
