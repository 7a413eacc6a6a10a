/** The model on the graphics card: one mesh a piece, lit from above, one part highlighted; and what hides what. */

const VERTEX = `
attribute vec3 position;
attribute vec3 normal;
attribute vec4 color;
attribute vec2 uv;
uniform mat4 modelMatrix, viewMatrix, projectionMatrix;
varying vec3 vPlace;
varying vec3 vNormal;
varying vec4 vColour;
varying vec2 vUv;
void main() {
  vPlace = position;
  vNormal = normal;
  vColour = color;
  vUv = uv;
  gl_Position = projectionMatrix * viewMatrix * modelMatrix * vec4(position, 1.0);
}`;
const FRAGMENT = `
uniform vec4 uColour;
uniform vec3 uSun;
uniform sampler2D uPicture;
uniform float uGlow, uFade, uFlat, uUnlit, uHasPicture;
varying vec3 vPlace;
varying vec3 vNormal;
varying vec4 vColour;
varying vec2 vUv;
void main() {
  vec4 paint = uColour * vColour;
  paint.rgb = pow(paint.rgb, vec3(1.0 / 2.2));
  if (uHasPicture > 0.5) paint *= texture2D(uPicture, vUv);
  vec3 up = normalize(uFlat > 0.5 ? cross(dFdx(vPlace), dFdy(vPlace)) : vNormal);
  float sky = 0.5 + 0.5 * up.y;
  float sun = max(dot(up, uSun), 0.0);
  vec3 lit = paint.rgb * mix(min(0.56 + 0.2 * sky + 0.36 * sun, 1.1), 1.0, uUnlit);
  float grey = dot(lit, vec3(0.3, 0.59, 0.11));
  lit = mix(lit, vec3(0.35 * grey + 0.58), uFade);
  lit = mix(lit, vec3(1.0, 0.74, 0.2) * (0.76 + 0.34 * grey), uGlow);
  fragment = vec4(lit, max(paint.a, 0.75 * uGlow));
}`;
const NEW = ["#version 300 es\n#define attribute in\n#define varying out\n", "#version 300 es\nprecision highp float;\n#define varying in\n#define texture2D texture\nout vec4 fragment;\n"];
const OLD = ["", "#extension GL_OES_standard_derivatives : enable\nprecision highp float;\n#define fragment gl_FragColor\n"];

function texture({ Texture }, gl, picture) {
  const made = new Texture(gl, { flipY: false, wrapS: gl.REPEAT, wrapT: gl.REPEAT });
  const load = picture ? createImageBitmap(picture).then((image) => { made.image = image; }).catch(() => undefined) : null;
  return { made, load };
}

function colours(piece) {
  const count = piece.positions.length / 3;
  const size = piece.colours ? piece.colours.length / count : 0;
  const out = new Float32Array(count * 4).fill(1);
  for (let i = 0; i < count * size; i += 1) out[Math.floor(i / size) * 4 + (i % size)] = piece.colours[i];
  return out;
}

/** Distance along a ray from `from` (times `way`) to the nearest triangle; Infinity when there is none. */
function hit({ positions: p, indices }, from, way) {
  let nearest = Infinity;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i] * 3, indices[i + 1] * 3, indices[i + 2] * 3];
    const e1x = p[b] - p[a], e1y = p[b + 1] - p[a + 1], e1z = p[b + 2] - p[a + 2];
    const e2x = p[c] - p[a], e2y = p[c + 1] - p[a + 1], e2z = p[c + 2] - p[a + 2];
    const hx = way[1] * e2z - way[2] * e2y, hy = way[2] * e2x - way[0] * e2z, hz = way[0] * e2y - way[1] * e2x;
    const det = e1x * hx + e1y * hy + e1z * hz;
    if (Math.abs(det) < 1e-12) continue;
    const sx = from[0] - p[a], sy = from[1] - p[a + 1], sz = from[2] - p[a + 2];
    const u = (sx * hx + sy * hy + sz * hz) / det;
    if (u < 0 || u > 1) continue;
    const qx = sy * e1z - sz * e1y, qy = sz * e1x - sx * e1z, qz = sx * e1y - sy * e1x;
    const v = (way[0] * qx + way[1] * qy + way[2] * qz) / det;
    if (v < 0 || u + v > 1) continue;
    const t = (e2x * qx + e2y * qy + e2z * qz) / det;
    if (t > 0 && t < nearest) nearest = t;
  }
  return nearest;
}

/** Towards the sun: from the upper left of the poster's camera, which looks from `turn` degrees. */
function sunlight(turn) {
  const [s, c] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const way = [-0.42 * c + 0.43 * s, 0.8, 0.42 * s + 0.43 * c];
  return way.map((value) => value / Math.hypot(...way));
}

/** Put `pieces` (of glb.js) on the card of `renderer`. `ready` settles once all pictures are there. */
export function model(ogl, renderer, pieces, turn) {
  const { gl } = renderer;
  const sun = sunlight(turn);
  const [top, bottom] = renderer.isWebgl2 ? NEW : OLD;
  const scene = new ogl.Transform();
  const loads = [];
  const meshes = pieces.map((piece) => {
    const { made, load } = texture(ogl, gl, piece.places && piece.picture);
    if (load) loads.push(load);
    const uniforms = {
      uColour: { value: piece.colour },
      uSun: { value: sun },
      uPicture: { value: made },
      uHasPicture: { value: load ? 1 : 0 },
      uGlow: { value: 0 },
      uFade: { value: 0 },
      uFlat: { value: piece.normals ? 0 : 1 },
      uUnlit: { value: piece.unlit ? 1 : 0 },
    };
    const program = new ogl.Program(gl, {
      vertex: top + VERTEX, fragment: bottom + FRAGMENT, uniforms, transparent: piece.clear, depthWrite: !piece.clear, cullFace: null,
    });
    const geometry = new ogl.Geometry(gl, {
      position: { size: 3, data: piece.positions },
      normal: { size: 3, data: piece.normals ?? new Float32Array(piece.positions.length) },
      color: { size: 4, data: colours(piece) },
      uv: { size: 2, data: piece.places ?? new Float32Array((piece.positions.length / 3) * 2) },
      index: { data: piece.indices },
    });
    const mesh = new ogl.Mesh(gl, { geometry, program, frustumCulled: false });
    mesh.setParent(scene);
    return { piece, uniforms };
  });
  const solid = pieces.filter((piece) => !piece.clear && piece.colour[3] > 0.9);
  return {
    scene,
    ready: Promise.all(loads),
    /** Make one part stand out, and the others step back; none when `part` is empty. */
    highlight(part) {
      const any = Boolean(part) && pieces.some((piece) => piece.name === part);
      for (const { piece, uniforms } of meshes) {
        uniforms.uGlow.value = any && piece.name === part ? 0.85 : 0;
        uniforms.uFade.value = any && piece.name !== part ? 0.45 : 0;
      }
    },
    /** Whether something solid, other than the part itself, stands between the eye and the point. */
    hidden(eye, point, part) {
      const way = point.map((value, axis) => value - eye[axis]);
      return solid.some((piece) => piece.name !== part && hit(piece, eye, way) < 0.985);
    },
  };
}
