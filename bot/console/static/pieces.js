// Asking the server, and putting the pieces of page that it makes in place.

/** Says that a request that changes something was meant: it comes from this page. */
export const SIGNED = { "X-CSRF-Token": document.body.dataset.csrf || "" };

export function tell(text) {
  document.getElementById("melding").textContent = text;
}

export class Failed extends Error {}

/** To the page to sign in, which leads back here. No reload: this page may be the answer to a form. */
export function signInAgain() {
  location.assign(`/begeleider/aanmelden?naar=${encodeURIComponent(location.pathname + location.search)}`);
}

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", redirect: "follow", ...options });
  } catch {
    throw new Failed("De dienst is niet bereikbaar. Probeer het zo nog eens.");
  }
  if (response.status === 401) {
    signInAgain();
    throw new Failed("Je bent afgemeld.");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Failed(problem.detail || "Dat lukte niet.");
  }
  return response;
}

export function post(path, fields) {
  return ask(path, { method: "POST", body: new URLSearchParams(fields), headers: { ...SIGNED, Accept: "application/json" } });
}

/** Do something with the server; what goes wrong is told. */
export async function quietly(work) {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof Failed)) throw problem;
    tell(problem.message);
  }
}

// ---- what is under the mouse stays until its button is up ----

const LONGEST_PRESS = 2000; // the release of a button outside the window may never be told
let pressed = null; // settled once the button of the mouse is up

function press() {
  let up;
  const mine = new Promise((resolve) => { up = resolve; });
  const listening = new AbortController();
  const release = () => {
    clearTimeout(longest);
    listening.abort();
    // the click comes right after the release: only then may what is under it be replaced
    setTimeout(() => {
      if (pressed === mine) pressed = null;
      up();
    });
  };
  const longest = setTimeout(release, LONGEST_PRESS);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, { capture: true, signal: listening.signal });
  pressed = mine;
}
document.addEventListener("pointerdown", (event) => { if (!pressed && event.button === 0) press(); }, { capture: true });

// ---- putting a piece in place ----

let asked = 0;
const filled = new WeakMap(); // of each element, which request it shows: an older answer that comes late is dropped
const shown = new WeakMap(); // of each element, what the server gave: the page adds to it (open parts, waiting times)
for (const part of document.querySelectorAll("[data-live]")) shown.set(part, part.innerHTML);

function fields(element) {
  const found = [...element.querySelectorAll("input:not([type=hidden]), select, textarea")];
  return new Map(found.map((field) => [`${field.form ? field.form.action : ""} ${field.name || field.id}`, field]));
}

function changed(field) {
  if (field.localName !== "select") return field.value !== field.defaultValue;
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
}

/** By what an element is known again in a new piece: a link by where it leads, a button by what it does. */
function known(element) {
  return element.id || element.href || (element.form ? `${element.form.action} ${element.name} ${element.value}` : element.textContent);
}

/** Give the fields of a new piece what was typed or chosen in the old one. */
function carryOver(before, element) {
  for (const [name, field] of fields(element)) {
    const old = before.get(name);
    if (!old || !changed(old)) continue;
    if (field.localName !== "select" || [...field.options].some((option) => option.value === old.value)) field.value = old.value;
  }
}

/**
 * Put a piece of page that the server made in place. It is parsed apart, so nothing in it can run.
 * `busy`: asked once the piece is there; when it says yes, the piece is not used.
 */
export async function fill(element, path, { busy = () => false, ...options } = {}) {
  const request = ++asked;
  const text = await (await ask(path, options)).text();
  await pressed;
  if (request < (filled.get(element) || 0) || busy()) return;
  filled.set(element, request);
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const made = parsed.body.innerHTML;
  if (made === shown.get(element)) return; // nothing new: leave what has the focus in peace
  shown.set(element, made);
  const focused = element.contains(document.activeElement) ? known(document.activeElement) : "";
  const open = new Set([...element.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  const before = fields(element);
  element.replaceChildren(...parsed.body.childNodes);
  carryOver(before, element);
  for (const summary of element.querySelectorAll("details > summary")) if (open.has(summary.textContent)) summary.parentElement.open = true;
  const again = focused && [...element.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")].find((one) => known(one) === focused);
  if (again) again.focus();
}
