// The keyboard in the window.

import type { Host } from "./host";
import { type Frame, stops } from "./frame";
import type { Panel } from "./panel";

/** On a small screen the window lies over the whole page. */
export const covers = (host: Host): boolean => !host.whole && matchMedia("(max-width: 480px)").matches;

/** Escape goes one step back; Tab stays in a window over the whole page. No key reaches the shortcuts of the host page. */
export function listenToKeys(host: Host, frame: Frame, panel: Panel): void {
  frame.window.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Tab" && covers(host)) keepInside(event, host, frame.window);
    if (event.key === "Escape" && !frame.dialog.open && !panel.close()) host.close();
  });
}

function keepInside(event: KeyboardEvent, host: Host, window: HTMLElement): void {
  const all = stops(window);
  if (event.shiftKey) all.reverse();
  const focused = host.root.activeElement;
  if (focused !== all[all.length - 1] && focused !== window) return;
  event.preventDefault();
  all[0]?.focus();
}
