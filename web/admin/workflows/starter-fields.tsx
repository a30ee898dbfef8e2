import { Index, type JSX, Show } from "solid-js";
import type { Locale } from "../../../shared/locale.ts";
import type { Localized, Starter } from "../../../shared/workflow.ts";
import { starterIcons, workflowLimits } from "../../../shared/workflow-rules.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useEditor } from "./editor-context.ts";
import { AreaField, ChoiceField, LineField } from "./fields.tsx";

const noText: Localized = { en: "", fr: "", es: "" };

/** The starter prompts in one language; adding and removing applies to all. */
export function StarterFields(props: { locale: Locale }): JSX.Element {
  const editor = useEditor();
  const { w } = editor;
  const starters = () => editor.draft().starters;
  const put = (next: Starter[]) => editor.change({ starters: next });
  const patch = (index: number, change: Partial<Starter>) =>
    put(starters().map((each, i) => (i === index ? { ...each, ...change } : each)));
  const add = () => {
    const icon = starterIcons[starters().length % starterIcons.length] ?? "spark";
    put([...starters(), { label: noText, prompt: noText, icon }]);
  };
  return (
    <div>
      <h3 class="font-medium">{w("starters.title")}</h3>
      <p class="text-sm text-muted">{w("starters.hint")}</p>
      <Index each={starters()}>
        {(starter, index) => (
          <StarterGroup
            index={index}
            starter={starter()}
            locale={props.locale}
            onChange={(change) => patch(index, change)}
            onRemove={() => put(starters().filter((_, i) => i !== index))}
          />
        )}
      </Index>
      <Show when={starters().length < workflowLimits.maxStarters}>
        <Button class="mt-3" onClick={add}>
          {w("starters.add")}
        </Button>
      </Show>
    </div>
  );
}

function StarterGroup(props: {
  index: number;
  starter: Starter;
  locale: Locale;
  onChange: (change: Partial<Starter>) => void;
  onRemove: () => void;
}): JSX.Element {
  const { w } = useEditor();
  const path = (field: string) => `starters.${props.index}.${field}`;
  const text = (field: "label" | "prompt") => ({
    path: path(`${field}.${props.locale}`),
    label: w(`starters.${field}`),
    lang: props.locale,
    onInput: (written: string) =>
      props.onChange({ [field]: { ...props.starter[field], [props.locale]: written } }),
  });
  return (
    <fieldset class="mt-3 min-w-0 rounded-card border border-line p-3 pt-1">
      <legend class="px-1 text-sm font-medium">{w("starters.one", props.index + 1)}</legend>
      <div class="flex flex-col gap-3">
        <div class="flex items-start gap-2">
          <div class="min-w-0 flex-1">
            <LineField {...text("label")} value={props.starter.label[props.locale] ?? ""} />
          </div>
          <IconButton
            icon="trash"
            class="mt-6"
            label={w("starters.remove", props.index + 1)}
            onClick={() => props.onRemove()}
          />
        </div>
        <AreaField {...text("prompt")} rows={2} value={props.starter.prompt[props.locale] ?? ""} />
        <ChoiceField
          path={path("icon")}
          label={w("starters.icon")}
          value={props.starter.icon}
          options={starterIcons.map((value) => ({ value, label: w(`icon.${value}`) }))}
          onChoose={(icon) => props.onChange({ icon })}
        />
      </div>
    </fieldset>
  );
}
