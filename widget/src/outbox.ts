// Sends one message until it is answered. The same `bericht_id` is handled once, so trying again is safe.

import { type Conversation, Problem, waitingFor } from "./api";
import type { Outgoing, State } from "./contract";
import * as t from "./teksten.json";

const TRIES = 5;
const TRIES_WITHOUT_NETWORK = 3;
const SLOW = 8000;
const LONGEST_WAIT = 60;

export class Outbox {
  private waitsFor = "";
  private early: (state: State) => void = () => undefined;

  constructor(private readonly status: (text: string, working?: boolean) => void) {}

  /** An answer came over the stream. Gives whether it was the one that is waited for. */
  heard(state: State): boolean {
    const ours = Boolean(this.waitsFor) && state.bericht_id === this.waitsFor;
    if (ours) this.early(state);
    return ours;
  }

  async deliver(conversation: Conversation, message: Outgoing): Promise<State> {
    let done = false;
    this.waitsFor = message.bericht_id;
    const early = new Promise<State>((resolve) => (this.early = resolve));
    const slow = setTimeout(() => this.status(t.duurt_lang, true), SLOW);
    this.status(t.typt, true);
    try {
      return await Promise.race([early, this.insist(conversation, message, () => done)]);
    } finally {
      done = true;
      this.waitsFor = "";
      clearTimeout(slow);
    }
  }

  private async insist(conversation: Conversation, message: Outgoing, done: () => boolean): Promise<State> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await conversation.send(message);
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem(0, t.ging_mis);
        const tries = problem.status === 0 ? TRIES_WITHOUT_NETWORK : TRIES;
        if (done() || !problem.passing || (attempt >= tries && navigator.onLine)) throw problem;
        await this.pause(problem, attempt, done);
        this.status(t.typt, true);
      }
    }
  }

  /** Count down to the next try; offline, wait for the network. */
  private async pause(problem: Problem, attempt: number, done: () => boolean): Promise<void> {
    const until = Math.min(problem.retryAfter || 2 ** (attempt - 1), LONGEST_WAIT);
    for (let left = until; left > 0 && !done(); left -= 1) {
      this.status(waitingFor(problem, left), true);
      await sleep(1000);
    }
    while (!navigator.onLine && !done()) {
      this.status(t.offline_wacht, true);
      await sleep(500);
    }
  }
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
