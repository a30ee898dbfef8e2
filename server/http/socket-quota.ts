import { maxSocketsPerAddress, maxSocketsPerUser } from "../limits/policies.ts";

/** Counts the open sockets of a node by who has them, so that nobody has them all. */
export class SocketQuota {
  readonly #byAddress = new Map<string, number>();
  readonly #byUser = new Map<string, number>();

  /** Whether one more from there may be opened. */
  hasRoomFor(address: string): boolean {
    return (this.#byAddress.get(address) ?? 0) < maxSocketsPerAddress;
  }

  opened(address: string): void {
    count(this.#byAddress, address, 1);
  }

  closed(address: string): void {
    count(this.#byAddress, address, -1);
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
