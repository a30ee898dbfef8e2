import { addressGroup, widerGroup } from "../../platform/limits/address-group.ts";

/** A connection that buffers data its client has not received yet. */
export interface Unsent {
  /** Bytes buffered for the client. */
  readonly bufferedBytes: number;
  /** Closes the connection; the client resumes from its cursors. */
  cutForRoom(): void;
}

/** A counted connection. Disposing removes it from the count. */
export interface CountedUnsent extends Disposable {
  /** Tells that the number of buffered bytes may have changed. */
  changed(): void;
}

/** How many times the limit of one address applies to the /48 around it. */
const wide = 4;

/** Connections of one address, or of one network. */
interface Group {
  bytes: number;
  most: number;
  members: Set<Member>;
}

interface Member {
  connection: Unsent;
  bytes: number;
  groups: Group[];
}

/**
 * Limits the bytes that all connections of one address, and for IPv6 of the /48 around it, buffer
 * for slow clients. Beyond the limit, the connection with the largest buffer is closed; clients
 * that keep up buffer next to nothing and are not affected.
 */
export class UnsentBytes {
  readonly #groups = new Map<string, Group>();
  readonly #mostOfAddress: number;

  /** @param mostOfAddress limit of one address in bytes */
  constructor(mostOfAddress: number) {
    this.#mostOfAddress = mostOfAddress;
  }

  /** Adds a connection from an address to the count. */
  count(address: string, connection: Unsent): CountedUnsent {
    const network = widerGroup(address);
    const keys = [
      { key: addressGroup(address), most: this.#mostOfAddress },
      ...(network === null ? [] : [{ key: network, most: wide * this.#mostOfAddress }]),
    ];
    const groups = keys.map(({ key, most }) => this.#group(key, most));
    const member: Member = { connection, bytes: 0, groups };
    for (const { members } of groups) members.add(member);
    return {
      changed() {
        setBytes(member, connection.bufferedBytes);
        for (const group of groups) if (group.bytes > group.most) relieve(group);
      },
      [Symbol.dispose]: () => {
        leave(member);
        for (const { key } of keys)
          if (this.#groups.get(key)?.members.size === 0) this.#groups.delete(key);
      },
    };
  }

  #group(key: string, most: number): Group {
    const known = this.#groups.get(key);
    if (known) return known;
    const group: Group = { bytes: 0, most, members: new Set() };
    this.#groups.set(key, group);
    return group;
  }
}

function setBytes(member: Member, bytes: number): void {
  for (const group of member.groups) group.bytes += bytes - member.bytes;
  member.bytes = bytes;
}

function leave(member: Member): void {
  setBytes(member, 0);
  for (const { members } of member.groups) members.delete(member);
}

/**
 * Closes connections until a group is within its limit. Re-reads their buffers first, which may
 * have drained.
 */
function relieve(group: Group): void {
  for (const member of group.members) setBytes(member, member.connection.bufferedBytes);
  while (group.bytes > group.most) {
    const [first, ...others] = group.members;
    if (!first) return;
    const fullest = others.reduce((most, each) => (each.bytes > most.bytes ? each : most), first);
    leave(fullest);
    fullest.connection.cutForRoom();
  }
}
