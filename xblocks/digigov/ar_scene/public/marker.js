/** Finds the scene's marker in a picture, its corners to a fraction of a pixel, and steadies them from frame to frame. */

const MOST_WRONG = 4; // of 36 squares; any two markers of the dictionary differ in 12
const SAMPLES = 14; // across each edge, to find where dark begins

/** Grey value between pixels. */
function grey({ data, width, height }, x, y) {
  const left = Math.min(Math.max(Math.floor(x), 0), width - 2);
  const top = Math.min(Math.max(Math.floor(y), 0), height - 2);
  const [a, b] = [x - left, y - top];
  const at = top * width + left;
  return (data[at] * (1 - a) + data[at + 1] * a) * (1 - b) + (data[at + width] * (1 - a) + data[at + width + 1] * a) * b;
}

/** The line through the middle of the change from bright to dark along one edge: {x, y, across, along}, or null. */
function edge(image, [x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [along, across] = [(x1 - x0) / length, (y1 - y0) / length];
  const [outX, outY] = [across, -along]; // corners run clockwise on the screen, so this points out of the marker
  const reach = Math.min(Math.max(length * 0.05, 2), 6);
  const points = [];
  for (let i = 1; i < SAMPLES; i += 1) {
    const share = 0.1 + (0.8 * i) / SAMPLES;
    const [x, y] = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
    let [weight, sum] = [0, 0];
    for (let step = -reach; step < reach; step += 0.5) {
      const rise = grey(image, x + outX * (step + 0.5), y + outY * (step + 0.5)) - grey(image, x + outX * step, y + outY * step);
      if (rise <= 2) continue;
      weight += rise * rise;
      sum += rise * rise * (step + 0.25);
    }
    if (weight > 60) points.push([x + (outX * sum) / weight, y + (outY * sum) / weight]);
  }
  if (points.length < SAMPLES / 2) return null;
  const centre = [0, 1].map((axis) => points.reduce((total, point) => total + point[axis], 0) / points.length);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - centre[0]) ** 2;
    xy += (x - centre[0]) * (y - centre[1]);
    yy += (y - centre[1]) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return { x: centre[0], y: centre[1], dx: Math.cos(angle), dy: Math.sin(angle) };
}

function crossing(one, other) {
  const det = one.dx * other.dy - one.dy * other.dx;
  if (Math.abs(det) < 0.05) return null;
  const t = ((other.x - one.x) * other.dy - (other.y - one.y) * other.dx) / det;
  return [one.x + t * one.dx, one.y + t * one.dy];
}

/** Corners moved to where the fitted edges cross; a corner that would jump stays where it was. */
function refined(image, corners) {
  const edges = corners.map((corner, place) => edge(image, corner, corners[(place + 1) % 4]));
  return corners.map((corner, place) => {
    const [before, after] = [edges[(place + 3) % 4], edges[place]];
    const found = before && after && crossing(before, after);
    return found && Math.hypot(found[0] - corner[0], found[1] - corner[1]) < 5 ? found : corner;
  });
}

/** `find(pixels)` gives {corners: [[x, y] x 4] from the upper left one clockwise, in pixels, or null; other: another marker}. */
export function finder(Detector, wanted) {
  const detector = new Detector({ dictionaryName: "ARUCO_MIP_36h12", maxHammingDistance: MOST_WRONG + 1 });
  return (pixels) => {
    const found = detector.detectImage(pixels.width, pixels.height, pixels.data);
    const mine = found.filter((one) => one.id === wanted).sort((a, b) => a.hammingDistance - b.hammingDistance)[0];
    if (!mine) return { corners: null, other: found.some((one) => one.hammingDistance === 0) };
    const rough = mine.corners.map(({ x, y }) => [x, y]);
    return { corners: refined(detector.grey, rough).map(([x, y]) => [x + 0.5, y + 0.5]), other: false };
  };
}

/**
 * Steadies values that come at uneven times: slow change is smoothed, fast change passes (the 1 euro filter, Casiez,
 * Roussel and Vogel 2012). Values are shares of the picture's width. `filter(values, seconds)`; `reset()` forgets.
 */
export function steady({ cutoff = 1.5, eagerness = 600 } = {}) {
  const share = (hertz, seconds) => 1 / (1 + 1 / (2 * Math.PI * hertz * seconds));
  let last = null;
  return {
    filter(values, now) {
      if (!last || now <= last.now) {
        last = { now, values, speeds: values.map(() => 0) };
        return values;
      }
      const seconds = now - last.now;
      const speeds = values.map((value, i) => {
        const speed = (value - last.values[i]) / seconds;
        return last.speeds[i] + share(4, seconds) * (speed - last.speeds[i]);
      });
      const smooth = values.map((value, i) => last.values[i] + share(cutoff + eagerness * Math.abs(speeds[i]), seconds) * (value - last.values[i]));
      last = { now, values: smooth, speeds };
      return smooth;
    },
    reset() {
      last = null;
    },
  };
}
