/** Reads a GLB into plain triangles. Everything must be inside the file: an address in it is refused, never fetched. */

const ARRAYS = { 5120: Int8Array, 5121: Uint8Array, 5122: Int16Array, 5123: Uint16Array, 5125: Uint32Array, 5126: Float32Array };
const WIDTHS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const KNOWN = ["KHR_mesh_quantization", "KHR_materials_unlit", "KHR_texture_transform", "EXT_texture_webp"];
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

function unpack(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 20 || view.getUint32(0, true) !== 0x46546c67 || view.getUint32(4, true) !== 2) throw new Error("not a GLB");
  const length = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 20, length)));
  const addresses = [...(json.buffers ?? []), ...(json.images ?? [])].some((one) => one.uri !== undefined);
  if (addresses) throw new Error("the model refers to other files");
  const foreign = (json.extensionsRequired ?? []).filter((name) => !KNOWN.includes(name));
  if (foreign.length) throw new Error(`the model needs ${foreign}`);
  return { json, start: 20 + length + 8 };
}

/** The numbers of an accessor as floats (whole numbers for indices), whatever they were packed as; null for none. */
function numbers({ json, start, buffer }, index, whole = false) {
  if (index === undefined) return null;
  const accessor = json.accessors[index];
  const width = WIDTHS[accessor.type];
  const Kind = ARRAYS[accessor.componentType];
  const out = whole ? new Uint32Array(accessor.count) : new Float32Array(accessor.count * width);
  if (accessor.bufferView === undefined) return out;
  const { byteOffset = 0, byteStride = 0 } = json.bufferViews[accessor.bufferView];
  const unit = Kind.BYTES_PER_ELEMENT;
  const stride = byteStride || unit * width;
  const length = stride * (accessor.count - 1) + unit * width;
  const first = start + byteOffset + (accessor.byteOffset ?? 0);
  const packed = new Kind(buffer.slice(first, first + Math.ceil(length / unit) * unit));
  const most = accessor.normalized ? { 1: [255, 127], 2: [65535, 32767] }[unit][Kind.name.startsWith("Int") ? 1 : 0] : 1;
  for (let row = 0; row < accessor.count; row += 1) {
    for (let column = 0; column < width; column += 1) {
      out[row * width + column] = Math.max(packed[(row * stride) / unit + column] / most, most > 1 ? -1 : -Infinity);
    }
  }
  return out;
}

const multiply = (a, b) =>
  a.map((_, place) => [0, 1, 2, 3].reduce((sum, k) => sum + a[(place % 4) + 4 * k] * b[4 * Math.floor(place / 4) + k], 0));

function placed({ matrix, translation: t = [0, 0, 0], rotation: [x, y, z, w] = [0, 0, 0, 1], scale: s = [1, 1, 1] }) {
  if (matrix) return matrix;
  return [
    (1 - 2 * (y * y + z * z)) * s[0], 2 * (x * y + z * w) * s[0], 2 * (x * z - y * w) * s[0], 0,
    2 * (x * y - z * w) * s[1], (1 - 2 * (x * x + z * z)) * s[1], 2 * (y * z + x * w) * s[1], 0,
    2 * (x * z + y * w) * s[2], 2 * (y * z - x * w) * s[2], (1 - 2 * (x * x + y * y)) * s[2], 0,
    ...t, 1,
  ];
}

function moved(m, points) {
  const out = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    for (let row = 0; row < 3; row += 1) {
      out[i + row] = m[row] * points[i] + m[row + 4] * points[i + 1] + m[row + 8] * points[i + 2] + m[row + 12];
    }
  }
  return out;
}

/** For directions: the cofactors, which keep normals upright under uneven scale; their length does not matter. */
function turning(m) {
  const minor = (a, b, c, d) => m[a] * m[b] - m[c] * m[d];
  return [
    minor(5, 10, 9, 6), minor(8, 6, 4, 10), minor(4, 9, 8, 5), 0,
    minor(9, 2, 1, 10), minor(0, 10, 8, 2), minor(8, 1, 0, 9), 0,
    minor(1, 6, 5, 2), minor(4, 2, 0, 6), minor(0, 5, 4, 1), 0,
    0, 0, 0, 1,
  ];
}

function material(file, index) {
  const given = file.json.materials?.[index] ?? {};
  const pbr = given.pbrMetallicRoughness ?? {};
  const texture = file.json.textures?.[pbr.baseColorTexture?.index];
  const source = texture?.extensions?.EXT_texture_webp?.source ?? texture?.source;
  const image = source === undefined ? null : file.json.images[source];
  const view = image && file.json.bufferViews[image.bufferView];
  const first = view && file.start + (view.byteOffset ?? 0);
  return {
    colour: pbr.baseColorFactor ?? [1, 1, 1, 1],
    clear: given.alphaMode === "BLEND",
    unlit: Boolean(given.extensions?.KHR_materials_unlit),
    picture: view ? new Blob([file.buffer.slice(first, first + view.byteLength)], { type: image.mimeType }) : null,
  };
}

/**
 * The pieces of a model: {name, positions, normals, colours, places, indices, colour, clear, unlit, picture}, in metres.
 * `ids` are the names of the scene's parts; a piece takes the name of the part that it lies in. Throws for a bad file.
 */
export function pieces(buffer, ids) {
  const file = { ...unpack(buffer), buffer };
  const { json } = file;
  const out = [];
  const walk = (index, above, name) => {
    const node = json.nodes[index];
    const m = multiply(above, placed(node));
    const part = name || (ids.includes(node.name) ? node.name : "");
    for (const primitive of json.meshes?.[node.mesh]?.primitives ?? []) {
      if ((primitive.mode ?? 4) !== 4) continue;
      const { POSITION, NORMAL, COLOR_0, TEXCOORD_0 } = primitive.attributes;
      const positions = moved(m, numbers(file, POSITION));
      out.push({
        name: part,
        positions,
        normals: NORMAL === undefined ? null : moved(turning(m), numbers(file, NORMAL)),
        colours: numbers(file, COLOR_0),
        places: numbers(file, TEXCOORD_0),
        indices: numbers(file, primitive.indices, true) ?? Uint32Array.from({ length: positions.length / 3 }, (_, i) => i),
        ...material(file, primitive.material),
      });
    }
    for (const child of node.children ?? []) walk(child, m, part);
  };
  for (const root of json.scenes[json.scene ?? 0].nodes) walk(root, IDENTITY, "");
  return out;
}
