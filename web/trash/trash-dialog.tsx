import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { TrashedThread } from "../../shared/trash.ts";
import { isolate } from "../i18n/isolate.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { useChat } from "../state/chat.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { createTrashedThreads, type TrashedThreads } from "./trashed-threads.ts";
import { useTrashWords } from "./words/trash-words.ts";

/** What is about to be deleted for good. */
type Doomed = TrashedThread | "all";

/** The chats in the trash, each of which can be restored, or deleted for good. */
export function TrashDialog(props: DialogEnd): JSX.Element {
  const w = useTrashWords();
  const chat = useChat();
  const toasts = useToasts();
  const trash = createTrashedThreads((cursor) =>
    chat.client.api.threads.listTrash.query({ limit: 50, ...(cursor === null ? {} : { cursor }) }),
  );
  const [doomed, setDoomed] = createSignal<Doomed | null>(null);
  let view: HTMLDivElement | undefined;

  /** Takes a thread from the list; the focus goes to the next one. */
  function take(thread: TrashedThread, run: () => Promise<unknown>): void {
    const index = trash.threads().indexOf(thread);
    trash.remove(thread.id);
    focusRow(index);
    run().catch(() => {
      trash.putBack(thread);
      toasts.show({ text: () => w("trash.unchanged") });
    });
  }

  function focusRow(index: number): void {
    const buttons = [...(view?.querySelectorAll<HTMLElement>("[data-restore]") ?? [])];
    (buttons[index] ?? buttons.at(-1) ?? view)?.focus();
  }

  function destroy(what: Doomed): void {
    const { threads } = chat.client.api;
    if (what !== "all") return take(what, () => threads.delete.mutate({ threadId: what.id }));
    const before = trash.threads();
    trash.clear();
    view?.focus();
    threads.emptyTrash.mutate().catch(() => {
      before.forEach((thread) => trash.putBack(thread));
      toasts.show({ text: () => w("trash.unchanged") });
    });
  }

  return (
    <Dialog
      title={w("trash.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <div ref={view} tabindex="-1" class="outline-none">
        <Show when={trash.days()}>
          {(days) => <p class="mb-3 text-sm text-muted">{w("trash.kept", days())}</p>}
        </Show>
        <ul class="-mx-2 flex flex-col gap-0.5">
          <For each={trash.threads()}>
            {(thread) => (
              <Row
                thread={thread}
                onRestore={() => take(thread, () => chat.store.restore([thread.id]))}
                onDelete={() => setDoomed(thread)}
              />
            )}
          </For>
        </ul>
        <Foot trash={trash} onEmpty={() => setDoomed("all")} />
      </div>
      <Show when={doomed()}>
        {(what) => (
          <Confirmation
            what={what()}
            onConfirm={() => destroy(what())}
            onClose={() => setDoomed(null)}
          />
        )}
      </Show>
    </Dialog>
  );
}

function Confirmation(props: {
  what: Doomed;
  onConfirm: () => void;
  onClose: () => void;
}): JSX.Element {
  const { t } = useI18n();
  const w = useTrashWords();
  const title = () => (props.what === "all" ? null : (props.what.title ?? t("sidebar.untitled")));
  const text = () => {
    const named = title();
    return named === null ? w("trash.empty.text") : w("trash.delete.text", isolate(named));
  };
  return (
    <ConfirmDialog
      title={w(props.what === "all" ? "trash.empty.title" : "trash.delete.title")}
      text={text()}
      stay={t("app.cancel")}
      confirm={w(props.what === "all" ? "trash.empty" : "trash.delete")}
      onConfirm={() => props.onConfirm()}
      onClose={() => props.onClose()}
    />
  );
}

function Row(props: {
  thread: TrashedThread;
  onRestore: () => void;
  onDelete: () => void;
}): JSX.Element {
  const { t, locale } = useI18n();
  const w = useTrashWords();
  const title = () => props.thread.title ?? t("sidebar.untitled");
  const moved = () =>
    new Intl.DateTimeFormat(withRegion(locale()), { day: "numeric", month: "short" }).format(
      new Date(props.thread.trashedAt),
    );
  return (
    <li class="flex items-center gap-1 rounded-lg ps-2 hover:bg-hover">
      <span dir="auto" class="min-w-0 flex-1 truncate py-2 text-sm">
        {title()}
      </span>
      <time datetime={props.thread.trashedAt} class="shrink-0 px-1 text-xs text-muted">
        {moved()}
      </time>
      <Button
        class="my-0.5"
        data-restore
        aria-label={w("trash.restoreOf", title())}
        onClick={() => props.onRestore()}
      >
        {w("trash.restore")}
      </Button>
      <IconButton
        icon="trash"
        label={w("trash.deleteOf", title())}
        onClick={() => props.onDelete()}
      />
    </li>
  );
}

function Foot(props: { trash: TrashedThreads; onEmpty: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useTrashWords();
  const isEmpty = () => props.trash.threads().length === 0 && !props.trash.hasMore();
  return (
    <>
      <p role="status" class="text-sm text-muted">
        <Switch>
          <Match when={props.trash.status() === "loading"}>{w("trash.loading")}</Match>
          <Match when={props.trash.status() === "ready" && isEmpty()}>{w("trash.none")}</Match>
        </Switch>
      </p>
      <Show when={props.trash.status() === "failed"}>
        <div role="alert" class="flex items-center gap-3 text-sm">
          <span class="flex-1">{w("trash.failed")}</span>
          <Button onClick={() => props.trash.more()}>{t("app.retry")}</Button>
        </div>
      </Show>
      <Show when={props.trash.status() === "ready" && props.trash.hasMore()}>
        <Button class="mt-2 w-full" onClick={() => props.trash.more()}>
          {w("trash.more")}
        </Button>
      </Show>
      <Show when={!isEmpty()}>
        <div class="mt-4 flex justify-end">
          <Button look="danger" onClick={() => props.onEmpty()}>
            {w("trash.empty")}
          </Button>
        </div>
      </Show>
    </>
  );
}
