import { Counter, type Registry } from "prom-client";
import { policyNames } from "../limits/policies.ts";
import { fromZero } from "./from-zero.ts";

/** Metrics of refusals by limits, and of reused secrets. */
export function limitMetrics(registry: Registry) {
  const registers = [registry];
  return {
    sessionReuses: new Counter({
      name: "chatkit_session_reuses_total",
      help: "Auth sessions ended because a rotated secret was used again.",
      registers,
    }),
    limitRefusals: fromZero("policy", policyNames, {
      name: "chatkit_rate_limit_refusals_total",
      help: "Calls refused by a rate limit, by policy.",
      registers,
    }),
    limitStoreFailures: new Counter({
      name: "chatkit_rate_limit_store_failures_total",
      help: "Counts of rate limits that the database refused or did not answer, which were made in memory instead.",
      registers,
    }),
  };
}
