import { createSignal, type JSX, Show } from "solid-js";
import type { EntryForAdmin } from "../../../shared/entry.ts";
import { guestModes } from "../../../shared/entry-modes.ts";
import { createForm, FormEnd } from "../../account/form.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useChat } from "../../state/chat.ts";
import { ChoiceList } from "./choice-list.tsx";
import { useEntryWords } from "./words/entry-words.ts";

/** Whether people can chat without an account. */
export function GuestsSection(props: {
  entry: EntryForAdmin;
  onSaved: () => Promise<void>;
}): JSX.Element {
  const w = useEntryWords();
  const a = useAccountWords();
  const chat = useChat();
  const [guests, setGuests] = createSignal(props.entry.guests);
  const [saved, setSaved] = createSignal(false);
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      setSaved(false);
      await chat.client.api.admin.entry.setGuests.mutate({ guests: guests() });
      setSaved(true);
      await props.onSaved();
    },
    say: { conflict: () => w("decided") },
  });
  return (
    <Section title={w("guests.title")}>
      <Show when={props.entry.decided.guests}>
        <p class="mt-1 text-sm text-muted">{w("decided")}</p>
      </Show>
      <form class="mt-3 flex flex-col gap-3" onSubmit={form.submit}>
        <ChoiceList
          label={w("guests.title")}
          choices={guestModes.map((value) => ({
            value,
            label: w(`guests.${value}`),
            hint: w(`guests.${value}.hint`),
          }))}
          chosen={guests()}
          onChoose={(chosen) => {
            setSaved(false);
            setGuests(chosen);
          }}
          isDisabled={props.entry.decided.guests}
        />
        <Show when={!props.entry.decided.guests}>
          <FormEnd form={form} label={a("action.save")} class="self-start" />
        </Show>
      </form>
      <Notice text={saved() ? a("action.saved") : ""} />
    </Section>
  );
}
