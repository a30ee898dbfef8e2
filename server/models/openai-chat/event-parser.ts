import { createParser } from "eventsource-parser";

/** Options of a parser for event streams. */
export interface EventParserOptions {
  /** Longest event, in UTF-16 code units. */
  maxLength: number;
  onData(data: string): void;
  /** Receives the data of an event or a line named `error`. */
  onError(data: string): void;
  onTooLong(): void;
}

/** Parses an event stream's text in arbitrary pieces. */
export interface EventParser {
  feed(text: string): void;
}

/**
 * Extracts the data of an event stream. Complete events in the form that every provider uses,
 * `data: …` and an empty line, are parsed by hand, because that is most of the cost of reading a
 * token; everything else goes to a full SSE parser.
 */
export function createEventParser({
  maxLength,
  onData,
  onError,
  onTooLong,
}: EventParserOptions): EventParser {
  const parser = createParser({
    maxBufferSize: maxLength,
    onEvent: ({ event, data }) => (event === "error" ? onError(data) : onData(data)),
    onError({ type, field, value = "", line = "" }) {
      if (type === "max-buffer-size-exceeded") onTooLong();
      // SSE ignores other fields, but llama.cpp reported errors this way, and some proxies drop `data:`.
      else if (type === "unknown-field" && field === "error") onError(value);
      else if (type === "unknown-field" && /^\s*\{/.test(line)) onData(line);
    },
  });
  let isBetweenEvents = true;
  return {
    feed(text) {
      const start = isBetweenEvents ? takePlainEvents(text, onData) : 0;
      if (start === text.length) return;
      parser.feed(start === 0 ? text : text.slice(start));
      isBetweenEvents = text.endsWith("\n\n");
    },
  };
}

/** Handles the plain events at the start of the text; returns where the rest starts. */
function takePlainEvents(text: string, onData: (data: string) => void): number {
  // Carriage returns end lines too.
  if (text.includes("\r")) return 0;
  let start = 0;
  while (text.startsWith("data: ", start)) {
    const end = text.indexOf("\n", start);
    if (end === -1 || text.charCodeAt(end + 1) !== 10) break;
    onData(text.slice(start + 6, end));
    start = end + 2;
  }
  return start;
}
