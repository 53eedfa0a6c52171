// The HTTP contract, seen from the page. Knows nothing of the screen.

const KEY = "loopbaanwijzer";

/** A problem that can be shown: `status` is the HTTP status, 0 when the service was not reached. */
export class Problem extends Error {
  constructor(status, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Sending the same again may help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

async function problemFrom(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  let detail = "";
  try {
    const body = await response.json();
    detail = [body.detail || body.title, ...(body.fouten || []).map((fault) => fault.melding)].filter(Boolean).join(" ");
  } catch {
    // not JSON: a proxy in between answered
  }
  return new Problem(response.status, detail || "Er ging iets mis.", retryAfter);
}

async function request(method, path, { token, body } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store" });
  } catch {
    throw new Problem(0, "Ik kan de dienst niet bereiken. Heb je verbinding met internet?");
  }
  if (!response.ok) throw await problemFrom(response);
  return response;
}

/** Is the language model loaded: "klaar", "laadt" or "mislukt"; null when the service cannot be reached. */
export async function modelStatus() {
  try {
    const body = await (await fetch("readyz", { cache: "no-store" })).json();
    return body.taalmodel || null;
  } catch {
    return null;
  }
}

/** One conversation. It is remembered in this tab only, with the message that waits for its answer. */
export class Conversation {
  constructor({ gesprek, token, wachtend = null }) {
    this.id = gesprek;
    this.token = token;
    this.waiting = wachtend;
  }

  static async open(options) {
    const opened = await (await request("POST", "api/v1/gesprekken", { body: options })).json();
    const conversation = new Conversation(opened);
    conversation.remember();
    return [conversation, opened.berichten];
  }

  static remembered() {
    try {
      const stored = JSON.parse(sessionStorage.getItem(KEY));
      return stored ? new Conversation(stored) : null;
    } catch {
      return null;
    }
  }

  remember() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ gesprek: this.id, token: this.token, wachtend: this.waiting }));
    } catch {
      // storage is switched off: then a reload starts a new conversation
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // nothing was stored
    }
  }

  async call(method, rest = "", body = undefined) {
    return request(method, `api/v1/gesprekken/${encodeURIComponent(this.id)}${rest}`, { token: this.token, body });
  }

  async state() {
    return (await this.call("GET")).json();
  }

  /** Give a message its own id; the service handles the same id once, however often it is sent. */
  prepare(message) {
    this.waiting = { ...message, bericht_id: newId() };
    this.remember();
    return this.waiting;
  }

  /** Send the message that waits. It stays waiting when that fails for a passing reason. */
  async send() {
    try {
      const answer = await (await this.call("POST", "/berichten", this.waiting)).json();
      this.done();
      return answer;
    } catch (problem) {
      if (!problem.passing) this.done();
      throw problem;
    }
  }

  done() {
    this.waiting = null;
    this.remember();
  }

  async wipe() {
    await this.call("DELETE");
    this.forget();
  }

  async pdf() {
    return (await this.call("GET", "/samenvatting.pdf")).blob();
  }
}

function newId() {
  // randomUUID needs https or localhost; on a plain intranet address random bytes do the same.
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
