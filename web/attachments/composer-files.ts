import { type Accessor, createEffect, on } from "solid-js";
import type { FileObstacle } from "../chat/sending-rules.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { type Files, type LoadedUploads, useFiles } from "./files.ts";
import type { FileRoom } from "./file-room.ts";

/** The files of the composer on the screen. */
export interface ComposerFiles {
  threadId: Accessor<string | null>;
  /** What messages here may have; null until known. */
  room: Accessor<FileRoom | null>;
  loaded: Accessor<LoadedUploads | undefined>;
  /** Whether the draft has files. */
  any(): boolean;
  /** Why the files prevent sending, or null. */
  obstacle(): FileObstacle | null;
  /** The code for files will be needed soon: starts loading it. */
  prepare(): void;
  add(files: readonly File[]): void;
}

/** Follows the files of each thread's draft in turn; null is the new chat. */
export function createComposerFiles(
  threadId: Accessor<string | null>,
  room: Accessor<FileRoom | null>,
  files: Files = useFiles(),
): ComposerFiles {
  const { t } = useI18n();
  const { connection } = useChat();
  const toasts = useToasts();
  const any = () => files.has(threadId());

  // Retried with every connection, because the first try may have been offline.
  createEffect(on([any, connection], ([needed]) => needed && void files.open()));
  createEffect(() => {
    const uploads = files.loaded()?.uploads;
    const present = room();
    if (uploads && present && any()) uploads.refit(threadId(), present);
  });

  return {
    threadId,
    room,
    loaded: files.loaded,
    any,
    obstacle() {
      if (!any()) return null;
      const uploads = files.loaded()?.uploads;
      const isTooMuch = (uploads?.ids(threadId()).length ?? 0) > (room()?.maxFiles ?? Infinity);
      return uploads
        ? (uploads.obstacle(threadId()) ?? (isTooMuch ? "manyFiles" : null))
        : "uploading";
    },
    prepare: () => void files.open(),
    add(chosen) {
      const present = room();
      const to = threadId();
      if (!present?.enabled || chosen.length === 0) return;
      void files.open().then((loaded) => {
        if (loaded) loaded.uploads.add(to, chosen, present);
        else toasts.show({ text: () => t("app.unavailable") });
      });
    },
  };
}
