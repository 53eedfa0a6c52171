// The talk: what happens when. The service decides everything that is said.

import { Conversation, newId, Problem, Server } from "./api";
import type { Opened, Field, Message, Outgoing, State } from "./contract";
import { Composer } from "./composer";
import { button, fill, set } from "./dom";
import { Facts } from "./facts";
import { buildFrame, type Frame } from "./frame";
import type { Chat, Host } from "./host";
import { covers, listenToKeys } from "./keys";
import { Memory, type Remembered, type Waiting } from "./memory";
import { More, type Owner, privacyNotice } from "./more";
import { Outbox } from "./outbox";
import { Panel } from "./panel";
import { Voice } from "./speech";
import { Stream } from "./stream";
import css from "./style.css";
import { Tabs } from "./tabs";
import * as t from "./teksten.json";
import { Transcript } from "./transcript";

export function mount(host: Host): Chat {
  return new Talk(host);
}

class Talk implements Chat, Owner {
  private readonly frame: Frame;
  private readonly transcript: Transcript;
  private readonly panel: Panel;
  private readonly factList: Facts;
  private readonly server: Server;
  private readonly memory: Memory;
  private readonly tabs: Tabs;
  private readonly outbox = new Outbox((text, working) => this.status(text, working));
  private readonly composer: Composer;
  private readonly more: More;
  readonly voice = new Voice();
  conversation: Conversation | null = null;
  private follower: Stream | null = null;
  private busy = false;
  private news: string[] = [];
  private failed: (() => void) | null = null;
  private started: Promise<void> | null = null;

  constructor(private readonly host: Host) {
    const entrance = host.attribute("ingang") || "burger";
    this.server = new Server(host.server);
    this.memory = new Memory(entrance);
    this.tabs = new Tabs(entrance, () => this.memory.conversation);
    host.adopt(css);
    this.frame = buildFrame(host.whole);
    this.panel = new Panel(this.frame);
    this.factList = new Facts(this.frame.sections.feiten, { fields: () => this.fields(), change: (field, value) => this.change(field, value) });
    this.transcript = new Transcript(this.frame.scroll, this.frame.log, {
      pick: (choice) => void this.say({ keuze: choice.waarde }, choice.titel),
      heard: (message) => this.heard(message),
      below: (names) => this.factList.below(names),
    });
    this.composer = new Composer(this.frame, this.memory, (text) => this.status(text), () => this.submit());
    this.more = new More(this.frame, this, host.attribute("taalniveau") === "eenvoudig");
    listenToKeys(host, this.frame, this.panel);
    this.listen();
    this.refresh();
    this.frame.window.hidden = true;
    host.root.append(this.frame.window);
  }

  show(focus: boolean): void {
    this.frame.window.hidden = false;
    if (covers(this.host)) set(this.frame.window, { "aria-modal": "true" });
    this.started ??= this.start();
    if (focus) (matchMedia("(pointer: fine)").matches ? this.frame.input : this.frame.window).focus();
  }

  hide(): void {
    this.frame.window.hidden = true;
    this.voice.stop();
    this.composer.stop();
  }

  /** Send as if the visitor typed it; a text that is being typed stays. */
  async send(text: string): Promise<void> {
    if (text.trim() && (await this.ready())) this.say({ tekst: text }, text);
  }

  refresh(): void {
    this.transcript.plain = this.host.attribute("taalniveau") === "eenvoudig";
  }

  status(text: string, working = false): void {
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
    if (!value) this.takeNews();
  }

  private showState(state: State): void {
    if (this.panel.show(state)) {
      this.status(t.overzicht_klaar);
      this.host.emit("rechten", { aantal: state.rechten?.filter((measure) => measure.status === "recht").length ?? 0 });
    }
    this.factList.show(state.feiten ?? []);
  }

  private submit(): void {
    const text = this.composer.text.trim();
    if (!text) return;
    if (this.busy) return this.status(this.frame.status.textContent || t.wacht_even, true);
    if (!this.conversation) return void this.ready().then((ready) => ready && this.submit());
    if (this.say({ tekst: text }, text)) this.composer.text = "";
  }

  /** Whether there is a talk to say something in; after the end of one, another begins. */
  private async ready(): Promise<boolean> {
    await this.started;
    if (!this.busy && !this.conversation) await this.anew();
    return Boolean(this.conversation);
  }

  /** Gives whether the message is on its way. */
  private say(message: Omit<Outgoing, "bericht_id">, shown: string): boolean {
    if (this.busy || !this.conversation) return false;
    if (this.failed) {
      this.failed();
      return false;
    }
    void this.dispatch(this.conversation, message, shown);
    return true;
  }

  private dispatch(conversation: Conversation, message: Omit<Outgoing, "bericht_id">, shown: string): Promise<State | Problem> {
    const waiting: Waiting = { bericht: { ...message, bericht_id: newId() }, getoond: shown };
    if (this.transcript.removeChoices()) this.composer.focus();
    this.memory.waiting = waiting;
    this.frame.privacy.querySelector("details")?.removeAttribute("open");
    return this.deliver(conversation, waiting, this.transcript.mine(shown));
  }

  private async fields(): Promise<Field[]> {
    if (!this.conversation) throw new Problem(0, t.geen_gesprek);
    return (await this.conversation.call<{ velden: Field[] }>("GET", "/profiel")).velden;
  }

  /** Change a fact outside the talk; the answer in the talk tells what follows from it. */
  private async change(field: Field, value: unknown): Promise<string> {
    if (this.busy || this.failed || !this.conversation) throw new Problem(0, t.wacht_even);
    const given = await this.dispatch(this.conversation, { [field.groep]: { [field.veld]: value } }, fill(t.pas_aan, { naam: field.naam }));
    if (given instanceof Problem) throw given;
    await this.sync();
    return given.berichten[0]?.tekst ?? t.bewaard_feit;
  }

  private async deliver(conversation: Conversation, waiting: Waiting, mine: HTMLElement): Promise<State | Problem> {
    this.setBusy(true);
    try {
      const answer = await this.outbox.deliver(conversation, waiting.bericht);
      if (conversation !== this.conversation) return answer;
      if (answer.gewist) return this.wiped(), answer;
      this.memory.waiting = null;
      this.status("");
      if (answer.onthouden?.length && waiting.bericht.tekst) mine.append(this.factList.below(answer.onthouden));
      this.transcript.show(answer.berichten);
      this.showState(answer);
      this.transcript.scrollTo(mine);
      return answer;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (conversation === this.conversation) this.notSent(problem, conversation, waiting, mine);
      return problem;
    } finally {
      if (conversation === this.conversation) this.setBusy(false);
    }
  }

  private notSent(problem: Problem, conversation: Conversation, waiting: Waiting, mine: HTMLElement): void {
    this.status("");
    this.host.emit("fout", { status: problem.status });
    if (problem.gone || !problem.passing) {
      this.memory.waiting = null;
      this.putBack(waiting, mine);
      if (problem.gone) this.endTalk();
      else if (waiting.bericht.tekst || waiting.bericht.keuze) this.status(problem.message), this.transcript.notice(problem.message);
      return;
    }
    const unsent = this.transcript.unsent(mine, problem.message);
    const done = (work: () => void) => () => {
      if (this.busy) return;
      unsent.row.remove();
      this.failed = null;
      work();
    };
    this.failed = done(() => (this.composer.focus(), void this.deliver(conversation, waiting, mine)));
    unsent.again.addEventListener("click", this.failed);
    unsent.back.addEventListener("click", done(() => ((this.memory.waiting = null), this.putBack(waiting, mine))));
    this.status(`${t.niet_verstuurd} ${problem.message}`);
  }

  /** A message that cannot be sent: its text goes back to where it was typed. */
  private putBack({ bericht }: Waiting, mine: HTMLElement): void {
    this.transcript.takeBack(mine);
    this.composer.putBack(bericht.tekst ?? "");
  }

  private async start(): Promise<void> {
    this.status(t.even_geduld, true);
    const known = this.memory.conversation;
    await this.guarded(() => (known ? this.resume(known) : this.begin()));
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
      this.status("");
      if (problem.gone) this.endTalk();
      else this.transcript.notice(problem.message, button(t.probeer_opnieuw, "", () => void this.anew()));
    } finally {
      this.setBusy(false);
    }
  }

  private async open(): Promise<void> {
    const asked = ["ingang", "peildatum"].map((name) => [name, this.host.attribute(name)]);
    const wanted = Object.fromEntries(asked.filter(([, value]) => value)) as Record<string, string>;
    const { opened, refused } = await this.server.openWith(wanted, await this.host.signedContext());
    this.adoptTalk({ gesprek: opened.gesprek, token: opened.token, wachtend: null });
    this.notePrivacy(opened);
    this.status("");
    this.transcript.show(opened.berichten);
    if (refused) this.transcript.notice(t.context_geweigerd);
    else if (opened.berichten.some((message) => message.keuzes?.length)) await this.sync(true);
    this.host.emit("begonnen");
  }

  private async resume(known: Remembered): Promise<void> {
    const conversation = this.adoptTalk(known);
    const state = await conversation.state();
    this.notePrivacy(state);
    this.status(t.gaat_verder);
    this.panel.rights = Boolean(state.rechten);
    this.transcript.rebuild(state.berichten);
    this.showState(state);
    this.whoTalks(state);
    const { wachtend } = known;
    if (wachtend) await this.deliver(conversation, wachtend, this.transcript.mine(wachtend.getoond));
  }

  private adoptTalk(known: Remembered): Conversation {
    this.memory.conversation = known;
    const conversation = new Conversation(this.server, known.gesprek, known.token);
    this.conversation = conversation;
    this.tabs.tell(true);
    this.follower?.stop();
    this.follower = new Stream(this.server.stream(known.gesprek), known.token, {
      connected: (again) => (again && this.status(t.weer_verbonden), this.learn()),
      lost: () => this.busy || this.status(t.verbinding_weg),
      answer: (state) => (this.outbox.wake(), this.learn(state.berichten.map((message) => message.id)), this.whoTalks(state)),
      // The stream of a talk that is wiped may end before the answer that says so: then that one tells it.
      ended: () => this.learn(),
    });
    return conversation;
  }

  /** Something was said in this talk, here or elsewhere; without ids: perhaps, while no stream was open. */
  private learn(ids = [""]): void {
    this.news.push(...ids);
    if (!this.busy) this.takeNews();
  }

  private takeNews(): void {
    const missing = this.news.some((id) => !this.transcript.has(id));
    this.news = [];
    if (missing) void this.sync();
  }

  /** The head says with whom one talks; the service says it in the talk. */
  private whoTalks({ overdracht }: State): void {
    this.frame.subtitle.textContent = overdracht?.toestand === "mens" ? t.met_mens : t.ondertitel;
  }

  /** Take over what the service has: after a break, or when another tab or a person said something. */
  private async sync(starting = false): Promise<void> {
    const { conversation } = this;
    if (!conversation || (this.busy && !starting)) return;
    try {
      const state = await conversation.state();
      if (conversation !== this.conversation) return;
      if (this.busy && !starting) return void this.news.push("");
      if (this.failed) this.news.push("");
      else this.transcript.reconcile(state.berichten);
      this.showState(state);
      this.whoTalks(state);
    } catch (problem) {
      if (conversation !== this.conversation) return; // it ended meanwhile, another may be open already
      if (problem instanceof Problem && problem.gone) this.endTalk();
      else this.news.push("");
    }
  }

  /** The conversation is over: nothing of it stays on the panel or in the tab. */
  private endTalk(text = t.bestaat_niet_meer): void {
    this.follower?.stop();
    this.memory.forget();
    this.tabs.tell(false);
    this.conversation = this.failed = null;
    this.setBusy(false);
    this.transcript.removeChoices();
    this.showState({ berichten: [] });
    this.whoTalks({ berichten: [] });
    this.transcript.notice(text, button(t.begin_nieuw, "", () => void this.anew()));
    this.host.emit("beeindigd");
  }

  private anew(): Promise<void> {
    this.transcript.clear();
    this.composer.focus();
    return (this.started = this.start());
  }

  private async watchModel(): Promise<void> {
    const model = await this.server.modelReady(() => this.busy || this.status(t.model_laadt));
    if (model === "mislukt") this.transcript.notice(t.model_mislukt);
    if (this.frame.status.textContent === t.model_laadt) this.status("");
  }

  private notePrivacy({ bewaartermijn, mail }: State | Opened): void {
    this.frame.privacy.replaceChildren(privacyNotice(bewaartermijn, this.memory.lasting));
    this.more.begin(mail);
  }

  async plainly(on: boolean): Promise<void> {
    this.transcript.plain = on;
    const { conversation } = this;
    if (!conversation || this.busy || this.failed) return;
    await this.guarded(async () => this.transcript.rebuild((await conversation.state()).berichten));
  }

  async wipe(conversation: Conversation): Promise<void> {
    this.setBusy(true);
    try {
      await conversation.wipe();
    } catch (problem) {
      this.setBusy(false);
      if (!(problem instanceof Problem && problem.gone)) throw problem;
    }
    this.panel.close();
    this.composer.text = "";
    this.wiped();
  }

  /** Everything was wiped on the service: one line says so. */
  private wiped(): void {
    this.transcript.clear();
    this.status("");
    this.endTalk(t.alles_gewist);
  }

  private listen(): void {
    const { frame } = this;
    frame.person.addEventListener("click", () => void this.send(t.wil_iemand_spreken));
    frame.close.addEventListener("click", () => this.host.close());
    window.addEventListener("online", () => (this.follower?.wake(), this.learn()));
    window.addEventListener("offline", () => this.status(t.offline, this.busy));
    document.addEventListener("visibilitychange", () => document.hidden || this.follower?.wake());
  }
}
