import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Reads all piped input. */
export async function readAll(input: AsyncIterable<Buffer | string>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of input)
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return (text + decoder.decode()).trim();
}

/** A line typed in a terminal; `end` for Ctrl-D and `interrupt` for Ctrl-C. */
export function askLine(
  input: Readable,
  output: Writable,
  prompt: string,
): Promise<{ line: string } | "end" | "interrupt"> {
  return new Promise((resolve) => {
    const reader = createInterface({ input, output, terminal: true });
    reader.on("SIGINT", () => {
      resolve("interrupt");
      reader.close();
    });
    // After an answer or an interrupt this has no effect.
    reader.on("close", () => resolve("end"));
    reader.question(prompt, (line) => {
      resolve({ line });
      reader.close();
    });
  });
}
