// The HTTP contract, version 1, as far as the widget reads it. Fields may be added; unknown ones are left alone.

export interface Choice {
  titel: string;
  waarde: string;
}

export interface Source {
  id: string;
  titel: string;
  url?: string;
  gezien_op?: string;
}

export interface Reason {
  uitkomst: "voldaan" | "niet_voldaan" | "onbekend";
  uitleg: string;
  bronnen?: string[];
}

export type Status = "recht" | "mogelijk" | "geen_recht" | "buiten_periode";

export interface Measure {
  id: string;
  naam: string;
  status: Status;
  zekerheid: string;
  voordelen?: string[];
  redenen?: Reason[];
  aandachtspunten?: string[];
  onzekerheden?: { veld: string; uitleg: string }[];
  aanvragen?: { waar?: string; tegen?: string; link?: string; stappen?: string[] } | null;
  bronnen?: Source[];
}

/** A card inside a message: a course, or just a title and a text. */
export interface Card {
  soort?: string;
  titel?: string;
  naam?: string;
  tekst?: string;
  id?: string;
  aanbieder?: string;
  gemeente?: string | null;
  afstand_km?: number | null;
  lesvorm?: string | null;
  startdatum?: string | null;
  prijs?: number | null;
  contacturen?: number | null;
  studiepunten?: number | null;
  voorbeeldgegevens?: boolean;
  waarom?: string[];
  url?: string | null;
  velden?: string[];
  /** A file to keep, under the address of the conversation. */
  bestand?: string;
  /** What can be done with this card; the same choices may stand with the message, for who shows no cards. */
  keuzes?: Choice[];
}

export interface Message {
  id: string;
  van: string;
  tekst: string;
  keuzes?: Choice[];
  kaarten?: Card[];
  onderwerp?: string | null;
}

export interface Fact {
  veld: string;
  tekst: string;
  /** It follows from another fact: change that one. */
  afgeleid?: boolean;
}

/** A fact with what is needed to change it. */
export interface Field {
  veld: string;
  groep: "profiel" | "opleiding";
  naam: string;
  vraag: string | null;
  soort: "getal" | "ja_nee" | "keuze" | "tekst" | "datum";
  keuzes: Choice[];
  minimum: number | null;
  maximum: number | null;
  waarde: unknown;
}

export interface State {
  berichten: Message[];
  vraag?: { veld: string } | null;
  voortgang?: { beantwoord: number; resterend: number };
  feiten?: Fact[];
  onthouden?: string[];
  rechten?: Measure[] | null;
  voorlopig?: boolean;
  peildatum?: string;
  gewist?: boolean;
  bewaartermijn?: number | null;
  mail?: boolean;
  /** Where the talk with a counsellor stands: in what is fetched and what comes over the stream. */
  overdracht?: { toestand: string } | null;
}

export interface Opened {
  gesprek: string;
  token: string;
  berichten: Message[];
  bewaartermijn?: number | null;
  mail?: boolean;
}

/** What a code for a counsellor shares; the code itself only in the answer that made it. */
export interface Shared {
  actief: boolean;
  code: string | null;
  melding: string;
  regels: string[];
}

export interface Outgoing {
  tekst?: string;
  keuze?: string;
  profiel?: Record<string, unknown>;
  opleiding?: Record<string, unknown>;
  bericht_id: string;
}
