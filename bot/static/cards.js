// The panel beside the talk: what somebody is entitled to, and what the assistant knows.

import { link, make, rich } from "./text.js";

const GROUPS = [
  ["recht", "Dit kan je krijgen", "✓ Je hebt hier recht op"],
  ["mogelijk", "Dit kan misschien", "? Nog niet zeker"],
  ["geen_recht", "Dit kan niet, en waarom", "✗ Geen recht"],
  ["buiten_periode", "Dit bestaat niet op deze datum", "✗ Bestaat niet op deze datum"],
];
const OUTCOMES = { voldaan: ["✓", "In orde: "], niet_voldaan: ["✗", "Niet in orde: "], onbekend: ["?", "Nog niet bekend: "] };
const FIRST = { recht: "voldaan", mogelijk: "onbekend", geen_recht: "niet_voldaan" };

/** Show the rights, grouped; what was unfolded stays unfolded. */
export function showRights(container, measures) {
  const open = new Set([...container.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  container.replaceChildren(...GROUPS.map(([status, title, badge]) => group(measures, status, title, badge)).filter(Boolean));
  for (const details of container.querySelectorAll("details")) details.open = open.has(details.dataset.key);
}

function group(measures, status, title, badge) {
  const members = measures.filter((measure) => measure.status === status);
  if (!members.length) return null;
  return make("div", "group", make("h4", "", `${title} (${members.length})`), ...members.map((measure) => card(measure, badge)));
}

function card(measure, badge) {
  const granted = measure.status === "recht" || measure.status === "mogelijk";
  const article = make(
    "article",
    "card",
    make("h5", "", measure.naam),
    make("p", "badge", badge),
    granted ? list(measure.voordelen) : null,
    ...(granted ? [] : decisive(measure).map((reason) => make("p", "", reason.uitleg))),
    unsure(measure),
    section(measure, "waarom", measure.status === "recht" ? "Waarom wel?" : "Waarom?", reasons(measure)),
    granted ? section(measure, "aanvragen", "Hoe vraag je het aan?", application(measure.aanvragen)) : null,
    granted ? section(measure, "letop", "Let op", list(measure.aandachtspunten)) : null,
    section(measure, "bronnen", "Bronnen", sources(measure.bronnen)),
  );
  article.dataset.status = measure.status;
  return article;
}

function decisive(measure) {
  return (measure.redenen || []).filter((reason) => reason.uitkomst === FIRST[measure.status]);
}

function list(items) {
  return items && items.length ? make("ul", "", ...items.map((item) => make("li", "", item))) : null;
}

function unsure(measure) {
  if (measure.zekerheid !== "onzeker" || !(measure.onzekerheden || []).length) return null;
  const lines = [...new Set(measure.onzekerheden.map((item) => item.uitleg))];
  return make("div", "unsure", make("p", "", make("strong", "", "Niet zeker. "), "Kijk dit na voor je beslist:"), list(lines));
}

function reasons(measure) {
  const rank = (reason) => (reason.uitkomst === FIRST[measure.status] ? 0 : 1);
  const sorted = [...(measure.redenen || [])].sort((one, other) => rank(one) - rank(other));
  return sorted.length ? make("ul", "reasons", ...sorted.map(reasonLine)) : null;
}

function reasonLine(reason) {
  const [sign, words] = OUTCOMES[reason.uitkomst];
  const mark = make("span", "", sign);
  mark.setAttribute("aria-hidden", "true");
  const cited = reason.bronnen && reason.bronnen.length ? make("span", "sources", ` (bron: ${reason.bronnen.join(", ")})`) : null;
  return make("li", "", mark, make("span", "", make("span", "sr-only", words), reason.uitleg, cited));
}

function application(how) {
  if (!how) return null;
  const steps = how.stappen && how.stappen.length ? make("ol", "", ...how.stappen.map((step) => make("li", "", step))) : null;
  return make(
    "div",
    "",
    how.waar ? make("p", "", make("strong", "", "Waar: "), how.waar) : null,
    how.tegen ? make("p", "", make("strong", "", "Tegen wanneer: "), how.tegen) : null,
    steps,
    how.link ? make("p", "", link(how.link, "Naar de website")) : null,
  );
}

function sources(items) {
  if (!items || !items.length) return null;
  const line = (source) =>
    make("li", "", `${source.id}: `, source.url ? link(source.url, source.titel) : source.titel, seen(source.gezien_op));
  return make("ul", "sources", ...items.map(line));
}

function seen(date) {
  return date ? `, nagekeken op ${day(date)}` : null;
}

/** A date as people in Flanders write it. */
export function day(date) {
  return new Date(`${date}T12:00:00`).toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" });
}

function section(measure, name, title, content) {
  if (!content) return null;
  const details = make("details", "", make("summary", "", title, make("span", "sr-only", ` ${measure.naam}`)), content);
  details.dataset.key = `${measure.id}-${name}`;
  return details;
}

/** Show what the assistant knows about the person and the training. */
export function showFacts(container, facts) {
  container.replaceChildren(...facts.map((fact) => make("li", "", fact.tekst)));
}

/** A card inside the talk, in the form of a measure of the contract or just a title and a text. */
export function smallCard(content) {
  return make("div", "card", content.titel || content.naam ? make("h5", "", content.titel || content.naam) : null, ...rich(content.tekst || ""));
}
