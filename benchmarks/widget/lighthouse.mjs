// Lighthouse on pages as they load, and on the component with its window open.
// node lighthouse.mjs PACKAGES CHROMIUM SERVICE SITE  prints {page: {category: score, ...}, ...} as JSON

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, chromium, service, site] = process.argv.slice(2);
const inside = createRequire(join(packages, "here.js"));
const load = (name) => import(pathToFileURL(inside.resolve(name)).href);
const { startFlow } = await load("lighthouse");
const puppeteer = (await load("puppeteer-core")).default;

const CATEGORIES = ["accessibility", "best-practices"];
const STORY = "Ik ben 41 jaar en werk voltijds, 38 uur per week, als werknemer in de privésector in Gent.";
const options = { config: { extends: "lighthouse:default", settings: { onlyCategories: CATEGORIES } } };
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: [...sandbox, "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
});

const told = {};
const judge = ({ lhr }) => {
  const found = {};
  for (const [name, category] of Object.entries(lhr.categories)) {
    const wrong = category.auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1).map(({ id }) => id);
    found[name] = { score: Math.round(category.score * 100), wrong };
  }
  return found;
};

/** One page as it loads; then, when `steps` are given, what is on the screen after each. */
async function look(name, address, steps = {}) {
  const page = await browser.newPage();
  const flow = await startFlow(page, options);
  await flow.navigate(address);
  const names = [name];
  for (const [after, act] of Object.entries(steps)) {
    await act(page);
    await flow.snapshot();
    names.push(`${name}, ${after}`);
  }
  (await flow.createFlowResult()).steps.forEach((step, at) => (told[names[at]] = judge(step)));
  await page.close();
}

const quiet = (page) =>
  page.waitForFunction(() => {
    const root = document.querySelector("loopbaan-wijzer").shadowRoot;
    return root.querySelector("#gesprek")?.ariaBusy === "false" && root.querySelector(".log .message");
  });
const say = async (page) => {
  const field = await page.waitForSelector(">>> #bericht");
  await field.type(STORY);
  await field.press("Enter");
  await page.waitForFunction(() => document.querySelector("loopbaan-wijzer").shadowRoot.querySelector(".log .choices button"));
  await quiet(page);
};
const open = async (page) => {
  await page.evaluate(() => document.querySelector("loopbaan-wijzer").open());
  await quiet(page);
};

await look("/", `${service}/`, { "a question": say });
await look("/demo", `${service}/demo`, { open });
await look("/venster", `${service}/venster`);
await look("host page", `${site}/loopbaanwijzer`, { open, "a question": say });
await look("console, signing in", `${service}/begeleider/aanmelden`);
await look("rasa-webchat", `${site}/rasa-webchat`);
console.log(JSON.stringify(told));
await browser.close();
