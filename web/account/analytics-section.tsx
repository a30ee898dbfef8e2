import { createSignal, type JSX } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { PageLink } from "./links.tsx";
import { Notice, Section } from "./section.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** The analytics opt-out; a click is saved immediately. */
export function AnalyticsSection(props: { optOut: boolean }): JSX.Element {
  const w = useAccountWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const [isIn, setIn] = createSignal(!props.optOut);
  const [saved, setSaved] = createSignal(false);

  async function choose(wanted: boolean): Promise<void> {
    setIn(wanted);
    setSaved(false);
    try {
      await chat.client.api.analytics.setOptOut.mutate({ optOut: !wanted });
      setSaved(true);
    } catch (error) {
      setIn(!wanted);
      const { code } = toRequestError(error);
      toasts.show({ text: () => t(`refused.${code}`) });
    }
  }

  return (
    <Section title={w("analytics.title")} intro={w("analytics.intro")}>
      <label class="mt-3 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="size-5 shrink-0 accent-accent"
          checked={isIn()}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        {w("analytics.in")}
      </label>
      <Notice text={saved() ? w("action.saved") : ""} />
      <PageLink href="/analytics">{w("analytics.mine")}</PageLink>
    </Section>
  );
}
