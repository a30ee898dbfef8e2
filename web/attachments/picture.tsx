import { createSignal, type JSX, Show } from "solid-js";
import type { Attachment } from "../../shared/attachment.ts";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { createOnSight } from "../ui/on-sight.ts";
import { onPrintRequest } from "../ui/print-request.ts";
import { createLoadedPicture } from "./loaded-picture.ts";
import { opensInTab } from "./open-file.ts";
import { type Box, pictureBox } from "./picture-box.ts";
import type { Pictures } from "./pictures.ts";
import { useFileOpener } from "./use-file-opener.ts";
import { useFileWords } from "./words/file-words.ts";

/** How close to the view a picture has to be to get loaded: about a screen. */
const margin = "800px";

/** An image of a message, with its space reserved from the start. A click opens it in full. */
export function Picture(props: {
  file: Attachment;
  size: Box;
  isAlone: boolean;
  pictures: Pictures;
}): JSX.Element {
  const w = useFileWords();
  const { connection } = useChat();
  const [button, setButton] = createSignal<HTMLButtonElement>();
  const { open, busy } = useFileOpener(() => props.file);
  const loaded = createLoadedPicture(() => props.pictures.load(props.file.id));
  const box = () => pictureBox(props.size, props.isAlone);
  const label = () =>
    loaded.failed()
      ? `${props.file.name}: ${w("picture.failed")} ${w("retry")}`
      : w(opensInTab(props.file) ? "open" : "download", props.file.name);
  // A failed one is retried with the next connection.
  createOnSight({ target: button, margin, again: connection, onSight: () => void loaded.load() });
  onPrintRequest(() => void loaded.load());

  return (
    <button
      ref={setButton}
      type="button"
      aria-label={label()}
      aria-busy={busy()}
      title={props.file.name}
      data-picture={loaded.failed() ? "failed" : loaded.address() ? "loaded" : "loading"}
      class="block max-w-full overflow-hidden rounded-2xl border border-line bg-subtle aria-busy:opacity-60"
      style={{ width: `${box().width}px`, "aspect-ratio": `${box().width} / ${box().height}` }}
      onClick={() => (loaded.failed() ? void loaded.load() : open())}
    >
      <Show
        when={loaded.address()}
        fallback={
          <Show
            when={loaded.failed()}
            fallback={<span class="skeleton block size-full rounded-none" />}
          >
            <span class="flex size-full flex-col items-center justify-center gap-1 p-2 text-xs text-muted">
              <Icon name="alert" class="size-5 shrink-0" />
              <Show when={box().height > 120 && box().width > 120}>{w("picture.failed")}</Show>
            </span>
          </Show>
        }
      >
        {(address) => (
          <img
            src={address()}
            alt={props.file.name}
            width={box().width}
            height={box().height}
            draggable={false}
            class="size-full object-cover"
          />
        )}
      </Show>
    </button>
  );
}
