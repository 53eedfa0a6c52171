// Sends one message until it is answered. The same `bericht_id` is handled once, so trying again is safe.

import { type Conversation, Problem, waitingFor } from "./api";
import type { Outgoing, State } from "./contract";
import * as t from "./teksten.json";

const TRIES = 5;
const TRIES_WITHOUT_NETWORK = 3;
const SLOW = 8000;
const LONGEST_WAIT = 60;

export class Outbox {
  private woken = false;

  constructor(private readonly status: (text: string, working?: boolean) => void) {}

  /** Something came over the stream: the service is there. Do not wait longer to try again. */
  wake(): void {
    this.woken = true;
  }

  async deliver(conversation: Conversation, message: Outgoing): Promise<State> {
    const slow = setTimeout(() => this.status(t.duurt_lang, true), SLOW);
    this.status(t.typt, true);
    try {
      return await this.insist(conversation, message);
    } finally {
      clearTimeout(slow);
    }
  }

  private async insist(conversation: Conversation, message: Outgoing): Promise<State> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await conversation.send(message);
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem(0, t.ging_mis);
        const tries = problem.status === 0 ? TRIES_WITHOUT_NETWORK : TRIES;
        if (!problem.passing || (attempt >= tries && navigator.onLine)) throw problem;
        await this.pause(problem, attempt);
        this.status(t.typt, true);
      }
    }
  }

  /** Count down to the next try; offline, wait for the network. */
  private async pause(problem: Problem, attempt: number): Promise<void> {
    const until = Math.min(problem.retryAfter || 2 ** (attempt - 1), LONGEST_WAIT);
    this.woken = false;
    for (let left = until; left > 0 && !(this.woken && problem.status !== 429); left -= 1) {
      this.status(waitingFor(problem, left), true);
      await sleep(1000);
    }
    while (!navigator.onLine) {
      this.status(t.offline_wacht, true);
      await sleep(500);
    }
  }
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
