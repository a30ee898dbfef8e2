import { isObject, type JsonObject, parseJson } from "../../server/platform/narrow.ts";

/** The lines of a log so far, and those to come. */
export interface LogLines {
  /** Takes output of the process as it comes, lines or parts of them; what is no JSON is left out. */
  take(text: string): void;
  /** The messages of the lines so far. */
  messages(): string[];
  /** The first so many lines with this message, once they are there. */
  untilSaid(message: string, count?: number): Promise<JsonObject[]>;
}

/** Reads the log of a process from what it prints. */
export function readLogLines(): LogLines {
  const lines: JsonObject[] = [];
  let rest = "";
  let wake = Promise.withResolvers<void>();
  return {
    take(text) {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const line = parseJson(part);
        if (isObject(line) && typeof line["msg"] === "string") lines.push(line);
      }
      wake.resolve();
      wake = Promise.withResolvers();
    },
    messages: () => lines.map((line) => String(line["msg"])),
    async untilSaid(message, count = 1) {
      for (;;) {
        const found = lines.filter((line) => line["msg"] === message);
        if (found.length >= count) return found.slice(0, count);
        await wake.promise;
      }
    },
  };
}
