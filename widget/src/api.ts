// The HTTP contract, seen from the widget. Knows nothing of the screen.

import type { Opened, Outgoing, State } from "./contract";
import { fill } from "./dom";
import * as t from "./teksten.json";

const PATIENCE = 100_000;
/** What a body may measure; the service says no to more. */
export const MAX_BODY = 65_536;

/** A problem that can be shown: `status` is the HTTP status, 0 when the service was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly retryAfter = 0,
  ) {
    super(detail);
  }

  /** Sending the same again may help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 409 || this.status === 429 || this.status >= 500;
  }

  /** The conversation is not there (any more), or is not ours. */
  get gone(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

interface Options {
  token?: string;
  body?: unknown;
}

async function problemFrom(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  let detail = "";
  try {
    const body = (await response.json()) as { detail?: string; title?: string; fouten?: { melding: string }[] };
    detail = [body.detail || body.title, ...(body.fouten ?? []).map((fault) => fault.melding)].filter(Boolean).join(" ");
  } catch {
    // not JSON: a proxy in between answered
  }
  if (!detail) detail = response.status === 413 ? t.te_groot : t.ging_mis;
  return new Problem(response.status, detail, retryAfter);
}

/** The service at one address. */
export class Server {
  constructor(readonly base: string) {}

  async request(method: string, path: string, { token, body }: Options = {}): Promise<Response> {
    const headers: Record<string, string> = {};
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const init: RequestInit = { method, headers, cache: "no-store", credentials: "omit", signal: stop.signal };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await fetch(this.base + path, init);
      if (!response.ok) throw await problemFrom(response);
      return response;
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem(0, navigator.onLine ? t.niet_bereikbaar : t.offline);
    } finally {
      clearTimeout(timer);
    }
  }

  async json<T>(method: string, path: string, options: Options = {}): Promise<T> {
    const response = await this.request(method, path, options);
    try {
      return (await response.json()) as T;
    } catch {
      throw new Problem(502, t.ging_mis);
    }
  }

  /** Without a body where none is needed: a browser need not ask another website first whether it may. */
  private open(options: Record<string, string>): Promise<Opened> {
    return this.json("POST", "api/v1/gesprekken", Object.keys(options).length ? { body: options } : {});
  }

  /** Open a conversation with the context of a portal; without it when that is refused: too old, or used before. */
  async openWith(options: Record<string, string>, context: string): Promise<{ opened: Opened; refused: boolean }> {
    try {
      return { opened: await this.open(context ? { ...options, context } : options), refused: false };
    } catch (problem) {
      if (!context || !(problem instanceof Problem) || problem.status !== 422) throw problem;
      return { opened: await this.open(options), refused: true };
    }
  }

  /** Wait for the language model: "klaar" or "mislukt", or null when the service does not tell. */
  async modelReady(waiting: () => void): Promise<string | null> {
    for (;;) {
      const model = await this.modelStatus();
      if (model === null || model === "klaar" || model === "mislukt") return model;
      waiting();
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }

  private async modelStatus(): Promise<string | null> {
    try {
      const response = await fetch(`${this.base}readyz`, { cache: "no-store", credentials: "omit" });
      return ((await response.json()) as { taalmodel?: string }).taalmodel ?? null;
    } catch {
      return null;
    }
  }

  /** The address of the stream of a conversation. */
  stream(id: string): string {
    return `${this.base.replace(/^http/, "ws")}api/v1/gesprekken/${encodeURIComponent(id)}/stroom`;
  }
}

/** One conversation on the service. */
export class Conversation {
  constructor(
    readonly server: Server,
    readonly id: string,
    readonly token: string,
  ) {}

  private pathTo(rest: string): string {
    return `api/v1/gesprekken/${encodeURIComponent(this.id)}${rest}`;
  }

  call<T>(method: string, rest = "", body?: unknown): Promise<T> {
    return this.server.json(method, this.pathTo(rest), { token: this.token, body });
  }

  state(): Promise<State> {
    return this.call("GET");
  }

  /** Send a message. The service handles the same `bericht_id` once, however often it is sent. */
  async send(message: Outgoing): Promise<State> {
    if (new TextEncoder().encode(JSON.stringify(message)).length > MAX_BODY) throw new Problem(413, t.te_groot);
    const changes = message.profiel ?? message.opleiding;
    return changes ? this.call("PATCH", "/profiel", message) : this.call("POST", "/berichten", message);
  }

  async wipe(): Promise<void> {
    await this.server.request("DELETE", this.pathTo(""), { token: this.token });
  }

  async file(rest: string): Promise<Blob> {
    return (await this.server.request("GET", this.pathTo(rest), { token: this.token })).blob();
  }
}

/** An id for a message. */
export function newId(): string {
  // Not randomUUID: that needs https or localhost, and the component also lives on a plain intranet address.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is said while it waits to be sent again. */
export function waitingFor(problem: Problem, seconds: number): string {
  if (!navigator.onLine) return t.offline_wacht;
  return fill(problem.status === 429 ? t.druk : t.opnieuw_over, { seconden: seconds });
}
