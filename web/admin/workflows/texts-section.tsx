import * as Tabs from "@kobalte/core/tabs";
import { For, type JSX } from "solid-js";
import { type Locale, locales } from "../../../shared/locale.ts";
import type { Localized } from "../../../shared/workflow.ts";
import { Section } from "../../account/section.tsx";
import { languageNames } from "../../i18n/language-names.ts";
import { useEditor } from "./editor-context.ts";
import { LineField } from "./fields.tsx";
import { StarterFields } from "./starter-fields.tsx";

/** The assistant's visible texts, one language at a time. */
export function TextsSection(): JSX.Element {
  const { w, locale, setLocale } = useEditor();
  return (
    <Section title={w("texts.title")} intro={w("texts.intro")}>
      <Tabs.Root
        value={locale()}
        onChange={(value) => setLocale(locales.find((each) => each === value) ?? "en")}
        class="mt-4"
      >
        <Tabs.List class="flex flex-wrap gap-1 border-b border-line">
          <For each={locales}>
            {(each) => (
              <Tabs.Trigger
                value={each}
                class="-mb-px inline-flex min-h-9 items-center gap-1.5 rounded-t-lg border-b-2 border-transparent px-3 text-sm font-medium text-muted hover:text-fg data-selected:border-accent data-selected:text-fg coarse:min-h-11"
              >
                <span lang={each}>{languageNames[each]}</span>
              </Tabs.Trigger>
            )}
          </For>
        </Tabs.List>
        <For each={locales}>
          {(each) => (
            <Tabs.Content value={each} class="flex flex-col gap-4 pt-4">
              <TextFields locale={each} />
            </Tabs.Content>
          )}
        </For>
      </Tabs.Root>
    </Section>
  );
}

function TextFields(props: { locale: Locale }): JSX.Element {
  const { draft, change, w } = useEditor();
  const put = (texts: Localized, text: string): Localized => ({ ...texts, [props.locale]: text });
  return (
    <>
      <LineField
        path={`greeting.${props.locale}`}
        label={w("field.greeting")}
        lang={props.locale}
        value={draft().greeting[props.locale] ?? ""}
        onInput={(text) => change({ greeting: put(draft().greeting, text) })}
      />
      <LineField
        path={`placeholder.${props.locale}`}
        label={w("field.placeholder")}
        lang={props.locale}
        value={draft().placeholder[props.locale] ?? ""}
        onInput={(text) => change({ placeholder: put(draft().placeholder, text) })}
      />
      <StarterFields locale={props.locale} />
    </>
  );
}
