import { createSignal, type JSX, Show } from "solid-js";
import type { CreatedUser, NewUser } from "../../../shared/admin.ts";
import { mostCreatedUsers } from "../../../shared/limits.ts";
import { AccountPage } from "../../account/account-page.tsx";
import { PageLink } from "../../account/links.tsx";
import { createMailWay } from "../../account/mail-way.ts";
import { useChat } from "../../state/chat.ts";
import { CreatedUsers } from "./created-users.tsx";
import { ImportSection } from "./import-section.tsx";
import { OneUserSection } from "./one-user-section.tsx";
import { useAddUsersWords } from "./words/add-users-words.ts";

/** Creating accounts, for admins: one, or those of a list. */
export function AddUsersPage(): JSX.Element {
  const w = useAddUsersWords();
  const chat = useChat();
  const mailWay = createMailWay();
  const [created, setCreated] = createSignal<readonly CreatedUser[]>([]);

  /** Long lists are sent in parts: what a part has created stays when a later one fails. */
  async function create(users: readonly NewUser[]): Promise<void> {
    setCreated([]);
    for (let at = 0; at < users.length; at += mostCreatedUsers) {
      const part = users.slice(at, at + mostCreatedUsers);
      const outcomes = await chat.client.api.admin.users.create.mutate({ users: part });
      setCreated((before) => [...before, ...outcomes]);
    }
  }

  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">
        {mailWay() === "none" ? w("intro.link") : w("intro.mail")}
      </p>
      <OneUserSection create={create} />
      <ImportSection create={create} />
      <Show when={created().length > 0}>
        <CreatedUsers users={created()} />
      </Show>
      <div class="mt-6">
        <PageLink href="/admin/users">{w("back")}</PageLink>
      </div>
    </AccountPage>
  );
}
