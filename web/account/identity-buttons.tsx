import { createSignal, For, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import { useChat } from "../state/chat.ts";
import { findStorage } from "../state/safe-storage.ts";
import { Button } from "../ui/button.tsx";
import { createIdentityProviders } from "./identity-providers.ts";
import { noteLeaving } from "./leaving-guest.ts";
import { shareAfter } from "./page-after.ts";
import { useIdentityProblem } from "./identity-problem.ts";
import { Refusal } from "./refusal.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** A button for each identity provider of the server, and why the last sign-in has failed. */
export function IdentityButtons(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const providers = createIdentityProviders();
  const problemOf = useIdentityProblem();
  // Once: the form's own errors come after it.
  const [problem, setProblem] = createSignal(problemOf(location.hash));
  const [leaving, setLeaving] = createSignal<string | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);

  async function go(provider: string): Promise<void> {
    if (leaving() !== null) return;
    setLeaving(provider);
    setProblem(null);
    setError(null);
    const { user } = chat.state();
    try {
      const nextShare = shareAfter(location.hash);
      const { url } = await chat.client.api.identities.begin.mutate({ provider, nextShare });
      const storage = findStorage(() => sessionStorage);
      if (user?.isGuest && storage) noteLeaving(storage, user.id);
      location.assign(url);
    } catch (cause) {
      setError(toRequestError(cause));
      setLeaving(null);
    }
  }
  const unreachable = () =>
    error()?.code === "unavailable" ? () => w("identity.unreachable") : undefined;

  return (
    <>
      <div role="alert" class="mt-4 text-sm text-danger empty:hidden">
        <Show when={problem()}>{(sentence) => <p>{sentence()}</p>}</Show>
        <Show when={error()} keyed>
          {(refused) => (
            <p>
              <Refusal error={refused} say={unreachable()} />
            </p>
          )}
        </Show>
      </div>
      <Show when={providers().length > 0}>
        <div class="mt-6 flex flex-col gap-2">
          <For each={providers()}>
            {({ id, name, icon }) => (
              <Button class="w-full" aria-disabled={leaving() !== null} onClick={() => void go(id)}>
                <Show when={icon}>
                  {(picture) => <img src={picture()} alt="" class="size-5 shrink-0" />}
                </Show>
                <span class="min-w-0 wrap-anywhere">
                  {leaving() === id ? w("action.working") : w("signIn.with", name)}
                </span>
              </Button>
            )}
          </For>
        </div>
        <p class="mt-4 text-center text-sm text-muted">{w("signIn.or")}</p>
      </Show>
    </>
  );
}
