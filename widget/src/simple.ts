// Simple language: the shortest wording first, the rest one tap away.

import { fold, make } from "./dom";
import * as t from "./teksten.json";

const SENTENCE = /(?<=[.!?])\s+(?=[A-Z“"‘'(\d])/;

/** The blocks of a message with the lead sentence and the question in sight; the rest is folded. */
export function plainly(blocks: HTMLElement[]): HTMLElement[] {
  const whole = blocks.map((block) => block.textContent ?? "").join(" ");
  const sentences = whole.split(SENTENCE);
  if (sentences.length < 3 && blocks.length < 2) return blocks;
  const lead = (blocks[0]?.textContent ?? "").split(SENTENCE)[0] ?? "";
  const last = blocks[blocks.length - 1]?.textContent?.split(SENTENCE) ?? [];
  const question = last[last.length - 1]?.trim() ?? "";
  const asks = question.endsWith("?") && question !== lead;
  return [make("p", "", make("strong", "", lead)), ...(asks ? [make("p", "", question)] : []), fold(t.meer_uitleg, "uitleg", ...blocks)];
}
