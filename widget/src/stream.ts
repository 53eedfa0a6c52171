// The WebSocket of a conversation. It brings what other tabs and people say; messages are sent over REST.

import type { State } from "./contract";

const REFUSED = 4401;
const ERASED = 4404;
const LONGEST = 30;

export interface Listener {
  /** The stream is open; `again` when it was open before. */
  connected(again: boolean): void;
  /** It was open and broke; another try follows. */
  lost(): void;
  answer(state: State): void;
  /** The conversation does not exist any more. */
  ended(): void;
}

export class Stream {
  private socket: WebSocket | null = null;
  private timer = 0;
  private tries = 0;
  private wasOpen = false;
  private halted = false;

  constructor(
    private readonly address: string,
    private readonly token: string,
    private readonly listener: Listener,
  ) {
    this.dial();
  }

  stop(): void {
    this.halted = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** Try at once: the network is back. */
  wake(): void {
    if (this.halted || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.timer);
    this.dial();
  }

  private dial(): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.address);
    } catch {
      return; // forbidden by the host's policy: the talk works without it
    }
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ token: this.token }));
    socket.onmessage = (event) => this.read(String(event.data));
    socket.onclose = (event) => this.closed(event.code);
  }

  private read(text: string): void {
    let data: State & { stroom?: string };
    try {
      data = JSON.parse(text) as State & { stroom?: string };
    } catch {
      return;
    }
    if (data.stroom) {
      this.tries = 0;
      this.listener.connected(this.wasOpen);
      this.wasOpen = true;
    } else if (Array.isArray(data.berichten)) {
      this.listener.answer(data);
    }
  }

  private closed(code: number): void {
    if (this.halted) return;
    if (code === REFUSED || code === ERASED) {
      this.halted = true;
      this.listener.ended();
      return;
    }
    if (this.wasOpen && this.tries === 0) this.listener.lost();
    this.tries += 1;
    const seconds = Math.min(2 ** (this.tries - 1), LONGEST) * (0.75 + Math.random() / 2);
    this.timer = window.setTimeout(() => this.dial(), seconds * 1000);
  }
}
