import { type Accessor, createSignal, type JSX } from "solid-js";
import { maxProjectInstructionsLength } from "../../shared/limits.ts";
import { createForm, FormEnd } from "../account/form.tsx";
import { LongField } from "../account/personal/long-field.tsx";
import { Notice, Section } from "../account/section.tsx";
import { useChat } from "../state/chat.ts";
import { useProjectWords } from "./words/project-words.ts";

/** The text that the person has not saved yet; null for none. */
export interface TextEdit {
  text: Accessor<string | null>;
  set(text: string | null): void;
}

export function createTextEdit(): TextEdit {
  const [text, setText] = createSignal<string | null>(null);
  return { text, set: (next) => void setText(next) };
}

/** The instructions of a project, which another tab may change while this one edits them. */
export function ProjectInstructions(props: {
  projectId: string;
  stored: string;
  edit: TextEdit;
  reload: () => Promise<void>;
}): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const [saved, setSaved] = createSignal(false);
  const shown = () => props.edit.text() ?? props.stored;
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      const instructions = shown();
      const { projectId } = props;
      await chat.client.api.projects.change.mutate({ projectId, instructions });
      await props.reload();
      // What was typed meanwhile stays.
      if (shown() === instructions) props.edit.set(null);
      setSaved(true);
    },
  });
  return (
    <Section title={w("instructions")} intro={w("instructions.intro")}>
      <form
        class="mt-4 flex flex-col gap-4"
        data-unsaved={shown() === props.stored ? undefined : ""}
        onSubmit={(event) => form.submit(event)}
      >
        <LongField
          label={w("instructions.label")}
          value={shown()}
          maxLength={maxProjectInstructionsLength}
          onInput={(text) => {
            setSaved(false);
            props.edit.set(text);
          }}
        />
        <div>
          <FormEnd form={form} label={w("save")} class="" />
          <Notice text={saved() ? w("saved") : ""} />
        </div>
      </form>
    </Section>
  );
}
