import { A } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { Import, ImportedChatLine } from "../../shared/import.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createOwnImports } from "../imports/own-imports.ts";
import { useImportWords } from "../imports/words/import-words.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { messageTime } from "../ui/message-time.ts";
import { useToasts } from "../ui/toasts.tsx";
import { Section } from "./section.tsx";

/** Largest file in bytes, as the server allows. */
const mostBytes = 1_024 * 1_024 * 1_024;

/** Lines of a report that are fetched at once. */
const linesAtOnce = 50;

/** Imports the exports of other programs, with progress and a report. */
export function ImportSection(): JSX.Element {
  const w = useImportWords();
  const { t } = useI18n();
  const imports = createOwnImports(useChat());
  const [problem, setProblem] = createSignal("");
  const [isOver, setOver] = createSignal(false);
  let input: HTMLInputElement | undefined;

  function take(file: File | undefined): void {
    if (!file) return;
    setProblem("");
    if (file.size === 0) setProblem(w("import.empty"));
    else if (file.size > mostBytes) setProblem(w("import.tooLarge"));
    else void imports.begin(file);
  }
  const refusal = () => {
    const refused = imports.refusal();
    if (problem() !== "" || !refused) return problem();
    return refused.code === "conflict" ? w("import.busy") : t(`refused.${refused.code}`);
  };

  return (
    <Section title={w("import.title")} intro={w("import.intro")}>
      <Show when={!imports.open()}>
        <div
          class={`mt-3 flex flex-wrap items-center gap-3 rounded-card border-2 border-dashed p-4 ${isOver() ? "border-accent bg-subtle" : "border-line"}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setOver(false);
            take(event.dataTransfer?.files[0]);
          }}
        >
          <input
            ref={input}
            type="file"
            accept=".zip,.json,application/zip,application/json"
            class="sr-only"
            tabindex="-1"
            aria-label={w("import.choose")}
            onChange={(event) => {
              take(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
          <Button icon="attach" onClick={() => input?.click()}>
            {w("import.choose")}
          </Button>
          <span class="text-sm text-muted coarse:hidden">{w("import.drop")}</span>
        </div>
      </Show>
      <p role="alert" class="mt-2 text-sm text-danger empty:hidden">
        {refusal()}
      </p>
      <ul class="mt-3 flex flex-col divide-y divide-line empty:hidden">
        <For each={imports.list().map(({ id }) => id)}>
          {(id) => (
            <Show when={imports.list().find((each) => each.id === id)}>
              {(state) => <ImportLine state={state()} onCancel={() => void imports.cancel(id)} />}
            </Show>
          )}
        </For>
      </ul>
    </Section>
  );
}

function ImportLine(props: { state: Import; onCancel: () => void }): JSX.Element {
  const w = useImportWords();
  const { locale } = useI18n();
  const [isOpen, setOpen] = createSignal(false);
  const number = (value: number) => value.toLocaleString(locale());
  const hasEnded = () => props.state.finishedAt !== null;
  const done = () => props.state.imported + props.state.known + props.state.unreadable;
  const share = () => props.state.receivedBytes / props.state.size;
  const status = (): string => {
    const { status: now, failure } = props.state;
    if (now === "uploading") {
      const percent = new Intl.NumberFormat(locale(), { style: "percent" });
      return w("import.uploading", percent.format(share()));
    }
    if (now === "running") return w("import.running", number(done()));
    if (now === "failed") return w(`import.failed.${failure ?? "failed"}`);
    return w(`import.${now}`);
  };
  return (
    <li class="flex flex-col gap-1 py-3">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p class="min-w-0 flex-1 font-medium wrap-anywhere" dir="auto">
          {props.state.name}
        </p>
        <span class="text-sm text-muted">
          {messageTime(props.state.createdAt, new Date(), locale())}
        </span>
        <Show when={!hasEnded()}>
          <Button onClick={() => props.onCancel()}>{w("import.cancel")}</Button>
        </Show>
      </div>
      <Show when={props.state.status === "uploading"}>
        <progress class="h-2 w-full accent-accent" aria-label={status()} value={share()} max={1} />
      </Show>
      <p role="status" class={`text-sm ${props.state.failure ? "text-danger" : ""}`}>
        {status()}
      </p>
      <Show when={done() > 0}>
        <p class="text-sm text-muted">
          {w(
            "import.counts",
            number(props.state.imported),
            number(props.state.known),
            number(props.state.unreadable),
          )}
        </p>
        <Show when={hasEnded()}>
          <div>
            <Button aria-expanded={isOpen()} onClick={() => setOpen(!isOpen())}>
              {w(isOpen() ? "import.report.hide" : "import.report")}
            </Button>
          </div>
          <Show when={isOpen()}>
            <Report importId={props.state.id} />
          </Show>
        </Show>
      </Show>
    </li>
  );
}

function Report(props: { importId: string }): JSX.Element {
  const w = useImportWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const [lines, setLines] = createSignal<readonly ImportedChatLine[]>([]);
  const [hasMore, setMore] = createSignal(false);

  async function load(): Promise<void> {
    const after = lines().at(-1)?.position ?? -1;
    const input = { importId: props.importId, after, limit: linesAtOnce };
    try {
      const page = await chat.client.api.imports.report.query(input);
      setLines((shown) => [...shown, ...page]);
      setMore(page.length === linesAtOnce);
    } catch {
      toasts.show({ text: () => t("app.unavailable") });
    }
  }
  void load();

  return (
    <>
      <ul class="mt-1 flex flex-col divide-y divide-line text-sm">
        <For each={lines()}>
          {(line) => (
            <li class="flex flex-wrap gap-x-3 py-1.5">
              <span class="min-w-48 flex-1 wrap-anywhere" dir="auto">
                <Show when={line.threadId} fallback={<>{line.title ?? w("import.untitled")}</>}>
                  {(threadId) => (
                    <A
                      href={`/t/${threadId()}`}
                      class="text-accent hover:underline coarse:inline-block coarse:py-2.5"
                    >
                      {line.title ?? w("import.untitled")}
                    </A>
                  )}
                </Show>
              </span>
              <span class="text-muted">
                {w(`import.outcome.${line.outcome}`)}
                {line.problem ? `: ${w(`import.problem.${line.problem}`)}` : ""}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={hasMore()}>
        <Button class="mt-2 self-start" onClick={() => void load()}>
          {w("import.more")}
        </Button>
      </Show>
    </>
  );
}
