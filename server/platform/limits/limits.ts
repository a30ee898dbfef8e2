import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Sql } from "postgres";
import { RequestError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { addressGroup, widerGroup } from "./address-group.ts";
import { createLimitStore } from "./limit-store.ts";
import { SteppedCounter } from "./stepped-counter.ts";
import {
  type AddressPolicyName,
  policies,
  type Policy,
  type PolicyName,
  policyNames,
} from "./policies.ts";

/** Dependencies of the limiter. */
export interface LimitDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "limitRefusals" | "limitStoreFailures">;
}

/**
 * Counts calls against the policies, with counters in Postgres that all nodes share. Exact, except
 * for policies with a `step`. A key over its limit is refused from memory until its time is up.
 * While the database does not answer, each node counts for itself, so no caller is locked out and
 * limits still apply.
 */
export class Limits {
  /** By policy; null when limits are off. */
  readonly #counters: ReadonlyMap<PolicyName, Counter> | null;
  /** The same for the networks around addresses. */
  readonly #wideCounters: ReadonlyMap<PolicyName, Counter>;
  readonly #metrics: LimitDeps["metrics"];

  /** @param isOn false turns limits off */
  constructor(deps: LimitDeps, isOn: boolean) {
    this.#metrics = deps.metrics;
    const store = createLimitStore(deps);
    const { counters, wideCounters } = createCounters(store);
    this.#counters = isOn ? counters : null;
    this.#wideCounters = wideCounters;
  }

  /**
   * Counts one call.
   *
   * @param key what the call counts against, such as a user's id or an address
   * @param most a lower limit than the policy's, for a key that has one
   * @throws RequestError `rate_limited` when there were too many
   */
  async take(name: PolicyName, key: string, most: number = policies[name].points): Promise<void> {
    if (!this.#counters) return;
    const refused = await countOne(this.#counters.get(name), key, most);
    if (refused) throw this.#refusal(name, refused, most);
  }

  /**
   * Counts one call against its address, and against the surrounding network where a client can
   * have any number of addresses.
   *
   * @param about separates the count from the address's other calls, such as an account
   * @throws RequestError `rate_limited` when there were too many
   */
  async takeByAddress(name: AddressPolicyName, address: string, about?: string): Promise<void> {
    if (!this.#counters) return;
    const { points, wide } = policies[name];
    const suffix = about === undefined ? "" : ` ${about}`;
    await this.take(name, `${addressGroup(address)}${suffix}`);
    const network = widerGroup(address);
    if (network === null) return;
    const most = points * wide;
    const refused = await countOne(this.#wideCounters.get(name), `${network}${suffix}`, most);
    if (refused) throw this.#refusal(name, refused, most);
  }

  #refusal(name: PolicyName, { msBeforeNext }: RateLimiterRes, quota: number): RequestError {
    this.#metrics.limitRefusals.inc({ policy: name });
    return new RequestError("rate_limited", "Too many calls. Try again later.", {
      retryAfterMs: Math.max(1, msBeforeNext),
      policy: name,
      quota,
    });
  }
}

/** The counter of one policy. */
interface Counter {
  consume(key: string): Promise<RateLimiterRes>;
}

/** Null when the call is within the limit. */
async function countOne(
  counter: Counter | undefined,
  key: string,
  most: number,
): Promise<RateLimiterRes | null> {
  try {
    const counted = await counter?.consume(key);
    return counted && counted.consumedPoints > most ? counted : null;
  } catch (cause) {
    if (cause instanceof RateLimiterRes) return cause;
    throw cause;
  }
}

function createCounters(store: ReturnType<typeof createLimitStore>) {
  const counters = new Map<PolicyName, Counter>();
  const wideCounters = new Map<PolicyName, Counter>();
  for (const name of policyNames) {
    const policy: Policy = policies[name];
    counters.set(name, createCounter(store, name, policy));
    if (policy.wide === undefined) continue;
    const wide = { ...policy, points: policy.points * policy.wide };
    wideCounters.set(name, createCounter(store, name, wide));
  }
  return { counters, wideCounters };
}

function createCounter(
  store: ReturnType<typeof createLimitStore>,
  name: PolicyName,
  policy: Policy,
): Counter {
  const { points, seconds, step } = policy;
  const exact = createLimiter(store, name, policy);
  return step === undefined ? exact : new SteppedCounter(exact, { points, seconds, step });
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
