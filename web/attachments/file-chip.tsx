import { createEffect, createResource, createSignal, type JSX, Show, untrack } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import type { DraftFile } from "./draft-file.ts";
import { mayBeText, readFileStart } from "./file-text.ts";
import { useFiles } from "./files.ts";
import { FileName } from "./file-name.tsx";
import { wayOn } from "./file-problem.ts";
import type { FileRoom } from "./file-room.ts";
import { FileProgress, FileState } from "./file-state.tsx";
import { createLoadedPicture } from "./loaded-picture.ts";
import type { Pictures } from "./pictures.ts";
import { useFileWords } from "./words/file-words.ts";

export interface FileChipProps {
  file: DraftFile;
  room: FileRoom | null;
  pictures: Pictures;
  onRemove: () => void;
  /** Uploads the same file again. */
  onRetry: () => void;
  /** Puts the file's text into the message. */
  onInline: () => void;
  /** Another file replaces this one. */
  onReplace: (blob: File) => void;
}

/** A file of the draft, with its actions. */
export function FileChip(props: FileChipProps): JSX.Element {
  const w = useFileWords();
  const name = () => props.file.upload.name;
  const status = () => (props.file.problem ? "refused" : props.file.upload.status);
  return (
    <li
      data-testid="file-chip"
      data-status={status()}
      class={`relative flex min-h-14 items-center gap-2.5 overflow-hidden rounded-2xl border py-1.5 ps-2 pe-1 text-sm leading-5 ${props.file.problem ? "border-danger bg-danger-bg" : "border-line bg-subtle"}`}
    >
      <Thumbnail file={props.file} pictures={props.pictures} />
      <div class="min-w-0 flex-1">
        <FileName name={name()} />
        <Show when={mayBeText(props.file)}>
          <TextStart file={props.file} onInline={props.onInline} />
        </Show>
        <FileState file={props.file} room={props.room} />
        <WayOn {...props} />
      </div>
      <IconButton
        icon="close"
        label={w("remove", name())}
        iconClass="size-4"
        class={props.file.problem ? "rounded-full! text-danger!" : "rounded-full!"}
        data-remove={props.file.upload.id}
        onClick={() => props.onRemove()}
      />
      <FileProgress file={props.file} />
    </li>
  );
}

/** The local image, or else the server's preview; an icon for other files. */
function Thumbnail(props: { file: DraftFile; pictures: Pictures }): JSX.Element {
  const [broken, setBroken] = createSignal(false);
  const read = createLoadedPicture(() => props.pictures.load(props.file.upload.id));
  const own = () => (broken() ? null : props.file.picture);
  createEffect(() => {
    const { kind, status } = props.file.upload;
    if (kind === "image" && status === "ready" && !own()) void read.load();
  });
  return (
    <Show
      when={own() ?? read.address()}
      fallback={
        <span
          class={`flex size-10 shrink-0 items-center justify-center rounded-lg ${props.file.problem ? "text-danger" : "bg-hover text-muted"}`}
        >
          <Icon name={props.file.problem ? "alert" : "document"} />
        </span>
      }
    >
      {(address) => (
        <img
          src={address()}
          alt=""
          decoding="async"
          draggable={false}
          class="size-10 shrink-0 rounded-lg bg-hover object-cover"
          onError={() => setBroken(true)}
        />
      )}
    </Show>
  );
}

/** The first lines of a text, and the way back into the message. */
function TextStart(props: { file: DraftFile; onInline: () => void }): JSX.Element {
  const w = useFileWords();
  const files = useFiles();
  // Shown once: the file never changes.
  const { file } = untrack(() => ({ ...props }));
  // Without it, the file is what it is anyway.
  const [start] = createResource(() => readFileStart(files, file).catch(() => null));
  return (
    <Show when={start.state === "ready" && start()}>
      {(text) => (
        <>
          <p class="line-clamp-2 text-xs wrap-anywhere whitespace-pre-line text-muted" dir="auto">
            {text().trim()}
          </p>
          <button
            type="button"
            class="min-h-6 text-xs font-semibold text-accent underline-offset-2 hover:underline coarse:min-h-11"
            onClick={() => props.onInline()}
          >
            {w("asText")}
            <span class="sr-only"> {file.upload.name}</span>
          </button>
        </>
      )}
    </Show>
  );
}

/** The action that may fix a file that cannot be sent. */
function WayOn(props: FileChipProps): JSX.Element {
  const w = useFileWords();
  let input: HTMLInputElement | undefined;
  const way = () => props.file.problem && wayOn(props.file.problem, props.file.blob !== null);
  const act = () => (way() === "retry" ? props.onRetry() : input?.click());
  return (
    <Show when={way()}>
      <button
        type="button"
        class="min-h-6 text-xs font-semibold text-danger underline underline-offset-2 coarse:min-h-11"
        onClick={act}
      >
        {w(way() === "retry" ? "retry" : "choose")}
        <span class="sr-only"> {props.file.upload.name}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) props.onReplace(chosen);
        }}
      />
    </Show>
  );
}
