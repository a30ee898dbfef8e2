import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { UserForAdmin } from "../../shared/admin.ts";
import { AccountPage } from "../account/account-page.tsx";
import { TextField } from "../account/field.tsx";
import { createLoaded, LoadedView } from "../account/loaded.tsx";
import { PageLink } from "../account/links.tsx";
import { NewSecret } from "../account/new-secret.tsx";
import { Refusal } from "../account/refusal.tsx";
import { Notice } from "../account/section.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { appAddress } from "../state/base-path.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { UserLine } from "./user-line.tsx";

/** Pause in typing before a search, in milliseconds. */
const searchAfterMs = 250;

/** An admin's action on a user. */
export type UserAction = "disable" | "enable" | "promote" | "demote" | "endSessions" | "sendLink";

/** All registered users, for admins. */
export function UsersPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const [search, setSearch] = createSignal("");
  const [error, setError] = createSignal<RequestError | null>(null);
  const [notice, setNotice] = createSignal("");
  const [link, setLink] = createSignal<{ email: string; address: string } | null>(null);
  const [more, setMore] = createSignal<readonly UserForAdmin[]>([]);
  const [cursor, setCursor] = createSignal<string | null>(null);
  const fetchPage = (after?: string) =>
    chat.client.api.admin.users.list.query({
      search: search(),
      ...(after === undefined ? {} : { cursor: after }),
    });
  const first = createLoaded(async () => {
    const page = await fetchPage();
    setMore([]);
    setCursor(page.nextCursor);
    return page.users;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function searchFor(text: string): void {
    setSearch(text);
    clearTimeout(timer);
    timer = setTimeout(() => void first.load(), searchAfterMs);
  }
  async function showMore(): Promise<void> {
    const page = await fetchPage(cursor() ?? undefined).catch(fail);
    if (!page) return;
    setMore((shown) => [...shown, ...page.users]);
    setCursor(page.nextCursor);
  }
  function fail(cause: unknown): undefined {
    setError(toRequestError(cause));
  }
  async function act(user: UserForAdmin, action: UserAction): Promise<void> {
    setError(null);
    setNotice("");
    setLink(null);
    try {
      const made = await chat.client.api.admin.users[action].mutate({ userId: user.id });
      tell(user.email ?? user.id, action, made?.secret);
    } catch (cause) {
      fail(cause);
    }
    await first.load();
  }
  /** @param secret of a link to hand over; null when it was mailed, undefined for other actions */
  function tell(email: string, action: UserAction, secret: string | null | undefined): void {
    if (action === "endSessions") setNotice(w("users.endedSessions", email));
    if (secret === null) setNotice(w("users.sentLink", email));
    else if (secret !== undefined)
      setLink({ email, address: `${appAddress()}/reset-password#${secret}` });
  }

  return (
    <AccountPage title={w("users.title")} wide>
      <div class="mt-2">
        <PageLink href="/admin/users/new">{w("users.add")}</PageLink>
      </div>
      <div class="mt-2">
        <TextField
          label={w("users.search")}
          type="search"
          autocomplete="off"
          value={search()}
          onInput={searchFor}
        />
      </div>
      <div role="alert" class="mt-2 text-sm text-danger empty:hidden">
        <Show when={error()}>
          {(refused) => (
            <Refusal
              error={refused()}
              say={refused().code === "conflict" ? () => w("wrong.lastAdmin") : undefined}
            />
          )}
        </Show>
      </div>
      <Notice text={notice()} />
      <Show when={link()}>
        {(made) => <NewSecret says={w("users.link", made().email)} secret={made().address} />}
      </Show>
      <LoadedView loaded={first}>
        {(users) => (
          <>
            <ul aria-label={w("users.list")} class="mt-4 flex flex-col divide-y divide-line">
              <For
                each={[...users(), ...more()]}
                fallback={<li class="py-3 text-muted">{w("users.none")}</li>}
              >
                {(user) => <UserLine user={user} act={(action) => void act(user, action)} />}
              </For>
            </ul>
            <Show when={cursor()}>
              <Button class="mt-3" onClick={() => void showMore()}>
                {w("users.more")}
              </Button>
            </Show>
          </>
        )}
      </LoadedView>
    </AccountPage>
  );
}
