import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import { newId } from "../../../shared/ids.ts";
import type { Memory, PersonalView } from "../../../shared/personal.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import { createLoaded, LoadedView } from "../loaded.tsx";
import { Section } from "../section.tsx";
import { MemoryForm } from "./memory-form.tsx";
import { usePersonalWords } from "./words/personal-words.ts";

/** The facts that models remember about the person: seen, changed, deleted and switched off here. */
export function MemorySection(): JSX.Element {
  const w = usePersonalWords();
  const chat = useChat();
  const personal = createLoaded(() => chat.client.api.personal.get.query());
  const asOf = createMemo(() => chat.state().personalAsOf);
  createEffect(on(asOf, () => void personal.load(), { defer: true }));
  return (
    <Section title={w("memory.title")} intro={w("memory.intro")}>
      <LoadedView loaded={personal}>
        {(view) => <MemoryList view={view()} reload={personal.load} />}
      </LoadedView>
    </Section>
  );
}

function MemoryList(props: { view: PersonalView; reload: () => Promise<void> }): JSX.Element {
  const w = usePersonalWords();
  const chat = useChat();
  const change = createChange(() => props.reload());
  const [asks, setAsks] = createSignal(false);
  const { personal } = chat.client.api;
  const ids = createMemo(() => props.view.memories.map(({ id }) => id));
  return (
    <>
      <label class="mt-3 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="size-5 shrink-0 accent-accent"
          checked={props.view.isMemoryOn}
          onChange={(event) => {
            const isOn = event.currentTarget.checked;
            void change(() => personal.setMemory.mutate({ isOn }));
          }}
        />
        {w("memory.on")}
      </label>
      <ul class="mt-1 flex flex-col divide-y divide-line">
        <For each={ids()} fallback={<li class="py-2 text-muted">{w("memory.none")}</li>}>
          {(id) => (
            <Show when={props.view.memories.find((memory) => memory.id === id)}>
              {(memory) => <MemoryLine memory={memory()} change={change} />}
            </Show>
          )}
        </For>
      </ul>
      <div class="mt-3">
        <MemoryForm
          label={w("memory.add.label")}
          submit={w("memory.add")}
          text=""
          save={async (text) => {
            await personal.remember.mutate({ id: newId("memory"), text });
            await props.reload();
          }}
        />
      </div>
      <Show when={props.view.memories.length > 0}>
        <Button look="danger" class="mt-3" onClick={() => setAsks(true)}>
          {w("memory.deleteAll")}
        </Button>
      </Show>
      <Show when={asks()}>
        <ConfirmDialog
          title={w("memory.deleteAll.title")}
          text={w("memory.deleteAll.text")}
          stay={w("memory.cancel")}
          confirm={w("memory.deleteAll")}
          onConfirm={() => void change(() => personal.forgetAll.mutate())}
          onClose={() => setAsks(false)}
        />
      </Show>
    </>
  );
}

function MemoryLine(props: {
  memory: Memory;
  change: (run: () => Promise<unknown>) => Promise<void>;
}): JSX.Element {
  const w = usePersonalWords();
  const chat = useChat();
  const { personal } = chat.client.api;
  const [isEdited, setEdited] = createSignal(false);
  let pencil: HTMLButtonElement | undefined;
  const close = () => {
    setEdited(false);
    queueMicrotask(() => pencil?.focus());
  };
  return (
    <li class="py-2">
      <Show
        when={isEdited()}
        fallback={
          <div class="flex items-center gap-1">
            <p dir="auto" class="min-w-0 flex-1 wrap-anywhere">
              {props.memory.text}
            </p>
            <IconButton
              ref={pencil}
              icon="pencil"
              label={w("memory.edit", props.memory.text)}
              onClick={() => setEdited(true)}
            />
            <IconButton
              icon="trash"
              label={w("memory.delete", props.memory.text)}
              onClick={() =>
                void props.change(() => personal.forget.mutate({ id: props.memory.id }))
              }
            />
          </div>
        }
      >
        <MemoryForm
          label={w("memory.edit.label")}
          submit={w("instructions.save")}
          text={props.memory.text}
          onCancel={close}
          save={async (text) => {
            await personal.changeMemory.mutate({ id: props.memory.id, text });
            await props.change(() => Promise.resolve());
            close();
          }}
        />
      </Show>
    </li>
  );
}

/** Returns how to make a change and show it; a refusal is reported. */
function createChange(reload: () => Promise<void>): (run: () => Promise<unknown>) => Promise<void> {
  const { t } = useI18n();
  const toasts = useToasts();
  return async (run) => {
    try {
      await run();
    } catch (cause) {
      const { code } = toRequestError(cause);
      // Deleted in another tab: the list shows it.
      if (code !== "not_found") toasts.show({ text: () => t(`refused.${code}`) });
    }
    await reload();
  };
}
