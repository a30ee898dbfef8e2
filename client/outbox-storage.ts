import { isAttachment } from "./attachments/is-attachment.ts";
import type { OutboxEntry } from "./types.ts";

/**
 * Where unsent messages survive a reload. Entries are stored one by one, so tabs that share a
 * storage do not overwrite each other's.
 */
export interface OutboxStorage {
  /** All entries, in the order they were written. */
  load(): OutboxEntry[];
  save(entry: OutboxEntry): void;
  remove(id: string): void;
  has(id: string): boolean;
  /** Calls back when another tab has changed the storage. Returns a function to unsubscribe. */
  subscribe?(listener: () => void): () => void;
}

/** Keeps entries in memory. */
export function createMemoryOutboxStorage(): OutboxStorage {
  const entries = new Map<string, OutboxEntry>();
  return {
    load: () => inOrder([...entries.values()]),
    save: (entry) => void entries.set(entry.id, entry),
    remove: (id) => void entries.delete(id),
    has: (id) => entries.has(id),
  };
}

/** What is needed of `localStorage`. */
export interface KeyedStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What is needed of `window`. */
export interface StorageEvents {
  addEventListener(type: "storage", listener: (event: object) => void): void;
  removeEventListener(type: "storage", listener: (event: object) => void): void;
}

/** The browser APIs that the storage needs. */
export interface WebOutboxOptions {
  storage: KeyedStorage;
  /** The target of `storage` events: `window`. */
  events: StorageEvents;
  /** Prefix of every key. */
  prefix: string;
}

/**
 * Keeps entries in `localStorage`, one key each. Entries that do not fit, or that the browser
 * refuses to store, stay in memory: they are sent anyway, and only a reload loses them.
 */
export function createWebOutboxStorage({
  storage,
  events,
  prefix,
}: WebOutboxOptions): OutboxStorage {
  const memory = createMemoryOutboxStorage();
  const stored = () => {
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i));
    return keys.flatMap((key) => (key?.startsWith(prefix) ? parseEntry(storage.getItem(key)) : []));
  };
  return {
    load: () => inOrder([...stored(), ...memory.load()]),
    save(entry) {
      try {
        storage.setItem(prefix + entry.id, JSON.stringify(entry));
        memory.remove(entry.id);
      } catch {
        memory.save(entry);
      }
    },
    remove(id) {
      storage.removeItem(prefix + id);
      memory.remove(id);
    },
    has: (id) => storage.getItem(prefix + id) !== null || memory.has(id),
    subscribe(listener) {
      const onStorage = (event: object) => {
        const key = "key" in event ? event.key : null;
        if (key === null || (typeof key === "string" && key.startsWith(prefix))) listener();
      };
      events.addEventListener("storage", onStorage);
      return () => events.removeEventListener("storage", onStorage);
    },
  };
}

function inOrder(entries: OutboxEntry[]): OutboxEntry[] {
  const key = ({ createdAt, id }: OutboxEntry) => `${createdAt} ${id}`;
  return entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Empty for an entry that this version cannot read. */
function parseEntry(json: string | null): OutboxEntry[] {
  try {
    const value: unknown = JSON.parse(json ?? "null");
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is OutboxEntry {
  if (typeof value !== "object" || value === null) return false;
  const fields: Record<string, unknown> = { ...value };
  const strings = [fields.id, fields.replyId, fields.threadId, fields.text, fields.createdAt];
  const states: unknown[] = ["sending", "waiting", "refused"];
  return (
    strings.every((field) => typeof field === "string") &&
    (fields.parentId === null || typeof fields.parentId === "string") &&
    states.includes(fields.state) &&
    [fields.edits, fields.projectId, fields.effort, fields.model, fields.provisionalTitle].every(
      (field) => field === undefined || typeof field === "string",
    ) &&
    (fields.attachments === undefined || isFileList(fields.attachments)) &&
    (fields.compareWith === undefined || isComparedReply(fields.compareWith))
  );
}

function isComparedReply(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { replyId, model }: { replyId?: unknown; model?: unknown } = value;
  return typeof replyId === "string" && typeof model === "string";
}

function isFileList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isAttachment);
}
