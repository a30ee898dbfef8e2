import { createParser } from "eventsource-parser";

/** What comes of an event stream's text. */
export interface EventParserOptions {
  /** Longest event, in UTF-16 code units. */
  maxLength: number;
  onData(data: string): void;
  onTooLong(): void;
}

/** Takes an event stream's text in whatever pieces it comes. */
export interface EventParser {
  feed(text: string): void;
}

/**
 * Parses an event stream for its data. Events that come whole and in the shape that every
 * provider gives them, `data: …` and an empty line, are cut out by hand, which is most of what
 * reading a token costs here; everything else is left to a parser that knows all of SSE.
 */
export function createEventParser({
  maxLength,
  onData,
  onTooLong,
}: EventParserOptions): EventParser {
  const parser = createParser({
    maxBufferSize: maxLength,
    onEvent: (event) => onData(event.data),
    onError(error) {
      // The other kinds are lines that SSE says to ignore.
      if (error.type === "max-buffer-size-exceeded") onTooLong();
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

/** Hands on the plain events at the beginning of the text; returns where the rest begins. */
function takePlainEvents(text: string, onData: (data: string) => void): number {
  // A carriage return ends lines too.
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
