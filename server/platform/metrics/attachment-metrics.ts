import { Histogram, type Registry } from "prom-client";
import { attachmentRefusals } from "../../../shared/attachment.ts";
import { longBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Metrics of the files that a node has read. */
export function attachmentMetrics(registry: Registry) {
  const registers = [registry];
  return {
    attachments: fromZero("outcome", ["image", "text", ...attachmentRefusals], {
      name: "chatkit_attachments_total",
      help: "Files read, by kind, or by the reason of refusal; failed is an error of this server.",
      registers,
    }),
    attachmentTime: new Histogram({
      name: "chatkit_attachment_seconds",
      help: "Time to read a file, from its bytes in the database to the stored result.",
      buckets: longBuckets,
      registers,
    }),
  };
}
