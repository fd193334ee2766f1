// Makes portal/static/ from the sources beside this file, and a manifest that says what was made.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const made = join(here, "..", "static");
const frontend = join(here, "node_modules", "govuk-frontend");
const { version } = JSON.parse(readFileSync(join(frontend, "package.json"), "utf8"));

const library = "govuk-frontend.min.js";
const pictures = readdirSync(join(here, "pictures")).sort();

function sha256(file) {
  return createHash("sha256").update(readFileSync(join(made, file))).digest("hex");
}

// Every component repeats the font; app.scss says it once, on html, and the rest inherits it.
function withoutRepeatedFonts(css) {
  return css
    .replace(/@media print\{[^{}]+\{font-family:inherit\}\}/g, "")
    .replace(/(?<!sans-serif;)-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;?/g, "");
}

function style() {
  const { css } = compile(join(here, "app.scss"), { loadPaths: [join(here, "node_modules")], style: "compressed" });
  writeFileSync(join(made, "app.css"), `${withoutRepeatedFonts(css)}\n`);
}

function scripts() {
  const source = readFileSync(join(here, "app.js"), "utf8");
  // The version in the address lets a browser keep the file for a year: a new version is a new address.
  writeFileSync(join(made, "app.js"), source.replace('from "govuk-frontend"', `from "./${library}?v=${version}"`));
  const min = readFileSync(join(frontend, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  writeFileSync(join(made, library), min.replace(/\/\/# sourceMappingURL=.*\n?$/, ""));
  copyFileSync(join(here, "supported.js"), join(made, "supported.js"));
}

function plainFiles() {
  copyFileSync(join(here, "favicon.svg"), join(made, "favicon.svg"));
  copyFileSync(join(here, "govuk-frontend-licence.txt"), join(made, "govuk-frontend-licence.txt"));
  for (const picture of pictures) copyFileSync(join(here, "pictures", picture), join(made, picture));
}

mkdirSync(made, { recursive: true });
for (const old of readdirSync(made)) rmSync(join(made, old));
style();
scripts();
plainFiles();

const files = ["app.css", "app.js", "favicon.svg", "govuk-frontend-licence.txt", library, "supported.js", ...pictures];
const manifest = {
  "govuk-frontend": version,
  sha256: Object.fromEntries(files.map((file) => [file, sha256(file)])),
};
writeFileSync(join(made, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
