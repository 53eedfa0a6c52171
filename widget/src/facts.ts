// "Dit weet ik van jou": every fact, to correct or to wipe; also below the message in which it was told.

import type { Fact, Field } from "./contract";
import { button, fill, make, set } from "./dom";
import * as t from "./teksten.json";

export interface Changer {
  /** What is known, with what is needed to change it. */
  fields(): Promise<Field[]>;
  /** Change a fact; null wipes it. Gives what follows, in words. */
  change(field: Field, value: unknown): Promise<string>;
}

export class Facts {
  private readonly list = make("ul", "facts");
  private readonly help = make("p", "soft");
  private readonly result = set(make("p", "result"), { role: "status" });
  private known: Fact[] = [];
  private editing = false;

  constructor(
    section: HTMLElement,
    private readonly changer: Changer,
  ) {
    section.append(this.help, this.result, this.list);
    this.show([]);
  }

  show(facts: Fact[]): void {
    this.known = facts;
    if (this.editing) return;
    this.help.textContent = facts.length ? t.feiten_hulp : t.feiten_leeg;
    this.list.replaceChildren(...facts.map((fact) => this.row(fact)));
  }

  private row(fact: Fact): HTMLElement {
    const row = make("li", "", make("span", "", fact.tekst));
    if (fact.afgeleid) row.append(make("span", "soft", t.volgt_vanzelf));
    else row.append(this.openerFor(fact.tekst, () => void this.edit(fact.veld, row)));
    return row;
  }

  private openerFor(text: string, action: () => void): HTMLButtonElement {
    return set(button(t.wijzig, "quiet small", action), { "aria-label": `${t.wijzig}: ${text}` });
  }

  /** "Wijzig" below an own message: the facts that were taken from it. */
  below(names: string[]): HTMLElement {
    const place = make("div", "below");
    const open = button(t.wijzig, "quiet small", () => {
      const known = this.known.filter((fact) => names.includes(fact.veld) && !fact.afgeleid);
      if (known.length === 1) return void this.edit(known[0]!.veld, place, reset);
      const chips = known.map((fact) => this.openerFor(fact.tekst, () => void this.edit(fact.veld, place, reset)));
      chips.forEach((chip, at) => (chip.textContent = known[at]!.tekst));
      place.replaceChildren(known.length ? make("div", "row", ...chips) : make("span", "soft", t.niet_meer_bekend));
      chips[0]?.focus();
    });
    const reset = (): void => {
      place.replaceChildren(open);
      open.focus();
    };
    place.append(open);
    return place;
  }

  /** Put the editor of a fact in the place of its row. */
  private async edit(name: string, place: HTMLElement, reset?: () => void): Promise<void> {
    const before = [...place.childNodes];
    const back = (): void => {
      this.editing = false;
      if (reset) return reset();
      place.replaceChildren(...before);
      place.querySelector("button")?.focus();
    };
    this.result.textContent = "";
    // Also while the fields are asked: in a list that is made anew the form would stand nowhere.
    this.editing = true;
    try {
      const field = (await this.changer.fields()).find((found) => found.veld === name);
      if (!field) return back();
      const form = editor(field, this.changer, (said) => {
        back();
        if (said === null) return;
        this.result.textContent = said;
        this.show(this.known);
        if (!reset) (this.list.parentElement?.querySelector("[tabindex]") as HTMLElement | null)?.focus();
      });
      place.replaceChildren(form);
      form.querySelector<HTMLElement>("input, select")?.focus();
    } catch (problem) {
      back();
      this.result.textContent = (problem as Error).message;
    }
  }
}

/** A form for one fact; `done` gets what follows from the change, or null when nothing was changed. */
function editor(field: Field, changer: Changer, done: (said: string | null) => void): HTMLFormElement {
  const control = controlFor(field);
  const problem = set(make("p", "problem"), { role: "alert" });
  const label = make("label", "", make("span", "", field.vraag ?? field.naam), control);
  const save = set(make("button", "", t.bewaar), { type: "submit" });
  const attempt = async (value: unknown): Promise<void> => {
    save.disabled = true;
    problem.textContent = "";
    try {
      done(await changer.change(field, value));
    } catch (error) {
      problem.textContent = (error as Error).message;
    }
    save.disabled = false;
  };
  const wipe = button(t.wis_dit, "danger", () => void attempt(null));
  const form = make("form", "editor", label, problem, make("div", "row", save, wipe, button(t.annuleer, "quiet", () => done(null))));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = valueOf(field, control.value.trim());
    if (value === undefined) problem.textContent = field.soort === "getal" ? bounds(field) : t.vul_in;
    else void attempt(value);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done(null);
  });
  return form;
}

function controlFor(field: Field): HTMLInputElement | HTMLSelectElement {
  if (field.keuzes.length) {
    const select = make("select", "", ...field.keuzes.map((choice) => set(make("option", "", choice.titel), { value: choice.waarde })));
    select.value = String(field.waarde);
    return select;
  }
  const input = set(make("input"), { type: field.soort === "datum" ? "date" : "text", maxlength: "200", autocomplete: "off" });
  if (field.soort === "getal") input.inputMode = "decimal";
  input.value = String(field.waarde).replace(".", field.soort === "getal" ? "," : ".");
  return input;
}

/** What was filled in, in the type of the contract; undefined when it is no value. */
function valueOf(field: Field, text: string): unknown {
  if (field.soort === "ja_nee") return text === "true";
  if (field.soort !== "getal") return text || undefined;
  const value = Number(text.replace(/\s/g, "").replace(",", "."));
  const low = field.minimum ?? -Infinity;
  const high = field.maximum ?? Infinity;
  return text && value >= low && value <= high ? value : undefined;
}

function bounds(field: Field): string {
  const { minimum, maximum } = field;
  if (minimum === null || maximum === null) return t.geen_getal;
  return fill(t.getal_tussen, { laag: minimum, hoog: maximum });
}
