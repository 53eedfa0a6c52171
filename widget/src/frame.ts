// The window: everything that stands still. What moves in it is the work of the other modules.

import { button, icon, make, set, sign } from "./dom";
import * as t from "./teksten.json";

const CLOSE = "M6 6 18 18M18 6 6 18";
const MICROPHONE = "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5 11a7 7 0 0 0 14 0M12 18v3";
const SEND = "M4 12 20 4l-5 16-3-7-8-1Zm8 1 8-9";

export type Part = "rechten" | "feiten" | "meer";

export interface Frame {
  window: HTMLElement;
  title: HTMLElement;
  subtitle: HTMLElement;
  scroll: HTMLElement;
  log: HTMLElement;
  privacy: HTMLElement;
  typing: HTMLElement;
  status: HTMLElement;
  progress: HTMLElement;
  progressText: HTMLElement;
  progressBar: HTMLProgressElement;
  form: HTMLFormElement;
  input: HTMLTextAreaElement;
  send: HTMLButtonElement;
  dictate: HTMLButtonElement;
  person: HTMLButtonElement;
  close: HTMLButtonElement;
  back: HTMLButtonElement;
  panel: HTMLElement;
  tabs: Record<Part, HTMLButtonElement>;
  sections: Record<Part, HTMLElement>;
  dialog: HTMLDialogElement;
  level: number;
}

const nothing = (): void => undefined;

/** Build the window; `whole` when it fills its place in the page instead of floating over it. */
export function buildFrame(whole: boolean): Frame {
  const level = whole ? 1 : 2;
  const title = set(make(`h${level}` as "h2", "", t.naam), { id: "titel" });
  const subtitle = make("p", "", t.ondertitel);
  const person = button(t.praat_met_iemand, "quiet", nothing);
  const close = set(button(icon(CLOSE), "quiet square", nothing), { "aria-label": t.sluit });
  close.hidden = whole;
  const top = make("div", "top", make("i", "logo"), make("div", "brand", title, subtitle), person, close);
  const talk = buildTalk();
  const side = buildPanel(level + 1);
  const window = set(make("div", "window", top, side.bar, make("div", "body", talk.section, side.panel)), {
    role: whole ? "region" : "dialog",
    "aria-labelledby": "titel",
    part: "venster",
    tabindex: "-1",
    lang: "nl-BE",
  });
  const dialog = set(make("dialog"), { "aria-labelledby": "vraag" });
  window.append(dialog);
  return { window, title, subtitle, person, close, ...talk, ...side, dialog, level };
}

function buildTalk() {
  const log = set(make("div", "log"), { role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t.gesprek, "aria-busy": "false", id: "gesprek" });
  const privacy = make("div", "privacy");
  const typing = set(make("div", "message typing", make("i"), make("i"), make("i")), { "aria-hidden": "true" });
  typing.hidden = true;
  const scroll = set(make("div", "scroll", privacy, log, typing), { role: "region", "aria-label": t.berichten, tabindex: "0" });
  const status = set(make("p", "status"), { role: "status", id: "status" });
  const progressText = set(make("p"), { id: "voortgang" });
  const progressBar = set(make("progress"), { "aria-labelledby": "voortgang" });
  const progress = make("div", "progress", progressText, progressBar);
  progress.hidden = true;
  const input = set(make("textarea"), { id: "bericht", rows: "1", enterkeyhint: "send", placeholder: t.typ_hier, "aria-label": t.je_bericht, "aria-describedby": "hulp" });
  const send = set(make("button", "send", icon(SEND), make("span", "wide", t.verstuur)), { type: "submit", "aria-label": t.verstuur });
  const dictate = set(button(icon(MICROPHONE), "quiet square", nothing), { "aria-label": t.spreek_in, "aria-pressed": "false" });
  dictate.hidden = true;
  const form = set(make("form", "composer", input, dictate, send, set(make("p", "hint", t.enter_verstuurt), { id: "hulp" })), { autocomplete: "off" });
  const section = set(make("section", "talk", progress, scroll, status, form), { "aria-label": t.gesprek });
  return { log, privacy, typing, scroll, status, progressText, progressBar, progress, input, send, dictate, form, section };
}

function buildPanel(level: number) {
  const parts: [Part, string, string][] = [
    ["rechten", t.overzicht, t.rechten_titel],
    ["feiten", t.over_jou, t.feiten_titel],
    ["meer", t.meer, t.meer_titel],
  ];
  const tabs = {} as Record<Part, HTMLButtonElement>;
  const sections = {} as Record<Part, HTMLElement>;
  for (const [name, short, long] of parts) {
    tabs[name] = set(button(short, "quiet", nothing), { "aria-expanded": "false", "aria-controls": "paneel" });
    const heading = set(make(`h${level}` as "h2", "", long), { id: `${name}-titel`, tabindex: "-1" });
    sections[name] = set(make("section", "", heading), { "aria-labelledby": `${name}-titel`, "data-part": name });
  }
  const back = button(make("span", "", sign("← "), t.terug), "quiet back", nothing);
  const panel = set(make("section", "panel", back, ...Object.values(sections)), { id: "paneel", "aria-label": t.overzicht_en_gegevens });
  const bar = set(make("nav", "bar", ...Object.values(tabs)), { "aria-label": t.onderdelen });
  return { tabs, sections, back, panel, bar };
}

/** Ask something that must be answered first; gives whether the answer was yes. */
export function ask(frame: Frame, title: string, text: string, yes: string, no: string, danger = false): Promise<boolean> {
  const { dialog } = frame;
  return new Promise((resolve) => {
    // Not at the event `close`: that comes a frame later, and would answer a question that was asked meanwhile.
    const close = (answer: boolean) => () => (dialog.close(), resolve(answer));
    const refuse = set(button(no, "quiet", close(false)), { autofocus: "" });
    const heading = set(make(`h${frame.level + 1}` as "h3", "", title), { id: "vraag" });
    dialog.replaceChildren(heading, make("p", "", text), make("div", "row end", refuse, button(yes, danger ? "danger" : "", close(true))));
    dialog.oncancel = close(false);
    dialog.showModal();
  });
}

/** Everything in a window that can have the focus now, in order. */
export function stops(window: HTMLElement): HTMLElement[] {
  const found = window.querySelectorAll<HTMLElement>("button:not(:disabled), a[href], textarea, input, select, summary, [tabindex='0']");
  return [...found].filter((element) => element.getClientRects().length > 0);
}

/** A switch with a name. */
export function toggle(name: string, on: boolean, change: (on: boolean) => void): HTMLButtonElement {
  const element = set(button(name, "switch", () => {
    const now = element.getAttribute("aria-checked") !== "true";
    element.setAttribute("aria-checked", String(now));
    change(now);
  }), { role: "switch", "aria-checked": String(on) });
  return element;
}
