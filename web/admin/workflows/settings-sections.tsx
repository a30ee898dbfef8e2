import { type JSX, Show } from "solid-js";
import { efforts } from "../../../shared/effort.ts";
import { accessLevels } from "../../../shared/access.ts";
import { modelChoices, workflowLimits } from "../../../shared/workflow-rules.ts";
import { Section } from "../../account/section.tsx";
import { useEditor } from "./editor-context.ts";
import { AreaField, CheckField, ChoiceField, NumberField } from "./fields.tsx";

/** Settings and limits of replies. */
export function LimitsSection(): JSX.Element {
  const { draft, change, w } = useEditor();
  return (
    <Section title={w("limits.title")}>
      <div class="mt-4 flex flex-col gap-4">
        <NumberField
          path="temperature"
          label={w("field.temperature")}
          hint={w("field.temperature.hint")}
          value={draft().temperature}
          min={0}
          max={2}
          whole={false}
          optional={true}
          onInput={(temperature) => change({ temperature })}
        />
        <NumberField
          path="maxOutputTokens"
          label={w("field.maxOutputTokens")}
          hint={w("field.empty.hint")}
          value={draft().maxOutputTokens}
          min={1}
          max={workflowLimits.maxOutputTokens}
          whole={true}
          optional={true}
          onInput={(maxOutputTokens) => change({ maxOutputTokens })}
        />
        <ChoiceField
          path="effort"
          label={w("field.effort")}
          hint={w("field.effort.hint")}
          value={draft().effort ?? "open"}
          options={(["open", ...efforts] as const).map((value) => ({
            value,
            label: w(`effort.${value}`),
          }))}
          onChoose={(value) => change({ effort: value === "open" ? null : value })}
        />
        <ChoiceField
          path="modelChoice"
          label={w("field.modelChoice")}
          hint={w("field.modelChoice.hint")}
          value={draft().modelChoice.from}
          options={modelChoices.map((value) => ({ value, label: w(`modelChoice.${value}`) }))}
          onChoose={(from) => change({ modelChoice: { ...draft().modelChoice, from } })}
        />
        <Show when={draft().modelChoice.from === "list"}>
          <AreaField
            path="modelChoice.models"
            label={w("field.choices")}
            hint={w("field.choices.hint")}
            rows={3}
            value={draft().modelChoice.models.join("\n")}
            onInput={(text) => change({ modelChoice: { from: "list", models: linesOf(text) } })}
          />
        </Show>
        <NumberField
          path="maxTurns"
          label={w("field.maxTurns")}
          hint={w("field.empty.hint")}
          value={draft().maxTurns}
          min={1}
          max={workflowLimits.maxTurns}
          whole={true}
          optional={true}
          onInput={(maxTurns) => change({ maxTurns })}
        />
        <NumberField
          path="maxRequestsPerMinute"
          label={w("field.maxRequestsPerMinute")}
          value={draft().maxRequestsPerMinute}
          min={1}
          max={workflowLimits.maxRequestsPerMinute}
          whole={true}
          optional={false}
          onInput={(value) => value !== null && change({ maxRequestsPerMinute: value })}
        />
      </div>
    </Section>
  );
}

/** The models of a text with one per line. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))].slice(0, workflowLimits.maxChoices);
}

/** Who may use the assistant, and what for. */
export function PoliciesSection(props: { isDefault: boolean }): JSX.Element {
  const { draft, change, w } = useEditor();
  const history = () => draft().history;
  const offered = () =>
    accessLevels.filter(
      (each) => !props.isDefault || each === "everyone" || each === draft().access,
    );
  return (
    <Section title={w("policies.title")}>
      <div class="mt-4 flex flex-col gap-4">
        <ChoiceField
          path="access"
          label={w("field.access")}
          hint={props.isDefault ? w("field.access.default") : ""}
          value={draft().access}
          options={offered().map((value) => ({ value, label: w(`access.${value}`) }))}
          onChoose={(access) => change({ access })}
        />
        <CheckField
          label={w("field.history")}
          checked={history().enabled}
          onChange={(enabled) => change({ history: { ...history(), enabled } })}
        />
        <Show when={history().enabled}>
          <NumberField
            path="history.recentThreads"
            label={w("field.recentThreads")}
            hint={w("field.recentThreads.hint")}
            value={history().recentThreads}
            min={1}
            max={1_000_000}
            whole={true}
            optional={true}
            onInput={(recentThreads) => change({ history: { ...history(), recentThreads } })}
          />
        </Show>
        <UploadFields />
      </div>
    </Section>
  );
}

function UploadFields(): JSX.Element {
  const { draft, change, w } = useEditor();
  const upload = () => draft().fileUpload;
  const put = (part: Partial<ReturnType<typeof upload>>) =>
    change({ fileUpload: { ...upload(), ...part } });
  return (
    <>
      <CheckField
        label={w("field.fileUpload")}
        checked={upload().enabled}
        onChange={(enabled) => put({ enabled })}
      />
      <Show when={upload().enabled}>
        <NumberField
          path="fileUpload.maxFileSize"
          label={w("field.maxFileSize")}
          value={upload().maxFileSize}
          min={1}
          max={workflowLimits.maxFileSize}
          whole={true}
          optional={false}
          onInput={(maxFileSize) => maxFileSize !== null && put({ maxFileSize })}
        />
        <NumberField
          path="fileUpload.maxFiles"
          label={w("field.maxFiles")}
          value={upload().maxFiles}
          min={1}
          max={workflowLimits.maxFiles}
          whole={true}
          optional={false}
          onInput={(maxFiles) => maxFiles !== null && put({ maxFiles })}
        />
      </Show>
    </>
  );
}
