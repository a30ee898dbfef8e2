import { type Accessor, createEffect, createMemo, For, type JSX, on, Show } from "solid-js";
import type { WaitingMessage } from "../../client/state/selectors.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { UnsentReason } from "./unsent-reason.tsx";
import type { WaitingMessages } from "./waiting-messages.ts";

/** The actions on a queued message, by its id. */
export interface WaitingActions {
  sendNow: (id: string) => void;
  /** Moves it back into the composer. */
  edit: (id: string) => void;
  remove: (id: string) => void;
}

/** Messages sent during a reply, above the composer, in order. */
export function WaitingList(
  props: WaitingActions & {
    waiting: WaitingMessages;
    /** Whether the reply that they wait for is still in progress. */
    awaited: boolean;
  },
): JSX.Element {
  const { t } = useI18n();
  let list: HTMLOListElement | undefined;
  // Keeps the newest message in view, even if the list scrolls.
  createEffect(
    on(
      () => props.waiting.ids().at(-1),
      () => list?.lastElementChild?.scrollIntoView({ block: "nearest" }),
    ),
  );
  return (
    <Show when={props.waiting.ids().length > 0}>
      <section aria-label={t("queue.label")} class="mx-auto mb-2 w-full max-w-measure">
        <p class="px-4 pb-1 text-xs text-muted" aria-live="polite">
          {props.awaited ? t("queue.waits") : t("queue.held")}
        </p>
        <ol ref={list} class="flex max-h-[30dvh] flex-col gap-1 overflow-y-auto">
          <For each={props.waiting.ids()}>
            {(id) => (
              <Show when={props.waiting.item(id)}>
                {(item) => <WaitingRow {...props} item={item} />}
              </Show>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}

function WaitingRow(props: WaitingActions & { item: Accessor<WaitingMessage> }): JSX.Element {
  const { t } = useI18n();
  const item = createMemo(() => props.item());
  return (
    <li
      data-testid="waiting"
      class="flex items-center gap-1 rounded-card border border-line bg-subtle py-0.5 ps-4 pe-1 text-sm"
    >
      <div class="min-w-0 flex-1">
        <p class="line-clamp-2 wrap-anywhere [unicode-bidi:plaintext]">{item().text}</p>
        <Show when={item().attachments.length}>
          {(count) => (
            <p class="flex items-center gap-1 text-xs text-muted">
              <Icon name="attach" class="size-3.5" />
              {t("queue.files", count())}
            </p>
          )}
        </Show>
        <Show when={item().urgent}>
          <p class="text-xs text-muted">{t("queue.next")}</p>
        </Show>
        <p class="text-xs">
          <UnsentReason entry={item().entry} />
        </p>
      </div>
      <IconButton
        icon="send"
        label={t("queue.sendNow")}
        iconClass="size-4"
        disabled={item().urgent || item().entry?.state === "sending"}
        onClick={() => props.sendNow(item().id)}
      />
      <IconButton
        icon="pencil"
        label={t("chat.edit")}
        iconClass="size-4"
        onClick={() => props.edit(item().id)}
      />
      <IconButton
        icon="trash"
        label={t("queue.delete")}
        iconClass="size-4"
        onClick={() => props.remove(item().id)}
      />
    </li>
  );
}
