// The messages on the screen, in a log that a screen reader follows.

import { messageCard } from "./cards";
import type { Choice, Message } from "./contract";
import { button, make, rich, set, unseen } from "./dom";
import { plainly } from "./simple";
import * as t from "./teksten.json";

const VISITOR = "gebruiker";
const PERSON = "begeleider";
const SPEAKERS: Record<string, [string, string]> = {
  bot: ["", t.bot_zegt],
  begeleider: [" person", t.begeleider_zegt],
  systeem: [" system", t.melding],
};

interface Entry {
  id: string | null;
  own: boolean;
  text: string;
  element: HTMLElement;
}

export interface Reader {
  /** Somebody chose one of the offered answers. */
  pick(choice: Choice): void;
  /** A message of the assistant is new on the screen. */
  heard(message: Message): void;
  /** What stands below an own message from which these facts were remembered. */
  below(names: string[]): Node;
}

/** What was said since the visitor, or a person, last spoke: only its buttons still count. */
function newestTurn(messages: Message[]): Message[] {
  const others = messages.map((message) => message.van === VISITOR || message.van === PERSON);
  return messages.slice(Math.max(0, others.lastIndexOf(true)));
}

export class Transcript {
  private said: Entry[] = [];
  private choices: HTMLElement[] = [];
  private quiet = false;
  private pinned = true;
  private height = 0;
  plain = false;

  constructor(
    private readonly scroll: HTMLElement,
    readonly log: HTMLElement,
    private readonly reader: Reader,
  ) {
    // A line of the status or of the progress takes room: whoever was at the end stays at the end.
    new ResizeObserver(() => {
      this.height = scroll.clientHeight;
      if (this.pinned) this.toEnd();
    }).observe(scroll);
    scroll.addEventListener("scroll", () => scroll.clientHeight === this.height && this.look(scroll));
  }

  private toEnd(): void {
    this.pinned = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  private look(area: Element): void {
    this.pinned = area.scrollTop + area.clientHeight + 1 >= area.scrollHeight;
  }

  get empty(): boolean {
    return !this.said.some((entry) => entry.own);
  }

  has(id: string): boolean {
    return this.said.some((entry) => entry.id === id);
  }

  clear(): void {
    this.said = [];
    this.choices = [];
    this.log.replaceChildren();
  }

  private add<E extends HTMLElement>(element: E): E {
    this.log.append(element);
    this.toEnd();
    return element;
  }

  /** A long answer is read from its start: keep what was asked at the top, or the answer when not all of it fits. */
  scrollTo(element: Element): void {
    // On a very low screen the whole window scrolls.
    const area = matchMedia("(max-height: 480px)").matches ? this.scroll.closest(".window")! : this.scroll;
    area.scrollTop += element.getBoundingClientRect().top - area.getBoundingClientRect().top - 12;
    const next = element.nextElementSibling;
    this.look(area);
    if (next && !this.pinned && element.matches(".mine")) this.scrollTo(next);
  }

  /** What the visitor says. It is not read aloud again: who typed it knows it. */
  mine(text: string, id: string | null = null): HTMLElement {
    const element = set(make("div", "message mine", unseen(`${t.jij_zegt} `), make("span", "text", text)), { "aria-live": "off" });
    this.said.push({ id, own: true, text, element });
    return this.add(element);
  }

  /** Take an own message off the screen: it was not sent. */
  takeBack(element: HTMLElement): void {
    const last = this.said.map((entry) => entry.own && entry.id === null).lastIndexOf(true);
    if (last >= 0) this.said.splice(last, 1);
    element.remove();
  }

  private theirs(message: Message): void {
    const [kind, speaker] = SPEAKERS[message.van] ?? SPEAKERS["systeem"]!;
    const content = rich(message.tekst);
    const cards = (message.kaarten ?? []).map(messageCard);
    const bubble = make("div", `message${kind}`, unseen(`${speaker} `), ...(this.plain ? plainly(content) : content), ...cards);
    this.said.push({ id: message.id, own: false, text: message.tekst, element: this.add(bubble) });
    if (!this.quiet) this.reader.heard(message);
  }

  /** Show messages that are not yet on the screen; every one of the newest turn has its own buttons. */
  show(messages: Message[]): void {
    const known = new Set(this.said.map((entry) => entry.id));
    const fresh = messages.filter((message) => !known.has(message.id));
    if (!fresh.length) return;
    this.removeChoices();
    for (const message of fresh) {
      if (message.van === VISITOR) this.restored(message);
      else this.theirs(message);
    }
    for (const message of newestTurn(messages)) this.offer(message);
    this.toEnd();
  }

  private restored(message: Message): void {
    const element = this.mine(message.tekst, message.id);
    const names = message.kaarten?.find((card) => card.soort === "feiten")?.velden;
    if (names?.length) element.append(this.reader.below(names));
  }

  /** Make the screen what the service has, after a break or from another tab: new lines below, else all anew. */
  reconcile(messages: Message[]): void {
    let at = 0;
    for (const entry of this.said) {
      const stored = messages[at];
      if (!stored) break;
      const same = entry.id === stored.id || (entry.id === null && entry.own && stored.van === VISITOR && entry.text === stored.tekst);
      if (!same) return this.rebuild(messages);
      entry.id = stored.id;
      at += 1;
    }
    this.show(messages);
  }

  /** Everything anew, without reading it all aloud again. */
  rebuild(messages: Message[]): void {
    this.quiet = true;
    this.log.setAttribute("aria-live", "off");
    this.clear();
    this.show(messages);
    this.quiet = false;
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  /** The choices of a message: those of a card on it, the others below. */
  private offer({ id, keuzes = [], kaarten = [] }: Message): void {
    const element = this.said.find((entry) => entry.id === id)?.element;
    if (!element) return;
    kaarten.forEach((card, at) => element.querySelectorAll(".card")[at]?.append(...this.grouped(card.keuzes, card.titel)));
    const placed = kaarten.flatMap((card) => card.keuzes ?? []).map((choice) => choice.waarde);
    element.after(...this.grouped(keuzes.filter((choice) => !placed.includes(choice.waarde))));
  }

  private grouped(offered: Choice[] = [], name = t.kies): HTMLElement[] {
    if (!offered.length) return [];
    const buttons = offered.map((choice) => button(choice.titel, "", () => this.reader.pick(choice)));
    const group = set(make("div", "choices", ...buttons), { role: "group", "aria-label": name });
    this.choices.push(group);
    return [group];
  }

  /** All offered answers go away once one is used. Gives whether one of them had the focus. */
  removeChoices(): boolean {
    const root = this.log.getRootNode() as Document | ShadowRoot;
    const focused = this.choices.some((group) => group.contains(root.activeElement));
    this.enableChoices(false);
    for (const group of this.choices) group.remove();
    this.choices = [];
    return focused;
  }

  enableChoices(enabled: boolean): void {
    for (const element of this.choices.flatMap((group) => [...group.querySelectorAll("button")])) element.disabled = !enabled;
  }

  /** A notice of the widget itself. */
  notice(text: string, ...buttons: HTMLElement[]): HTMLElement {
    const row = buttons.length ? make("div", "choices", ...buttons) : null;
    return this.add(make("div", "message system", unseen(`${t.melding} `), ...rich(text), row));
  }

  /** Say below an own message that it was not sent, with what can be done. */
  unsent(mine: HTMLElement, problem: string) {
    const again = button(t.probeer_opnieuw, "quiet", () => undefined);
    const back = button(t.haal_terug, "quiet", () => undefined);
    const row = make("div", "failed", make("span", "", `${t.niet_verstuurd} ${problem}`), again, back);
    mine.append(row);
    this.scrollTo(mine);
    return { row, again, back };
  }
}
