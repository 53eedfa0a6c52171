// Other tabs of this website with a talk that is still open. Nothing is kept: a closed tab answers no more.

import type { Remembered } from "./memory";

/** How long another tab has to answer: a tab that is known to have a talk may be busy, or slow. */
const PATIENCE = 250;
const PATIENCE_WITH_ONE = 5000;
const NAME = "loopbaanwijzer";

interface Word {
  vraag?: string;
  antwoord?: { gesprek: string; token: string };
  ingang: string;
}

export class Tabs {
  private readonly channel: BroadcastChannel | null;
  private readonly lock: string;
  private release = (): void => undefined;

  constructor(
    private readonly entrance: string,
    mine: () => Remembered | null,
  ) {
    this.channel = openChannel();
    this.lock = `${NAME}:${entrance}`;
    this.channel?.addEventListener("message", (event: MessageEvent<Word>) => {
      const known = mine();
      if (event.data.vraag && event.data.ingang === entrance && known) {
        this.channel?.postMessage({ antwoord: { gesprek: known.gesprek, token: known.token }, ingang: entrance });
      }
    });
  }

  /** Whether this tab has a talk: whoever comes later need not wait to know whether there is one. */
  tell(has: boolean): void {
    this.release();
    // Where locks are forbidden, a later tab waits for an answer.
    if (has) navigator.locks?.request(this.lock, { mode: "shared" }, () => new Promise<void>((done) => (this.release = done))).catch(() => undefined);
  }

  /** A talk that is open in another tab, if one answers in time; at once when there is none. */
  async ask(): Promise<{ gesprek: string; token: string } | null> {
    const channel = this.channel;
    const known = await navigator.locks?.query().catch(() => null);
    if (!channel || (known && !known.held!.some((lock) => lock.name === this.lock))) return null;
    return new Promise((resolve) => {
      const hear = (event: MessageEvent<Word>): void => {
        if (event.data.antwoord && event.data.ingang === this.entrance) done(event.data.antwoord);
      };
      const done = (found: Word["antwoord"] | null): void => {
        clearTimeout(timer);
        channel.removeEventListener("message", hear);
        resolve(found ?? null);
      };
      const timer = setTimeout(() => done(null), known ? PATIENCE_WITH_ONE : PATIENCE);
      channel.addEventListener("message", hear);
      channel.postMessage({ vraag: "gesprek", ingang: this.entrance });
    });
  }
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return null;
  }
}
