import { type Accessor, createEffect, getOwner, on, runWithOwner } from "solid-js";
import { megabyte } from "../../shared/limits.ts";
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
  /**
   * Adds pasted text as a file, where one more is allowed.
   *
   * @param otherwise called if that fails after all
   * @returns false where the text has to stay text
   */
  addText(text: string, otherwise: () => void): boolean;
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

  const owner = getOwner();

  // Retried with every connection, because the first try may have been offline.
  createEffect(on([any, connection], ([needed]) => needed && void files.open()));
  createEffect(() => {
    const uploads = files.loaded()?.uploads;
    const present = room();
    if (uploads && present && any()) uploads.refit(threadId(), present);
  });

  /** Whether one more file of a size in bytes may be added. */
  function hasRoomFor(bytes: number): boolean {
    const present = room();
    if (!present?.enabled || bytes > present.maxFileSize * megabyte) return false;
    return (files.loaded()?.uploads.ids(threadId()).length ?? 0) < present.maxFiles;
  }

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
    addText(text, otherwise) {
      // At most three bytes a UTF-16 code unit.
      if (!hasRoomFor(3 * text.length)) return false;
      const to = threadId();
      void files.open().then((loaded) => {
        const present = room();
        if (!loaded || !present || to !== threadId()) return otherwise();
        const { part, uploads } = loaded;
        const taken = uploads.ids(to).flatMap((id) => uploads.file(id)?.upload.name ?? []);
        const file = runWithOwner(owner, () => part.usePastedFile(text, taken));
        if (file) uploads.add(to, [file], present);
      });
      return true;
    },
  };
}
