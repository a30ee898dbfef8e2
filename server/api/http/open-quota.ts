import { addressGroup, widerGroup } from "../../platform/limits/address-group.ts";
import {
  maxSocketsPerAddress,
  maxSocketsPerUser,
  maxSocketsPerWiderNetwork,
  maxStreamsPerUser,
} from "../../platform/limits/policies.ts";

/** The limit that refuses a connection or a stream. */
export type FullQuota = "address_full" | "user_full";

/**
 * Counts what clients keep open on this node. A socket is one connection of its address and of its
 * user. A subscription over HTTP keeps a connection open, so it counts as one too. In addition,
 * subscriptions count by user, over sockets and HTTP alike.
 */
export class OpenQuota {
  readonly #isLimited: boolean;
  readonly #byAddress = new Map<string, number>();
  readonly #byUser = new Map<string, number>();
  readonly #streams = new Map<string, number>();

  /** @param isLimited false turns all limits off */
  constructor(isLimited: boolean) {
    this.#isLimited = isLimited;
  }

  /** Counts a connection of an address and of its network; false when there are too many. */
  openFrom(address: string): boolean {
    const group = addressGroup(address);
    if (!this.#take(this.#byAddress, group, maxSocketsPerAddress)) return false;
    const network = widerGroup(address);
    if (network === null || this.#take(this.#byAddress, network, maxSocketsPerWiderNetwork))
      return true;
    this.#give(this.#byAddress, group);
    return false;
  }

  closedFrom(address: string): void {
    const network = widerGroup(address);
    this.#give(this.#byAddress, addressGroup(address));
    if (network !== null) this.#give(this.#byAddress, network);
  }

  /** Counts a connection of a user (see `accountOf`); false when there are too many. */
  openBy(account: string): boolean {
    return this.#take(this.#byUser, account, maxSocketsPerUser);
  }

  closedBy(account: string): void {
    this.#give(this.#byUser, account);
  }

  /** Counts a subscription of a user; false when there are too many. */
  openStream(account: string): boolean {
    return this.#take(this.#streams, account, maxStreamsPerUser);
  }

  closedStream(account: string): void {
    this.#give(this.#streams, account);
  }

  #take(counts: Map<string, number>, key: string, most: number): boolean {
    if (!this.#isLimited) return true;
    const open = counts.get(key) ?? 0;
    if (open >= most) return false;
    counts.set(key, open + 1);
    return true;
  }

  #give(counts: Map<string, number>, key: string): void {
    const left = (counts.get(key) ?? 0) - 1;
    if (left > 0) counts.set(key, left);
    else counts.delete(key);
  }
}
