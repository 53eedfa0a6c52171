// The console: what is live, what the keyboard does. Pages come from the server and work without this script.

import { forgetMessage, forgetMine, forgetTalk, keepDraft, restoreDrafts } from "./drafts.js";
import { fill, post, quietly, SIGNED, signInAgain, tell } from "./pieces.js";

const $ = (id) => document.getElementById(id);
const talk = $("gesprek");
const SPEAKERS = { gebruiker: "Bezoeker", bot: "Assistent", begeleider: "Begeleider", systeem: "Melding" };
const KEYS_OFF = "begeleider-toetsen-uit";

// ---- the title: how many wait, and whether something came while the page was not in sight ----

const TITLE = document.title;
// the page says how many waited when it was made: who comes between it and its line is announced too
let waiting = "wachten" in document.body.dataset ? Number(document.body.dataset.wachten) : null;
let unseen = false;

function entitle() {
  document.title = `${unseen ? "● " : ""}${waiting ? `(${waiting}) ` : ""}${TITLE}`;
  if ($("wachten")) $("wachten").textContent = waiting ? `${waiting} ${waiting === 1 ? "wacht" : "wachten"}` : "";
}

function counted(number) {
  if (typeof number !== "number") return;
  if (waiting !== null && number > waiting) {
    tell(number === 1 ? "Er wacht iemand." : `Er komt iemand bij: ${number} wachten.`);
    unseen = document.hidden;
  }
  waiting = number;
  entitle();
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) { unseen = false; entitle(); } });

/** How long somebody waits goes on, also when nothing else changes. */
function tick() {
  for (const wait of document.querySelectorAll("[data-sinds]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(wait.dataset.sinds)) / 60000));
    wait.textContent = `wacht ${minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} u`}`;
  }
}
setInterval(tick, 20000);

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// ---- the dossier ----

let tried = "";
let behind = false; // something changed while somebody was at work in the dossier

function refreshDossier() {
  const dossier = $("dossier");
  if (!dossier) return;
  behind = dossier.contains(document.activeElement);
  if (behind) return;
  // who went to work in it while it was asked is not disturbed either
  const busy = () => (behind = dossier.contains(document.activeElement));
  quietly(async () => {
    await fill(dossier, dossier.dataset.live + tried, { busy });
    suit();
  });
}

/** The values that go with the chosen field. */
function suit() {
  const field = $("proef-veld");
  if (!field || !field.selectedOptions.length) return;
  const values = JSON.parse(field.selectedOptions[0].dataset.waarden || "[]");
  $("proef-waarden").replaceChildren(...values.map(([value, label]) => {
    const option = make("option");
    option.value = value;
    option.label = label;
    return option;
  }));
  $("proef-waarde").placeholder = values.length ? values.map(([value]) => value).slice(0, 3).join(", ") : "waarde";
}

function tryOut(suffix) {
  tried = suffix;
  const dossier = $("dossier");
  quietly(async () => {
    await fill(dossier, dossier.dataset.live + tried);
    suit();
    const outcome = dossier.querySelector(".uitkomst, .fout");
    if (!outcome) return;
    const said = outcome.cloneNode(true);
    said.querySelectorAll("button").forEach((button) => button.remove());
    tell(said.textContent.trim().replace(/\s+/g, " "));
  });
}

if ($("dossier")) $("dossier").addEventListener("focusout", () => setTimeout(() => { if (behind) refreshDossier(); }));
document.addEventListener("change", (event) => { if (event.target.id === "proef-veld") suit(); });
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-proef]")) {
    event.preventDefault();
    const value = $("proef-waarde").value.trim();
    if (value) tryOut(`?als=${encodeURIComponent(`${$("proef-veld").value}:${value}`)}`);
  } else if (form.matches("[data-zoek]")) {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    quietly(() => fill($(`uit-${form.dataset.zoek}`), `${form.action}?${query}`));
  } else if (form.id === "schrijf" && talk.dataset.mijn !== "ja") {
    forgetMessage();
  } else if (form.id === "schrijf") {
    event.preventDefault();
    send(form);
  } else if (form.dataset.zeker && !window.confirm(form.dataset.zeker)) {
    event.preventDefault();
  } else if (form.matches("[action$='/afmelden']")) {
    forgetMine();
  }
  if (!event.defaultPrevented && form.method === "post") leaving = true;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("herlaad" in button.dataset) tryOut("");
  if ("alles" in button.dataset) tryOut("?alles=ja");
  if ("druk" in button.dataset) window.print();
  if (button.dataset.overnemen) {
    // what was typed already stays: the suggestion comes below it
    $("bericht").value = [$("bericht").value.trim(), button.dataset.overnemen].filter(Boolean).join("\n\n");
    keepDraft($("bericht"));
    $("bericht").focus();
  }
  if (button.dataset.bewaar) {
    const value = $("proef-waarde").value.trim();
    if (!value) return tell("Vul eerst een waarde in.");
    quietly(async () => {
      await post(button.dataset.bewaar, { veld: $("proef-veld").value, waarde: value });
      $("proef-waarde").value = "";
      tell("Bewaard.");
      tryOut("");
    });
  }
});

// ---- the talk ----

let sending = null;
let leaving = false; // a form is on its way: a reload now would break it off
window.addEventListener("pageshow", () => { leaving = false; });

async function send(form) {
  const text = $("bericht").value.trim();
  if (!text) return;
  sending = sending && sending.tekst === text ? sending : { tekst: text, bericht_id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()) };
  await quietly(async () => {
    await post(form.action, sending);
    sending = null;
    $("bericht").value = "";
    keepDraft($("bericht"));
    tell("");
  });
}

function show(message) {
  const log = $("verloop");
  const line = make("div", `bericht ${message.van}`);
  const time = new Date(message.tijd).toLocaleTimeString("nl-BE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" });
  line.append(make("p", "kop-bericht", `${SPEAKERS[message.van] || ""} · ${time}`), make("div", "tekst", message.tekst.replaceAll("**", "")));
  log.append(line);
  log.scrollTop = log.scrollHeight;
}

function received(news) {
  if (!$("verloop")) return; // it was gone before
  let latest = Number(talk.dataset.laatste);
  for (const message of news.berichten) {
    if (message.nummer <= latest) continue;
    show(message);
    latest = message.nummer;
    if (message.van === "gebruiker" && document.hidden) {
      unseen = true;
      entitle();
    }
  }
  talk.dataset.laatste = String(latest);
  const changed = news.toestand !== talk.dataset.toestand || (news.mijn ? "ja" : "nee") !== talk.dataset.mijn;
  if (leaving) return;
  if (changed && !($("bericht") && $("bericht").value)) location.reload();
  else if (changed) tell("Dit gesprek is niet meer bij jou. Je tekst staat er nog, maar kan niet meer vertrekken.");
  refreshDossier(); // a fact can change without a message that may be seen here
}

function gone(text) {
  forgetTalk();
  $("inhoud").replaceChildren(make("section", "kaart smal", text));
  tell(text);
  document.title = "Gewist";
}

// ---- the line ----

let tries = 0;

function connect() {
  if (!("stroom" in document.body.dataset)) return; // a role without conversations has no line
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/begeleider/stroom`);
  socket.onopen = () => {
    tries = 0;
    if (talk) socket.send(JSON.stringify({ volg: talk.dataset.id, vanaf: Number(talk.dataset.laatste) }));
    socket.send(JSON.stringify({ leef: true }));
  };
  socket.onmessage = (event) => {
    const news = JSON.parse(event.data);
    // "open": what changed between this page (or the last line) and now was told to nobody
    if (["open", "rij"].includes(news.soort)) counted(news.wachten);
    if (["open", "rij"].includes(news.soort) && $("rij")) quietly(() => fill($("rij"), $("rij").dataset.live));
    // the service asks: the own clock of a page that is not in sight is slowed down by the browser
    if (news.soort === "leef") socket.send(JSON.stringify({ leef: true }));
    if (news.soort === "berichten") received(news);
    if (news.soort === "gewist") gone("Dit gesprek is gewist. Er is niets meer te zien.");
    if (news.soort === "dicht") gone("Dit gesprek is er niet meer voor jou.");
  };
  socket.onclose = (event) => {
    if (event.code === 4401) return signInAgain();
    tries += 1;
    if (tries === 2) tell("De verbinding is weg. Ik probeer opnieuw.");
    setTimeout(connect, Math.min(2 ** tries, 20) * 1000 * (0.75 + Math.random() / 2));
  };
}

// ---- the keyboard ----

function focusOn(id, block) {
  if (block && $(block)) $(block).open = true;
  const element = $(id);
  if (!element) return false;
  element.focus();
  return true;
}

function inQueue(step) {
  const goals = [...document.querySelectorAll("a.doel")];
  const at = goals.indexOf(document.activeElement);
  const next = goals[at < 0 ? 0 : Math.min(Math.max(at + step, 0), goals.length - 1)];
  if (next) next.focus();
}

/** On the page of a talk that one; at the desk who is pointed at, else who waits longest. */
function takeOne() {
  const near = document.activeElement && document.activeElement.closest(".wachtrij li");
  const button = $("neem") || (near || document).querySelector(".wachtrij form button");
  if (button) button.click();
}

const KEYS = {
  "?": () => $("hulp").showModal(),
  b: () => location.assign("/begeleider"),
  a: () => location.assign("/begeleider/agenda"),
  j: () => inQueue(1),
  k: () => inQueue(-1),
  i: () => focusOn("intake"),
  n: () => takeOne(),
  s: () => focusOn("resultaat"),
  m: () => focusOn("bericht"),
  v: () => { if ($("voorstel-blok")) $("voorstel-blok").open = true; },
  w: () => focusOn("proef-veld"),
  r: () => focusOn("zoek-regels"),
  o: () => focusOn("zoek-opleidingen"),
  d: () => focusOn("zoek-diensten"),
  t: () => focusOn("notitie"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input, textarea, select")) return $("inhoud").focus();
  if (event.key === "Enter" && event.target.id === "bericht" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (!$("toetsen-aan").checked) return;
  const action = KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

$("hulp-knop").addEventListener("click", () => $("hulp").showModal());
$("toetsen-aan").checked = localStorage.getItem(KEYS_OFF) !== "ja";
$("toetsen-aan").addEventListener("change", (event) => localStorage.setItem(KEYS_OFF, event.target.checked ? "nee" : "ja"));
if ($("voorstel-blok")) {
  $("voorstel-blok").addEventListener("toggle", (event) => {
    if (event.target.open) quietly(() => fill($("voorstel"), `/begeleider/gesprek/${talk.dataset.id}/voorstel`, { method: "POST", headers: SIGNED }));
  });
}
restoreDrafts();
// what was just done is told once, not after a reload
if (new URLSearchParams(location.search).has("na")) history.replaceState(null, "", location.pathname);
if (talk) $("verloop").scrollTop = $("verloop").scrollHeight;
suit();
entitle();
connect();
