import { writeSync } from "node:fs";
import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { programFile } from "../../../platform/program-files.ts";
import { IncomingFile } from "./incoming-file.ts";
import { readContent } from "./read-content.ts";
import type { ReadingRequest } from "./reading-request.ts";

/** Somewhat lower priority than the server, which users wait for; 0 is normal, 19 the lowest. */
const niceness = 5;

/** Answers the single request, then waits to be killed: exiting could cut the answer short. */
async function answer(request: ReadingRequest): Promise<void> {
  startGuard(request);
  try {
    stepBack();
    process.send?.(await readContent(new IncomingFile(request.size), request.name));
  } catch (error) {
    writeSync(2, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    process.exit(1);
  }
}

function stepBack(): void {
  try {
    setPriority(niceness);
  } catch {
    // Not permitted here.
  }
}

function startGuard({ server, memoryBytes }: ReadingRequest): void {
  const guard = new Worker(programFile("server/chat/attachments/reading/reading-guard-worker.ts"), {
    argv: [String(server), String(memoryBytes)],
  });
  guard.unref();
}

process.once("message", (request: ReadingRequest) => void answer(request));
process.once("disconnect", () => process.exit(0));
