// "Meer": how the talk is shown and read, and what somebody can do with it: keep it, take a copy, wipe it.

import { type Conversation, Problem } from "./api";
import { FILE } from "./cards";
import { codePart } from "./code";
import { button, fill, fold, make, set } from "./dom";
import { ask, type Frame, toggle } from "./frame";
import type { Voice } from "./speech";
import * as t from "./teksten.json";

export interface Owner {
  readonly conversation: Conversation | null;
  readonly voice: Voice;
  status(text: string): void;
  /** Show the messages in simple language, or whole. */
  plainly(on: boolean): void;
  /** Wipe everything on the service and on the screen. */
  wipe(conversation: Conversation): Promise<void>;
}

export class More {
  private readonly address = set(make("input"), { type: "email", autocomplete: "email", maxlength: "254" });
  private readonly mail = make("form", "editor");
  private readonly code: HTMLDetailsElement;

  constructor(
    private readonly frame: Frame,
    private readonly owner: Owner,
    plain: boolean,
  ) {
    this.mail.hidden = true;
    this.code = codePart(owner);
    this.mail.append(make("label", "", make("span", "", t.mail_naar), this.address), make("p", "soft", t.mail_uitleg), make("div", "row", set(make("button", "quiet", t.mail), { type: "submit" })));
    this.mail.addEventListener("submit", (event) => (event.preventDefault(), void this.send()));
    frame.window.addEventListener(FILE, (event) => void this.download((event as CustomEvent<string>).detail, "loopbaanwijzer-afspraak.ics"));
    const { voice } = owner;
    const aloud = toggle(t.lees_voor, false, (on) => {
      voice.on = on;
      if (!on) voice.stop();
    });
    aloud.hidden = !voice.present;
    const pdf = button(t.als_pdf, "quiet", () => void this.download("/samenvatting.pdf", "loopbaanwijzer-samenvatting.pdf"));
    const plan = button(t.plan_pdf, "quiet", () => void this.download("/pop.pdf", "loopbaanwijzer-plan.pdf"));
    const days = button(t.plan_agenda, "quiet", () => void this.download("/pop.ics", "loopbaanwijzer-plan.ics"));
    const print = button(t.druk_af, "quiet", () => printed(frame));
    const copy = button(t.mijn_gegevens, "quiet", () => void this.download("/uitvoer", "loopbaanwijzer-gegevens.json"));
    frame.sections.meer.append(
      make("div", "", toggle(t.eenvoudige_taal, plain, (on) => owner.plainly(on)), aloud),
      make("div", "row", pdf, print),
      make("div", "row", plan, days),
      this.mail,
      this.code,
      make("div", "row", copy, button(t.wis_alles, "danger", () => void this.wipe())),
    );
  }

  /** A conversation begins, or goes on: whether the service sends mail, and nothing in sight of another one. */
  begin(mail: boolean | undefined): void {
    this.mail.hidden = !mail;
    this.code.open = false;
  }

  private async send(): Promise<void> {
    const { conversation } = this.owner;
    if (!conversation) return this.owner.status(t.geen_gesprek);
    this.owner.status(t.even_geduld);
    try {
      const answer = await conversation.call<{ melding: string }>("POST", "/mail", { aan: this.address.value.trim() });
      this.address.value = "";
      this.owner.status(answer.melding);
    } catch (problem) {
      this.failed(problem);
    }
  }

  private async download(path: string, name: string): Promise<void> {
    const { conversation } = this.owner;
    if (!conversation) return this.owner.status(t.geen_gesprek);
    try {
      const address = URL.createObjectURL(await conversation.file(path));
      set(make("a"), { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.owner.status(t.bewaard);
    } catch (problem) {
      this.failed(problem);
    }
  }

  private async wipe(): Promise<void> {
    const { conversation } = this.owner;
    if (!conversation) return this.owner.status(t.geen_gesprek);
    if (!(await ask(this.frame, t.alles_wissen, t.alles_wissen_uitleg, t.ja_wis, t.nee_verder, true))) return;
    try {
      await this.owner.wipe(conversation);
    } catch (problem) {
      this.failed(problem);
    }
  }

  private failed(problem: unknown): void {
    if (!(problem instanceof Problem)) throw problem;
    this.owner.status(`${t.lukte_niet} ${problem.message}`);
  }
}

/** Print the overview and what is known, on a page of its own: not the page of the host. */
function printed(frame: Frame): void {
  const paper = set(make("iframe", "unseen"), { title: t.druk_af, tabindex: "-1" });
  frame.window.append(paper);
  const page = paper.contentDocument!;
  const { feiten, rechten } = frame.sections;
  page.title = t.naam;
  page.documentElement.lang = "nl-BE";
  page.body.append(...[rechten, feiten].map((section) => page.importNode(section, true)));
  for (const details of page.querySelectorAll("details")) details.open = true;
  for (const control of page.querySelectorAll("button, form, [hidden]")) control.remove();
  page.body.style.font = "11pt/1.45 sans-serif";
  paper.contentWindow!.print();
  setTimeout(() => paper.remove(), 60_000);
}

/** What is kept and how long, in sight before the first message. */
export function privacyNotice(days: number | null | undefined, lasting: boolean): HTMLElement {
  const kept = days ? fill(t.privacy_termijn, { dagen: days }) : t.privacy_zonder_termijn;
  const lines = [t.privacy_robot, t.privacy_niet, t.privacy_rechten, lasting ? t.privacy_tabblad : t.privacy_geen_opslag];
  const title = make("span", "", make("strong", "", t.robot), ` ${kept}`);
  return fold(title, "privacy", make("ul", "", ...lines.map((line) => make("li", "", line))));
}
