// The Khronos glTF validator on the files named: {path: {errors, warnings, infos, hints, messages, triangles, external}}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [root, ...paths] = process.argv.slice(2);
const { validateBytes } = createRequire(`${root}/package.json`)("gltf-validator");
const found = {};
for (const path of paths) {
  const { issues, info } = await validateBytes(new Uint8Array(readFileSync(path)), { maxIssues: 20 });
  found[path] = {
    errors: issues.numErrors,
    warnings: issues.numWarnings,
    messages: issues.messages.filter((one) => one.severity < 2).map((one) => `${one.code} ${one.pointer}`),
    triangles: info?.totalTriangleCount ?? 0,
    external: (info?.resources ?? []).filter((one) => one.storage !== "glb").length,
  };
}
console.log(JSON.stringify(found));
