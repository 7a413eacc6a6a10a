// The scene's own finder on raw RGBA pictures: find_marker.mjs ROOT MARKER WIDTH HEIGHT FILE prints a list of corners.
import { readFileSync } from "node:fs";

const [root, marker, width, height, file] = process.argv.slice(2);
const from = `${root}/xblocks/digigov/ar_scene/public`;
const [{ finder }, { Detector }] = await Promise.all([`${from}/marker.js`, `${from}/vendor/aruco.js`].map((one) => import(one)));
const data = new Uint8ClampedArray(readFileSync(file));
const size = width * height * 4;
const find = finder(Detector, Number(marker));
const found = [];
for (let at = 0; at < data.length; at += size) {
  found.push(find({ width: Number(width), height: Number(height), data: data.subarray(at, at + size) }).corners);
}
console.log(JSON.stringify(found));
