import { createMemo, For, type JSX } from "solid-js";
import { completeTexts } from "../../../../shared/complete-texts.ts";
import { textIn } from "../../../../shared/text-in.ts";
import { StarterButton } from "../../../chat/starter-button.tsx";
import { useI18n } from "../../../i18n/i18n.tsx";
import { useEditor } from "../editor-context.ts";

/** The greeting and the starters from the form, in the language shown there. */
export function PreviewWelcome(props: { onStart: (prompt: string) => void }): JSX.Element {
  const { draft, locale } = useEditor();
  const { t } = useI18n();
  const texts = createMemo(() => completeTexts(draft()));
  return (
    <div lang={locale()} class="flex min-h-full flex-col justify-center p-4">
      <p class="text-center text-xl font-semibold tracking-tight text-balance wrap-anywhere">
        {textIn(texts().greeting, locale())}
      </p>
      <ul aria-label={t("chat.starters")} class="mt-5 flex flex-col gap-2 empty:hidden">
        <For each={texts().starters}>
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
