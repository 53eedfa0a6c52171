// What the element of the loader and the talk in it know of each other.

/** What the element that holds the talk offers. */
export interface Host {
  readonly root: ShadowRoot;
  readonly server: string;
  readonly whole: boolean;
  attribute(name: string): string;
  signedContext(): Promise<string>;
  close(): void;
  emit(name: string, detail?: Record<string, unknown>): void;
  adopt(css: string): void;
}

/** What the talk offers to that element. */
export interface Chat {
  show(focus: boolean): void;
  hide(): void;
  send(text: string): Promise<void>;
  refresh(): void;
}
