// The one script of a host page: defines <loopbaan-wijzer>, shows its button, and fetches the talk when it is opened.

import css from "./bubble.css";
import type { Chat, Host } from "./host";
import * as t from "./teksten.json";

const TAG = "loopbaan-wijzer";
const OPENED = "loopbaanwijzer:open";
const script = document.currentScript as HTMLScriptElement | null;
const base = (script ?? document.querySelector<HTMLScriptElement>(`script[src*="${TAG}.js"]`))?.src ?? `${location.origin}/static/`;

class Wijzer extends HTMLElement implements Host {
  static readonly observedAttributes = ["open", "taalniveau"];
  readonly root = this.attachShadow({ mode: "open" });
  private readonly button = document.createElement("button");
  private problem: HTMLElement | null = null;
  private readonly sheets: CSSStyleSheet[] = [];
  /** Gives a signed context at the moment that a talk begins: it only holds for minutes. */
  contextSource: (() => Promise<string>) | null = null;
  private chat: Chat | null = null;
  private loading: Promise<Chat> | null = null;
  private failures = 0;

  connectedCallback(): void {
    if (this.root.childNodes.length) return;
    this.adopt(css);
    if (!this.whole) this.makeButton();
    if (this.whole || this.hasAttribute("open")) void this.reveal(false);
    // The first look into the storage of a tab waits for another process: not before the button is painted.
    else requestAnimationFrame(() => setTimeout(() => remembered() && void this.reveal(false)));
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    if (name === "taalniveau") this.chat?.refresh();
    else if (!this.root.childNodes.length) return;
    else if (now === null) this.conceal();
    else void this.reveal(false);
  }

  // ---- for the host page ----

  /** Open the window and give it the focus. */
  open(): Promise<void> {
    return this.reveal(true);
  }

  close(): void {
    if (this.whole) return;
    this.conceal();
    this.button.focus();
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else void this.open();
  }

  /** Open, and say this as if the visitor typed it. */
  async send(text: string): Promise<void> {
    await this.reveal(false);
    await this.chat?.send(String(text));
  }

  get isOpen(): boolean {
    return this.hasAttribute("data-open");
  }

  // ---- for the talk ----

  get whole(): boolean {
    return this.getAttribute("positie") === "vlak";
  }

  get server(): string {
    const given = this.getAttribute("server");
    return new URL(given ? given.replace(/\/?$/, "/") : "..", given ? location.href : base).href;
  }

  attribute(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  async signedContext(): Promise<string> {
    return (await this.contextSource?.()) ?? this.attribute("context");
  }

  emit(name: string, detail: Record<string, unknown> = {}): void {
    this.dispatchEvent(new CustomEvent(`wijzer-${name}`, { detail, bubbles: true, composed: true }));
  }

  adopt(text: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    this.sheets.push(sheet);
    this.root.adoptedStyleSheets = this.sheets;
  }

  // ---- inside ----

  /** With as few kinds of objects as can be: each is a millisecond or more on a slow telephone, before the button answers. */
  private makeButton(): void {
    const { button } = this;
    const given = { type: "button", lang: "nl-BE", class: "bubble", part: "knop", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(given)) button.setAttribute(name, value);
    button.textContent = t.open_knop;
    button.addEventListener("click", () => this.toggle());
    for (const near of ["pointerenter", "focus"]) button.addEventListener(near, () => void this.load().catch(() => undefined));
    this.root.append(button);
  }

  private async reveal(focus: boolean): Promise<void> {
    this.problem?.remove();
    this.button.setAttribute("aria-busy", "true");
    try {
      this.chat ??= await this.load();
    } catch {
      this.problem = document.createElement("p");
      this.problem.setAttribute("role", "alert");
      this.problem.textContent = t.laden_mislukt;
      this.root.append(this.problem);
      return;
    } finally {
      this.button.removeAttribute("aria-busy");
    }
    const before = this.isOpen;
    this.setAttribute("data-open", "");
    this.button.setAttribute("aria-expanded", "true");
    this.chat.show(focus);
    remember(true);
    if (!before) this.emit("open");
  }

  private conceal(): void {
    if (!this.isOpen || this.whole) return;
    this.removeAttribute("data-open");
    this.removeAttribute("open");
    this.button.setAttribute("aria-expanded", "false");
    this.chat?.hide();
    remember(false);
    this.emit("dicht");
  }

  private load(): Promise<Chat> {
    // A browser remembers that a module could not be fetched: the next try has another address.
    const address = new URL(CHAT_FILE + (this.failures ? `&${this.failures}` : ""), base).href;
    this.loading ??= import(address).then(
      (module: { mount(host: Host): Chat }) => module.mount(this),
      (error: unknown) => {
        this.failures += 1;
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(OPENED) !== null;
  } catch {
    return false;
  }
}

function remember(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPENED, "1");
    else sessionStorage.removeItem(OPENED);
  } catch {
    // storage is blocked: the next page starts closed
  }
}

if (!customElements.get(TAG)) customElements.define(TAG, Wijzer);
