import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import type { UserForAdmin } from "../../shared/admin.ts";
import { AccountPage } from "../account/account-page.tsx";
import { TextField } from "../account/field.tsx";
import { createLoaded, LoadedView } from "../account/loaded.tsx";
import { Refusal } from "../account/refusal.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { UserLine } from "./user-line.tsx";

/** Pause in typing before a search, in milliseconds. */
const searchAfterMs = 250;

/** An admin's action on a user. */
export type UserAction = "disable" | "enable" | "promote" | "demote";

/** All registered users, for admins. */
export function UsersPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const [search, setSearch] = createSignal("");
  const [error, setError] = createSignal<RequestError | null>(null);
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
  async function act(userId: string, action: UserAction): Promise<void> {
    setError(null);
    await chat.client.api.admin.users[action].mutate({ userId }).catch(fail);
    await first.load();
  }

  return (
    <AccountPage title={w("users.title")} wide>
      <div class="mt-4">
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
      <LoadedView loaded={first}>
        {(users) => (
          <>
            <ul aria-label={w("users.list")} class="mt-4 flex flex-col divide-y divide-line">
              <For
                each={[...users(), ...more()]}
                fallback={<li class="py-3 text-muted">{w("users.none")}</li>}
              >
                {(user) => <UserLine user={user} act={(action) => void act(user.id, action)} />}
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
