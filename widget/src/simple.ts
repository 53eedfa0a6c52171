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

/** An item in short: what is bold in it, else its first sentence. */
const short = (item: Element): HTMLElement => make("li", "", item.querySelector("strong")?.textContent || item.textContent!.split(SENTENCE)[0]!);

/** Lists with a title ("Dit kan jij krijgen"), in short: the title alone says nothing. */
const titledLists = (blocks: HTMLElement[], whole: HTMLElement[]): HTMLElement[] =>
  blocks.flatMap((block, at) => {
    const list = blocks[at + 1];
    const titles = list?.localName.endsWith("l") && words(block) === words(block.querySelector("strong") ?? undefined);
    return titles && !whole.includes(list!) ? [block.cloneNode(true) as HTMLElement, make("ul", "", ...[...list!.children].map(short))] : [];
  });

/** The blocks of a message with the lead sentence, the contacts and the question in sight; the rest is folded. */
export function plainly(blocks: HTMLElement[]): HTMLElement[] {
  const whole = blocks.map(words).join(" ");
  const sentences = whole.split(SENTENCE);
  if (sentences.length < 3 && blocks.length < 2) return blocks;
  const kept = contacts(blocks);
  const titled = titledLists(blocks, kept);
  const rest = blocks.filter((block) => !kept.includes(block));
  if (!rest.length) return kept;
  const lead = words(blocks[0]).split(SENTENCE)[0] ?? "";
  const last = words(rest[rest.length - 1]).split(SENTENCE);
  const question = last[last.length - 1]?.trim() ?? "";
  const asks = question.endsWith("?") && question !== lead;
  return [
    ...(rest[0] === blocks[0] && words(titled[0]) !== lead ? [make("p", "", make("strong", "", lead))] : []),
    ...titled,
    ...kept,
    ...(asks ? [make("p", "", question)] : []),
    fold(t.meer_uitleg, "uitleg", ...rest),
  ];
}
