import type { Attachment } from "../../shared/attachment.ts";
import { newId } from "../../shared/ids.ts";
import { Outbox } from "../../client/outbox.ts";
import { createMemoryOutboxStorage, type OutboxStorage } from "../../client/outbox-storage.ts";
import type { RequestError } from "../../client/request-error.ts";
import type { OutboxEntry } from "../../client/types.ts";

/** An attempt to send, which the test answers. */
export interface Attempt {
  id: string;
  succeed(): Promise<void>;
  fail(error: RequestError): Promise<void>;
}

/** An outbox over a server that the test plays. */
export class OutboxHarness {
  attempts: Attempt[] = [];
  sent: string[] = [];
  connected = true;
  userId: string | null = "user_1";
  readonly outbox: Outbox<string>;

  constructor(storage: OutboxStorage = createMemoryOutboxStorage(), isOneUsers = false) {
    this.outbox = new Outbox<string>({
      storage,
      isOneUsers,
      send: ({ id }) => {
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        this.attempts.push({
          id,
          succeed: () => settle(() => resolve("ok")),
          fail: (error) => settle(() => reject(error)),
        });
        return promise;
      },
      onSent: ({ id }) => void this.sent.push(id),
      isConnected: () => this.connected,
      userId: () => this.userId,
    });
  }

  get states() {
    return this.outbox.entries.get().map(({ state }) => state);
  }

  get tried() {
    return this.attempts.map(({ id }) => id);
  }
}

/** Acts, and waits until everything that follows has happened. */
export async function settle(act: () => void): Promise<void> {
  act();
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

/** The entry that was written in this place. */
export function entry(of: Partial<OutboxEntry> = {}, place = 0): OutboxEntry {
  return {
    id: newId("message"),
    replyId: newId("message"),
    threadId: "cthr_1",
    parentId: null,
    text: "hello",
    createdAt: new Date(place).toISOString(),
    state: "sending",
    ...of,
  };
}

/** A file that has been uploaded. */
export function file(of: Partial<Attachment> = {}): Attachment {
  return {
    id: newId("attachment"),
    kind: "file",
    name: "notes.txt",
    mimeType: "text/plain",
    size: 5,
    width: null,
    height: null,
    ...of,
  };
}
