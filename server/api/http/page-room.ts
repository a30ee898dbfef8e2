import { AddressBudget, both, bothOrNone } from "./address-budget.ts";
import { ByteBudget } from "./byte-budget.ts";

const megabyte = 1024 * 1024;

/** Size of a log's page in bytes, as its readers count it. */
export const pageBytes = 256 * 1024;

/**
 * Maximum number of bytes of pages and results that one user's clients have not received:
 * thirty-two pages.
 */
const bytesPerUser = 8 * megabyte;

/** The same for one address, however many users it creates. */
const bytesPerAddress = 64 * megabyte;

/** The same in total. An address that holds nothing still has room for a page. */
const bytesInAll = 512 * megabyte;

/** The client that a page is for. */
export interface PageReader {
  /** See `accountOf`. */
  account: string;
  address: string;
}

/**
 * Room on this node for data that was read from the database and not yet sent. What a client does
 * not receive stays in memory until the client is cut off, so it counts by user and by address.
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
   * @throws RequestError `rate_limited` when too many of the user or the address are waiting
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
   * Holds room for a finished result.
   *
   * @throws RequestError `rate_limited` without room
   */
  take({ account, address }: PageReader, bytes: number): Disposable {
    const ofUser = this.#byUser.take(account, bytes);
    return bothOrNone(ofUser, () => this.#byAddress.take(address, bytes));
  }
}
