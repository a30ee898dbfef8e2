import { Counter, Histogram, type Registry } from "prom-client";
import { longBuckets } from "./buckets.ts";

/** Metrics of the mails that a node has sent. */
export function mailMetrics(registry: Registry) {
  const registers = [registry];
  const mails = new Counter({
    name: "chatkit_mails_total",
    help: "Tries to send a mail, by kind and outcome: sent, failed for good, to be retried, or unsent without a mail server.",
    labelNames: ["kind", "outcome"] as const,
    registers,
  });
  return {
    mails,
    mailTime: new Histogram({
      name: "chatkit_mail_seconds",
      help: "From the event that causes a mail to its acceptance by the mail server.",
      buckets: longBuckets,
      registers,
    }),
  };
}
