import { type JSX, Match, Show, Switch } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import type { DraftFile } from "./draft-file.ts";
import type { FileProblem } from "./file-problem.ts";
import type { FileRoom } from "./file-room.ts";
import { formatSize } from "./format-size.ts";
import { megabyte } from "../../shared/limits.ts";
import { useFileWords } from "./words/file-words.ts";

/** Returns messages why a file cannot be sent, in the current language. */
export function useProblemSentence(): (problem: FileProblem, room: FileRoom | null) => string {
  const w = useFileWords();
  const { locale } = useI18n();
  return (problem, room) => {
    switch (problem) {
      case "too_large":
        return w("problem.too_large", formatSize((room?.maxFileSize ?? 0) * megabyte, locale()));
      case "too_many":
        return w("problem.too_many", room?.maxFiles ?? 0);
      default:
        return w(`problem.${problem}`);
    }
  };
}

/** The line below a file's name: its size, its progress, or its problem. */
export function FileState(props: { file: DraftFile; room: FileRoom | null }): JSX.Element {
  const w = useFileWords();
  const { locale } = useI18n();
  const { connection } = useChat();
  const sentence = useProblemSentence();
  const upload = () => props.file.upload;
  const size = () => formatSize(upload().size, locale());
  const percent = () =>
    new Intl.NumberFormat(locale(), { style: "percent" }).format(shareOf(props.file));
  return (
    <Switch fallback={<p class="text-xs text-muted">{size()}</p>}>
      <Match when={props.file.problem}>
        {(problem) => <p class="text-xs text-danger">{sentence(problem(), props.room)}</p>}
      </Match>
      <Match when={upload().status === "uploading"}>
        <p class="truncate text-xs text-muted tabular-nums">
          <Show when={connection() === "open"} fallback={w("state.waiting")}>
            {w("state.uploading", percent())}
          </Show>
        </p>
      </Match>
      <Match when={upload().status === "processing"}>
        <p class="truncate text-xs text-muted">{w("state.processing")}</p>
      </Match>
      <Match when={upload().blank}>
        <p class="text-xs text-muted">{w("state.blank")}</p>
      </Match>
    </Switch>
  );
}

/** The uploaded share of a file, from 0 to 1. */
function shareOf({ upload: { receivedBytes, size } }: DraftFile): number {
  return size === 0 ? 0 : receivedBytes / size;
}

/** The same as a bar; only during the upload. */
export function FileProgress(props: { file: DraftFile }): JSX.Element {
  const w = useFileWords();
  const share = () => shareOf(props.file);
  return (
    <Show when={props.file.problem === null && props.file.upload.status === "uploading"}>
      <div
        role="progressbar"
        aria-label={w("progress", props.file.upload.name)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share() * 100)}
        class="absolute inset-x-0 bottom-0 h-1 bg-hover"
      >
        <div
          class="h-full bg-accent transition-[width]"
          style={{ width: `${Math.max(3, share() * 100)}%` }}
        />
      </div>
    </Show>
  );
}
