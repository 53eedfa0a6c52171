// Simple language: the shortest wording first, the rest one tap away.

import { fold, make } from "./dom";
import * as t from "./teksten.json";

const SENTENCE = /(?<=[.!?])\s+(?=[A-Z“"‘'(\d])/;
const TELEPHONE = /(?<![\d.,/])(?:[0+](?:[ ./]?\d){8,}|1700)(?![\d,])/;

const words = (block: HTMLElement | undefined): string => block?.textContent ?? "";

/** Whom to call, with the line that leads to it ("Je kan hier terecht:"): somebody who needs help must not search for it. */
function contacts(blocks: HTMLElement[]): HTMLElement[] {
  const calls = blocks.map((block) => TELEPHONE.test(words(block)));
  return blocks.filter((block, at) => calls[at] || (calls[at + 1] && words(block).trim().endsWith(":")));
}

const isList = (block: HTMLElement | undefined): block is HTMLElement => block?.localName === "ol" || block?.localName === "ul";

/** Whether a block is only the title of the list after it ("Dit kan jij krijgen"): without it, it says nothing. */
function heads(block: HTMLElement, next: HTMLElement | undefined): boolean {
  const strong = block.firstElementChild;
  return strong?.localName === "strong" && words(block).trim() === words(strong as HTMLElement).trim() && isList(next);
}

/** The names of a list: what is bold at the begin of an item, else its first sentence. */
function names(list: HTMLElement): HTMLElement {
  const short = make(list.localName as "ol" | "ul");
  if (list instanceof HTMLOListElement) (short as HTMLOListElement).start = list.start;
  for (const item of list.children) {
    const name = item.firstChild instanceof HTMLElement && item.firstChild.localName === "strong" ? words(item.firstChild) : "";
    short.append(make("li", "", name || words(item as HTMLElement).split(SENTENCE)[0] || ""));
  }
  return short;
}

/** Every list with a title, in short: what somebody can get, and what not. Empty when the message begins otherwise. */
function outline(blocks: HTMLElement[], whole: HTMLElement[]): HTMLElement[] {
  if (!blocks[0] || !heads(blocks[0], blocks[1])) return [];
  return blocks.flatMap((block, at) => {
    const next = blocks[at + 1];
    return next && heads(block, next) ? [make("p", "", make("strong", "", words(block))), whole.includes(next) ? next : names(next)] : [];
  });
}

/** The blocks of a message with the lead sentence, the contacts and the question in sight; the rest is folded. */
export function plainly(blocks: HTMLElement[]): HTMLElement[] {
  const whole = blocks.map(words).join(" ");
  const sentences = whole.split(SENTENCE);
  if (sentences.length < 3 && blocks.length < 2) return blocks;
  const kept = contacts(blocks);
  const short = outline(blocks, kept);
  const rest = blocks.filter((block) => !kept.includes(block));
  if (!rest.length) return kept;
  const lead = words(blocks[0]).split(SENTENCE)[0] ?? "";
  const last = words(rest[rest.length - 1]).split(SENTENCE);
  const question = last[last.length - 1]?.trim() ?? "";
  const asks = question.endsWith("?") && question !== lead;
  return [
    ...short,
    ...(rest[0] === blocks[0] && !short.length ? [make("p", "", make("strong", "", lead))] : []),
    ...kept.filter((block) => !short.includes(block)),
    ...(asks ? [make("p", "", question)] : []),
    fold(t.meer_uitleg, "uitleg", ...rest),
  ];
}
