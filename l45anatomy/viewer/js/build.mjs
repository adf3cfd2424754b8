// Bundles the widgets of src/ into ../static, each by itself, stamped with a hash of all that went in.
// tests/viewer/test_bundle.py works the same hash out in Python: keep the two alike.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";

const inputs = ["build.mjs", "package.json", "package-lock.json"];
inputs.push(...readdirSync("src").map((name) => `src/${name}`));
const hash = createHash("sha256");
for (const path of inputs.sort()) {
  hash.update(`${path}\0${readFileSync(path, "utf8").replaceAll("\r\n", "\n")}\0`);
}
const banner = `/* l45anatomy view, sources sha256 ${hash.digest("hex")} */`;

await build({
  entryPoints: {
    view: "src/view.js",
    shelf: "src/shelf.js",
    page: "src/page.js",
    controls: "src/controls.js",
    slices: "src/slices.js",
    quiz: "src/quiz.js",
    demo: "src/demo.js",
    keys: "src/own-keys.js",
  },
  bundle: true,
  loader: { ".css": "text" }, // a window that a script opens brings its style in the script
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "eof",
  banner: { js: banner },
  outdir: "../static",
});
await build({
  entryPoints: ["view", "page", "controls", "slices", "quiz", "demo"].map((name) => `src/${name}.css`),
  bundle: true,
  minify: true,
  banner: { css: banner },
  outdir: "../static",
});
copyFileSync("node_modules/three/LICENSE", "../static/three-LICENSE.txt");
