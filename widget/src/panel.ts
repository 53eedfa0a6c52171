// The state beside the talk: progress, rights, what is known; and which part of it is in sight on a narrow window.

import { showRights } from "./cards";
import type { State } from "./contract";
import { day, fill, make, set } from "./dom";
import type { Frame, Part } from "./frame";
import * as t from "./teksten.json";

export class Panel {
  private readonly cards = make("div");
  private readonly explained = make("p", "soft");
  private readonly notYet = make("p", "soft", t.rechten_leeg);
  private shown: Part | null = null;
  /** Whether rights have been shown. */
  rights = false;

  constructor(private readonly frame: Frame) {
    frame.sections.rechten.append(this.notYet, this.explained, this.cards);
    for (const part of Object.keys(frame.tabs) as Part[]) {
      frame.tabs[part].addEventListener("click", () => this.open(this.shown === part ? null : part));
    }
    frame.back.addEventListener("click", () => this.open(null));
    frame.window.dataset["shows"] = "";
    this.show({ berichten: [] });
  }

  /** Which part covers the talk when the window is narrow; null is the talk itself. Focus goes along. */
  open(part: Part | null): void {
    const from = this.shown;
    this.shown = part;
    this.frame.window.dataset["shows"] = part ?? "";
    for (const [name, tab] of Object.entries(this.frame.tabs)) tab.setAttribute("aria-expanded", String(name === part));
    if (part) this.frame.sections[part].querySelector<HTMLElement>("[tabindex]")?.focus();
    else if (from) this.frame.tabs[from].focus();
  }

  /** Close the part that covers the talk; false when none did. */
  close(): boolean {
    const covers = this.shown !== null;
    if (covers) this.open(null);
    return covers;
  }

  /** Show a state of the conversation. Gives whether the rights are new. */
  show(state: State): boolean {
    const { sections, tabs, level } = this.frame;
    const rights = state.rechten ?? null;
    const fresh = rights !== null && !this.rights;
    this.rights = rights !== null;
    showRights(this.cards, rights ?? [], level + 2);
    this.notYet.hidden = this.rights;
    this.explained.hidden = !this.rights;
    this.explained.textContent = [state.voorlopig && t.voorlopig, state.peildatum && fill(t.berekend, { dag: day(state.peildatum) }), t.geen_beslissing].filter(Boolean).join(" ");
    const granted = (rights ?? []).filter((measure) => measure.status === "recht").length;
    tabs.rechten.textContent = rights ? `${t.overzicht} (${granted})` : t.overzicht;
    sections.rechten.dataset["filled"] = String(this.rights);
    const facts = state.feiten?.length ?? 0;
    tabs.feiten.textContent = facts ? `${t.over_jou} (${facts})` : t.over_jou;
    this.progress(state.voortgang);
    return fresh;
  }

  private progress(progress: State["voortgang"]): void {
    const { beantwoord = 0, resterend = 0 } = progress ?? {};
    this.frame.progress.hidden = beantwoord + resterend === 0;
    const left = resterend === 0 ? t.klaar : resterend === 1 ? t.nog_een : fill(t.nog_ongeveer, { aantal: resterend });
    this.frame.progressText.textContent = left;
    set(this.frame.progressBar, { max: String(Math.max(beantwoord + resterend, 1)), value: String(beantwoord) });
  }
}
