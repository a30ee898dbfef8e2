import { AddressBudget, both, bothOrNone } from "./address-budget.ts";
import { ByteBudget } from "./byte-budget.ts";

const megabyte = 1024 * 1024;

/** A page of a log, in bytes: what its readers take for one. */
export const pageBytes = 256 * 1024;

/** Most bytes of pages and answers that clients of one user have not taken: thirty-two pages. */
const bytesPerUser = 8 * megabyte;

/** The same for one address, whatever users it makes. */
const bytesPerAddress = 64 * megabyte;

/** The same for all addresses. One that holds nothing has room for a page nevertheless. */
const bytesInAll = 512 * megabyte;

/** Whose page it is. */
export interface PageReader {
  /** As `accountOf` has it. */
  account: string;
  address: string;
}

/**
 * Room on this node for what has been read from the database and is not sent yet. What a client
 * does not take stays in memory until it is cut off, so it is counted by user and by address.
 */
export class PageRoom {
  readonly #byUser = new ByteBudget({ each: bytesPerUser, all: Infinity });
  readonly #byAddress = new AddressBudget({
    each: bytesPerAddress,
    all: bytesInAll,
    firstIsFree: true,
  });

  /**
   * Holds room for a page once there is some.
   *
   * @throws RequestError `rate_limited` when too many of the user or the address wait
   */
  async wait({ account, address }: PageReader): Promise<Disposable> {
    const ofUser = await this.#byUser.wait(account, pageBytes);
    try {
      return both(ofUser, await this.#byAddress.wait(address, pageBytes));
    } catch (error) {
      ofUser[Symbol.dispose]();
      throw error;
    }
  }

  /**
   * Holds room for an answer that is there already.
   *
   * @throws RequestError `rate_limited` where there is none
   */
  take({ account, address }: PageReader, bytes: number): Disposable {
    const ofUser = this.#byUser.take(account, bytes);
    return bothOrNone(ofUser, () => this.#byAddress.take(address, bytes));
  }
}
