import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import { sameIds } from "../state/same-ids.ts";
import { focusComposer } from "../ui/focus-composer.ts";
import { Button } from "../ui/button.tsx";
import type { ComposerFiles } from "./composer-files.ts";
import { insertText } from "../ui/insert-text.ts";
import { isolate } from "../i18n/isolate.ts";
import { useToasts } from "../ui/toasts.tsx";
import { FileChip } from "./file-chip.tsx";
import { readFileText } from "./file-text.ts";
import { useFiles } from "./files.ts";
import { useProblemSentence } from "./file-state.tsx";
import type { Uploads } from "./uploads.ts";
import { useFileWords } from "./words/file-words.ts";

/** The files of the draft on the screen, above its text. */
export function FileTray(props: { files: ComposerFiles; uploads: Uploads }): JSX.Element {
  const w = useFileWords();
  const files = useFiles();
  const toasts = useToasts();
  let list: HTMLUListElement | undefined;
  const ids = createMemo(() => props.uploads.ids(props.files.threadId()), [], { equals: sameIds });
  const refused = createMemo(() => ids().filter((id) => props.uploads.file(id)?.problem != null));
  const room = () => props.files.room();

  // Keeps the last added file in view.
  createEffect((before: number) => {
    const { length } = ids();
    if (length > before && list) list.scrollTop = list.scrollHeight;
    return length;
  }, 0);

  /** The focus moves to the button of the file that takes its place, or else to the text field. */
  function remove(id: string): void {
    const place = ids().indexOf(id);
    props.uploads.remove(id);
    const next = ids()[Math.min(place, ids().length - 1)];
    const button = list?.querySelector<HTMLElement>(`[data-remove="${next}"]`);
    if (button) button.focus();
    else focusComposer();
  }

  /** Puts a file's text into the message, at the cursor. */
  async function inline(id: string): Promise<void> {
    const file = props.uploads.file(id);
    const field = list?.closest("form")?.querySelector("textarea");
    if (!file || !field) return;
    try {
      const text = await readFileText(files, file);
      insertText(field, text);
      props.uploads.remove(id);
    } catch {
      toasts.show({ text: () => w("open.failed", isolate(file.upload.name)) });
    }
  }

  /** The replacement has another button. */
  function exchange(run: (present: NonNullable<ReturnType<typeof room>>) => string): void {
    const present = room();
    if (!present) return;
    const id = run(present);
    list?.querySelector<HTMLElement>(`[data-remove="${id}"]`)?.focus();
  }

  return (
    <>
      <Show when={ids().length > 0}>
        <ul
          ref={list}
          aria-label={w("list")}
          class="mb-1 grid max-h-[30dvh] grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))] gap-1.5 overflow-y-auto rounded-[1.15rem]"
        >
          <For each={ids()}>
            {(id) => (
              <Show when={props.uploads.file(id)}>
                {(file) => (
                  <FileChip
                    file={file()}
                    room={room()}
                    pictures={props.uploads.pictures}
                    onRemove={() => remove(id)}
                    onInline={() => void inline(id)}
                    onRetry={() => exchange((present) => props.uploads.retry(id, present))}
                    onReplace={(blob) =>
                      exchange((present) => props.uploads.replace(id, blob, present))
                    }
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
        <Show when={refused().length > 1}>
          <Button
            icon="trash"
            class="mb-1"
            onClick={() => {
              for (const id of refused()) props.uploads.remove(id);
              focusComposer();
            }}
          >
            {w("remove.refused")}
          </Button>
        </Show>
      </Show>
      <FileNewsRegion {...props} />
    </>
  );
}

/** Announces the outcome of files to screen readers, but no progress. */
function FileNewsRegion(props: { files: ComposerFiles; uploads: Uploads }): JSX.Element {
  const w = useFileWords();
  const sentence = useProblemSentence();
  const [said, setSaid] = createSignal("");
  createEffect(
    on(
      () => props.uploads.news(),
      (news) => {
        if (!news) return;
        const { name, problem, blank } = news;
        if (problem) setSaid(`${name}: ${sentence(problem, props.files.room())}`);
        else setSaid(blank ? `${name}: ${w("state.blank")}` : w("news.ready", name));
      },
      { defer: true },
    ),
  );
  return (
    <p role="status" class="sr-only">
      {said()}
    </p>
  );
}
