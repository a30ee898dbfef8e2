import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { connectWithSecret, type SecretClient } from "../../../../client/connect-secret.ts";
import { createLatch } from "../../../../client/latch.ts";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import { findPlaceholders } from "../../../../shared/placeholders.ts";
import { inputClass } from "../../../account/field.tsx";
import { FilesProvider } from "../../../attachments/files.ts";
import { LiveRegion } from "../../../chat/live-region.tsx";
import { Composer } from "../../../composer/composer.tsx";
import type { Writing } from "../../../composer/draft.ts";
import { useI18n } from "../../../i18n/i18n.tsx";
import { loadMarkdown } from "../../../markdown/load-markdown.tsx";
import type { MarkdownProps } from "../../../markdown/markdown.tsx";
import { useChat } from "../../../state/chat.ts";
import { Button } from "../../../ui/button.tsx";
import { createOnDemand } from "../../../ui/on-demand.ts";
import { useEditor } from "../editor-context.ts";
import { PreviewChat, type PreviewChatOptions } from "./preview-chat.ts";
import { createPreviewFiles } from "./preview-files.ts";
import { PreviewMessages } from "./preview-messages.tsx";
import { createPreviewSessions } from "./preview-sessions.ts";
import { PreviewWelcome } from "./preview-welcome.tsx";
import { stayAtEnd } from "./stay-at-end.ts";

/** Maximum number of state variables in a session. */
const mostVariables = 64;

/** A chat with the draft, beside the form. */
export function PreviewPane(props: {
  workflowId: string;
  saveDraft: () => Promise<unknown>;
}): JSX.Element {
  const { draft, locale, w } = useEditor();
  const { t } = useI18n();
  const titleId = createUniqueId();
  const names = createMemo(() => findPlaceholders(draft().instructions).slice(0, mostVariables));
  const [values, setValues] = createSignal<Readonly<Record<string, string>>>({});
  const variables = (): StateVariables =>
    Object.fromEntries(
      names()
        .map((name) => [name, values()[name] ?? ""] as const)
        .filter(([, value]) => value !== ""),
    );
  const { chat, client } = createChat(props.workflowId, {
    variables,
    saveDraft: () => props.saveDraft(),
    fileUpload: () => draft().fileUpload,
  });
  const room = () => ({ ...draft().fileUpload, workflowId: props.workflowId });
  const files = createPreviewFiles(client, room, () => chat.prepare());
  const composing = createComposing();
  const markdown = createOnDemand<MarkdownProps>(loadMarkdown);
  // Also called from a key handler, where nothing reactive may be created.
  const obstacle = () => {
    if (chat.transcript.unsent()) return "unsent";
    return chat.transcript.awaited() ? "awaited" : files.composer.obstacle();
  };
  const isEmpty = () => chat.transcript.messages.length === 0;
  createEffect(() => isEmpty() || void markdown.fetch());
  let scroller: HTMLDivElement | undefined;
  let content: HTMLDivElement | undefined;
  onMount(() => {
    if (scroller && content) onCleanup(stayAtEnd({ scroller, content, applies: () => !isEmpty() }));
  });

  return (
    <section
      id="preview"
      tabindex="-1"
      aria-labelledby={titleId}
      class="flex h-[85dvh] min-h-96 flex-col outline-none lg:h-full lg:min-h-0"
    >
      <div class="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
        <div class="min-w-0">
          <h2 id={titleId} class="font-semibold">
            {w("preview.title")}
          </h2>
          <p class="text-sm text-muted">{w("preview.hint")}</p>
        </div>
        <Button
          icon="regenerate"
          class="shrink-0"
          disabled={isEmpty()}
          onClick={() => chat.startOver()}
        >
          {w("preview.startOver")}
        </Button>
      </div>
      <div
        ref={scroller}
        role="group"
        tabindex="0"
        aria-label={t("chat.messages")}
        class="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        <div ref={content} class="min-h-full" classList={{ "grid content-center": isEmpty() }}>
          <Show
            when={!isEmpty()}
            fallback={<PreviewWelcome onStart={(prompt) => chat.send(prompt)} />}
          >
            <FilesProvider value={files.all}>
              <PreviewMessages chat={chat} markdown={markdown.component()} />
            </FilesProvider>
          </Show>
        </div>
      </div>
      <div class="flex max-h-1/2 flex-col overflow-y-auto border-t border-line p-3">
        <Variables names={names()} values={values()} onChange={setValues} />
        <Composer
          draft={composing}
          placeholder={draft().placeholder[locale()]}
          obstacle={obstacle()}
          awaited={chat.transcript.awaited()}
          onStop={chat.stop()}
          onSend={(text) => chat.send(text, files.composer.loaded()?.uploads.take(null))}
          files={files.composer}
        />
      </div>
      <LiveRegion reply={chat.transcript.lastReply()} />
    </section>
  );
}

/** The values for the instructions' placeholders. */
function Variables(props: {
  names: readonly string[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>>) => void;
}): JSX.Element {
  const { w } = useEditor();
  return (
    <Show when={props.names.length > 0}>
      <fieldset class="mb-3 min-w-0">
        <legend class="text-sm font-medium">{w("preview.variables")}</legend>
        <p class="text-xs text-muted">{w("preview.variables.hint")}</p>
        <div class="mt-2 flex flex-col gap-2">
          <For each={props.names}>
            {(name) => (
              <label class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span class="min-w-0 basis-24 wrap-anywhere">{name}</span>
                <input
                  type="text"
                  autocomplete="off"
                  value={props.values[name] ?? ""}
                  class={`${inputClass} flex-1 basis-40 py-1.5`}
                  onInput={(event) =>
                    props.onChange({ ...props.values, [name]: event.currentTarget.value })
                  }
                />
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}

function createChat(
  workflowId: string,
  options: Pick<PreviewChatOptions, "variables" | "fileUpload" | "saveDraft">,
): { chat: PreviewChat; client: SecretClient } {
  const { api } = useChat().client;
  const sessions = createPreviewSessions(
    (stateVariables) => api.admin.workflows.preview.mutate({ id: workflowId, stateVariables }),
    () => performance.now(),
  );
  // A page without activity needs no sessions.
  let wanted = createLatch();
  const client = connectWithSecret({
    url: location.origin,
    mayOpen: () => wanted.opened,
    secret: () => sessions.secret(),
    onRejected() {
      sessions.drop();
      if (!chat.transcript.awaited()) wanted = createLatch();
    },
  });
  const open = () => wanted.open();
  const chat = new PreviewChat({ workflowId, client, sessions, open, ...options });
  onCleanup(() => chat.close());
  return { chat, client };
}

/** The composer's text, for as long as the page is open. */
function createComposing(): Writing {
  const [text, setText] = createSignal("");
  return { text, write: setText };
}
