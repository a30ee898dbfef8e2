import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Sql } from "postgres";
import { RequestError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { policies, type Policy, type PolicyName, policyNames } from "./policies.ts";
import { createLimitStore } from "./limit-store.ts";

/** What the limiter needs of its node. */
export interface LimitDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "limitRefusals" | "limitStoreFailures">;
}

/**
 * Counts calls against the policies, exactly over all nodes: the counters are in Postgres. Whoever
 * is over a limit is refused from memory until it is over. While the database does not answer, each
 * node counts for itself, so nobody is locked out and nothing is open.
 */
export class Limits {
  readonly #limiters: ReadonlyMap<PolicyName, RateLimiterPostgres> | null;
  readonly #metrics: LimitDeps["metrics"];

  /** @param isOn false lets everything pass */
  constructor(deps: LimitDeps, isOn: boolean) {
    this.#metrics = deps.metrics;
    const store = createLimitStore(deps);
    this.#limiters = isOn
      ? new Map(policyNames.map((name) => [name, createLimiter(store, name, policies[name])]))
      : null;
  }

  /**
   * Counts one call.
   *
   * @param key whose call it is, such as a user's id or an address
   * @param most fewer than the policy's, where a key has a limit of its own
   * @throws RequestError `rate_limited` when there were too many
   */
  async take(name: PolicyName, key: string, most: number = policies[name].points): Promise<void> {
    const refused = await this.#countAgainst(name, key, most);
    if (!refused) return;
    this.#metrics.limitRefusals.inc({ policy: name });
    throw new RequestError("rate_limited", "Too many calls in a short time.", {
      retryAfterMs: Math.max(1, refused.msBeforeNext),
      policy: name,
      quota: most,
    });
  }

  /** Null when there is room for the call. */
  async #countAgainst(name: PolicyName, key: string, most: number): Promise<RateLimiterRes | null> {
    try {
      const counted = await this.#limiters?.get(name)?.consume(key);
      return counted && counted.consumedPoints > most ? counted : null;
    } catch (cause) {
      if (cause instanceof RateLimiterRes) return cause;
      throw cause;
    }
  }
}

function createLimiter(
  store: ReturnType<typeof createLimitStore>,
  name: PolicyName,
  { points, seconds }: Policy,
): RateLimiterPostgres {
  const limit = { keyPrefix: name, points, duration: seconds };
  return new RateLimiterPostgres({
    ...limit,
    storeClient: store,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
}
