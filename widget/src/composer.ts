// Where the visitor types: the text, dictation, and what is kept of it.

import { fill, set } from "./dom";
import { ask, type Frame } from "./frame";
import type { Memory } from "./memory";
import { Dictation } from "./speech";
import * as t from "./teksten.json";

const LONG = 2000;

export class Composer {
  private readonly dictation = new Dictation();

  constructor(
    private readonly frame: Frame,
    private readonly memory: Memory,
    private readonly status: (text: string) => void,
    submit: () => void,
  ) {
    const { form, input, dictate } = frame;
    let allowed = false;
    input.value = memory.draft;
    form.addEventListener("submit", (event) => (event.preventDefault(), submit()));
    input.addEventListener("input", () => this.fit());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    });
    dictate.hidden = !this.dictation.present;
    dictate.addEventListener("click", async () => {
      allowed ||= await ask(frame, t.spreek_in, t.spreek_uitleg, t.ja_luister, t.nee_typ);
      if (allowed) this.dictate();
    });
  }

  get text(): string {
    return this.frame.input.value;
  }

  set text(text: string) {
    this.frame.input.value = text;
    this.fit();
  }

  /** Text that could not be sent comes back before what was typed since. */
  putBack(text: string): void {
    this.text = [text, this.text].filter(Boolean).join("\n");
    this.frame.input.focus();
  }

  /** On a touch screen the focus would open the keyboard over the answer: then the messages get it. */
  focus(): void {
    if (matchMedia("(pointer: fine)").matches) this.frame.input.focus();
    else this.frame.scroll.focus();
  }

  stop(): void {
    this.dictation.stop();
  }

  private fit(): void {
    const { input } = this.frame;
    this.memory.draft = input.value;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 4}px`;
    if (input.value.length > LONG) this.status(fill(t.lang_bericht, { aantal: LONG }));
  }

  private dictate(): void {
    const { dictation } = this;
    if (dictation.listening) return dictation.stop();
    const before = this.text;
    set(this.frame.dictate, { "aria-pressed": "true" });
    this.status(t.ik_luister);
    dictation.start(
      (heard) => (this.text = [before, heard].filter(Boolean).join(" ")),
      (failed) => {
        set(this.frame.dictate, { "aria-pressed": "false" });
        this.status(failed ? t.niet_gehoord : "");
        this.frame.input.focus();
      },
    );
  }
}
