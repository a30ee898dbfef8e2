import { ExportResultCode, type ExportResult } from "@opentelemetry/core";
import type { LossReason } from "../telemetry.ts";

/** The exporter of one signal. */
interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Learns what is lost of one signal. */
export interface LossWatch {
  lost(reason: LossReason, count: number): void;
  failed(error: Error): void;
}

/** Counts what waits for its export, and refuses more than a limit. */
export interface Room<Item> {
  /** Takes one if there is room; otherwise counts it as lost. */
  take(): boolean;
  /** The exporter to use, which makes the room free again. */
  exporter: Exporter<Item> & { forceFlush(): Promise<void> };
}

/**
 * Bounds what waits for an exporter, the batches on their way included, and counts what is lost. The
 * SDK's processors drop in silence.
 */
export function boundExport<Item>(
  exporter: Exporter<Item>,
  mostWaiting: number,
  watch: LossWatch,
): Room<Item> {
  let waiting = 0;
  return {
    take() {
      if (waiting < mostWaiting) {
        waiting++;
        return true;
      }
      watch.lost("full", 1);
      return false;
    },
    exporter: {
      export(items, done) {
        exporter.export(items, (result) => {
          waiting -= items.length;
          if (result.code !== ExportResultCode.SUCCESS) {
            watch.lost("failed", items.length);
            watch.failed(result.error ?? new Error("the export failed"));
          }
          done(result);
        });
      },
      forceFlush: async () => exporter.forceFlush?.(),
      shutdown: () => exporter.shutdown(),
    },
  };
}
