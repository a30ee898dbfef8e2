import { isAttachment } from "../../client/attachments/is-attachment.ts";
import type { Attachment, Upload } from "../../shared/attachment.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

/** A file of a draft as stored in the browser: its metadata, without its bytes. */
export interface KeptFile extends Attachment {
  status: Upload["status"];
  /** Undefined for the default workflow. */
  workflowId?: string | undefined;
}

/** The files of each thread's draft, which survive a reload. `null` is the new chat. */
export interface KeptFiles {
  read(threadId: string | null): KeptFile[];
  /** An empty list removes the entry. */
  write(threadId: string | null, files: readonly KeptFile[]): void;
  /** Stores nothing more: another user has signed in. */
  forget(): void;
}

/** Keeps files in a storage. Ignores entries that this version cannot read. */
export function createKeptFiles(storage: SafeStorage): KeptFiles {
  let forgotten = false;
  const keyOf = (threadId: string | null) => `chatkit.files.${threadId ?? "new"}`;
  return {
    read(threadId) {
      try {
        const value: unknown = JSON.parse(storage.getItem(keyOf(threadId)) ?? "[]");
        return Array.isArray(value) ? value.filter(isKept) : [];
      } catch {
        return [];
      }
    },
    write(threadId, files) {
      if (forgotten) return;
      if (files.length === 0) storage.removeItem(keyOf(threadId));
      else storage.setItem(keyOf(threadId), JSON.stringify(files));
    },
    forget() {
      forgotten = true;
    },
  };
}

function isKept(value: unknown): value is KeptFile {
  return isAttachment(value) && "status" in value && typeof value.status === "string";
}

/** Whether the server has all of a file, so that other devices can show it. */
export function isStored({ status }: KeptFile): boolean {
  return status === "ready" || status === "processing";
}
