// Builds elements from text. Everything goes in as text, never as HTML.

import * as t from "./teksten.json";

type Child = Node | string | null | undefined | false;

/** An element with a class and children (text or elements); what is empty is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Set attributes; gives the element back. */
export function set<E extends Element>(element: E, attributes: Record<string, string>): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A button with an action. */
export function button(title: Child, className: string, action: () => void): HTMLButtonElement {
  const element = make("button", className, title);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

/** Words for who listens to the page only. */
export const unseen = (text: string): HTMLSpanElement => make("span", "unseen", text);

/** A sign that says nothing by itself. */
export const sign = (text: string): HTMLSpanElement => set(make("span", "", text), { "aria-hidden": "true" });

/** A drawing of one path, 24 by 24. */
export function icon(path: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = set(document.createElementNS(space, "svg"), { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" });
  svg.append(set(document.createElementNS(space, "path"), { d: path }));
  return svg;
}

const SAFE = new Set(["https:", "http:", "tel:", "mailto:"]);

/** The address when it is a safe one: web, telephone or e-mail; else null. */
export function safeAddress(address: string | null | undefined): string | null {
  try {
    const url = new URL(address ?? "");
    return SAFE.has(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/** A link, only to a safe address; else just its title. */
export function link(address: string | null | undefined, title?: string): Node {
  const safe = safeAddress(address);
  if (safe === null) return document.createTextNode(title || address || "");
  const element = make("a", "", title || address);
  element.href = safe;
  if (safe.startsWith("http")) {
    element.target = "_blank";
    element.rel = "noopener noreferrer";
    element.append(unseen(` (${t.nieuw_venster})`));
  }
  return element;
}

const INLINE = /\*\*(.+?)\*\*|(https?:\/\/[^\s<>"')]*[^\s<>"').,;:!?])/g;
const ITEM = /^\s*(?:[-•]|\d+[.)])\s+/;
const NUMBERED = /^\s*\d+[.)]\s+/;

/** Text with **bold** and web addresses, as nodes. */
function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(end, match.index), match[1] ? make("strong", "", match[1]) : link(match[2]));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)].filter(Boolean);
}

/** A message: paragraphs, line breaks, lists ("- " or "1. "), **bold**. */
export function rich(text: string): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  let list = null as HTMLElement | null;
  let paragraph = null as HTMLElement | null;
  for (const line of String(text).split("\n")) {
    if (ITEM.test(line)) {
      const kind = NUMBERED.test(line) ? "ol" : "ul";
      if (list?.localName !== kind) {
        blocks.push((list = make(kind)));
        if (kind === "ol") (list as HTMLOListElement).start = parseInt(line, 10);
      }
      list.append(make("li", "", ...inline(line.replace(ITEM, ""))));
      paragraph = null;
    } else if (!line.trim()) {
      list = paragraph = null;
    } else if (paragraph) {
      paragraph.append(make("br"), ...inline(line));
    } else {
      list = null;
      blocks.push((paragraph = make("p", "", ...inline(line))));
    }
  }
  return blocks;
}

/** A part that unfolds. */
export function fold(title: Child, key: string, ...content: Child[]): HTMLDetailsElement {
  const details = make("details", "", make("summary", "", title), ...content);
  details.dataset["key"] = key;
  return details;
}

/** A date as people in Flanders write it. */
export function day(date: string): string {
  const moment = new Date(`${date}T12:00:00`);
  if (Number.isNaN(moment.getTime())) return date;
  return moment.toLocaleDateString("nl-BE", { day: "numeric", month: "long", year: "numeric" });
}

/** A number as people in Flanders write it. */
export const number = (value: number): string => value.toLocaleString("nl-BE");

/** Fill {names} in a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/{(\w+)}/g, (_, name: string) => String(values[name] ?? ""));
}
