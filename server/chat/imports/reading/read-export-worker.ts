import { writeSync } from "node:fs";
import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { programFile } from "../../../platform/program-files.ts";
import { readChat } from "../formats/read-chat.ts";
import { ExportError } from "./export-error.ts";
import { type Archive, openArchive } from "./open-archive.ts";
import { readItems } from "./read-items.ts";
import type { ExportRequest, ReaderAnswer, ReaderCall } from "./reading-messages.ts";

/** Lower priority than the server, which people wait for; 0 is normal, 19 the lowest. */
const niceness = 10;

const tell = (answer: ReaderAnswer) => process.send?.(answer);

/** Everything in the export, one after the other. */
async function* answers(archive: Archive): AsyncGenerator<ReaderAnswer, void> {
  for (const json of archive.json)
    for await (const item of readItems(await json.open()))
      yield "file" in item
        ? { answer: "late", file: item.file }
        : { answer: "chat", chat: readChat(item.chat) };
}

/** Answers calls one at a time, until it is killed. */
async function serve({ path, server, memoryBytes }: ExportRequest): Promise<void> {
  startGuard(server, memoryBytes);
  try {
    setPriority(niceness);
  } catch {
    // Not permitted here.
  }
  let archive: Archive | null = null;
  let items: AsyncGenerator<ReaderAnswer, void> | null = null;
  const run = async (call: ReaderCall): Promise<ReaderAnswer> => {
    archive ??= await openArchive(path);
    if (call.call === "file") return readEntry(archive, call);
    items ??= answers(archive);
    const { value, done } = await items.next();
    return done === true ? { answer: "end" } : value;
  };
  process.on("message", (call: ReaderCall) => {
    run(call).then(tell, (error: unknown) => {
      if (error instanceof ExportError) return tell({ answer: "failed", failure: error.failure });
      // Broken compression, among others. The text of the error may quote the file.
      writeSync(2, error instanceof Error ? error.name : "unknown");
      return tell({ answer: "failed", failure: "damaged" });
    });
  });
}

async function readEntry(
  archive: Archive,
  { entry, mostBytes }: Extract<ReaderCall, { call: "file" }>,
): Promise<ReaderAnswer> {
  try {
    const bytes = await archive.read(entry, mostBytes);
    return { answer: "file", bytes, isTooLarge: false };
  } catch {
    // Too large or broken: the chat does without it.
    return { answer: "file", bytes: null, isTooLarge: true };
  }
}

function startGuard(server: number, memoryBytes: number): void {
  const guard = new Worker(programFile("server/chat/attachments/reading/reading-guard-worker.ts"), {
    argv: [String(server), String(memoryBytes)],
  });
  guard.unref();
}

process.once("message", (request: ExportRequest) => void serve(request));
process.once("disconnect", () => process.exit(0));
