// Puts third-party JavaScript into the slices' public/vendor/: one self-contained ES module each, licence on top.
// Relative chunks would break under the hashed names that production gives to static files.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const ROOT = new URL("..", import.meta.url).pathname;

// What each file exports, and where it goes.
const FILES = [
  {
    package: "qr",
    source: 'export { decodeQR } from "qr/decode.js";',
    target: "xblocks/digigov/ecertificate/public/vendor/qr-decode.js",
  },
  {
    package: "ogl",
    source: 'export { Camera, Geometry, Mesh, Program, Renderer, Texture, Transform } from "ogl";',
    target: "xblocks/digigov/ar_scene/public/vendor/ogl.js",
  },
  {
    package: "js-aruco2",
    source: 'import { AR } from "js-aruco2"; export const Detector = AR.Detector;',
    target: "xblocks/digigov/ar_scene/public/vendor/aruco.js",
  },
  {
    package: "@google/model-viewer",
    source: 'export { ModelViewerElement } from "@google/model-viewer/dist/model-viewer.min.js";', // with its own three.js
    target: "xblocks/digigov/ar_scene/public/vendor/model-viewer.js",
  },
];

for (const { package: name, source, target } of FILES) {
  const { version, license } = JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, "utf8"));
  await build({
    stdin: { contents: source, resolveDir: ROOT },
    outfile: ROOT + target,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    banner: { js: `/*! ${name} ${version}, licence: ${license} */` },
    logLevel: "warning",
  });
  console.log(`${target}: ${name} ${version}`);
}

// The markers that the detector knows, for the programs that print them: 36 bits in hexadecimal, row by row.
const { AR } = createRequire(import.meta.url)("js-aruco2");
const { nBits, tau, codeList } = AR.DICTIONARIES.ARUCO_MIP_36h12;
const MARKERS = "xblocks/digigov/ar_scene/public/vendor/aruco-mip-36h12.json";
writeFileSync(ROOT + MARKERS, `${JSON.stringify({ name: "ARUCO_MIP_36h12", bits: nBits, tau, codes: codeList.map((code) => code.toString(16)) })}\n`);
console.log(`${MARKERS}: ${codeList.length} markers`);

// Fonts for the documents that we print (PDF, cards): the scripts of the course's participants and interface.
const FONTS = "xblocks/digigov/common/fonts";
const FAMILIES = {
  "noto-sans": "NotoSans", "noto-sans-arabic": "NotoSansArabic", "noto-sans-khmer": "NotoSansKhmer", "noto-sans-kr": "NotoSansKR",
  "noto-sans-lao": "NotoSansLao", "noto-sans-thaana": "NotoSansThaana", "noto-serif": "NotoSerif",
};
mkdirSync(ROOT + FONTS, { recursive: true });
for (const [name, family] of Object.entries(FAMILIES)) {
  const folder = `${ROOT}node_modules/@expo-google-fonts/${name}`;
  for (const style of ["400Regular", "700Bold"]) {
    copyFileSync(`${folder}/${style}/${family}_${style}.ttf`, `${ROOT}${FONTS}/${family}_${style}.ttf`);
  }
  copyFileSync(`${folder}/LICENSE_FONT`, `${ROOT}${FONTS}/${family}.LICENSE`);
}
console.log(`${FONTS}: ${Object.keys(FAMILIES).length} families of Noto`);
