import type { Accessor } from "solid-js";
import type { UploadClient } from "../../../../client/attachments/upload-file.ts";
import { type ComposerFiles, createComposerFiles } from "../../../attachments/composer-files.ts";
import type { FileRoom } from "../../../attachments/file-room.ts";
import { createFiles, type Files, useFiles } from "../../../attachments/files.ts";
import { createKeptFiles } from "../../../attachments/kept-files.ts";
import { useI18n } from "../../../i18n/i18n.tsx";
import { createSafeStorage } from "../../../state/safe-storage.ts";
import { useToasts } from "../../../ui/toasts.tsx";

/** The files of a preview. Nothing of them is stored in the browser. */
export function createPreviewFiles(client: UploadClient): Files {
  return createFiles(client, createKeptFiles(createSafeStorage(null)));
}

/**
 * The files of the preview's composer.
 *
 * @param room what the draft allows
 * @param prepare opens the session that files are uploaded in; rejects when the server refuses
 */
export function createPreviewComposerFiles(
  room: Accessor<FileRoom>,
  prepare: () => Promise<unknown>,
): ComposerFiles {
  const { t } = useI18n();
  const toasts = useToasts();
  const composer = createComposerFiles(() => null, room, useFiles());
  const refused = () => toasts.show({ text: () => t("refused.unavailable") });
  return { ...composer, add: (chosen) => void prepare().then(() => composer.add(chosen), refused) };
}
