import { appName } from "../../state/app-name.ts";
import { type Accessor, createEffect, createMemo, createSignal, type JSX, on } from "solid-js";
import { maxAboutLength } from "../../../shared/limits.ts";
import type { PersonalInstructions } from "../../../shared/personal.ts";
import { useChat } from "../../state/chat.ts";
import { createForm, FormEnd } from "../form.tsx";
import { createLoaded, type Loaded, LoadedView } from "../loaded.tsx";
import { Notice, Section } from "../section.tsx";
import { LongField } from "./long-field.tsx";
import { usePersonalWords } from "./words/personal-words.ts";

/** What models are told about the person in all chats; fetched again when another tab changes it. */
export function InstructionsSection(): JSX.Element {
  const w = usePersonalWords();
  const chat = useChat();
  const instructions = createLoaded(
    async () => (await chat.client.api.personal.get.query()).instructions,
  );
  const asOf = createMemo(() => chat.state().personalAsOf);
  createEffect(on(asOf, () => void instructions.load(), { defer: true }));
  // Outlives the form, which a failed fetch replaces.
  const edits = createEdits();
  return (
    <Section title={w("instructions.title")} intro={w("instructions.intro")}>
      <LoadedView loaded={instructions}>
        {(stored) => (
          <InstructionsForm stored={stored()} edits={edits} reload={instructions.load} />
        )}
      </LoadedView>
    </Section>
  );
}

/** What the person has changed since the last save; the rest follows the server. */
interface Edits {
  changed: Accessor<Partial<PersonalInstructions>>;
  change(next: Partial<PersonalInstructions>): void;
  clear(): void;
}

function createEdits(): Edits {
  const [changed, setChanged] = createSignal<Partial<PersonalInstructions>>({});
  return {
    changed,
    change: (next) => setChanged((before) => ({ ...before, ...next })),
    clear: () => setChanged({}),
  };
}

function InstructionsForm(props: {
  stored: PersonalInstructions;
  edits: Edits;
  reload: Loaded<PersonalInstructions>["load"];
}): JSX.Element {
  const w = usePersonalWords();
  const chat = useChat();
  const [saved, setSaved] = createSignal(false);
  const shown = () => ({ ...props.stored, ...props.edits.changed() });
  const change = (next: Partial<PersonalInstructions>) => {
    setSaved(false);
    props.edits.change(next);
  };
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      const sent = props.edits.changed();
      await chat.client.api.personal.setInstructions.mutate(shown());
      await props.reload();
      // What was typed meanwhile stays.
      if (props.edits.changed() === sent) props.edits.clear();
      setSaved(true);
    },
  });
  return (
    <form
      class="mt-4 flex flex-col gap-4"
      data-unsaved={Object.keys(props.edits.changed()).length === 0 ? undefined : ""}
      onSubmit={(event) => form.submit(event)}
    >
      <LongField
        label={w("instructions.about", appName())}
        hint={w("instructions.about.hint")}
        value={shown().about}
        maxLength={maxAboutLength}
        onInput={(about) => change({ about })}
      />
      <LongField
        label={w("instructions.style", appName())}
        hint={w("instructions.style.hint")}
        value={shown().replyStyle}
        maxLength={maxAboutLength}
        onInput={(replyStyle) => change({ replyStyle })}
      />
      <label class="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="size-5 shrink-0 accent-accent"
          checked={shown().isOn}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        {w("instructions.on")}
      </label>
      <div>
        <FormEnd form={form} label={w("instructions.save")} class="" />
        <Notice text={saved() ? w("instructions.saved") : ""} />
      </div>
    </form>
  );
}
