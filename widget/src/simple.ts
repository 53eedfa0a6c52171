// Simple language: the shortest wording first, the rest one tap away.

import { fold, make } from "./dom";
import * as t from "./teksten.json";

const SENTENCE = /(?<=[.!?])\s+(?=[A-Z“"‘'(\d])/;
const TELEPHONE = /(?<![\d.,/])(?:[0+](?:[ ./]?\d){8,}|1700)(?![\d,])/;

const words = (block: HTMLElement | undefined): string => block?.textContent ?? "";

/** Whether a block is the title ("Dit kan jij krijgen") of the list below it. */
const titles = (block: HTMLElement | undefined, list: HTMLElement | undefined): boolean =>
  Boolean(block && list?.localName.endsWith("l") && words(block) === block.querySelector("strong")?.textContent);

/** Whom to call, with the line that leads to it ("Je kan hier terecht:"): somebody who needs help must not search for it. */
function contacts(blocks: HTMLElement[]): HTMLElement[] {
  const calls = blocks.map((block, at) => TELEPHONE.test(words(block)) && !titles(blocks[at - 1], block));
  return blocks.filter((block, at) => calls[at] || (calls[at + 1] && words(block).trim().endsWith(":")));
}

/** An item of a list with a title, in short: what is bold in it, else its first sentence; whole when it says whom to call. */
const short = (item: Element): Node =>
  TELEPHONE.test(item.textContent!) ? item.cloneNode(true) : make("li", "", item.querySelector("strong")?.textContent || item.textContent!.split(SENTENCE)[0]!);

/** The blocks of a message with the lead sentence, the contacts and the question in sight; the rest is folded. */
export function plainly(blocks: HTMLElement[]): HTMLElement[] {
  const whole = blocks.map(words).join(" ");
  const sentences = whole.split(SENTENCE);
  if (sentences.length < 3 && blocks.length < 2) return blocks;
  const kept = contacts(blocks);
  const rest = blocks.filter((block) => !kept.includes(block));
  if (!rest.length) return kept;
  const lead = words(blocks[0]).split(SENTENCE)[0] ?? "";
  const last = words(rest[rest.length - 1]).split(SENTENCE);
  const question = last[last.length - 1]?.trim() ?? "";
  // The order stays: what is certain goes before what may be.
  const inSight = blocks.flatMap((block, at) =>
    kept.includes(block) ? [block] : titles(block, blocks[at + 1]) ? [block.cloneNode(true) as HTMLElement, make("ul", "", ...[...blocks[at + 1]!.children].map(short))] : [],
  );
  const asks = question.endsWith("?") && question !== lead;
  return [
    ...(rest[0] === blocks[0] && words(inSight[0]) !== lead ? [make("p", "", make("strong", "", lead))] : []),
    ...inSight,
    ...(asks ? [make("p", "", question)] : []),
    fold(t.meer_uitleg, "uitleg", ...rest),
  ];
}
