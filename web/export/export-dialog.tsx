import { appName } from "../state/app-name.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import {
  type ExportedThread,
  fileNameOf,
  toMarkdown,
  toThreadFile,
} from "../../client/export/export-thread.ts";
import { activeBranch, threadById } from "../../client/state/selectors.ts";
import { shownTitle } from "../../client/state/shown-title.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { appAddress } from "../state/base-path.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { saveFile } from "../ui/save-file.ts";
import { loadPicture } from "./load-picture.ts";
import { loadThread } from "./load-thread.ts";
import { useExportWords } from "./words/export-words.ts";

const formats = ["markdown", "html", "json"] as const;
type Format = (typeof formats)[number];

/** The file of each format. */
const files = {
  markdown: { type: "text/markdown;charset=utf-8", ending: "md" },
  html: { type: "text/html;charset=utf-8", ending: "html" },
  json: { type: "application/json", ending: "json" },
} as const;

/** Saves a chat as a file: the branch that is shown as Markdown, or everything as JSON. */
export function ExportDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const { t, locale } = useI18n();
  const w = useExportWords();
  const chat = useChat();
  const [format, setFormat] = createSignal<Format>("markdown");
  const [hasThoughts, setHasThoughts] = createSignal(false);
  const [loaded, setLoaded] = createSignal<number | null>(null);
  const [hasFailed, setFailed] = createSignal(false);

  async function contentOf(exported: ExportedThread): Promise<string> {
    if (format() === "json") return toThreadFile(exported);
    const dateTime = new Intl.DateTimeFormat(withRegion(locale()), {
      dateStyle: "medium",
      timeStyle: "short",
    });
    const options = {
      hasThoughts: hasThoughts(),
      time: (iso: string) => dateTime.format(new Date(iso)),
      words: {
        untitled: t("sidebar.untitled"),
        you: t("chat.you"),
        assistant: t("chat.assistant"),
        files: w("export.files"),
        instruction: t("chat.instruction"),
        thoughts: w("export.thoughtsOf"),
      },
    };
    if (format() === "markdown") return toMarkdown(exported, options);
    const { toHtml } = await import("./to-html.ts");
    const { markdownEngine } = await import("../markdown/markdown.tsx");
    return toHtml(exported, {
      ...options,
      app: appName(),
      engine: markdownEngine,
      locale: locale(),
      direction: document.documentElement.dir === "rtl" ? "rtl" : "ltr",
      address: appAddress(),
      picture: (id) => loadPicture(chat.client, id),
      pause: () => new Promise((resolve) => setTimeout(resolve)),
    });
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (loaded() !== null) return;
    setFailed(false);
    setLoaded(0);
    try {
      const messages = await loadThread(chat, props.threadId, setLoaded);
      const thread = threadById(chat.state(), props.threadId);
      if (!thread) return props.onClose();
      const branch = activeBranch(chat.state(), props.threadId).map(({ id }) => id);
      const content = await contentOf({ thread, messages, branch, exportedAt: new Date() });
      const { type, ending } = files[format()];
      const name = fileNameOf(shownTitle(thread) ?? t("sidebar.untitled"), ending);
      saveFile(new Blob([content], { type }), name);
      props.onClose();
    } catch {
      setFailed(true);
    } finally {
      setLoaded(null);
    }
  }

  const status = () => {
    const count = loaded();
    return count === null ? "" : w("export.loading", count.toLocaleString(locale()));
  };

  return (
    <Dialog
      title={w("export.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <form onSubmit={(event) => void save(event)}>
        <fieldset class="flex flex-col gap-1">
          <legend class="sr-only">{w("export.format")}</legend>
          <For each={formats}>
            {(each, index) => (
              <label class="flex min-h-11 items-start gap-3 rounded-lg px-2 py-2 hover:bg-hover">
                <input
                  type="radio"
                  name="format"
                  class="mt-1 size-4 shrink-0 accent-accent"
                  data-autofocus={index() === 0 ? "" : undefined}
                  checked={format() === each}
                  onChange={() => setFormat(each)}
                />
                <span class="min-w-0">
                  <span class="block text-sm font-medium">{w(`export.${each}`)}</span>
                  <span class="block text-sm text-muted">{w(`export.${each}.hint`)}</span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={format() !== "json"}>
          <label class="mt-1 flex min-h-11 items-center gap-3 rounded-lg px-2 hover:bg-hover">
            <input
              type="checkbox"
              class="size-4 shrink-0 accent-accent"
              checked={hasThoughts()}
              onChange={(event) => setHasThoughts(event.currentTarget.checked)}
            />
            <span class="text-sm">{w("export.thoughts")}</span>
          </label>
        </Show>
        <Show when={hasFailed()}>
          <p role="alert" class="px-2 pt-2 text-sm text-danger">
            {w("export.failed")}
          </p>
        </Show>
        <div class="mt-4 flex flex-wrap items-center justify-end gap-2">
          <p role="status" class="flex-1 px-2 text-sm text-muted">
            {status()}
          </p>
          <Button onClick={() => props.onClose()}>{t("app.cancel")}</Button>
          <Button type="submit" look="primary" disabled={loaded() !== null}>
            {w("export.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
