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
      help: "Files that were read, by what they are, or by why they were refused; failed is a fault of this server's.",
      registers,
    }),
    attachmentTime: new Histogram({
      name: "chatkit_attachment_seconds",
      help: "Reading one file, from its bytes in the database to what is kept of it.",
      buckets: longBuckets,
      registers,
    }),
  };
}
