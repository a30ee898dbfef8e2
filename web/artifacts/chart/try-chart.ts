import type { FailureReason } from "../frame-message.ts";
import { ChartFailure, failedMessage } from "./chart-failure.ts";
import type { ChartRequest } from "./chart-request.ts";
import { countMarks } from "./count-marks.ts";
import { openView } from "./open-view.ts";

/** Longest time that a chart may take, in milliseconds. It is drawn twice, first in a worker. */
const maxMs = 8_000;

/** Most marks that a chart may draw. Browsers draw as many on a canvas in about a second. */
export const maxMarks = 100_000;

/** What a worker says of a chart. */
type Outcome =
  | { type: "drawn"; marks: number }
  | { type: "failed"; reason: FailureReason; detail: string };

/**
 * Draws a chart in a worker, where one that never ends holds up neither the preview nor, in
 * browsers that run both in one process, the app. Returns how many marks it has.
 *
 * @throws ChartFailure
 */
export async function tryChart(request: ChartRequest): Promise<number> {
  const code = new Blob([`importScripts(${JSON.stringify(request.script)})`]);
  const url = URL.createObjectURL(code);
  const worker = new Worker(url);
  const { port1: port, port2 } = new MessageChannel();
  try {
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      port.addEventListener("message", ({ data }: MessageEvent<Outcome>) => resolve(data));
      port.start();
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(new ChartFailure("unloaded"));
      });
      setTimeout(() => reject(new ChartFailure("slow")), maxMs);
      worker.postMessage(request, [port2]);
    });
    if (outcome.type === "failed") throw new ChartFailure(outcome.reason, outcome.detail);
    return outcome.marks;
  } finally {
    worker.terminate();
    port.close();
    URL.revokeObjectURL(url);
  }
}

/** The worker's part: draws, and counts. */
export async function answerTry(request: ChartRequest, port: MessagePort): Promise<void> {
  try {
    const { view } = await openView(request, { renderer: "none", isPlain: true });
    const marks = countMarks(view.scenegraph(), maxMarks);
    port.postMessage(
      marks > maxMarks
        ? failedMessage(new ChartFailure("large"))
        : ({ type: "drawn", marks } satisfies Outcome),
    );
  } catch (error) {
    port.postMessage(failedMessage(error));
  }
}
