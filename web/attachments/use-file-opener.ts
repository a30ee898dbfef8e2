import { isolate } from "../i18n/isolate.ts";
import { type Accessor, createSignal } from "solid-js";
import type { Attachment } from "../../shared/attachment.ts";
import { useToasts } from "../ui/toasts.tsx";
import { useFiles } from "./files.ts";
import { openFile } from "./open-file.ts";
import { useFileWords } from "./words/file-words.ts";

/** Opens or downloads a file on a click, once at a time; reports failures. */
export function useFileOpener(file: () => Attachment): {
  open: () => void;
  busy: Accessor<boolean>;
} {
  const w = useFileWords();
  const { client } = useFiles();
  const toasts = useToasts();
  const [busy, setBusy] = createSignal(false);

  async function run(): Promise<void> {
    const { name } = file();
    setBusy(true);
    try {
      await openFile(client, file());
    } catch {
      toasts.show({ text: () => w("open.failed", isolate(name)) });
    } finally {
      setBusy(false);
    }
  }

  return { busy, open: () => void (busy() || run()) };
}
