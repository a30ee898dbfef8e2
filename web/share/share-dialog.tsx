import { A } from "@solidjs/router";
import { createEffect, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { activeBranch } from "../../client/state/selectors.ts";
import { newId } from "../../shared/ids.ts";
import type { ShareList } from "../../shared/share.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { createOwnShares } from "./own-shares.ts";
import { ShareForm, type ShareChoices } from "./share-form.tsx";
import { ShareLine } from "./share-line.tsx";
import { tellRefusal } from "./tell-refusal.ts";
import { useShareWords } from "./words/share-words.ts";

/** Makes and manages links to copies of a chat. */
export function ShareDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const w = useShareWords();
  const chat = useChat();
  return (
    <Dialog
      title={w("share.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <Show
        when={chat.state().user?.isGuest === false}
        fallback={<NeedsAccount onLeave={props.onClose} />}
      >
        <Links threadId={props.threadId} />
      </Show>
    </Dialog>
  );
}

function NeedsAccount(props: { onLeave: () => void }): JSX.Element {
  const w = useShareWords();
  const look = "inline-flex min-h-11 items-center rounded-lg px-4 text-sm font-medium";
  return (
    <>
      <p class="text-sm">{w("share.guest")}</p>
      <div class="mt-4 flex flex-wrap gap-2">
        <A
          href="/register"
          data-autofocus
          class={`${look} bg-accent text-on-accent hover:bg-accent-hover`}
          onClick={() => props.onLeave()}
        >
          {w("share.register")}
        </A>
        <A
          href="/sign-in"
          class={`${look} border border-line hover:bg-hover`}
          onClick={() => props.onLeave()}
        >
          {w("share.signIn")}
        </A>
      </div>
    </>
  );
}

function Links(props: { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const chat = useChat();
  const shares = createOwnShares(chat, props.threadId);
  return (
    <Switch fallback={<p class="appear-late text-sm text-muted">{t("app.loading")}</p>}>
      <Match when={shares.list()?.mode === "off"}>
        <p class="text-sm">{w("share.off")}</p>
      </Match>
      <Match when={shares.list()}>
        {(list) => <Manage threadId={props.threadId} list={list()} shares={shares} />}
      </Match>
      <Match when={shares.hasFailed()}>
        <p role="alert" class="text-sm">
          {w("share.failed")}
        </p>
        <Button class="mt-3" icon="regenerate" onClick={() => void shares.load()}>
          {t("app.retry")}
        </Button>
      </Match>
    </Switch>
  );
}

function Manage(props: {
  threadId: string;
  list: ShareList;
  shares: ReturnType<typeof createOwnShares>;
}): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const chat = useChat();
  const [isAdding, setAdding] = createSignal(false);
  const [said, say] = createSignal("");
  const [refusal, setRefusal] = createSignal("");
  /** The new link, until it has the focus: the form that had it is gone. */
  const [created, setCreated] = createSignal("");
  let links: HTMLUListElement | undefined;
  createEffect(() => {
    if (props.list.shares[0]?.id !== created()) return;
    setCreated("");
    links?.querySelector("input")?.focus();
  });
  // A thread that is not open here is copied as the server knows it.
  const leafId = () => activeBranch(chat.state(), props.threadId).at(-1)?.id;
  const isFirst = () => props.list.shares.length === 0;

  async function create(choices: ShareChoices): Promise<void> {
    setRefusal("");
    const id = newId("share");
    const leaf = leafId();
    const { audience, hasThoughts, hasFiles, expiresInHours = null, password = null } = choices;
    try {
      await props.shares.create({
        id,
        threadId: props.threadId,
        ...(leaf === undefined ? {} : { leafId: leaf }),
        audience,
        hasThoughts,
        hasFiles,
        expiresInHours,
        password,
      });
      setAdding(false);
      say(w("share.created"));
      setCreated(id);
    } catch (error) {
      setRefusal(tellRefusal(toRequestError(error), { t, w }));
    }
  }

  return (
    <>
      <p class="mb-3 text-sm text-muted">{w("share.intro")}</p>
      <ul ref={links} class="flex flex-col divide-y divide-line empty:hidden">
        <For each={props.list.shares}>
          {(share) => (
            <ShareLine
              share={share}
              mode={props.list.mode}
              shares={props.shares}
              leafId={leafId()}
              say={say}
            />
          )}
        </For>
      </ul>
      <p role="status" class="py-1 text-sm font-medium text-accent empty:hidden">
        {said()}
      </p>
      <p role="alert" class="py-1 text-sm text-danger empty:hidden">
        {refusal()}
      </p>
      <Show
        when={isFirst() || isAdding()}
        fallback={
          <Button class="mt-2" onClick={() => setAdding(true)}>
            {w("share.another")}
          </Button>
        }
      >
        <ShareForm
          mode={props.list.mode}
          submitLabel={w("share.create")}
          onSubmit={create}
          {...(isFirst() ? {} : { onCancel: () => setAdding(false) })}
        />
      </Show>
    </>
  );
}
