// Cards: what somebody is entitled to, and courses.

import type { Card, Measure, Reason, Source, Status } from "./contract";
import { button, day, fill, fold, link, make, number, rich, sign, unseen } from "./dom";
import * as t from "./teksten.json";

/** The event with which a card asks for a file. */
export const FILE = "wijzer-bestand";
const GROUPS: [Status, string, string, string][] = [
  ["recht", t.groep_recht, "✓", t.status_recht],
  ["mogelijk", t.groep_mogelijk, "?", t.status_mogelijk],
  ["geen_recht", t.groep_geen_recht, "✗", t.status_geen_recht],
  ["buiten_periode", t.groep_buiten_periode, "✗", t.status_buiten_periode],
];
const OUTCOMES = { voldaan: ["✓", t.in_orde], niet_voldaan: ["✗", t.niet_in_orde], onbekend: ["?", t.nog_niet_bekend] };
const DECISIVE = { recht: "voldaan", mogelijk: "onbekend", geen_recht: "niet_voldaan", buiten_periode: "" };

/** Show the rights, grouped; what was unfolded stays unfolded. */
export function showRights(container: HTMLElement, measures: Measure[], level: number): void {
  const open = new Set([...container.querySelectorAll<HTMLElement>("details[open]")].map((found) => found.dataset["key"]));
  container.replaceChildren(
    ...GROUPS.flatMap(([status, title, mark, words]) => {
      const members = measures.filter((measure) => measure.status === status);
      if (!members.length) return [];
      const cards = members.map((measure) => measureCard(measure, mark, words, level + 1));
      return [make("div", "group", heading(level, `${title} (${members.length})`), ...cards)];
    }),
  );
  for (const details of container.querySelectorAll("details")) details.open = open.has(details.dataset["key"]);
}

/** A heading of this level. */
export function heading(level: number, text: string): HTMLElement {
  return make(`h${Math.min(level, 6)}` as "h3", "", text);
}

function measureCard(measure: Measure, mark: string, words: string, level: number): HTMLElement {
  const open = measure.status === "recht" || measure.status === "mogelijk";
  const article = make(
    "article",
    "card",
    heading(level, measure.naam),
    make("p", "badge", sign(`${mark} `), words),
    open && list(measure.voordelen),
    ...(open ? [] : decisive(measure).map((reason) => make("p", "", reason.uitleg))),
    unsure(measure),
    section(measure, "waarom", measure.status === "recht" ? t.waarom_wel : t.waarom, reasons(measure)),
    open && section(measure, "aanvragen", t.hoe_aanvragen, application(measure.aanvragen)),
    open && section(measure, "letop", t.let_op, list(measure.aandachtspunten)),
    section(measure, "bronnen", t.bronnen, sources(measure.bronnen)),
  );
  article.dataset["status"] = measure.status;
  return article;
}

const decisive = (measure: Measure): Reason[] =>
  (measure.redenen ?? []).filter((reason) => reason.uitkomst === DECISIVE[measure.status]);

function list(items: string[] | undefined): HTMLElement | null {
  return items?.length ? make("ul", "", ...items.map((item) => make("li", "", item))) : null;
}

function unsure(measure: Measure): HTMLElement | null {
  if (measure.zekerheid !== "onzeker" || !measure.onzekerheden?.length) return null;
  const lines = [...new Set(measure.onzekerheden.map((item) => item.uitleg))];
  return make("div", "unsure", make("p", "", make("strong", "", `${t.niet_zeker} `), t.kijk_na), list(lines));
}

function reasons(measure: Measure): HTMLElement | null {
  const rank = (reason: Reason): number => (reason.uitkomst === DECISIVE[measure.status] ? 0 : 1);
  const sorted = [...(measure.redenen ?? [])].sort((one, other) => rank(one) - rank(other));
  return sorted.length ? make("ul", "reasons", ...sorted.map(reasonLine)) : null;
}

function reasonLine(reason: Reason): HTMLElement {
  const [mark, words] = OUTCOMES[reason.uitkomst] ?? OUTCOMES.onbekend;
  const cited = reason.bronnen?.length && make("span", "sources", ` (${fill(t.bron, { bron: reason.bronnen.join(", ") })})`);
  return make("li", "", sign(`${mark} `), make("span", "", unseen(`${words} `), reason.uitleg, cited || null));
}

function application(how: Measure["aanvragen"]): HTMLElement | null {
  if (!how) return null;
  const named = (name: string, text: string | undefined): HTMLElement | null =>
    text ? make("p", "", make("strong", "", `${name} `), text) : null;
  const steps = how.stappen?.length ? make("ol", "", ...how.stappen.map((step) => make("li", "", step))) : null;
  return make("div", "", named(t.waar, how.waar), named(t.tegen_wanneer, how.tegen), steps, how.link && make("p", "", link(how.link, t.naar_de_website)));
}

function sources(items: Source[] | undefined): HTMLElement | null {
  if (!items?.length) return null;
  const line = (source: Source): HTMLElement =>
    make("li", "", `${source.id}: `, link(source.url, source.titel), source.gezien_op && `, ${fill(t.nagekeken, { dag: day(source.gezien_op) })}`);
  return make("ul", "sources", ...items.map(line));
}

function section(measure: Measure, name: string, title: string, content: HTMLElement | null): HTMLElement | null {
  if (!content) return null;
  const details = fold(title, `${measure.id}-${name}`, content);
  details.firstElementChild?.append(unseen(` ${measure.naam}`));
  return details;
}

/** A card inside the talk. */
export function messageCard(card: Card): HTMLElement | null {
  if (card.soort === "feiten") return null;
  const title = card.titel ?? card.naam;
  const head = title ? make("p", "card-title", title) : null;
  if (card.soort !== "opleiding") return make("div", "card", head, ...rich(card.tekst ?? ""), fileButton(card.bestand));
  const course = make("div", "card course", head, ...courseLines(card), card.url ? make("p", "", link(card.url, t.naar_de_website)) : null);
  if (card.voorbeeldgegevens) course.append(make("p", "badge", t.voorbeeld));
  return course;
}

/** Asks whoever holds the conversation for the file. */
function fileButton(path: string | undefined): HTMLElement | null {
  if (!path?.startsWith("/")) return null;
  const asked = button(t.in_agenda, "quiet", () => asked.dispatchEvent(new CustomEvent(FILE, { bubbles: true, detail: path })));
  return asked;
}

function courseLines(card: Card): HTMLElement[] {
  const place = [card.aanbieder, card.gemeente, card.afstand_km != null && `${number(card.afstand_km)} km`];
  const size = [
    card.lesvorm?.replace(/_/g, " "),
    card.contacturen != null && fill(t.uur, { aantal: number(card.contacturen) }),
    card.studiepunten != null && fill(t.studiepunten, { aantal: number(card.studiepunten) }),
  ];
  const start = [card.startdatum && fill(t.start, { dag: day(card.startdatum) }), card.prijs != null && fill(t.euro, { aantal: number(card.prijs) })];
  const lines = [place, size, start].map((parts) => parts.filter(Boolean).join(" · ")).filter(Boolean);
  const why = card.waarom?.length ? [make("p", "soft", fill(t.past_omdat, { waarom: card.waarom.join(", ") }))] : [];
  return [...lines.map((line) => make("p", "", line)), ...why];
}
