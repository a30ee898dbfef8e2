import { type Accessor, createSignal } from "solid-js";
import { makeRecogniser, type Recogniser, textOf } from "./recogniser.ts";

/** Why dictation ended early. */
export type DictationProblem =
  | "denied"
  | "microphone"
  | "silence"
  | "network"
  | "language"
  | "failed";

/** The text field. */
export interface DictatedField {
  read(): string;
  write(text: string): void;
  /** Index of the cursor. */
  cursor(): number;
  /** BCP 47. */
  language(): string;
}

/** Speech into text, as long as the user lets it listen. */
export interface Dictation {
  isListening: Accessor<boolean>;
  /** Why the last one ended early; null after one that did not. */
  problem: Accessor<DictationProblem | null>;
  start(): void;
  /** Ends; what was heard stays. */
  stop(): void;
  /** The text was sent, or the page is left: nothing more is written. */
  abort(): void;
}

const problems: Readonly<Record<string, DictationProblem>> = {
  "not-allowed": "denied",
  "service-not-allowed": "denied",
  "audio-capture": "microphone",
  "no-speech": "silence",
  network: "network",
  "language-not-supported": "language",
};

/** Where spoken words go. */
interface Place {
  before: string;
  after: string;
  /** The first result that goes there: those before it are part of `before`. */
  from: number;
}

/** Words are written as they are heard, and corrected until they are final. */
export function createDictation(field: DictatedField, make = makeRecogniser): Dictation {
  const [isListening, setListening] = createSignal(false);
  const [problem, setProblem] = createSignal<DictationProblem | null>(null);
  let current: Recogniser | null = null;

  function findPlace(from: number): Place {
    const [text, cursor] = [field.read(), field.cursor()];
    return { before: text.slice(0, cursor), after: text.slice(cursor), from };
  }

  function listen(recogniser: Recogniser): void {
    let place = findPlace(0);
    let written = field.read();
    recogniser.addEventListener("result", ({ results = [] }) => {
      if (current !== recogniser) return;
      // The user has typed meanwhile: new words go to where the cursor is now.
      if (field.read() !== written) place = findPlace(Math.max(0, results.length - 1));
      written = place.before + spaced(place, textOf(results, place.from)) + place.after;
      field.write(written);
    });
    recogniser.addEventListener("error", ({ error = "" }) => {
      if (current === recogniser && error !== "aborted") setProblem(problems[error] ?? "failed");
    });
    recogniser.addEventListener("end", () => {
      if (current === recogniser) end();
    });
  }

  function end(): void {
    current = null;
    setListening(false);
  }

  return {
    isListening,
    problem,
    start() {
      const recogniser = make();
      if (!recogniser || current) return;
      setProblem(null);
      recogniser.lang = field.language();
      recogniser.continuous = true;
      recogniser.interimResults = true;
      current = recogniser;
      listen(recogniser);
      try {
        recogniser.start();
        setListening(true);
      } catch {
        end();
        setProblem("failed");
      }
    },
    stop: () => current?.stop(),
    abort() {
      const stopped = current;
      end();
      stopped?.abort();
    },
  };
}

/** The words with a blank before and after them where the text around has none. */
function spaced({ before, after }: Place, words: string): string {
  if (words === "") return "";
  const start = before === "" || /\s$/.test(before) ? "" : " ";
  const finish = after === "" || /^[\s.,;:!?)]/.test(after) ? "" : " ";
  return start + words + finish;
}
