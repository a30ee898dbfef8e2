import { For, type JSX } from "solid-js";
import { StarterButton } from "../../../chat/starter-button.tsx";
import { useI18n } from "../../../i18n/i18n.tsx";

import { useEditor } from "../editor-context.ts";

/** The greeting and the starters from the form, in the language shown there. */
export function PreviewWelcome(props: { onStart: (prompt: string) => void }): JSX.Element {
  const { draft, locale, w } = useEditor();
  const { t } = useI18n();
  const ready = () =>
    draft().starters.filter(
      ({ label, prompt }) => label[locale()].trim() !== "" && prompt[locale()].trim() !== "",
    );
  return (
    <div lang={locale()} class="flex min-h-full flex-col justify-center p-4">
      <p
        class="text-center text-xl font-semibold tracking-tight text-balance wrap-anywhere"
        classList={{ "text-muted": draft().greeting[locale()].trim() === "" }}
      >
        {draft().greeting[locale()].trim() || w("preview.greeting.none")}
      </p>
      <ul aria-label={t("chat.starters")} class="mt-5 flex flex-col gap-2 empty:hidden">
        <For each={ready()}>
          {(starter) => (
            <li>
              <StarterButton starter={starter} locale={locale()} onStart={props.onStart} />
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
