import type { JSX } from "solid-js";
import type { Attachment } from "../../shared/attachment.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon } from "../ui/icons.tsx";
import { FileName } from "./file-name.tsx";
import { formatSize } from "./format-size.ts";
import { opensInTab } from "./open-file.ts";
import { useFileOpener } from "./use-file-opener.ts";
import { useFileWords } from "./words/file-words.ts";

/** A file of a message that is not displayed: a click downloads it. */
export function FileLink(props: { file: Attachment }): JSX.Element {
  const w = useFileWords();
  const { locale } = useI18n();
  const { open, busy } = useFileOpener(() => props.file);
  const size = () => formatSize(props.file.size, locale());
  const action = () => w(opensInTab(props.file) ? "open" : "download", props.file.name);
  return (
    <button
      type="button"
      aria-busy={busy()}
      data-file=""
      class="flex w-64 max-w-full items-center gap-2.5 rounded-2xl border border-line bg-subtle py-2 ps-2 pe-4 text-start text-sm leading-5 transition-colors hover:bg-hover aria-busy:opacity-60"
      onClick={open}
    >
      <span class="flex size-10 shrink-0 items-center justify-center rounded-lg bg-bubble text-accent">
        <Icon name="document" />
      </span>
      <span class="min-w-0 flex-1">
        <FileName name={props.file.name} said={action()} />
        <span class="block text-xs text-muted">{size()}</span>
      </span>
    </button>
  );
}
