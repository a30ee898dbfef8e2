import { type JSX, onMount } from "solid-js";
import { usePersonChange } from "../state/person-change.ts";
import { findStorage } from "../state/safe-storage.ts";
import { AccountPage } from "./account-page.tsx";
import { handOverUnsent } from "./hand-over-unsent.ts";
import { takeLeaving } from "./leaving-guest.ts";
import { pageAfter } from "./page-after.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Where an identity provider's sign-in ends: restarts as the account, here and in other tabs. */
export function SignedInPage(): JSX.Element {
  const w = useAccountWords();
  const person = usePersonChange();
  onMount(() => {
    const tab = findStorage(() => sessionStorage);
    const storage = findStorage(() => localStorage);
    const guestId = tab && takeLeaving(tab);
    if (guestId && storage) handOverUnsent(storage, guestId);
    person.enter(pageAfter(location.hash));
  });
  return (
    <AccountPage title={w("signIn.title")}>
      <p class="mt-2 text-muted">{w("action.working")}</p>
    </AccountPage>
  );
}
