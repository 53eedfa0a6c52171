// The chat page: what happens when. The service decides everything that is said.

import { Conversation, modelStatus, Problem } from "./api.js";
import { day, showFacts, showRights, smallCard } from "./cards.js";
import { button, make, rich } from "./text.js";

const $ = (id) => document.getElementById(id);
const page = {
  scroll: $("scherm"), log: $("gesprek"), status: $("status"), form: $("formulier"), input: $("bericht"), send: $("verstuur"),
  panel: $("paneel"), toggle: $("paneel-knop"), cards: $("kaarten"), facts: $("feiten"),
};
const SPEAKERS = { bot: "Loopbaanwijzer zegt:", begeleider: "Een begeleider zegt:", systeem: "Melding:", gebruiker: "Jij zegt:" };
const TRIES = 5;
const LONG = 2000;
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

let conversation = null;
let busy = false;
let choices = null;
let rightsShown = false;

// ---- what is on the screen ----

function status(text, working = false) {
  page.status.textContent = text;
  page.status.classList.toggle("busy", working);
}

function add(element) {
  page.log.append(element);
  page.scroll.scrollTop = page.scroll.scrollHeight;
  return element;
}

/** A long answer is read from its start: keep what was asked at the top. */
function scrollTo(element) {
  page.scroll.scrollTop += element.getBoundingClientRect().top - page.scroll.getBoundingClientRect().top - 8;
}

function bubble(kind, speaker, ...content) {
  return add(make("div", `message ${kind}`, make("span", "sr-only", `${SPEAKERS[speaker]} `), ...content));
}

function showMine(text) {
  return bubble("mine", "gebruiker", text);
}

function showTheirs(message, withChoices) {
  const kind = { begeleider: "person", systeem: "system" }[message.van] || "";
  bubble(kind, message.van, ...rich(message.tekst), ...(message.kaarten || []).map(smallCard));
  if (withChoices && message.keuzes && message.keuzes.length) showChoices(message.keuzes);
}

function showMessages(messages) {
  messages.forEach((message, index) => {
    if (message.van === "gebruiker") showMine(message.tekst);
    else showTheirs(message, index === messages.length - 1);
  });
}

function showChoices(offered) {
  removeChoices();
  const pick = (choice) => () => say({ keuze: choice.waarde }, choice.titel);
  choices = make("div", "choices", ...offered.map((choice) => button(choice.titel, "", pick(choice))));
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", "Kies een antwoord");
  add(choices);
}

function removeChoices() {
  if (!choices) return;
  const hadFocus = choices.contains(document.activeElement);
  choices.remove();
  choices = null;
  if (hadFocus) (matchMedia("(pointer: fine)").matches ? page.input : page.scroll).focus();
}

function showSystem(text, ...buttons) {
  bubble("system", "systeem", ...rich(text), buttons.length ? make("div", "choices", ...buttons) : null);
}

/** The state beside the talk: progress, facts, rights. */
function showState(state) {
  showProgress(state.voortgang);
  const facts = state.feiten || [];
  showFacts(page.facts, facts);
  $("feiten-leeg").hidden = facts.length > 0;
  $("feiten-hulp").hidden = facts.length === 0;
  if (state.rechten) showRights(page.cards, state.rechten);
  $("rechten").hidden = !state.rechten;
  const provisional = state.voorlopig ? "Dit is nog voorlopig: niet alle vragen zijn beantwoord. " : "";
  const date = state.peildatum ? `Berekend voor ${day(state.peildatum)}. ` : "";
  $("rechten-uitleg").textContent = `${provisional}${date}Dit is een hulp, geen beslissing: de dienst zelf beslist.`;
  const granted = (state.rechten || []).filter((measure) => measure.status === "recht").length;
  page.toggle.hidden = !conversation;
  page.toggle.textContent = state.rechten ? `Overzicht (${granted})` : "Overzicht";
  if (state.rechten && !rightsShown) status("Je overzicht staat klaar.");
  rightsShown = Boolean(state.rechten);
}

function showProgress(progress) {
  const { beantwoord = 0, resterend = 0 } = progress || {};
  $("voortgang").hidden = beantwoord === 0 || beantwoord + resterend === 0;
  const answered = `${beantwoord} ${beantwoord === 1 ? "vraag" : "vragen"} beantwoord`;
  const left = resterend === 0 ? "klaar" : `nog ongeveer ${resterend}`;
  $("voortgang-tekst").textContent = `${answered}, ${left}`;
  $("voortgang-balk").max = Math.max(beantwoord + resterend, 1);
  $("voortgang-balk").value = beantwoord;
}

function setBusy(value) {
  busy = value;
  page.send.disabled = value;
  for (const element of choices ? choices.children : []) element.disabled = value;
  page.log.setAttribute("aria-busy", String(value));
}

// ---- saying something ----

async function say(message, shown) {
  if (busy || !conversation) return;
  removeChoices();
  const mine = showMine(shown);
  conversation.prepare(message);
  await deliver(mine);
}

/** Send the waiting message and show the answer; a passing problem is tried again by itself first. */
async function deliver(mine) {
  setBusy(true);
  try {
    const answer = await patiently();
    status("");
    showMessages(answer.berichten);
    showState(answer);
    scrollTo(mine);
    if (answer.gewist) ended("Alles is gewist.");
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    failed(problem, mine);
  } finally {
    setBusy(false);
  }
}

async function patiently() {
  for (let attempt = 1; ; attempt += 1) {
    status(attempt === 1 ? "Loopbaanwijzer typt" : page.status.textContent, true);
    try {
      return await conversation.send();
    } catch (problem) {
      if (!problem.passing || attempt === TRIES || (problem.status === 0 && attempt === 2)) throw problem;
      status(problem.status === 429 ? "Het is even druk. Ik probeer het zo opnieuw" : "Nog even geduld", true);
      await pause(Math.min(problem.retryAfter || attempt, 30));
    }
  }
}

function failed(problem, mine) {
  status("");
  if (problem.status === 401 || problem.status === 404) return ended("Dit gesprek bestaat niet meer.");
  if (!problem.passing) return showSystem(problem.message);
  const row = make("div", "failed", `Niet verstuurd. ${problem.message} `);
  row.append(button("Probeer opnieuw", "quiet", () => {
    if (busy) return;
    row.remove();
    page.input.focus();
    deliver(mine);
  }));
  mine.append(row);
  scrollTo(mine);
  status(`Niet verstuurd. ${problem.message}`);
}

/** The conversation is over: nothing of it stays on the screen's panel or in the tab. */
function ended(text) {
  if (conversation) conversation.forget();
  conversation = null;
  removeChoices();
  showState({});
  showSystem(text, button("Begin een nieuw gesprek", "", restart));
}

function restart() {
  page.log.replaceChildren();
  start();
  page.input.focus();
}

// ---- the start ----

function opening() {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(["ingang", "peildatum"].filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
}

async function start() {
  setBusy(true);
  status("Even geduld", true);
  try {
    conversation = Conversation.remembered();
    if (conversation) await resume();
    else await open();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    status("");
    if (problem.status === 401 || problem.status === 404) ended("Je vorige gesprek bestaat niet meer.");
    else showSystem(problem.message, button("Probeer opnieuw", "", restart));
  } finally {
    setBusy(false);
  }
  if (conversation && conversation.waiting) await deliver(showMine(conversation.waiting.tekst || "Je laatste keuze"));
}

async function open() {
  const [opened, messages] = await Conversation.open(opening());
  conversation = opened;
  status("");
  showState({});
  showMessages(messages);
}

async function resume() {
  const state = await conversation.state();
  status("");
  rightsShown = Boolean(state.rechten);
  showMessages(state.berichten);
  showState(state);
}

async function watchModel() {
  let waited = false;
  for (let model = await modelStatus(); model !== "klaar"; model = await modelStatus()) {
    if (model === "mislukt") return showSystem("Ik kan nu geen berichten lezen: het taalmodel is niet geladen. Probeer het later opnieuw, of bel VDAB gratis op 0800 30 700.");
    waited = true;
    if (!busy && model) status("Het taalmodel wordt nog geladen. Je mag al typen; mijn eerste antwoord duurt wat langer.");
    await pause(2);
  }
  if (waited && !busy) status("");
}

// ---- the controls ----

function submit() {
  const text = page.input.value.trim();
  if (!text || busy || !conversation) return;
  page.input.value = "";
  grow();
  say({ tekst: text }, text);
}

function grow() {
  page.input.style.height = "auto";
  page.input.style.height = `${page.input.scrollHeight + 4}px`;
  if (page.input.value.length > LONG) status(`Je bericht is lang: ik lees ${LONG} tekens, het begin en het einde.`);
}

function openPanel(open) {
  page.panel.classList.toggle("open", open);
  page.toggle.setAttribute("aria-expanded", String(open));
  (open ? $("paneel-titel") : page.toggle).focus();
}

async function savePdf() {
  if (!conversation) return;
  try {
    const address = URL.createObjectURL(await conversation.pdf());
    const download = make("a");
    download.href = address;
    download.download = "loopbaanwijzer-samenvatting.pdf";
    download.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    status("Je samenvatting is bewaard als PDF.");
  } catch (problem) {
    status(`De PDF lukte niet. ${problem.message}`);
  }
}

async function wipe() {
  if (!conversation) return;
  try {
    await conversation.wipe();
  } catch (problem) {
    if (problem.status !== 401 && problem.status !== 404) return status(`Wissen lukte niet. ${problem.message}`);
  }
  page.log.replaceChildren();
  page.panel.classList.remove("open");
  page.toggle.setAttribute("aria-expanded", "false");
  status("");
  ended("Alles is gewist: je berichten en alles wat ik van je wist.");
}

page.form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
page.input.addEventListener("input", grow);
page.input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
$("spreek").addEventListener("click", () => say({ tekst: "Ik wil iemand spreken" }, "Ik wil iemand spreken"));
page.toggle.addEventListener("click", () => openPanel(!page.panel.classList.contains("open")));
$("paneel-sluit").addEventListener("click", () => openPanel(false));
page.panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && page.panel.classList.contains("open")) openPanel(false); });
$("pdf").addEventListener("click", savePdf);
$("druk").addEventListener("click", () => window.print());
$("wis").addEventListener("click", () => $("wis-vraag").showModal());
$("wis-vraag").addEventListener("close", (event) => { if (event.target.returnValue === "ja") wipe(); event.target.returnValue = ""; });

start();
watchModel();
