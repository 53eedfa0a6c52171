// The talk: what happens when. The service decides everything that is said.

import { Conversation, newId, Problem, Server } from "./api";
import type { Choice, Message, State } from "./contract";
import { button, fill, fold, make, set } from "./dom";
import { Facts } from "./facts";
import { ask, buildFrame, type Frame, toggle } from "./frame";
import { Memory, type Remembered, type Waiting } from "./memory";
import { Outbox } from "./outbox";
import { Panel } from "./panel";
import { Dictation, Voice } from "./speech";
import { Stream } from "./stream";
import css from "./style.css";
import { Tabs } from "./tabs";
import * as t from "./teksten.json";
import { Transcript } from "./transcript";

const LONG = 2000;

/** What the element that holds the talk offers. */
export interface Host {
  readonly root: ShadowRoot;
  readonly server: string;
  readonly whole: boolean;
  attribute(name: string): string;
  close(): void;
  emit(name: string, detail?: Record<string, unknown>): void;
  adopt(css: string): void;
}

/** What the talk offers to that element. */
export interface Chat {
  show(focus: boolean): void;
  hide(): void;
  send(text: string): Promise<void>;
  refresh(): void;
}

export function mount(host: Host): Chat {
  return new Talk(host);
}

class Talk implements Chat {
  private readonly frame: Frame;
  private readonly transcript: Transcript;
  private readonly panel: Panel;
  private readonly facts: Facts;
  private readonly server: Server;
  private readonly memory: Memory;
  private readonly tabs: Tabs;
  private readonly outbox = new Outbox((text, working) => this.status(text, working));
  private readonly voice = new Voice();
  private readonly dictation = new Dictation();
  private conversation: Conversation | null = null;
  private stream: Stream | null = null;
  private busy = false;
  private stale = false;
  private failed: (() => void) | null = null;
  private started: Promise<void> | null = null;
  private days: number | null = null;

  constructor(private readonly host: Host) {
    const entrance = host.attribute("ingang") || "burger";
    this.server = new Server(host.server);
    this.memory = new Memory(entrance);
    this.tabs = new Tabs(entrance, () => this.memory.conversation);
    host.adopt(css);
    this.frame = buildFrame(host.whole);
    this.panel = new Panel(this.frame);
    this.facts = new Facts(this.frame.sections.feiten);
    this.transcript = new Transcript(this.frame.scroll, this.frame.log, {
      pick: (choice) => this.pick(choice),
      heard: (message) => this.heard(message),
      below: () => null,
    });
    this.fillMore();
    this.listen();
    this.frame.input.value = this.memory.draft;
    this.refresh();
    this.frame.window.hidden = true;
    host.root.append(this.frame.window);
  }

  // ---- the element's side ----

  show(focus: boolean): void {
    this.frame.window.hidden = false;
    this.started ??= this.start();
    if (focus) (matchMedia("(pointer: fine)").matches ? this.frame.input : this.frame.window).focus();
  }

  hide(): void {
    this.frame.window.hidden = true;
    this.voice.stop();
    this.dictation.stop();
  }

  /** Send as if the visitor typed it; a text that is being typed stays. */
  async send(text: string): Promise<void> {
    await this.started;
    if (text.trim()) this.say({ tekst: text }, text);
  }

  refresh(): void {
    this.setPlain(this.host.attribute("taalniveau") === "eenvoudig");
  }

  // ---- what is on the screen ----

  private status(text: string, working = false): void {
    this.frame.typing.hidden = !working;
    if (this.frame.status.textContent !== text) this.frame.status.textContent = text;
    if (working) this.frame.scroll.scrollTop = this.frame.scroll.scrollHeight;
  }

  private heard(message: Message): void {
    this.voice.say(message.tekst);
    this.host.emit("bericht", { van: message.van });
  }

  private setBusy(value: boolean): void {
    this.busy = value;
    this.transcript.enableChoices(!value);
    set(this.frame.log, { "aria-busy": String(value) });
    if (!value && this.stale) void this.sync();
  }

  private setPlain(on: boolean): void {
    this.transcript.plain = on;
    this.frame.window.dataset["plain"] = String(on);
  }

  private showState(state: State): void {
    if (this.panel.show(state)) {
      this.status(t.overzicht_klaar);
      this.host.emit("rechten", { aantal: state.rechten?.filter((measure) => measure.status === "recht").length ?? 0 });
    }
    this.facts.show(state.feiten ?? []);
  }

  private focusInput(): void {
    if (matchMedia("(pointer: fine)").matches) this.frame.input.focus();
    else this.frame.scroll.focus();
  }

  // ---- saying something ----

  private pick(choice: Choice): void {
    this.say({ keuze: choice.waarde }, choice.titel);
  }

  private submit(): void {
    const text = this.frame.input.value.trim();
    if (!text) return;
    if (this.busy || !this.conversation) return this.status(this.frame.status.textContent || t.wacht_even, this.busy);
    if (this.say({ tekst: text }, text)) this.type("");
  }

  /** Gives whether the message is on its way. */
  private say(message: { tekst?: string; keuze?: string }, shown: string): boolean {
    if (this.busy || !this.conversation) return false;
    if (this.failed) {
      this.failed();
      return false;
    }
    const waiting: Waiting = { bericht: { ...message, bericht_id: newId() }, getoond: shown };
    if (this.transcript.removeChoices()) this.focusInput();
    this.memory.waiting = waiting;
    this.frame.privacy.querySelector("details")?.removeAttribute("open");
    void this.deliver(this.conversation, waiting, this.transcript.mine(shown));
    return true;
  }

  private async deliver(conversation: Conversation, waiting: Waiting, mine: HTMLElement): Promise<void> {
    this.setBusy(true);
    try {
      const answer = await this.outbox.deliver(conversation, waiting.bericht);
      if (conversation !== this.conversation) return;
      this.memory.waiting = null;
      this.status("");
      this.transcript.show(answer.berichten);
      this.showState(answer);
      this.transcript.scrollTo(mine);
      if (answer.gewist) this.ended(t.gewist);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (conversation === this.conversation) this.notSent(problem, conversation, waiting, mine);
    } finally {
      this.setBusy(false);
    }
  }

  private notSent(problem: Problem, conversation: Conversation, waiting: Waiting, mine: HTMLElement): void {
    this.status("");
    this.host.emit("fout", { status: problem.status });
    if (problem.gone || !problem.passing) {
      this.memory.waiting = null;
      this.putBack(waiting, mine);
      if (problem.gone) this.ended(t.bestaat_niet_meer);
      else this.status(problem.message), this.transcript.notice(problem.message);
      return;
    }
    const done = (): void => {
      row.remove();
      this.failed = null;
    };
    const again = (): void => {
      if (this.busy) return;
      done();
      this.focusInput();
      void this.deliver(conversation, waiting, mine);
    };
    const back = (): void => {
      done();
      this.memory.waiting = null;
      this.putBack(waiting, mine);
    };
    const row = make("div", "failed", make("span", "", `${t.niet_verstuurd} ${problem.message}`), button(t.probeer_opnieuw, "quiet", again), button(t.haal_terug, "quiet", back));
    mine.append(row);
    this.failed = again;
    this.transcript.scrollTo(mine);
    this.status(`${t.niet_verstuurd} ${problem.message}`);
  }

  /** A message that cannot be sent: its text goes back to where it was typed. */
  private putBack({ bericht }: Waiting, mine: HTMLElement): void {
    this.transcript.takeBack(mine);
    if (bericht.tekst) this.type([bericht.tekst, this.frame.input.value].filter(Boolean).join("\n"));
    this.frame.input.focus();
  }

  // ---- beginning, going on, ending ----

  private async start(): Promise<void> {
    this.setBusy(true);
    this.status(t.even_geduld, true);
    try {
      const known = this.memory.conversation;
      if (known) await this.resume(known);
      else await this.begin();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.status("");
      if (problem.gone) this.ended(t.vorige_bestaat_niet_meer);
      else this.transcript.notice(problem.message, button(t.probeer_opnieuw, "", () => this.restart()));
    } finally {
      this.setBusy(false);
    }
    void this.watchModel();
  }

  private async begin(): Promise<void> {
    const other = await this.tabs.ask();
    if (other) return this.offerOther(other);
    await this.open();
  }

  /** A talk is open in another tab: go on with it, or start anew. */
  private offerOther(other: { gesprek: string; token: string }): void {
    this.status("");
    const choose = (work: () => Promise<void>) => () => {
      this.transcript.clear();
      this.started = this.guarded(work);
    };
    this.transcript.notice(
      t.ander_tabblad,
      button(t.ga_verder, "", choose(() => this.resume({ ...other, wachtend: null }))),
      button(t.nieuw_gesprek, "quiet", choose(() => this.open())),
    );
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    this.setBusy(true);
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.transcript.notice(problem.message, button(t.probeer_opnieuw, "", () => this.restart()));
    } finally {
      this.setBusy(false);
    }
  }

  private async open(): Promise<void> {
    const asked = ["ingang", "peildatum", "context"].map((name) => [name, this.host.attribute(name)]);
    const opened = await this.server.open(Object.fromEntries(asked.filter(([, value]) => value)) as Record<string, string>);
    this.take({ gesprek: opened.gesprek, token: opened.token, wachtend: null });
    this.privacy(opened.bewaartermijn);
    this.status("");
    this.transcript.show(opened.berichten);
    this.host.emit("begonnen");
  }

  private async resume(known: Remembered): Promise<void> {
    const conversation = this.take(known);
    const state = await conversation.state();
    this.privacy(state.bewaartermijn);
    this.status(t.gaat_verder);
    this.panel.rights = Boolean(state.rechten);
    this.transcript.rebuild(state.berichten);
    this.showState(state);
    const { wachtend } = known;
    if (wachtend) queueMicrotask(() => void this.deliver(conversation, wachtend, this.transcript.mine(wachtend.getoond)));
  }

  private take(known: Remembered): Conversation {
    this.memory.conversation = known;
    const conversation = new Conversation(this.server, known.gesprek, known.token);
    this.conversation = conversation;
    this.stream?.stop();
    this.stream = new Stream(this.server.stream(known.gesprek), known.token, {
      connected: (again) => again && (this.status(t.weer_verbonden), void this.sync()),
      lost: () => this.busy || this.status(t.verbinding_weg),
      answer: (state) => this.fromElsewhere(state),
      ended: () => this.conversation === conversation && this.ended(t.bestaat_niet_meer),
    });
    return conversation;
  }

  /** Something was said in this talk, here or elsewhere. */
  private fromElsewhere(state: State): void {
    if (this.outbox.heard(state)) return;
    if (this.busy) this.stale = true;
    else void this.sync();
  }

  /** Take over what the service has: after a break, or when another tab or a person said something. */
  private async sync(): Promise<void> {
    const { conversation } = this;
    if (!conversation || this.busy) return;
    this.stale = false;
    try {
      const state = await conversation.state();
      if (this.busy || conversation !== this.conversation) return void (this.stale = true);
      if (!this.failed) this.transcript.reconcile(state.berichten);
      this.showState(state);
    } catch (problem) {
      if (problem instanceof Problem && problem.gone) this.ended(t.bestaat_niet_meer);
    }
  }

  /** The conversation is over: nothing of it stays on the panel or in the tab. */
  private ended(text: string): void {
    this.stream?.stop();
    this.memory.forget();
    this.conversation = null;
    this.failed = null;
    this.transcript.removeChoices();
    this.showState({ berichten: [] });
    this.transcript.notice(text, button(t.begin_nieuw, "", () => this.restart()));
    this.host.emit("beeindigd");
  }

  private restart(): void {
    this.transcript.clear();
    this.started = this.start();
    this.focusInput();
  }

  private async watchModel(): Promise<void> {
    for (let model = await this.server.modelStatus(); model && model !== "klaar"; model = await this.server.modelStatus()) {
      if (model === "mislukt") return void this.transcript.notice(t.model_mislukt);
      if (!this.busy) this.status(t.model_laadt);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    if (this.frame.status.textContent === t.model_laadt) this.status("");
  }

  // ---- privacy, keeping, wiping ----

  private privacy(days: number | null | undefined): void {
    this.days = days ?? null;
    const kept = this.days ? fill(t.privacy_termijn, { dagen: this.days }) : t.privacy_zonder_termijn;
    const lines = [t.privacy_robot, kept, t.privacy_niet, t.privacy_rechten, this.memory.lasting ? t.privacy_tabblad : t.privacy_geen_opslag];
    const details = fold(make("span", "", make("strong", "", t.robot), ` ${kept}`), "privacy", make("ul", "", ...lines.filter((line) => line !== kept).map((line) => make("li", "", line))));
    this.frame.privacy.replaceChildren(details);
  }

  private fillMore(): void {
    const plain = toggle(t.eenvoudige_taal, this.host.attribute("taalniveau") === "eenvoudig", (on) => {
      this.setPlain(on);
      void this.redraw();
    });
    const aloud = toggle(t.lees_voor, false, (on) => {
      this.voice.on = on;
      if (!on) this.voice.stop();
    });
    aloud.hidden = !this.voice.present;
    this.frame.sections.meer.append(
      make("div", "switches", plain, aloud),
      make("div", "row", button(t.als_pdf, "quiet", () => void this.download("/samenvatting.pdf", "loopbaanwijzer-samenvatting.pdf")), ...(this.host.whole ? [button(t.druk_af, "quiet", () => window.print())] : [])),
      make("p", "soft", t.gegevens_uitleg),
      make("div", "row", button(t.mijn_gegevens, "quiet", () => void this.download("/uitvoer", "loopbaanwijzer-gegevens.json")), button(t.wis_alles, "danger", () => void this.wipe())),
    );
  }

  private async redraw(): Promise<void> {
    const { conversation } = this;
    if (!conversation || this.busy || this.failed) return;
    await this.guarded(async () => this.transcript.rebuild((await conversation.state()).berichten));
  }

  private async download(path: string, name: string): Promise<void> {
    if (!this.conversation) return this.status(t.geen_gesprek);
    try {
      const address = URL.createObjectURL(await this.conversation.file(path));
      const anchor = set(make("a"), { href: address, download: name });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.status(t.bewaard);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.status(`${t.lukte_niet} ${problem.message}`);
    }
  }

  private async wipe(): Promise<void> {
    const { conversation } = this;
    if (!conversation) return this.status(t.geen_gesprek);
    if (!(await ask(this.frame, t.alles_wissen, t.alles_wissen_uitleg, t.ja_wis, t.nee_verder, true))) return;
    try {
      this.stream?.stop();
      await conversation.wipe();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.gone) return this.status(`${t.lukte_niet} ${problem.message}`);
    }
    this.panel.close();
    this.transcript.clear();
    this.type("");
    this.status("");
    this.ended(t.alles_gewist);
  }

  // ---- the controls ----

  private type(text: string): void {
    this.frame.input.value = text;
    this.grow();
  }

  private grow(): void {
    const { input } = this.frame;
    this.memory.draft = input.value;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 4}px`;
    if (input.value.length > LONG) this.status(fill(t.lang_bericht, { aantal: LONG }));
  }

  private dictate(): void {
    const { dictation } = this;
    if (dictation.listening) return dictation.stop();
    const before = this.frame.input.value;
    set(this.frame.dictate, { "aria-pressed": "true" });
    this.status(t.ik_luister);
    dictation.start(
      (heard) => this.type([before, heard].filter(Boolean).join(" ")),
      (failed) => {
        set(this.frame.dictate, { "aria-pressed": "false" });
        this.status(failed ? t.niet_gehoord : "");
        this.frame.input.focus();
      },
    );
  }

  private async mayListen(): Promise<boolean> {
    return ask(this.frame, t.spreek_in, t.spreek_uitleg, t.ja_luister, t.nee_typ);
  }

  private listen(): void {
    const { frame } = this;
    let allowed = false;
    frame.form.addEventListener("submit", (event) => (event.preventDefault(), this.submit()));
    frame.input.addEventListener("input", () => this.grow());
    frame.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    frame.person.addEventListener("click", () => this.say({ tekst: t.wil_iemand_spreken }, t.wil_iemand_spreken));
    frame.close.addEventListener("click", () => this.host.close());
    frame.dictate.hidden = !this.dictation.present;
    frame.dictate.addEventListener("click", async () => {
      allowed ||= await this.mayListen();
      if (allowed) this.dictate();
    });
    frame.window.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("online", () => (this.stream?.wake(), void this.sync()));
    window.addEventListener("offline", () => this.status(t.offline, this.busy));
    document.addEventListener("visibilitychange", () => document.hidden || this.stream?.wake());
  }

  /** Escape goes one step back. Nothing typed in the widget reaches the shortcuts of the host page. */
  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape" && !this.frame.dialog.open && !this.panel.close()) this.host.close();
  }
}
