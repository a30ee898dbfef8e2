import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { followPrompts } from "../../client/prompts/follow-prompts.ts";
import type { Prompt, PromptHead } from "../../shared/prompt.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Section } from "../account/section.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { PromptForm } from "./prompt-form.tsx";
import { usePromptWords } from "./words/prompt-words.ts";

/** The prompts of the user, and those that admins share with everyone. */
export function PromptsPage(): JSX.Element {
  const w = usePromptWords();
  const { t } = useI18n();
  const { client, state } = useChat();
  const toasts = useToasts();
  const [prompts, setPrompts] = createSignal<readonly PromptHead[] | null>(null);
  /** The prompt in the form: null for a new one, undefined without a form. */
  const [edited, setEdited] = createSignal<Prompt | null>();
  const [doomed, setDoomed] = createSignal<PromptHead | null>(null);
  const abort = new AbortController();
  onCleanup(() => abort.abort());
  void followPrompts(client, { signal: abort.signal, onPrompts: (list) => setPrompts(list) });
  const isAdmin = () => state().user?.role === "admin";
  const own = () => prompts()?.filter(({ isShared }) => !isShared) ?? [];
  const shared = () => prompts()?.filter(({ isShared }) => isShared) ?? [];

  const report = (error: unknown) => {
    const { code } = toRequestError(error);
    toasts.show({ text: () => t(`refused.${code}`) });
  };
  async function edit({ id: promptId }: PromptHead): Promise<void> {
    await client.api.prompts.get.query({ promptId }).then((prompt) => setEdited(prompt), report);
  }
  async function remove({ id: promptId, isShared }: PromptHead): Promise<void> {
    if (edited()?.id === promptId) setEdited(undefined);
    const api = isShared ? client.api.admin.prompts : client.api.prompts;
    await api.delete.mutate({ promptId }).catch(report);
  }
  const lines = (list: readonly PromptHead[], mayChange: boolean) => (
    <ul class="mt-3 flex flex-col divide-y divide-line">
      <For each={list} fallback={<li class="py-2 text-muted">{w("own.none")}</li>}>
        {(prompt) => (
          <PromptLine
            prompt={prompt}
            mayChange={mayChange}
            onEdit={() => void edit(prompt)}
            onDelete={() => setDoomed(prompt)}
          />
        )}
      </For>
    </ul>
  );

  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">{w("intro")}</p>
      <Show when={edited() === undefined}>
        <Button icon="pencil" class="mt-4" onClick={() => setEdited(null)}>
          {w("new")}
        </Button>
      </Show>
      <Show when={boxed(edited())} keyed>
        {({ prompt }) => (
          <PromptForm prompt={prompt} isAdmin={isAdmin()} onDone={() => setEdited(undefined)} />
        )}
      </Show>
      <Show when={prompts()}>
        <Section title={w("own")}>{lines(own(), true)}</Section>
        <Show when={shared().length > 0}>
          <Section title={w("shared")}>{lines(shared(), isAdmin())}</Section>
        </Show>
      </Show>
      <Show when={doomed()}>
        {(prompt) => (
          <ConfirmDialog
            title={w("delete.title")}
            text={w(
              prompt().isShared ? "delete.textShared" : "delete.text",
              isolate(prompt().name),
            )}
            stay={t("app.cancel")}
            confirm={w("delete")}
            onConfirm={() => void remove(prompt())}
            onClose={() => setDoomed(null)}
          />
        )}
      </Show>
    </AccountPage>
  );
}

/** Boxed, so that the form of a new prompt counts as present. */
function boxed(prompt: Prompt | null | undefined): { prompt: Prompt | null } | null {
  return prompt === undefined ? null : { prompt };
}

function PromptLine(props: {
  prompt: PromptHead;
  mayChange: boolean;
  onEdit: () => void;
  onDelete: () => void;
}): JSX.Element {
  const w = usePromptWords();
  const name = () => isolate(props.prompt.name);
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">
          <bdi>{props.prompt.name}</bdi>
        </p>
        <Show when={props.prompt.description}>
          {(description) => (
            <p class="text-sm wrap-anywhere text-muted" dir="auto">
              {description()}
            </p>
          )}
        </Show>
      </div>
      <Show when={props.mayChange}>
        <div class="flex gap-2">
          <Button aria-label={w("edit.label", name())} onClick={() => props.onEdit()}>
            {w("edit")}
          </Button>
          <Button aria-label={w("delete.label", name())} onClick={() => props.onDelete()}>
            {w("delete")}
          </Button>
        </div>
      </Show>
    </li>
  );
}
