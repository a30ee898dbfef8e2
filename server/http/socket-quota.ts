import { addressGroup, widerGroup } from "../limits/address-group.ts";
import {
  maxSocketsPerAddress,
  maxSocketsPerUser,
  maxSocketsPerWiderNetwork,
} from "../limits/policies.ts";

/** Counts the open sockets of a node by user, address and network, so that none of them has all. */
export class SocketQuota {
  readonly #byAddress = new Map<string, number>();
  readonly #byUser = new Map<string, number>();

  /** Whether one more from the address may be opened. */
  hasRoomFor(address: string): boolean {
    const network = widerGroup(address);
    if (this.#openOf(addressGroup(address)) >= maxSocketsPerAddress) return false;
    return network === null || this.#openOf(network) < maxSocketsPerWiderNetwork;
  }

  opened(address: string): void {
    this.#count(address, 1);
  }

  closed(address: string): void {
    this.#count(address, -1);
  }

  #openOf(network: string): number {
    return this.#byAddress.get(network) ?? 0;
  }

  #count(address: string, change: number): void {
    const network = widerGroup(address);
    count(this.#byAddress, addressGroup(address), change);
    if (network !== null) count(this.#byAddress, network, change);
  }

  /** Counts one more of the user's in; false when there are too many. */
  takeIn(userId: string): boolean {
    if ((this.#byUser.get(userId) ?? 0) >= maxSocketsPerUser) return false;
    count(this.#byUser, userId, 1);
    return true;
  }

  leave(userId: string): void {
    count(this.#byUser, userId, -1);
  }
}

function count(counts: Map<string, number>, key: string, change: number): void {
  const next = (counts.get(key) ?? 0) + change;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}
