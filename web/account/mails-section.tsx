import { createSignal, For, type JSX } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { MailPreferences } from "../../shared/user.ts";
import { useChat } from "../state/chat.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { Notice, Section } from "./section.tsx";
import { useAccountWords } from "./words/account-words.ts";

const wishes = ["replyReady", "sessionCreated"] as const;

/** The mails that the user wants; a click is saved immediately. */
export function MailsSection(props: { preferences: MailPreferences }): JSX.Element {
  const w = useAccountWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const [wanted, setWanted] = createSignal({
    replyReady: props.preferences.replyReady ?? false,
    sessionCreated: props.preferences.sessionCreated ?? false,
  });
  const [saved, setSaved] = createSignal(false);

  async function choose(wish: (typeof wishes)[number], isWanted: boolean): Promise<void> {
    const before = wanted();
    const next = { ...before, [wish]: isWanted };
    setWanted(next);
    setSaved(false);
    try {
      await chat.client.api.account.setMailPreferences.mutate(next);
      setSaved(true);
    } catch (error) {
      setWanted(before);
      const { code } = toRequestError(error);
      toasts.show({ text: () => t(`refused.${code}`) });
    }
  }

  return (
    <Section title={w("mails.title")}>
      <div class="mt-3 flex flex-col">
        <For each={wishes}>
          {(wish) => (
            <label class="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                class="size-5 shrink-0 accent-accent"
                checked={wanted()[wish]}
                onChange={(event) => void choose(wish, event.currentTarget.checked)}
              />
              {w(`mails.${wish}`)}
            </label>
          )}
        </For>
      </div>
      <Notice text={saved() ? w("action.saved") : ""} />
    </Section>
  );
}
