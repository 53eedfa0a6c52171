// What this tab remembers: the conversation, a message that waits, and the text being typed. Storage may be blocked.

import type { Outgoing } from "./contract";

export interface Waiting {
  bericht: Outgoing;
  getoond: string;
}

export interface Remembered {
  gesprek: string;
  token: string;
  wachtend: Waiting | null;
}

const NAME = "loopbaanwijzer";

export class Memory {
  private readonly key: string;
  private kept: Remembered | null = null;
  private text = "";
  /** Whether a reload finds everything back. */
  readonly lasting: boolean;

  constructor(entrance: string) {
    this.key = `${NAME}:${entrance}`;
    this.lasting = write(`${this.key}:proef`, "1");
    write(`${this.key}:proef`, null);
  }

  get conversation(): Remembered | null {
    if (!this.lasting) return this.kept;
    try {
      const stored = JSON.parse(read(this.key) ?? "null") as Remembered | null;
      return stored && typeof stored.gesprek === "string" && typeof stored.token === "string" ? stored : null;
    } catch {
      return null;
    }
  }

  set conversation(value: Remembered | null) {
    this.kept = value;
    write(this.key, value && JSON.stringify(value));
  }

  /** The message that is not answered yet. */
  set waiting(wachtend: Waiting | null) {
    const known = this.conversation;
    if (known) this.conversation = { ...known, wachtend };
  }

  get draft(): string {
    return (this.lasting && read(`${this.key}:concept`)) || this.text;
  }

  set draft(text: string) {
    this.text = text;
    write(`${this.key}:concept`, text || null);
  }

  forget(): void {
    this.conversation = null;
  }
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): boolean {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
