import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { newId } from "../../shared/ids.ts";
import { AccountPage } from "./account-page.tsx";
import { NextLink } from "./links.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { useShareWords } from "../share/words/share-words.ts";

/** Copies a shared chat into one of the reader's own, and opens it. */
export function ContinuePage(): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const chat = useChat();
  const navigate = useNavigate();
  const params = useParams<{ slug: string }>();
  const [problem, setProblem] = createSignal<string | null>(null);
  const [mayRetry, setMayRetry] = createSignal(false);
  // One id for all tries, so that none makes a second copy.
  const threadId = newId("thread");

  async function copy(): Promise<void> {
    setProblem(null);
    // The page of the link proves in its address that its reader knows the password.
    const grant = location.hash.slice(1);
    try {
      await chat.client.grant();
      await chat.client.api.shares.continue.mutate({
        slug: params.slug,
        threadId,
        ...(grant === "" ? {} : { grant }),
      });
      navigate(`/t/${threadId}`, { replace: true });
    } catch (error) {
      const { code } = toRequestError(error);
      const isGone = code === "not_found" || code === "invalid_input";
      setMayRetry(!isGone && code !== "storage_full");
      if (isGone) setProblem(w("continue.gone"));
      else setProblem(code === "storage_full" ? w("continue.full") : t(`refused.${code}`));
    }
  }
  onMount(() => void copy());

  return (
    <AccountPage title={w("continue.title")}>
      <Show
        when={problem()}
        fallback={
          <p role="status" class="mt-4 text-muted">
            {w("continue.working")}
          </p>
        }
      >
        {(text) => (
          <>
            <p role="alert" class="mt-4">
              {text()}
            </p>
            <Show when={mayRetry()}>
              <Button class="mt-4" icon="regenerate" onClick={() => void copy()}>
                {t("app.retry")}
              </Button>
            </Show>
            <div>
              <NextLink href="/">{w("continue.toChat")}</NextLink>
            </div>
          </>
        )}
      </Show>
    </AccountPage>
  );
}
