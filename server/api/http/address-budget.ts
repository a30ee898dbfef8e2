import { addressGroup, widerGroup } from "../../platform/limits/address-group.ts";
import { ByteBudget, type ByteLimits, type HeldBytes } from "./byte-budget.ts";

/** How many times the limit of one address applies to the /48 around it. */
const wide = 4;

/**
 * Counts bytes held at once by address, and for IPv6 also by the surrounding /48, whose 65,536
 * networks of /64 count as one address each.
 */
export class AddressBudget {
  readonly #byAddress: ByteBudget;
  readonly #byNetwork: ByteBudget;

  /** @param limits `each` applies to one address */
  constructor(limits: ByteLimits) {
    this.#byAddress = new ByteBudget(limits);
    this.#byNetwork = new ByteBudget({ each: wide * limits.each, all: Infinity });
  }

  /**
   * Holds bytes if there is room now.
   *
   * @throws RequestError `rate_limited`
   */
  take(address: string, bytes: number): HeldBytes {
    const held = this.#byAddress.take(addressGroup(address), bytes);
    const network = widerGroup(address);
    return network === null ? held : bothOrNone(held, () => this.#byNetwork.take(network, bytes));
  }

  /**
   * Holds bytes once there is room.
   *
   * @throws RequestError `rate_limited` when too many are waiting already
   */
  async wait(address: string, bytes: number): Promise<HeldBytes> {
    const held = await this.#byAddress.wait(addressGroup(address), bytes);
    const network = widerGroup(address);
    if (network === null) return held;
    try {
      return both(held, await this.#byNetwork.wait(network, bytes));
    } catch (error) {
      held[Symbol.dispose]();
      throw error;
    }
  }
}

/** Combines two holds; releases the first if the second is refused. */
export function bothOrNone(one: HeldBytes, takeOther: () => HeldBytes): HeldBytes {
  try {
    return both(one, takeOther());
  } catch (error) {
    one[Symbol.dispose]();
    throw error;
  }
}

/** Combines two holds. */
export function both(one: HeldBytes, other: HeldBytes): HeldBytes {
  return {
    resize(bytes) {
      one.resize(bytes);
      other.resize(bytes);
    },
    [Symbol.dispose]() {
      one[Symbol.dispose]();
      other[Symbol.dispose]();
    },
  };
}
