// Builds bot/static from src: `npm run build`, or `make widget` in the project's directory.
// The same sources and the same locked packages give the same bytes; a test rebuilds and compares.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "bot", "static");
const TARGET = ["chrome109", "firefox115", "safari16.4"];

const SHEETS = await Promise.all(["bubble", "style"].map((name) => readFile(join(here, "src", `${name}.css`), "utf8")));
const OWN = /--_[a-z-]+/g;
/** Those of the loader first: a browser may still have the loader of a release before, beside the talk of this one. */
const names = [...new Set(SHEETS.flatMap((sheet) => [...new Set(sheet.match(OWN))].sort()))];
/** Our own custom properties get short names, the same in every sheet; those of the host (`--wijzer-...`) stay. */
const short = (name) => `--_${names.indexOf(name).toString(36)}`;

const SCRIPTS = (await readdir(join(here, "src"))).filter((name) => name.endsWith(".ts") && name !== "loader.ts").sort();
const CODE = await Promise.all(SCRIPTS.map((name) => readFile(join(here, "src", name), "utf8")));
const found = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
/** Public members of our own classes whose names the DOM does not know. */
const PUBLIC =
  "conversation voice wiped plainly notice typing privacy sections subtitle wake forget draft waiting rights present base empty begin progress tabs person level again back row below enableChoices gone heard lasting mine modelReady openWith passing pick plain progressBar progressText putBack reconcile removeChoices retryAfter takeBack unsent";
/** Members that only our own classes use. What the contract or the element of the loader calls by name keeps it. */
const PRIVATE = CODE.flatMap((text) => found(text, /^ +private (?:readonly |async )*(\w+)\b/gm));
const OWN_MEMBERS = new RegExp(`^(?:${[...new Set([...PRIVATE, ...PUBLIC.split(" ")])].join("|")})$`);
const CONTRACT = [
  "transcript", // of what a browser heard: the minifier does not know that name
  ...found(readFileSync(join(here, "src", "contract.ts"), "utf8"), /^ +(\w+)\??:/gm),
  ...found(readFileSync(join(here, "src", "loader.ts"), "utf8"), /(?:\.|^ +(?:get |async |readonly )*)(\w+)/gm),
];

/** A style sheet becomes a minified text, to be adopted by the shadow root. */
const styles = {
  name: "styles",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = (await readFile(path, "utf8")).replace(OWN, short);
      const { code } = await transform(source, { loader: "css", minify: true, target: TARGET });
      // What that minifier leaves: the space in a custom property, and quotes around a plain word.
      const less = code.trim().replace(/(--[\w-]+[:,]) /g, "$1").replace(/="([a-z_]+)"\]/g, "=$1]");
      return { contents: less, loader: "text" };
    });
  },
};

async function bundle(entry, format, define = {}) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    target: TARGET,
    format,
    define,
    plugins: [styles],
    write: false,
  });
  // A second minifier: it inlines what is used once, and shortens the names of our own members; some 4 % less.
  const mangle = format === "esm" ? { properties: { regex: OWN_MEMBERS, reserved: CONTRACT } } : {};
  const options = { module: format === "esm", ecma: 2020, mangle, compress: { passes: 3, keep_fargs: false, inline: 1, lhs_constants: false, pure_getters: true, reduce_funcs: false, unsafe_arrows: true }, format: { comments: false } };
  return (await minify(result.outputFiles[0].text, options)).code;
}

const chat = await bundle("src/chat.ts", "esm");
const version = createHash("sha256").update(chat).digest("hex").slice(0, 10);
const files = {
  "loopbaan-wijzer-gesprek.js": chat,
  "loopbaan-wijzer.js": await bundle("src/loader.ts", "iife", { CHAT_FILE: JSON.stringify(`loopbaan-wijzer-gesprek.js?v=${version}`) }),
  "pagina.js": await bundle("src/page.ts", "iife"),
  "demo.js": await bundle("src/demo.ts", "iife"),
};
for (const [name, contents] of Object.entries(files)) await writeFile(join(out, name), contents);
