// Other tabs of this website with a talk that is still open. Nothing is kept: a closed tab answers no more.

import type { Remembered } from "./memory";

const PATIENCE = 250;
const NAME = "loopbaanwijzer";

interface Word {
  vraag?: string;
  antwoord?: { gesprek: string; token: string };
  ingang: string;
}

export class Tabs {
  private readonly channel: BroadcastChannel | null;

  constructor(
    private readonly entrance: string,
    mine: () => Remembered | null,
  ) {
    this.channel = openChannel();
    this.channel?.addEventListener("message", (event: MessageEvent<Word>) => {
      const known = mine();
      if (event.data.vraag && event.data.ingang === entrance && known) {
        this.channel?.postMessage({ antwoord: { gesprek: known.gesprek, token: known.token }, ingang: entrance });
      }
    });
  }

  /** A talk that is open in another tab, if one answers in time. */
  ask(): Promise<{ gesprek: string; token: string } | null> {
    const channel = this.channel;
    if (!channel) return Promise.resolve(null);
    return new Promise((resolve) => {
      const hear = (event: MessageEvent<Word>): void => {
        if (event.data.antwoord && event.data.ingang === this.entrance) done(event.data.antwoord);
      };
      const done = (found: Word["antwoord"] | null): void => {
        clearTimeout(timer);
        channel.removeEventListener("message", hear);
        resolve(found ?? null);
      };
      const timer = setTimeout(() => done(null), PATIENCE);
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
