// Reading aloud and dictation, by what the browser itself has.

const LANGUAGE = "nl-BE";

/** Reads texts aloud; `present` says whether this browser can. */
export class Voice {
  readonly present = typeof speechSynthesis !== "undefined" && typeof SpeechSynthesisUtterance !== "undefined";
  on = false;

  say(text: string): void {
    if (!this.on || !this.present) return;
    const words = new SpeechSynthesisUtterance(text.replace(/\*\*|https?:\/\/\S+/g, ""));
    words.lang = LANGUAGE;
    const voices = speechSynthesis.getVoices();
    const voice = voices.find((found) => found.lang === LANGUAGE) ?? voices.find((found) => found.lang.startsWith("nl"));
    if (voice) words.voice = voice;
    speechSynthesis.speak(words);
  }

  stop(): void {
    if (this.present) speechSynthesis.cancel();
  }
}

interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  start(): void;
  stop(): void;
}
interface Heard extends Event {
  results: ArrayLike<ArrayLike<{ transcript: string }>>;
}
type Maker = new () => Recognition;

const maker = (): Maker | undefined => {
  const found = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition;
};

/** Turns speech into text; the text is typed, never sent by itself. */
export class Dictation {
  readonly present = Boolean(maker());
  private recognition: Recognition | null = null;

  get listening(): boolean {
    return this.recognition !== null;
  }

  start(heard: (text: string) => void, ended: (failed: boolean) => void): void {
    const Made = maker();
    if (!Made) return;
    const recognition = new Made();
    let failed = false;
    recognition.lang = LANGUAGE;
    recognition.addEventListener("result", (event) => {
      const results = Array.from((event as Heard).results);
      heard(results.map((result) => result[0]?.transcript ?? "").join(" ").trim());
    });
    recognition.addEventListener("error", () => (failed = true));
    recognition.addEventListener("end", () => {
      this.recognition = null;
      ended(failed);
    });
    this.recognition = recognition;
    recognition.start();
  }

  stop(): void {
    this.recognition?.stop();
  }
}
