// A code with which a counsellor sees what somebody shares: what goes along, the yes to it, and its end.

import { Problem } from "./api";
import type { Shared } from "./contract";
import { button, fold, make, set } from "./dom";
import { toggle } from "./frame";
import type { Owner } from "./more";
import * as t from "./teksten.json";

/** A part that asks the service what goes along when it unfolds, and forgets it when it folds. */
export function codePart(owner: Owner): HTMLDetailsElement {
  const said = set(make("p", "result"), { role: "status" });
  const along = make("ul");
  let messages = false;
  const call = async (method: string, body?: unknown): Promise<void> => {
    const { conversation } = owner;
    if (!conversation) return void (said.textContent = t.geen_gesprek);
    try {
      const shared = await conversation.call<Shared>(method, "/code", body);
      said.replaceChildren(shared.melding, make("strong", "", shared.code));
      along.replaceChildren(...shared.regels.map((line) => make("li", "", line)));
      end.hidden = !shared.actief;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      said.textContent = problem.message;
    }
  };
  const end = button(t.code_intrekken, "danger", () => void call("DELETE"));
  const give = button(t.code_geef, "", () => void call("POST", { toestemming: true, verloop: messages }));
  const part = fold(t.code_titel, "code", said, along, toggle(t.code_berichten, false, (on) => (messages = on)), make("div", "row", give, end));
  part.addEventListener("toggle", () => {
    if (part.open) void call("GET");
    else said.textContent = along.textContent = "";
  });
  return part;
}
