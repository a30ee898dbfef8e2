import type { JSX } from "solid-js";
import { AccountPage } from "../../account/account-page.tsx";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { useChat } from "../../state/chat.ts";
import { GuestsSection } from "./guests-section.tsx";
import { InvitationsSection } from "./invitations-section.tsx";
import { SignUpSection } from "./sign-up-section.tsx";
import { useEntryWords } from "./words/entry-words.ts";

/** Who comes in, for admins: registration and guests. */
export function EntryPage(): JSX.Element {
  const w = useEntryWords();
  const chat = useChat();
  const entry = createLoaded(() => chat.client.api.admin.entry.get.query());
  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">{w("intro")}</p>
      <LoadedView loaded={entry}>
        {(loaded) => (
          <>
            <SignUpSection entry={loaded()} onSaved={entry.load} />
            <GuestsSection entry={loaded()} onSaved={entry.load} />
            <InvitationsSection entry={loaded()} />
          </>
        )}
      </LoadedView>
    </AccountPage>
  );
}
