import { addressGroup, widerGroup } from "../../platform/limits/address-group.ts";

/** A connection that keeps what its client has not taken yet. */
export interface Unsent {
  /** Bytes on their way to the client. */
  readonly bufferedBytes: number;
  /** Ends it at once; its client resumes from its cursors. */
  cutForRoom(): void;
}

/** A connection as it is counted. Disposing counts it out. */
export interface CountedUnsent extends Disposable {
  /** It may hold another number of bytes now. */
  changed(): void;
}

/** How many times as much as an address the /48 around it may hold. */
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
 * Bounds the bytes that all connections of one address together keep for clients that read too slowly,
 * and for IPv6 those of the /48 around it. Beyond the bound the connection that keeps the most is cut:
 * clients beside it that take what they are sent keep nearly nothing, and go on.
 */
export class UnsentBytes {
  readonly #groups = new Map<string, Group>();
  readonly #mostOfAddress: number;

  /** @param mostOfAddress most bytes of one address */
  constructor(mostOfAddress: number) {
    this.#mostOfAddress = mostOfAddress;
  }

  /** Counts a connection from an address in. */
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

/** Cuts connections until a group keeps no more than it may. What was counted may have been sent since. */
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
