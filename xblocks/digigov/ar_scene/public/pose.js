/**
 * From the four corners of a square to where things on it appear. The square's plane comes from the corners alone, so
 * what lies on the card sticks to it exactly; only the height above it needs the camera's focal length.
 *
 * Coordinates: the marker's side is 1, its centre the origin, x to its right, y up on the card, z out of it. Pixels are
 * from the middle of the picture, x right, y down.
 */

const USUAL = 0.8; // focal length as a share of the picture's longer side: 64 degrees, as phones have when filming
const RANGE = [0.55, 1.6];
const DOUBT = 0.02; // how soon a camera is believed to be unusual: the weight of the usual one
const MEMORY = 0.99; // of what earlier pictures told, kept at each new one

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (a, k) => a.map((value) => value * k);
const crossed = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const length = (a) => Math.hypot(...a);

/** Columns of the homography from the square to pixels (Heckbert 1989), for corners from the upper left one clockwise. */
function homography([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det];
  const right = [x1 - x0 + g * x1, y1 - y0 + g * y1, g];
  const down = [x3 - x0 + h * x3, y3 - y0 + h * y3, h];
  const origin = [x0, y0, 1];
  return [right, times(down, -1), origin.map((value, i) => value + (right[i] + down[i]) / 2)];
}

/**
 * Learns the focal length (in pixels) from how the square is foreshortened: its sides are equal and at right angles,
 * which is linear in 1/focal^2 (Zhang 2000). A square seen straight on tells nothing, so the usual value is a prior.
 */
export function lens() {
  const usual = 1 / USUAL ** 2;
  let [weight, sum] = [DOUBT, DOUBT * usual];
  return (corners, width, height) => {
    const long = Math.max(width, height);
    const [h1, h2] = homography(corners.map(([x, y]) => [(x - width / 2) / long, (y - height / 2) / long]));
    const unit = (Math.hypot(h1[0], h1[1]) + Math.hypot(h2[0], h2[1])) / 2;
    const [[a, b, c], [d, e, f]] = [h1, h2].map((one) => times(one, 1 / unit));
    const [square, right] = [[a * d + b * e, c * f], [a * a + b * b - d * d - e * e, c * c - f * f]];
    for (const [slope, rest] of [square, right]) {
      if (!Number.isFinite(slope + rest)) continue;
      weight += slope * slope;
      sum -= slope * rest;
    }
    const found = sum > 0 ? Math.sqrt(weight / sum) : RANGE[1];
    weight = DOUBT + (weight - DOUBT) * MEMORY;
    sum = DOUBT * usual + (sum - DOUBT * usual) * MEMORY;
    return Math.min(Math.max(found, RANGE[0]), RANGE[1]) * long;
  };
}

/**
 * The pose: {columns, eye}. `columns` are four 3-vectors: what a step along x, y, z and the origin add to (u, v, w), and
 * u/w, v/w are pixels from the middle. `eye` is where the camera is. Null for corners that are no square seen from its front.
 */
export function pose(corners, width, height, focal) {
  const centred = corners.map(([x, y]) => [x - width / 2, y - height / 2]);
  const [h1, h2, h3] = homography(centred);
  const [r1, r2, t] = [h1, h2, h3].map(([u, v, w]) => [u / focal, v / focal, w]);
  const unit = (length(r1) + length(r2)) / 2;
  if (!Number.isFinite(unit) || unit === 0 || t[2] <= 0) return null;
  const [e1, e2, away] = [r1, r2, t].map((vector) => times(vector, 1 / unit));
  const normal = crossed(e1, e2);
  const e3 = times(normal, 1 / length(normal));
  if (dot(e3, away) >= 0) return null;
  return {
    columns: [times(h1, 1 / unit), times(h2, 1 / unit), [e3[0] * focal, e3[1] * focal, e3[2]], times(h3, 1 / unit)],
    eye: [-dot(e1, away), -dot(e2, away), -dot(e3, away)],
  };
}

/** A 4x4 matrix (by columns) from the marker's coordinates to clip space, for a picture of that size. */
export function clip({ columns }, width, height) {
  const [near, far] = [0.05, 100];
  const [a, b] = [(far + near) / (far - near), (-2 * far * near) / (far - near)];
  return columns.flatMap(([u, v, w], place) => [(2 * u) / width, (-2 * v) / height, a * w + (place === 3 ? b : 0), w]);
}

/** From the model's metres (y up) to the marker: lying on the card, or standing up on a card that is held upright. */
export function standing(scale, upright) {
  const s = scale;
  return upright
    ? [s, 0, 0, 0, 0, s, 0, 0, 0, 0, s, 0, 0, -0.6, 0, 1]
    : [s, 0, 0, 0, 0, 0, s, 0, 0, -s, 0, 0, 0, 0, 0, 1];
}

/** a times b, both 4x4 by columns. */
export const multiply = (a, b) =>
  b.map((_, place) => [0, 1, 2, 3].reduce((sum, k) => sum + a[(place % 4) + 4 * k] * b[4 * Math.floor(place / 4) + k], 0));

/**
 * A CSS transform that sets a picture of `wide` x `high` CSS pixels up on the card, leaning back by half a right angle,
 * three marker sides wide; `zoom` is CSS pixels for one pixel of the camera. Empty when it would be behind the camera.
 */
export function leaning({ columns: [x, y, z, origin] }, wide, high, width, height, zoom) {
  const across = 3 / wide;
  const up = -(3 / wide) * Math.SQRT1_2;
  const foot = [-1.5, -0.8 - up * high, -up * high]; // of the upper left corner
  const u = times(x, across);
  const v = y.map((value, i) => value * up + z[i] * up);
  const o = origin.map((value, i) => value + x[i] * foot[0] + y[i] * foot[1] + z[i] * foot[2]);
  const pixels = ([a, b, w]) => [zoom * (a + (w * width) / 2), zoom * (b + (w * height) / 2), w];
  const [[a, d, g], [b, e, h], [c, f, i]] = [u, v, o].map(pixels);
  if ([i, i + g * wide, i + h * high, i + g * wide + h * high].some((w) => w <= 0)) return "";
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].map((value) => (value / i).toFixed(9))})`;
}
