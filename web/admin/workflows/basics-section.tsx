import { type Accessor, type JSX, Show } from "solid-js";
import { findPlaceholders } from "../../../shared/placeholders.ts";
import { useEditor } from "./editor-context.ts";
import { FallbackFields } from "./fallback-fields.tsx";
import { AreaField, LineField } from "./fields.tsx";

/** The assistant's name, model and instructions. */
export function BasicsSection(props: { models: Accessor<readonly string[]> }): JSX.Element {
  const { draft, change, w } = useEditor();
  const found = () => findPlaceholders(draft().instructions);
  return (
    <div class="mt-4 flex flex-col gap-4">
      <LineField
        path="name"
        label={w("field.name")}
        value={draft().name}
        onInput={(name) => change({ name })}
      />
      <LineField
        path="model"
        label={w("field.model")}
        hint={w("field.model.hint")}
        value={draft().model ?? ""}
        suggestions={props.models()}
        onInput={(model) => change({ model: model.trim() === "" ? null : model })}
      />
      <FallbackFields models={props.models()} />
      <div>
        <AreaField
          path="instructions"
          label={w("field.instructions")}
          hint={w("field.instructions.hint")}
          rows={6}
          value={draft().instructions}
          onInput={(instructions) => change({ instructions })}
        />
        <Show when={found().length > 0}>
          <p class="mt-1 text-sm wrap-anywhere">
            {w("field.instructions.found", found().join(", "))}
          </p>
        </Show>
      </div>
    </div>
  );
}
