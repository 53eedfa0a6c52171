// The demo page: the form sets the attributes of the component, the buttons call its methods, the list shows its events.

interface Wijzer extends HTMLElement {
  open(): Promise<void>;
  close(): void;
  toggle(): void;
  send(text: string): Promise<void>;
}

const form = document.querySelector("form")!;
const code = document.querySelector("code#code")!;
const events = document.querySelector("ol#gebeurtenissen")!;
const NAMES = ["open", "dicht", "begonnen", "bericht", "rechten", "beeindigd", "fout"];
const COLOURS = ["--wijzer-merk", "--wijzer-accent", "--wijzer-rond"];
const link = document.querySelector<HTMLAnchorElement>("loopbaan-wijzer > a")!;
let element = document.querySelector<Wijzer>("loopbaan-wijzer")!;

/** What the form asks, as attributes. */
function attributes(): [string, string][] {
  const fields = new FormData(form);
  const named = ["positie", "thema", "taalniveau", "ingang", "peildatum"].map((name): [string, string] => [name, String(fields.get(name) ?? "")]);
  return named.filter(([, value]) => value !== "");
}

function style(target: HTMLElement): string {
  const fields = new FormData(form);
  const chosen = fields.get("eigen") ? COLOURS.map((name): [string, string] => [name, String(fields.get(name))]) : [];
  for (const name of COLOURS) target.style.removeProperty(name);
  for (const [name, value] of chosen) target.style.setProperty(name, value);
  return chosen.map(([name, value]) => `\n  ${name}: ${value};`).join("");
}

/** A component with other attributes is a new one: some of them are only read at the start. */
function renew(): void {
  const fresh = document.createElement("loopbaan-wijzer") as Wijzer;
  for (const [name, value] of attributes()) fresh.setAttribute(name, value);
  fresh.append(link);
  const rules = style(fresh);
  element.replaceWith(fresh);
  element = fresh;
  const tag = attributes().map(([name, value]) => ` ${name}="${value}"`).join("");
  const script = `<script src="${new URL("static/loopbaan-wijzer.js", location.href).href}" defer></scr` + "ipt>";
  const fallback = `<a href="${link.href}">${link.textContent}</a>`;
  code.textContent = `${script}\n<loopbaan-wijzer${tag}>${fallback}</loopbaan-wijzer>` + (rules && `\n\nloopbaan-wijzer {${rules}\n}`);
}

function tell(name: string, detail: unknown): void {
  const line = document.createElement("li");
  line.textContent = `${name} ${JSON.stringify(detail)}`;
  events.prepend(line);
  while (events.children.length > 20) events.lastElementChild?.remove();
}

for (const name of NAMES) document.addEventListener(`wijzer-${name}`, (event) => tell(event.type, (event as CustomEvent).detail));
form.addEventListener("change", renew);
document.querySelector("#doe-open")?.addEventListener("click", () => void element.open());
document.querySelector("#doe-dicht")?.addEventListener("click", () => element.close());
document.querySelector("#doe-zeg")?.addEventListener("click", () => void element.send("Wat is een opleidingscheque?"));
renew();
