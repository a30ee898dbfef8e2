import { isAttachment } from "../../client/attachments/is-attachment.ts";
import type { Attachment, Upload } from "../../shared/attachment.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

/** A file of a draft, as it is kept in the browser: what is known of it, without its bytes. */
export interface KeptFile extends Attachment {
  status: Upload["status"];
  /** To whom it is to be shown; absent for the default workflow. */
  workflowId?: string | undefined;
}

/** The files of each conversation's draft, which survive a reload. `null` as the thread means the new chat. */
export interface KeptFiles {
  read(threadId: string | null): KeptFile[];
  /** No files remove the entry. */
  write(threadId: string | null, files: readonly KeptFile[]): void;
  /** Keeps nothing more: what comes is somebody else's. */
  forget(): void;
}

/** Files that are kept in a storage. What this version cannot read is passed over. */
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
