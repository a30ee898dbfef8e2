/** One piece of recognised speech; further alternatives are not asked for. */
interface SpokenResult {
  isFinal: boolean;
  0?: { transcript: string } | undefined;
}

export interface RecogniserEvent {
  /** All results since the start, of a `result`. */
  results?: ArrayLike<SpokenResult>;
  /** The code of an `error`. */
  error?: string;
}

/** The part of the browser's `SpeechRecognition` that dictation uses. */
export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  addEventListener(
    type: "result" | "error" | "end",
    listener: (event: RecogniserEvent) => void,
  ): void;
  start(): void;
  /** Ends with what was heard so far. */
  stop(): void;
  /** Ends without further results. */
  abort(): void;
}

type MakeRecogniser = new () => Recogniser;

declare global {
  interface Window {
    SpeechRecognition?: MakeRecogniser;
    webkitSpeechRecognition?: MakeRecogniser;
  }
}

/** A new recogniser; null in a browser that has none. */
export function makeRecogniser(): Recogniser | null {
  const Make = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  return Make ? new Make() : null;
}

/** The results from one on as text. */
export function textOf(results: ArrayLike<SpokenResult>, from: number): string {
  const pieces = Array.from(results)
    .slice(from)
    .map((result) => result[0]?.transcript.trim() ?? "");
  return pieces.filter((piece) => piece !== "").join(" ");
}
