import { RateLimiterMemory, type RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/**
 * Counts calls in this node's memory, and adds them in steps to the shared store: a key used less
 * than one step costs no statement. After a refusal by the store, calls are refused here until the
 * store accepts them again.
 */
export class SteppedCounter {
  readonly #here: RateLimiterMemory;
  readonly #everywhere: Pick<RateLimiterPostgres, "consume">;
  readonly #step: number;

  constructor(
    everywhere: Pick<RateLimiterPostgres, "consume">,
    { points, seconds, step }: { points: number; seconds: number; step: number },
  ) {
    this.#here = new RateLimiterMemory({ points, duration: seconds });
    this.#everywhere = everywhere;
    this.#step = step;
  }

  /**
   * Counts one call.
   *
   * @returns this node's count; rejects with it, or with the store's, when there were too many
   */
  async consume(key: string): Promise<RateLimiterRes> {
    const counted = await this.#here.consume(key);
    if (counted.consumedPoints % this.#step !== 0) return counted;
    try {
      await this.#everywhere.consume(key, this.#step);
      return counted;
    } catch (refused) {
      if (refused instanceof RateLimiterRes)
        await this.#here.block(key, Math.ceil(refused.msBeforeNext / 1_000));
      throw refused;
    }
  }
}
