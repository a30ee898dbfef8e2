import type { Accessor } from "solid-js";
import type { SecretClient } from "../../../../client/connect-secret.ts";
import { type ComposerFiles, createComposerFiles } from "../../../attachments/composer-files.ts";
import type { FileRoom } from "../../../attachments/file-room.ts";
import { createFiles, type Files } from "../../../attachments/files.ts";
import { createKeptFiles } from "../../../attachments/kept-files.ts";
import { useI18n } from "../../../i18n/i18n.tsx";
import { createSafeStorage } from "../../../state/safe-storage.ts";
import { useToasts } from "../../../ui/toasts.tsx";

/** The files of the preview. Nothing of them is stored in the browser. */
export interface PreviewFiles {
  /** Those of its messages. */
  all: Files;
  composer: ComposerFiles;
}

/**
 * @param room what the draft allows
 * @param prepare opens the session that files are uploaded in; rejects when the server refuses
 */
export function createPreviewFiles(
  client: SecretClient,
  room: Accessor<FileRoom>,
  prepare: () => Promise<unknown>,
): PreviewFiles {
  const { t } = useI18n();
  const toasts = useToasts();
  const all = createFiles(client, createKeptFiles(createSafeStorage(null)));
  const composer = createComposerFiles(() => null, room, all);
  const refused = () => toasts.show({ text: () => t("refused.unavailable") });
  return {
    all,
    composer: {
      ...composer,
      add: (chosen) => void prepare().then(() => composer.add(chosen), refused),
    },
  };
}
