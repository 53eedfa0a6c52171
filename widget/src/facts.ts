// "Dit weet ik van jou": what the assistant knows.

import type { Fact } from "./contract";
import { make } from "./dom";
import * as t from "./teksten.json";

export class Facts {
  private readonly list = make("ul", "facts");
  private readonly help = make("p", "soft");

  constructor(section: HTMLElement) {
    section.append(this.help, this.list);
  }

  show(facts: Fact[]): void {
    this.help.textContent = facts.length ? t.feiten_hulp : t.feiten_leeg;
    this.list.replaceChildren(...facts.map((fact) => make("li", "", fact.tekst)));
  }
}
