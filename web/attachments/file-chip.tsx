import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import type { DraftFile } from "./draft-file.ts";
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
